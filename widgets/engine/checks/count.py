"""The check `count`: not too many of a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.text import Text

MARKS = {"exclamation-marks": re.compile(r"!+"), "links": re.compile(r"https?://\S+|\bwww\.\S+")}


def places(what: str, text: Text) -> list[tuple[int, int]]:
    """Return where the things of that name stand in a text, as (start, end)."""
    if what == "questions":
        return text.questions
    return [match.span() for match in MARKS[what].finditer(text.plain)]


@dataclass(frozen=True, kw_only=True)
class Count(BaseCheck):
    """At most so many questions, exclamation marks or links in the body."""

    kind: Literal["count"]
    what: Literal["questions", "exclamation-marks", "links"]
    at_most: int

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit at the first that is too many."""
        found = places(self.what, context.texts["body"])
        if len(found) > self.at_most:
            start, end = found[self.at_most]
            yield Hit("body", start, end, words={"count": len(found), "limit": self.at_most})
