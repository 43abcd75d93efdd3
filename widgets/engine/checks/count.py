"""The check `count`: not too many of a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern
from widgets.engine.problems import Conflict

MARKS = {"exclamation-marks": re.compile(r"!+"), "links": re.compile(r"https?://\S+|\bwww\.\S+")}


@dataclass(frozen=True, kw_only=True)
class Count(BaseCheck):
    """At most so many questions, exclamation marks, links, or matches of patterns (apologies, say) in the body."""

    kind: Literal["count"]
    what: Literal["questions", "exclamation-marks", "links", "matches"]
    """What is counted. A question is a sentence that ends in a question mark."""
    at_most: int
    """How many are fine."""
    any: tuple[Pattern, ...] = ()
    """For `what: matches`, the patterns whose matches are counted together; for `what: questions`, the wordings that
    make a sentence a question without the mark."""

    def __post_init__(self) -> None:
        """Refuse patterns where none are counted, and their lack where they are."""
        if self.what == "matches" and not self.any:
            raise Conflict("any", "patterns where what is matches", "list the patterns")
        if self.any and self.what in MARKS:
            raise Conflict(
                "any", "patterns only where what is matches or questions", "delete it, or write what: matches"
            )

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit at the first that is too many."""
        body = context.body
        if self.what in MARKS:
            found = [match.span() for match in MARKS[self.what].finditer(body.own)]
        else:
            found = sorted(match.span() for pattern in self.any for match in pattern.finditer(body.unquoted))
            if self.what == "questions":
                found = sorted({*body.text.questions, *(body.text.sentence_at(start) for start, _ in found)})
        if len(found) > self.at_most:
            start, end = found[self.at_most]
            yield Hit("body", start, end, words={"count": len(found), "limit": self.at_most})
