"""Patterns: words as an author writes them, turned into a regular expression that cannot hang.

A pattern is words and spaces. `(a|b)` is one of several, `(a|b)?` may be missing, `look*` is any word that begins so,
and `...` stands for up to five words. Case and the amount of space do not matter; words match whole. What this cannot
say can be written as `{regex: …}`, a regular expression of Python's `re`; the loader refuses one that could hang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

TOKEN = re.compile(r"\s*(?:(?P<gap>\.\.\.)|\((?P<group>[^()]*)\)(?P<maybe>\?)?|(?P<word>[^\s()|]+))")
SPACE = r"[\s,]+"
GAP = r"(?:[\s,]+[\w'-]+){0,5}?"
LETTERS = re.compile(r"\w+")
OPEN = re.compile(r"\S+\*")
MOST_ANCHORS, FEW = 3, 8
"""How many sets of anchors a pattern has, and how large all but the first are: readers load them."""
EXPECTED = "words, with (a|b) for alternatives, (a|b)? for what may be missing, word* for any ending, ... for a gap"


def _word(word: str) -> str:
    if "*" in word[:-1] or word == "*" or "?" in word[:-1]:
        raise ValueError(EXPECTED)
    if word.isalnum():
        return word
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


class Group:
    """One place of a pattern that must be filled, such as `(a|b c|d*)`; what can fill it is read when a text may."""

    def __init__(self, source: str) -> None:
        """Keep what stands there, without its brackets."""
        self.source = source.lower()

    @cached_property
    def choices(self) -> list[tuple[str, ...]]:
        """Return the words of each choice, without those whose end is left open."""
        closed = (OPEN.sub(" ", choice) if "*" in choice else choice for choice in self.source.split("|"))
        return [tuple(LETTERS.findall(choice)) for choice in closed]

    @cached_property
    def open_left(self) -> bool:
        """Whether it is not known with which word a choice begins."""
        return any("*" in choice.split()[0] for choice in self.source.split("|"))

    @cached_property
    def open_right(self) -> bool:
        """Whether it is not known with which word one ends."""
        return any("*" in choice.split()[-1] for choice in self.source.split("|"))

    def shown(self, words: frozenset[str]) -> list[tuple[str, ...]]:
        """Return the choices all of whose words are there."""
        return [choice for choice in self.choices if words.issuperset(choice)]


def needed(source: str) -> Iterator[tuple[Group, ...]]:
    """Yield runs of groups that follow each other in a pattern; a text that lacks one cannot match."""
    run: list[Group] = []
    for match in TOKEN.finditer(source.strip()):
        if not match["gap"] and not match["maybe"]:
            run.append(Group(match["group"] or match["word"]))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def anchors(source: str) -> tuple[tuple[str, ...], ...]:
    """Return sets of words, of each of which every match has one: the one of fewest words, and some of other few."""
    # A choice whose words all have an open end shows none of them.
    groups = [group for run in needed(source) for group in run if all(group.choices)]
    told = [sorted({max(choice, key=len) for choice in group.choices}) for group in groups]
    rare = sorted(told, key=lambda words: (len(words), -len(min(words, key=len))))
    return tuple(tuple(words) for words in rare[:MOST_ANCHORS] if words is rare[0] or len(words) <= FEW)


def possible(run: tuple[Group, ...], signs: Signs) -> bool:
    """Return whether a text with these signs may hold a run of groups."""
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
    anchors: tuple[tuple[str, ...], ...] = field(default=(), compare=False, repr=False)
    """Words without which it cannot match: one of each set must be there. None are known of an expression."""
    expected = EXPECTED

    @classmethod
    def parse(cls, value: object) -> Pattern:
        """Return the pattern. Raises ValueError with what was expected."""
        if isinstance(value, dict) and list(value) == ["regex"] and isinstance(value["regex"], str):
            pattern = cls(value["regex"], raw=True)
        elif isinstance(value, str):
            expression_of(value)
            pattern = cls(value, anchors=anchors(value))
        else:
            raise ValueError(EXPECTED)
        if pattern.raw:
            pattern.regex  # noqa: B018 - what does not compile is refused here, not at its first use
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
        return () if self.raw else tuple(needed(self.source))

    @cached_property
    def _small(self) -> re.Pattern[str]:
        """Return its regular expression for a text in small letters, which is found three times as fast."""
        return re.compile(expression_of(self.source.lower()))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return its matches in a text, in order; they tell the places, not always the capitals."""
        small, signs = _folded(text)
        # By this alone nearly all of a guide's patterns are known not to be in a text.
        for words in self.anchors:
            if signs.words.isdisjoint(words):
                return iter(())
        if not all(possible(run, signs) for run in self.needed):
            return iter(())
        return self.regex.finditer(text) if self.raw or small is None else self._small.finditer(small)

    def __str__(self) -> str:
        """Return it as the author wrote it."""
        return self.source

    def plain(self) -> str | dict[str, str]:
        """Return it as data that `parse` takes."""
        return {"regex": self.source} if self.raw else self.source
