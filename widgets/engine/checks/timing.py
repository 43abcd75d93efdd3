"""The check `timing`: a message goes out within the window of its step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.windows import window_of


@dataclass(frozen=True, kw_only=True)
class Timing(BaseCheck):
    """The message goes out neither before its step opens nor after it closes; says nothing when that is unknown."""

    kind: Literal["timing"]
    step: str
    """The id of the step."""
    flaw: Literal["too-soon", "too-late"]

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit, at the start of the body, when the message goes out on the wrong side of the window."""
        window = window_of(context.guide, context.situation, self.step, context.message.to)
        if window is None:
            return
        wrong = context.sent_at < window.opens if self.flaw == "too-soon" else context.sent_at > window.closes
        if wrong:
            yield Hit()
