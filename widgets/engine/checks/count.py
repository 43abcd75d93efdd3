"""The check `count`: not too many of a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.decode import Conflict
from widgets.engine.patterns import Pattern

MARKS = {"exclamation-marks": re.compile(r"!+"), "links": re.compile(r"https?://\S+|\bwww\.\S+")}


@dataclass(frozen=True, kw_only=True)
class Count(BaseCheck):
    """At most so many questions, exclamation marks, links, or matches of patterns (apologies, say) in the body."""

    kind: Literal["count"]
    what: Literal["questions", "exclamation-marks", "links", "matches"]
    """What is counted."""
    at_most: int
    """How many are fine."""
    any: tuple[Pattern, ...] = ()
    """For `what: matches`, the patterns whose matches are counted together."""

    def __post_init__(self) -> None:
        """Refuse patterns where none are counted, and their lack where they are."""
        if (self.what == "matches") != bool(self.any):
            fix = "list the patterns" if self.what == "matches" else "delete it, or write what: matches"
            raise Conflict("any", "patterns where what is matches, and only there", fix)

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit at the first that is too many."""
        body = context.texts["body"]
        if self.what == "questions":
            found = body.questions
        else:
            expressions = [pattern.regex for pattern in self.any] or [MARKS[self.what]]
            found = sorted(match.span() for one in expressions for match in one.finditer(body.plain))
        if len(found) > self.at_most:
            start, end = found[self.at_most]
            yield Hit("body", start, end, words={"count": len(found), "limit": self.at_most})
