"""One rule: its text, its numbers, its checks, its steps, its examples and its sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from widgets.engine.checks import Check
from widgets.engine.decode import Conflict
from widgets.engine.model.messages import Part
from widgets.engine.model.plan import Note, Step


@dataclass(frozen=True)
class Parameter:
    """A number of the guide. Prose, checks and steps take it from here, so that they cannot disagree."""

    value: int | str
    """A whole number, or a duration such as `24 hours`, `3 days`, `2 working days`, `1 week`."""
    means: str
    """What the number says, in a few words."""
    source: str = ""
    """The id of the source that it comes from, if it comes from one."""


@dataclass(frozen=True)
class Example:
    """A message that shows the rule kept or broken; it is run through the checks, and the page shows what they say."""

    title: str
    body: str
    kind: str
    channel: str
    good: bool
    why: str
    """What to see in it."""
    subject: str = ""
    situation: dict[str, Any] = field(default_factory=dict)
    """Keys of the situation that differ from the guide's worked example."""
    finds: tuple[str, ...] = ()
    """The ids of the checks of this rule that must find something; empty for a good example."""

    def __post_init__(self) -> None:
        """Refuse a bad example that names no finding, and a good one that does."""
        if self.good == bool(self.finds):
            raise Conflict("finds", "the checks that find something in a bad example, and none in a good one")


@dataclass(frozen=True)
class Source:
    """Where a claim comes from."""

    id: str
    title: str
    by: str
    url: str
    says: str
    """What it says, with its limits."""


@dataclass(frozen=True)
class Rule:
    """One piece of advice: its text, its numbers, its checks and its steps."""

    id: str
    title: str
    summary: str
    """What to do and when, in one sentence."""
    why: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    body: str
    checklist: tuple[str, ...]
    """The lines of the one-page checklist."""
    parameters: dict[str, Parameter] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    parts: tuple[Part, ...] = ()
    examples: tuple[Example, ...] = ()
    sources: tuple[Source, ...] = ()
