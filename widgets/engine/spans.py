"""Stretches of a text, as (start, end), put together so that an overlap is found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

Span = tuple[int, int]


class Spans:
    """Any number of stretches; those that overlap count as one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort them and put together what overlaps."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            elif end > start:
                self.starts.append(start)
                self.ends.append(end)

    def overlap(self, start: int, end: int) -> bool:
        """Return whether a stretch overlaps one of these."""
        place = bisect_left(self.starts, end) - 1
        return place >= 0 and self.ends[place] > start
