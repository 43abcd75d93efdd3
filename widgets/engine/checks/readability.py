"""The check `readability`: no sentence should be so long that its beginning is forgotten at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.problems import Conflict
from widgets.engine.text import WORD


@dataclass(frozen=True, kw_only=True)
class Readability(BaseCheck):
    """No sentence has more words than that. It is a hint, never a failure."""

    kind: Literal["readability"]
    at_most: int
    """How many words a sentence may have."""
    severity: Literal["suggestion", "warning", "error"] = "suggestion"
    """Always `suggestion`."""

    def __post_init__(self) -> None:
        """Refuse to make more of it than a hint."""
        if self.severity != "suggestion":
            raise Conflict(
                "severity", "suggestion, since how a text reads is a matter of taste", "delete it", self.severity
            )

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every sentence that is too long."""
        text = context.body.text
        for start, end in text.sentences:
            count = len(WORD.findall(text.own, start, end))
            if count > self.at_most:
                yield Hit("body", start, end, words={"count": count, "limit": self.at_most})
