"""The check `requires`: the message must say something, in one of several ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern


@dataclass(frozen=True, kw_only=True)
class Requires(BaseCheck):
    """At least one of the patterns must stand in the subject or the body."""

    kind: Literal["requires"]
    any: tuple[Pattern, ...]
    """The patterns, one of which is enough."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit, at the start of the body, when no pattern matches."""
        texts = context.texts.values()
        if not any(pattern.regex.search(text.plain) for pattern in self.any for text in texts):
            yield Hit()
