"""The check `similar`: two people do not get the same message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.text import ADDRESS, WORD, Text, blank

RUN = 3
"""Words in a row that count as one piece of a text."""


def pieces(text: Text) -> set[tuple[str, ...]]:
    """Return every run of three words in a text."""
    words = [word.casefold() for word in text.words]
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def alike(left: Text, right: Text) -> int:
    """Return how much of the shorter text's pieces stand in the other too, in percent."""
    ours, theirs = pieces(left), pieces(right)
    return 100 * len(ours & theirs) // min(len(ours), len(theirs)) if ours and theirs else 0


def shared(text: Text, others: list[Text]) -> list[tuple[int, int]]:
    """Return where a text says what one of the others says too, as spans of its `raw`, in order."""
    theirs = set().union(*(pieces(other) for other in others))
    own = blank(text.own, [match.span() for match in ADDRESS.finditer(text.own)])
    words = list(WORD.finditer(own))
    spans: list[tuple[int, int]] = []
    for start in range(len(words) - RUN + 1):
        run = words[start : start + RUN]
        if tuple(word[0].casefold() for word in run) not in theirs:
            continue
        begin, end = run[0].start(), run[-1].end()
        if spans and begin <= spans[-1][1]:
            begin = spans.pop()[0]
        spans.append((begin, end))
    return [text.place(start, end) for start, end in spans]


@dataclass(frozen=True, kw_only=True)
class Similar(BaseCheck):
    """The message shares at most so much of its wording with each message to another person."""

    kind: Literal["similar"]
    at_most: int
    """How many percent of the shorter message's runs of three words may stand in both."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit, over the whole body, for every message that is too much alike."""
        body = context.body.text
        for other in context.others:
            percent = alike(body, Text(other.body))
            if percent > self.at_most:
                yield Hit("body", 0, len(body.plain), words={"to": other.to, "percent": percent})
