"""The check `mentions`: what the reader told must appear in the message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.text import Text

TELLING = 4
"""From this length on a word tells something; shorter ones are mostly grammar."""


def tells_of(text: Text, fact: str) -> bool:
    """Return whether a text mentions a fact: half of its telling words, or of all its words where none tells."""
    words = {word.casefold() for word in Text(fact).words}
    telling = {word for word in words if len(word) >= TELLING} or words
    present = {word.casefold() for word in text.words}
    return 2 * len(telling & present) >= len(telling) > 0


@dataclass(frozen=True, kw_only=True)
class Mentions(BaseCheck):
    """Of the facts given in these fields, so many must be mentioned; says nothing when none was given."""

    kind: Literal["mentions"]
    fields: tuple[str, ...]
    """Field ids."""
    at_least: int = 1
    """How many of the facts given must appear."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit, at the start of the body, when too few of the facts appear."""
        given = [context.facts[field] for field in self.fields if field in context.facts]
        mentioned = sum(any(tells_of(text, fact) for text in context.texts.values()) for fact in given)
        if mentioned < min(self.at_least, len(given)):
            yield Hit(words={"fact": next(iter(given)), "count": mentioned})
