"""The check `same-day`: one channel a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.facts import their_zone


@dataclass(frozen=True, kw_only=True)
class SameDay(BaseCheck):
    """No other channel was used to reach the same person on the day on which this message goes out."""

    kind: Literal["same-day"]

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield one hit, at the start of the body, when another channel was used that day."""
        zone = their_zone(context.situation)
        today = context.sent_at.astimezone(zone).date()
        to = context.message.to or context.situation.recipient
        for sent in context.situation.sent:
            same_person = not sent.to or not to or sent.to.casefold() == to.casefold()
            if same_person and sent.channel != context.message.channel and sent.at.day(zone) == today:
                yield Hit(words={"channel": context.guide.channel(sent.channel).name})
                return
