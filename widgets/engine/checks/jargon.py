"""The check `jargon`: terms of a trade are for readers of that trade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern
from widgets.engine.text import WORD, Text

# Abbreviations (SQL, CI/CD, B2B, APIs), and words with a capital inside (DevOps, PostgreSQL)
ABBREVIATION = re.compile(
    r"(?<![\w'@./-])(?:[A-Z][A-Z0-9]+(?:[/&-][A-Z0-9]{2,})*s?|[A-Z]?[a-z]+[A-Z]\w*|[a-z]\d\d?[a-z])(?![\w'@-])"
)


@dataclass(frozen=True, kw_only=True)
class Jargon(BaseCheck):
    """Not more than so many terms of a trade, abbreviations among them, unless the reader of the message knows them."""

    reads: ClassVar[bool] = True
    kind: Literal["jargon"]
    any: tuple[Pattern, ...]
    """Terms of trades."""
    plain: tuple[str, ...] = ()
    """Abbreviations that everybody knows, such as CV."""
    theirs: tuple[Pattern, ...] = ()
    """A sentence that holds one of these tells what the other side said, in their words."""
    at_most: int
    """How many different terms are fine."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield the first place of every term, where there are too many of them."""
        if context.situation.expert_reader:
            return
        known = {
            word.casefold()
            for fact in (*context.facts.values(), *self.plain)
            for word in WORD.findall(Text(fact).plain)
        }
        found: dict[str, tuple[int, int]] = {}
        text = context.body.unquoted
        shouts = text.upper() == text
        spans = {match.span() for pattern in self.any for match in pattern.finditer(text)}
        spans |= {match.span() for match in ABBREVIATION.finditer(text)} if not shouts else set()
        end_of_last = 0
        for start, end in sorted(spans):
            if start < end_of_last:
                continue
            end_of_last = end
            term = text[start:end].casefold()
            words = {*WORD.findall(term), term.removesuffix("s")}
            ordinary = context.guide.vocabulary.stem(term) in context.guide.vocabulary.telling_nothing
            if not ordinary and not words & known and not self.said_by_them(context, start):
                found.setdefault(term.removesuffix("s"), (start, end))
        if len(found) > self.at_most:
            for start, end in found.values():
                yield Hit("body", start, end, words={"count": len(found), "limit": self.at_most})

    def said_by_them(self, context: Context, position: int) -> bool:
        """Return whether the sentence at that position tells what the other side said."""
        start, end = context.body.text.sentence_at(position)
        sentence = context.body.own[start:end]
        return any(pattern.regex.search(sentence) for pattern in self.theirs)
