"""The check `requires`: the message must say something, in one of several ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern
from widgets.engine.spans import Spans

if TYPE_CHECKING:
    from widgets.engine.prose import Prose


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
        if not any(self._said(part) for part in context.parts.values()):
            yield Hit()

    def _said(self, part: Prose) -> bool:
        """Return whether it stands in that part. One match is enough: what comes after it is not searched."""
        excused: Spans | None = None
        for pattern in self.any:
            for match in pattern.finditer(part.own):
                if part.negated(match.start()):
                    continue
                if excused is None:
                    excused = Spans(one.span() for other in self.unless for one in other.finditer(part.own))
                if not excused.overlap(*match.span()):
                    return True
        return False
