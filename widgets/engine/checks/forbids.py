"""The check `forbids`: words that a message should not hold, with their exceptions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern
from widgets.engine.spans import Span, Spans

if TYPE_CHECKING:
    from widgets.engine.prose import Prose


@dataclass(frozen=True)
class Together:
    """Words that are a flaw only where they meet: one of each list, in one sentence, in whatever order."""

    each: tuple[tuple[Pattern, ...], ...]
    """The lists, best the rarest words first."""
    unless: tuple[Pattern, ...] = ()
    """A sentence that holds one of these is fine."""
    even_negated: bool = False
    """Whether words count after a word such as “not”, too."""

    def hits(self, part: Prose) -> Iterator[Span]:
        """Yield the places where they meet, from the first word that counts to the last."""
        text = part.unquoted
        lists: list[list[Span]] = []
        for patterns in self.each:
            lists.append(sorted(match.span() for pattern in patterns for match in pattern.finditer(text)))
            if not lists[-1]:
                return
        excused = Spans(match.span() for pattern in self.unless for match in pattern.finditer(text))
        for start, end in part.text.sentences:
            found = [spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))] for spans in lists]
            if not all(found) or excused.overlap(start, end):
                continue
            meant = [[one for one in spans if self.even_negated or not part.negated(one[0])] for spans in found]
            if all(meant):
                yield min(spans[0][0] for spans in meant), max(spans[0][1] for spans in meant)


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
    together: tuple[Together, ...] = ()
    """Words that are a flaw where they meet in a sentence."""
    even_negated: bool = False
    """Whether a match is a flaw after a word such as “not”, too."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every match that no exception covers, each place once."""
        for name, part in context.parts.items():
            end_of_last = 0
            for start, end in self.spans(part):
                if start >= end_of_last:
                    yield Hit(name, start, end)
                    end_of_last = end

    def spans(self, part: Prose) -> list[Span]:
        """Return where it is against the check, in order."""
        found = [
            (start, end)
            for start, end in unexcused(self.any, self.unless, part.unquoted)
            if self.even_negated or not part.negated(start)
        ]
        met = [span for one in self.together for span in one.hits(part)]
        return sorted(found + met)


def unexcused(any_: tuple[Pattern, ...], unless: tuple[Pattern, ...], text: str) -> Iterator[Span]:
    """Yield, in order, where one of the patterns stands and none of the exceptions overlaps it."""
    found = sorted(match.span() for pattern in any_ for match in pattern.finditer(text))
    excused = Spans(match.span() for pattern in unless for match in pattern.finditer(text) if found)
    for start, end in found:
        if not excused.overlap(start, end):
            yield start, end
