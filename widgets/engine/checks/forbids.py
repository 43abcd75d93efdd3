"""The check `forbids`: words that a message should not hold, with their exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern


@dataclass(frozen=True, kw_only=True)
class Forbids(BaseCheck):
    """None of the patterns may stand in the subject or the body, except within one of the exceptions.

    What is quoted, and what is negated, is no flaw.
    """

    reads: ClassVar[bool] = True
    kind: Literal["forbids"]
    any: tuple[Pattern, ...]
    """The patterns, each of which is a flaw."""
    unless: tuple[Pattern, ...] = ()
    """A match that overlaps a match of one of these is no flaw."""
    even_negated: bool = False
    """Whether a match is a flaw after a word such as “not”, too."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every match that no exception covers, each place once."""
        for name, reading in context.parts.items():
            end_of_last = 0
            for start, end in unexcused(self.any, self.unless, reading.unquoted):
                if start >= end_of_last and (self.even_negated or not reading.negated(start)):
                    yield Hit(name, start, end)  # type: ignore[arg-type]
                    end_of_last = end


def unexcused(any_: tuple[Pattern, ...], unless: tuple[Pattern, ...], text: str) -> Iterator[tuple[int, int]]:
    """Yield, in order, where one of the patterns stands and none of the exceptions overlaps it."""
    found = sorted(match.span() for pattern in any_ for match in pattern.finditer(text))
    excused = [match.span() for pattern in unless for match in pattern.finditer(text)] if found else []
    for start, end in found:
        if not any(left < end and start < right for left, right in excused):
            yield start, end
