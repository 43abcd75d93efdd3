"""The check `requires`: the message must say something, in one of several ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.checks.forbids import unexcused
from widgets.engine.patterns import Pattern


@dataclass(frozen=True, kw_only=True)
class Requires(BaseCheck):
    """At least one of the patterns must stand in the subject or the body; what is negated does not count."""

    reads: ClassVar[bool] = True
    kind: Literal["requires"]
    any: tuple[Pattern, ...]
    """The patterns, one of which is enough."""
    unless: tuple[Pattern, ...] = ()
    """A match that overlaps a match of one of these does not count."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit, at the start of the body, when no pattern matches."""
        for reading in context.parts.values():
            found = unexcused(self.any, self.unless, reading.own)
            if any(not reading.negated(start) for start, _ in found):
                return
        yield Hit()
