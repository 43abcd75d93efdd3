"""The check `length`: a message should be as short as its channel asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit


@dataclass(frozen=True, kw_only=True)
class Length(BaseCheck):
    """Words or characters of the body against the channel's limits: a warning over `warn`, an error over `fail`."""

    kind: Literal["length"]
    unit: Literal["words", "characters", "sentences"]
    """What is counted."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit over the whole body when it is too long."""
        body = context.texts["body"]
        limit = getattr(context.channel, self.unit)
        count = len({"words": body.words, "characters": body.raw, "sentences": body.sentences}[self.unit])
        if limit and count > limit.warn:
            severity: Literal["warning", "error"] = "error" if count > limit.fail else "warning"
            yield Hit("body", 0, len(body.raw), severity, {"count": count, "aim": limit.aim, "limit": limit.warn})
