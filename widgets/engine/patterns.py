"""Patterns: words as an author writes them, turned into a regular expression that cannot hang.

A pattern is words and spaces. `(a|b)` is one of several, `(a|b)?` may be missing, `look*` is any word that begins so,
and `...` stands for up to five words. Case and the amount of space do not matter; words match whole. What this cannot
say can be written as `{regex: …}`, a regular expression of Python's `re`; the loader refuses one that could hang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

TOKEN = re.compile(r"\s*(?:(?P<gap>\.\.\.)|\((?P<group>[^()]*)\)(?P<maybe>\?)?|(?P<word>[^\s()|]+))")
SPACE = r"[\s,]+"
GAP = r"(?:[\s,]+[\w'-]+){0,5}?"
LETTERS = re.compile(r"\w+")
EXPECTED = "words, with (a|b) for alternatives, (a|b)? for what may be missing, word* for any ending, ... for a gap"


def _word(word: str) -> str:
    if "*" in word[:-1] or word == "*" or "?" in word[:-1]:
        raise ValueError(EXPECTED)
    if word.endswith("*"):
        return rf"{re.escape(word[:-1])}\w*"
    return re.escape(word)


def _words(words: str) -> str:
    parts = words.split()
    if not parts:
        raise ValueError(EXPECTED)
    return SPACE.join(_word(word) for word in parts)


def expression_of(source: str) -> str:
    """Return the regular expression of a pattern, not yet compiled. Raises ValueError with what was expected."""
    expression = ""
    started = False
    position = 0
    source = source.strip()
    while position < len(source):
        match = TOKEN.match(source, position)
        if not match:
            raise ValueError(EXPECTED)
        position = match.end()
        if match["gap"]:
            if not started:
                raise ValueError(EXPECTED)
            expression += GAP
            continue
        if match["group"] is not None:
            piece = "(?:" + "|".join(_words(words) for words in match["group"].split("|")) + ")"
        else:
            piece = _word(match["word"])
        piece = f"{SPACE}{piece}" if started else piece
        if match["maybe"]:
            expression += f"(?:{piece})?" if started else f"(?:{piece}{SPACE})?"
        else:
            expression += piece
            started = True
    if not started or source.endswith("..."):
        raise ValueError(EXPECTED)
    edge_left = r"(?<!\w)" if source[0].isalnum() or source[0] == "(" else ""
    edge_right = r"(?!\w)" if source[-1].isalnum() or source[-1] in ")?*" else ""
    return edge_left + expression + edge_right


def needed(source: str) -> tuple[frozenset[str], ...]:
    """Return words of a pattern, in groups; a text without any word of one group cannot match, which is soon seen."""
    groups = []
    for match in TOKEN.finditer(source.strip()):
        if match["gap"] or match["maybe"]:
            continue
        choices = (match["group"] or match["word"]).lower().split("|")
        plain = [LETTERS.findall(" ".join(word for word in choice.split() if "*" not in word)) for choice in choices]
        if all(plain):
            groups.append(frozenset(max(words, key=len) for words in plain))
    return tuple(sorted(groups, key=len))


@lru_cache(maxsize=8)
def _folded(text: str) -> tuple[str | None, frozenset[str]]:
    """Return a text in small letters, unless that makes it longer, and its words."""
    small = text.lower()
    return small if len(small) == len(text) else None, frozenset(LETTERS.findall(small))


@dataclass(frozen=True)
class Pattern:
    """A pattern as an author wrote it, ready to search."""

    source: str
    raw: bool = False
    """Whether the source is a regular expression as it stands."""
    expected = EXPECTED

    @classmethod
    def parse(cls, value: object) -> Pattern:
        """Return the pattern. Raises ValueError with what was expected."""
        if isinstance(value, dict) and list(value) == ["regex"] and isinstance(value["regex"], str):
            pattern = cls(value["regex"], raw=True)
        elif isinstance(value, str):
            pattern = cls(value)
        else:
            raise ValueError(EXPECTED)
        if pattern.raw:
            pattern.regex  # noqa: B018 - what does not compile is refused here, not at its first use
        else:
            expression_of(pattern.source)
        return pattern

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Return its regular expression."""
        if not self.raw:
            return re.compile(expression_of(self.source), re.IGNORECASE)
        try:
            return re.compile(self.source, re.IGNORECASE)
        except (re.error, ValueError, OverflowError, RecursionError) as error:
            raise ValueError(f"a regular expression that Python's re takes: {error}") from None

    @cached_property
    def needed(self) -> tuple[frozenset[str], ...]:
        """Return words without which it cannot match, in groups; of an expression nothing is known."""
        return () if self.raw else needed(self.source)

    @cached_property
    def _small(self) -> re.Pattern[str]:
        """Return its regular expression for a text in small letters, which is found three times as fast."""
        return re.compile(expression_of(self.source.lower()))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return its matches in a text, in order; they tell the places, not always the capitals."""
        small, words = _folded(text)
        if any(one.isdisjoint(words) for one in self.needed):
            return iter(())
        return self.regex.finditer(text) if self.raw or small is None else self._small.finditer(small)

    def __str__(self) -> str:
        """Return it as the author wrote it."""
        return self.source

    def plain(self) -> str | dict[str, str]:
        """Return it as data that `parse` takes."""
        return {"regex": self.source} if self.raw else self.source
