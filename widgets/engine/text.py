"""A message's text, prepared for checks: plain to read for patterns, with the way back to every position as typed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property

# What stands for one plain character: typographic quotes, hyphens and spaces, and the marks of other scripts.
PLAIN = str.maketrans(
    "\u2018\u2019\u201a\u02bc\u201c\u201d\u201e\u00ab\u00bb\u00a0\u2007\u202f\u2010\u2011\uff1f\u061f\uff01\u3002",
    '\'\'\'\'"""""   --??!.',
)
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
WORD = re.compile(r"\w+(?:['-]\w+)*")
PIECE = re.compile(r"[^.!?\u2026\n]+|[.!?\u2026]+|\n")
# A capital and consonants before a point (Mr, Dr, St), or an initial: the sentence goes on.
SHORT = re.compile(r"(?:^|[\s(])(?:[A-Z][bcdfghj-np-tv-z]{0,3}|\w(?:\.\w)+)$")
# What somebody else wrote below: lines marked with ">", or everything after a line of dashes or underscores.
REPLIED_TO = re.compile(r"^[ \t]*>.*$|^(?:-{3,}[^\n]{3,60}-{3,}|_{10,})[ \t]*$[\s\S]*", re.MULTILINE)
QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|(?<![\w'])'(?:[^'\n]|(?<=\w)'(?=\w)){2,400}'(?!\w)")
ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|(?<!\S)[^\s@]{1,64}@\S+")
ANY_LETTER = re.compile(r"\w")
SENTENCE_FROM = 5
"""A line of fewer words and without a full stop is a greeting, a name or a heading."""


def pieces(word: str) -> list[str]:
    """Return what a compound word or a short form is made of: `follow` and `up`, `you` and `ve`."""
    return word.replace("'", "-").split("-")


class Text:
    """A text with what checks ask of it; positions count code points of `plain` until `place` takes them back."""

    def __init__(self, raw: str) -> None:
        """Keep the text as it was typed."""
        self.raw = raw

    @cached_property
    def _clusters(self) -> list[tuple[int, int, str]] | None:
        """Return (start, end, character) for each character of `plain`; None where they are those of `raw`."""
        if self.raw.isascii():
            return None
        clusters: list[tuple[int, int, str]] = []
        moved = False
        for position, character in enumerate(self.raw):
            attached = character in UNSEEN or (character > "\u02ff" and unicodedata.category(character)[0] == "M")
            if not attached:
                clusters.append((position, position + 1, character))
                continue
            moved = True
            if clusters:
                start, end, before = clusters[-1]
                joined = unicodedata.normalize("NFC", before + character) if end == position else before
                clusters[-1] = (start, position + 1, joined if len(joined) == 1 else before)
        return clusters if moved else None

    @cached_property
    def plain(self) -> str:
        """Return the text with typographic signs made plain, accents composed, and what is not seen left out."""
        text = self.raw if self._clusters is None else "".join(character for _, _, character in self._clusters)
        return text.translate(PLAIN)

    @cached_property
    def own(self) -> str:
        """Return `plain` without what is answered to below it; as long as `plain`."""
        return blank(self.plain, [match.span() for match in REPLIED_TO.finditer(self.plain)])

    @cached_property
    def unquoted(self) -> str:
        """Return `own` without what stands in quotation marks; as long as `plain`."""
        return blank(self.own, [match.span() for match in QUOTED.finditer(self.own)])

    @cached_property
    def words(self) -> list[str]:
        """Return its words in order; an address on the web is no words."""
        return WORD.findall(ADDRESS.sub(" ", self.own))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Return where its sentences stand, as (start, end); a line end ends one, a point inside a word does not."""
        text = self.own
        found = []
        start: int | None = None
        for match in PIECE.finditer(text):
            piece = match[0]
            if start is None and ANY_LETTER.search(piece):
                start = match.start() + len(piece) - len(piece.lstrip())
            if start is None or not (piece == "\n" or self._ends(piece, match.start(), match.end())):
                continue
            found.append((start, match.start() if piece == "\n" else match.end()))
            start = None
        if start is not None:
            found.append((start, len(text.rstrip())))
        return found

    def _ends(self, piece: str, start: int, end: int) -> bool:
        """Return whether a sentence ends with the marks at that place."""
        if piece[0] not in ".!?\u2026":
            return False
        follower = self.own[end : end + 1]
        if follower and not (follower.isspace() or follower in "\"')"):
            return False
        after = self.own[end : end + 40].lstrip(" \"')")[:1]
        return piece != "." or not (
            after.islower() or (after.isalpha() and SHORT.search(self.own[max(0, start - 12) : start]))
        )

    @cached_property
    def said(self) -> int:
        """Return how many words stand in whole sentences, so without greeting and signature."""
        counts = ((len(WORD.findall(self.own[start:end])), self.own[end - 1 : end]) for start, end in self.sentences)
        return sum(count for count, last in counts if count >= SENTENCE_FROM or last in ".!?\u2026\"')")

    @cached_property
    def questions(self) -> list[tuple[int, int]]:
        """Return where its questions stand, as (start, end)."""
        return [(start, end) for start, end in self.sentences if "?" in self.own[start:end][-3:]]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Return the sentence in which a position stands, or the position itself where none does."""
        place = bisect_right(self.sentences, (position, len(self.own) + 1)) - 1
        if place >= 0 and position < self.sentences[place][1]:
            return self.sentences[place]
        return position, position

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of `plain` as a span of `raw`, whole characters with all that belongs to them."""
        clusters = self._clusters
        if clusters is None or not clusters:
            return start, end
        first = clusters[start][0] if start < len(clusters) else len(self.raw)
        return first, clusters[end - 1][1] if end > start else first

    @cached_property
    def _astral(self) -> list[int]:
        """Return the positions of the characters that take two UTF-16 code units."""
        return [position for position, character in enumerate(self.raw) if ord(character) > 0xFFFF]

    def utf16(self, position: int) -> int:
        """Return a position of `raw` counted in UTF-16 code units, as browsers count."""
        return position + bisect_left(self._astral, position)


def blank(text: str, spans: list[tuple[int, int]], by: str = " ") -> str:
    """Return a text of the same length with what stands in the spans, but for line ends, put out of sight."""
    pieces = []
    position = 0
    for start, end in spans:
        pieces.append(text[position:start])
        pieces.append(re.sub(r"[^\n]" if by == " " else r"\w", by, text[start:end]))
        position = max(position, end)
    return "".join((*pieces, text[position:]))
