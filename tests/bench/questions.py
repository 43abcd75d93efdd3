"""What the workers are asked: requests of the guide's own widgets, each a little different from the last."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Any

from tests.bench.variants import ZONE
from widgets.engine.model import Guide
from widgets.form import example_entries

Request = dict[str, Any]


def first(guide: Guide) -> Request:
    """Return the first question of a reader who has filled in the composer's form."""
    return _request(guide, "composer", _entries(guide))


def check(guide: Guide, words: int, turn: int) -> Request:
    """Return the question about a reader's own message of so many words."""
    entries = [*_entries(guide), ["message.subject", "Thank you"], ["message.body", message(guide, words, turn)]]
    return {**_request(guide, "composer", entries), "edited": True}


def schedule(guide: Guide, turn: int) -> Request:
    """Return the question for a schedule, some minutes after the one before."""
    now = datetime.fromisoformat(guide.now) + timedelta(minutes=turn)
    return {**_request(guide, "calculator", _entries(guide)), "now": now.isoformat(timespec="minutes")}


def message(guide: Guide, words: int, turn: int) -> str:
    """Return real sentences of so many words: the guide's examples, begun at another word each turn."""
    source = [word for rule in guide.rules for example in rule.examples for word in example.body.split(" ")]
    begin = turn * 7 % len(source)
    return " ".join(islice(cycle(source), begin, begin + words))


def _entries(guide: Guide) -> list[list[str]]:
    # A region would be one more file to fetch, and most readers tell none.
    entries = [entry for entry in example_entries(guide) if not entry[0].endswith("region")]
    kind = next(kind for kind in guide.kinds if kind.layouts)
    return [["kind", kind.id], ["channel", kind.written_on[0]], ["tone", guide.tones[0].id], *entries]


def _request(guide: Guide, widget: str, entries: list[list[str]]) -> Request:
    return {"widget": widget, "entries": entries, "now": guide.now, "zone": ZONE, "edited": False, "root": "../"}
