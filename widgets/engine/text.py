"""A message's text, prepared for checks without moving a single position."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

# One character for one character, so that every position in `plain` is the same position in `raw`.
PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u00a0\u2010\u2011", "''\"\" --")
WORD = re.compile(r"\w+(?:['-]\w+)*")
PIECE = re.compile(r"[^.!?\n]+|[.!?]+|\n")


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
    def sentences(self) -> list[tuple[int, int]]:
        """Return where its sentences stand, as (start, end); a line end ends one, a point inside a word does not."""
        found = []
        start: int | None = None
        for match in PIECE.finditer(self.plain):
            piece = match[0]
            if start is None and WORD.search(piece):
                start = match.start() + len(piece) - len(piece.lstrip())
            follower = self.plain[match.end() : match.end() + 1]
            if start is not None and (piece == "\n" or (piece[0] in ".!?" and (not follower or follower.isspace()))):
                found.append((start, match.start() if piece == "\n" else match.end()))
                start = None
        if start is not None:
            found.append((start, len(self.plain.rstrip())))
        return found

    @cached_property
    def questions(self) -> list[tuple[int, int]]:
        """Return where its questions stand, as (start, end)."""
        return [(start, end) for start, end in self.sentences if "?" in self.plain[start:end][-3:]]

    @cached_property
    def _astral(self) -> list[int]:
        """Return the positions of the characters that take two UTF-16 code units."""
        return [position for position, character in enumerate(self.raw) if ord(character) > 0xFFFF]

    def utf16(self, position: int) -> int:
        """Return a position counted in UTF-16 code units, as browsers count."""
        return position + bisect_left(self._astral, position)
