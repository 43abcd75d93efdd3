"""What a field's control offers: its choices, those that hold unasked, and where the other widget asks for the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from widgets.engine.contract import WEEKDAYS, Promise
from widgets.engine.decode import shape
from widgets.engine.facts import path_of

if TYPE_CHECKING:
    from widgets.engine.model import Field, Guide


def options(guide: Guide, field: Field) -> list[tuple[str, str]]:
    """Return what a field's choice is made from, as pairs of value and words."""
    if field.choices == "weekdays":
        return list(zip(WEEKDAYS, guide.labels["weekdays"].split(), strict=True))
    if field.choices == "parties":
        return [(party, guide.labels[f"party_{party}"]) for party in get_args(shape(Promise)["by"][1])]
    return [(one.id, one.name) for one in getattr(guide, field.choices)]


def ticked(guide: Guide, field: Field) -> tuple[str, ...] | None:
    """Return which of a field's choices hold when nothing is told; None means all."""
    return guide.cadence.weekend if path_of(field) == "weekend" else None


def also(guide: Guide, path: str) -> str:
    """Return the name under which the other widget asks for the same: for whom a message is, and whom one met first."""
    fields = {path_of(field) for field in guide.fields}
    pairs = {"recipient": "events[].with", "events[].with": "recipient"}
    other = pairs.get(path, "")
    return "situation." + other.replace("[]", "[0]") if other in fields else ""
