"""What the checks must know of the guide's language: its commonest words, its endings, its negations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from widgets.engine.patterns import Pattern

SHORTEST = 3
"""Letters that are left of a word, at least, when its ending is taken off."""


@dataclass(frozen=True)
class Vocabulary:
    """Words of the language that say little by themselves."""

    function: tuple[str, ...] = ()
    """The commonest words, such as articles, pronouns and prepositions. By their share a text is known to be in the
    guide's language; without them every text counts as that."""
    ordinary: tuple[str, ...] = ()
    """Words that stand in any message about the guide's subject, and so tell nothing particular; in any form."""
    endings: tuple[str, ...] = ()
    """Endings that are taken off before words are compared, the first that fits; `ies=y` puts another in its place."""

    @cached_property
    def commonest(self) -> frozenset[str]:
        """Return the function words, in small letters."""
        return frozenset(word.casefold() for word in self.function)

    @cached_property
    def telling_nothing(self) -> frozenset[str]:
        """Return the stems of all its words."""
        return frozenset(self.stem(word) for word in (*self.function, *self.ordinary))

    @cached_property
    def _endings(self) -> list[tuple[str, str]]:
        return [(ending, instead) for ending, _, instead in (one.partition("=") for one in self.endings)]

    def stem(self, word: str) -> str:
        """Return a word in small letters, without its ending."""
        word = word.casefold()
        for ending, instead in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                return word[: len(word) - len(ending)] + instead
        return word


@dataclass(frozen=True)
class Negation:
    """How the language says no."""

    any: tuple[Pattern, ...] = ()
    """Words that turn what follows in the same clause into its opposite."""
    unless: tuple[Pattern, ...] = ()
    """Words that look like a negation and are none, such as “not only”."""
    breaks: tuple[Pattern, ...] = ()
    """Words that begin a new clause, so that a negation does not reach over them."""
