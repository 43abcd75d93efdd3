"""A message's text, prepared for checks without moving a single position."""

from __future__ import annotations

import re
from functools import cached_property

# One character for one character, so that every position in `plain` is the same position in `raw`.
PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2010": "-", "\u2011": "-"})
WORD = re.compile(r"\w+(?:['-]\w+)*")
SENTENCE = re.compile(r"[^.!?\n]*\w[^.!?\n]*[.!?]*")


class Text:
    """A text with what checks ask of it; positions count Unicode code points of `raw`."""

    def __init__(self, raw: str) -> None:
        """Keep the text as it was typed."""
        self.raw = raw

    @cached_property
    def plain(self) -> str:
        """Return the text with typographic quotes, hyphens and spaces made plain; same length as `raw`."""
        return self.raw.translate(PLAIN)

    @cached_property
    def words(self) -> list[str]:
        """Return its words in order."""
        return WORD.findall(self.plain)

    @cached_property
    def sentences(self) -> int:
        """Return how many sentences it has; a line end ends a sentence."""
        return sum(1 for _ in SENTENCE.finditer(self.plain))

    @cached_property
    def questions(self) -> list[tuple[int, int]]:
        """Return where its questions stand, as (start, end)."""
        found = []
        for match in SENTENCE.finditer(self.plain):
            if "?" in match[0]:
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                found.append((start, match.end()))
        return found

    def utf16(self, position: int) -> int:
        """Return a position counted in UTF-16 code units, as browsers count."""
        return position + sum(1 for character in self.raw[:position] if ord(character) > 0xFFFF)
