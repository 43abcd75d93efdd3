"""The check `forbids`: words that a message should not hold, with their exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern


@dataclass(frozen=True, kw_only=True)
class Forbids(BaseCheck):
    """None of the patterns may stand in the subject or the body, except within one of the exceptions."""

    kind: Literal["forbids"]
    any: tuple[Pattern, ...]
    """The patterns, each of which is a flaw."""
    unless: tuple[Pattern, ...] = ()
    """A match that overlaps a match of one of these is no flaw."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every match that no exception covers, each place once."""
        for name, text in context.texts.items():
            excused = [match.span() for pattern in self.unless for match in pattern.regex.finditer(text.plain)]
            end_of_last = 0
            for start, end in sorted(
                match.span() for pattern in self.any for match in pattern.regex.finditer(text.plain)
            ):
                if start >= end_of_last and not any(left < end and start < right for left, right in excused):
                    yield Hit(name, start, end)  # type: ignore[arg-type]
                    end_of_last = end
