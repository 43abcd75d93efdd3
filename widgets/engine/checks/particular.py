"""The check `particular`: a message holds words that would not stand in any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.prose import MASK
from widgets.engine.text import WORD, pieces


@dataclass(frozen=True, kw_only=True)
class Particular(BaseCheck):
    """So many different words, at least, that are neither names nor in the guide's vocabulary of ordinary words."""

    reads: ClassVar[bool] = True
    kind: Literal["particular"]
    at_least: int
    """How many words must be particular."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit, at the start of the body, when too few words are particular."""
        vocabulary, body = context.guide.vocabulary, context.body
        found = set()
        for start, end in body.text.sentences:
            words = WORD.findall(body.own, start, end)
            if len(words) > 3 or body.own[end - 1 : end] in ".!?":
                stems = {vocabulary.stem(part) for word in words for part in pieces(word)}
                found |= {stem for stem in stems if MASK not in stem and len(stem) > 1}
        particular = found - vocabulary.telling_nothing
        if len(particular) < self.at_least:
            yield Hit(words={"count": len(particular)})
