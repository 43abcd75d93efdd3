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
from itertools import pairwise

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


@dataclass(frozen=True)
class Signs:
    """What a text shows of itself at a glance: its words, and which of them stand side by side."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Group:
    """One place of a pattern that must be filled: the words of each choice, without those whose end is left open."""

    choices: tuple[tuple[str, ...], ...]
    open_left: bool
    """Whether it is not known with which word a choice begins."""
    open_right: bool
    """Whether it is not known with which word one ends."""

    def shown(self, words: frozenset[str]) -> list[tuple[str, ...]]:
        """Return the choices all of whose words are there."""
        return [choice for choice in self.choices if words.issuperset(choice)]


def needed(source: str) -> tuple[tuple[Group, ...], ...]:
    """Return runs of groups that follow each other in a pattern; a text that lacks one cannot match."""
    runs: list[list[Group]] = [[]]
    for match in TOKEN.finditer(source.strip()):
        if match["gap"] or match["maybe"]:
            runs.append([])
            continue
        told = [choice.split() for choice in (match["group"] or match["word"]).lower().split("|")]
        choices = tuple(tuple(LETTERS.findall(" ".join(word for word in one if "*" not in word))) for one in told)
        group = Group(choices, any("*" in one[0] for one in told), any("*" in one[-1] for one in told))
        runs[-1].append(group)
    return tuple(tuple(run) for run in runs if run)


def possible(runs: tuple[tuple[Group, ...], ...], signs: Signs) -> bool:
    """Return whether a text with these signs may hold all runs of groups."""
    for run in runs:
        before: list[str] | None = None
        for group in run:
            shown = group.shown(signs.words)
            if not shown:
                return False
            if before is not None and not group.open_left and all(shown):
                firsts = {choice[0] for choice in shown}
                if not any((left, right) in signs.pairs for left in before for right in firsts):
                    return False
            before = None if group.open_right or not all(shown) else [choice[-1] for choice in shown]
    return True


@lru_cache(maxsize=8)
def _folded(text: str) -> tuple[str | None, Signs]:
    """Return a text in small letters, unless that makes it longer, and its signs."""
    small = text.lower()
    words = LETTERS.findall(small)
    return small if len(small) == len(text) else None, Signs(frozenset(words), frozenset(pairwise(words)))


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
    def needed(self) -> tuple[tuple[Group, ...], ...]:
        """Return the words without which it cannot match; of an expression nothing is known."""
        return () if self.raw else needed(self.source)

    @cached_property
    def _small(self) -> re.Pattern[str]:
        """Return its regular expression for a text in small letters, which is found three times as fast."""
        return re.compile(expression_of(self.source.lower()))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return its matches in a text, in order; they tell the places, not always the capitals."""
        small, signs = _folded(text)
        if not possible(self.needed, signs):
            return iter(())
        return self.regex.finditer(text) if self.raw or small is None else self._small.finditer(small)

    def __str__(self) -> str:
        """Return it as the author wrote it."""
        return self.source

    def plain(self) -> str | dict[str, str]:
        """Return it as data that `parse` takes."""
        return {"regex": self.source} if self.raw else self.source
