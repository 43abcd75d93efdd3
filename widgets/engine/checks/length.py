"""The check `length`: a message should be as short as its channel asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit


@dataclass(frozen=True, kw_only=True)
class Length(BaseCheck):
    """Words or characters of the body against the channel's limits: a warning over `warn`, an error over `fail`.

    What is quoted below the message from an earlier one does not count as words.
    """

    kind: Literal["length"]
    unit: Literal["words", "characters", "sentences"]
    """What is counted."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit over the whole body when it is too long."""
        text = context.body.text
        limit = getattr(context.channel, self.unit)
        count = len({"words": text.words, "characters": text.raw, "sentences": text.sentences}[self.unit])
        if limit and count > limit.warn:
            severity: Literal["warning", "error"] = "error" if count > limit.fail else "warning"
            words = {"count": count, "aim": limit.aim, "limit": limit.warn}
            yield Hit("body", 0, len(text.plain), severity, words)
