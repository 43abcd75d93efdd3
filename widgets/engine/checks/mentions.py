"""The check `mentions`: what the reader told must appear in the message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.text import WORD, Text, pieces

if TYPE_CHECKING:
    from widgets.engine.model import Vocabulary

ROOT = 4
"""Words of one root share at least so many first letters …"""
LOOSE = 3
"""… and all but so many of the shorter one, as in manage, managing and management."""


def telling_words(vocabulary: Vocabulary, text: str) -> list[str]:
    """Return the words of an answer that tell something, in small letters; all of them where none does."""
    words = list(dict.fromkeys(word.casefold() for word in WORD.findall(Text(text).plain)))
    parts = [part for word in words for part in pieces(word)]
    return [
        part for part in parts if len(part) > 1 and vocabulary.stem(part) not in vocabulary.telling_nothing
    ] or words


def of_one_root(left: str, right: str) -> bool:
    """Return whether two words, in small letters, are forms of one word, as far as their beginnings say."""
    least = min(len(left), len(right))
    if least < ROOT:
        return left == right
    same = next((place for place in range(least) if left[place] != right[place]), least)
    return same >= max(ROOT, least - LOOSE)


def told(vocabulary: Vocabulary, fact: str, texts: list[Text]) -> int:
    """Return which share of an answer's telling words appear in the texts, in any form, in percent."""
    wanted = telling_words(vocabulary, fact)
    roots: dict[str, set[str]] = {}
    for text in texts:
        for word in text.words:
            for part in pieces(word.casefold()):
                roots.setdefault(part[:ROOT], set()).add(part)
    found = sum(any(of_one_root(word, other) for other in roots.get(word[:ROOT], ())) for word in wanted)
    return 100 * found // len(wanted) if wanted else 0


@dataclass(frozen=True, kw_only=True)
class Mentions(BaseCheck):
    """Of the facts given in these fields, so many must be mentioned; says nothing when none was given."""

    kind: Literal["mentions"]
    fields: tuple[str, ...]
    """Field ids."""
    at_least: int = 1
    """How many of the facts given must appear."""
    share: int = 50
    """How many percent of a fact's telling words make a mention."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit, at the start of the body, when too few of the facts appear."""
        texts = [part.text for part in context.parts.values()]
        given = [context.facts[field] for field in self.fields if field in context.facts]
        mentioned = sum(told(context.guide.vocabulary, fact, texts) >= self.share for fact in given)
        if mentioned < min(self.at_least, len(given)):
            yield Hit(words={"fact": next(iter(given)), "count": mentioned})
