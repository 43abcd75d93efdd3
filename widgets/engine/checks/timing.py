"""The check `timing`: a message goes out neither too soon nor too late, nor too often, nor beside another that day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.facts import dated_events, their_zone
from widgets.engine.planner import window_of
from widgets.engine.problems import Conflict
from widgets.engine.sending import questions_sent, went_to

if TYPE_CHECKING:
    from widgets.engine.contract import Sent


@dataclass(frozen=True, kw_only=True)
class TimingCheck(BaseCheck):
    """When the message goes out fits the schedule and what was sent before; says nothing where that is unknown."""

    kind: Literal["timing"]
    flaw: Literal["too-soon", "too-late", "too-often", "same-day", "before-answer"]
    """Before its step opens; after its step closes; more than the cadence allows; a second channel on one day; before
    the date that the other side gave for its decision."""
    step: str = ""
    """For `too-soon` and `too-late`, the id of the step."""

    def __post_init__(self) -> None:
        """Refuse a step where none is meant, and its lack where one is."""
        if (self.flaw in ("too-soon", "too-late")) != bool(self.step):
            fix = "delete it" if self.step else "name the step"
            raise Conflict("step", "the id of a step with too-soon and too-late, and only there", fix)

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield at most one hit, at the start of the body."""
        if self.step:
            window = window_of(context.guide, context.situation, self.step, context.message.to)
            if window and (
                context.sent_at < window.opens if self.flaw == "too-soon" else context.sent_at > window.closes
            ):
                yield Hit()
        elif self.flaw == "too-often":
            events = dated_events(context.situation)
            count = len(questions_sent(context.guide, context.situation, events[-1][0])) if events else 0
            if count >= context.guide.cadence.max_messages:
                yield Hit(words={"count": count, "limit": context.guide.cadence.max_messages})
        elif self.flaw == "before-answer":
            answer_by = context.situation.answer_by
            if answer_by and context.sent_at < answer_by.instant(their_zone(context.situation)):
                yield Hit()
        else:
            for sent in same_day(context):
                yield Hit(words={"channel": context.guide.channel(sent.channel).name})
                return


def same_day(context: Context) -> Iterator[Sent]:
    """Yield the messages to the same person, on another channel, on the day on which this one goes out."""
    zone = their_zone(context.situation)
    today = context.sent_at.astimezone(zone).date()
    to = context.message.to or context.situation.recipient
    for sent in context.situation.sent:
        if went_to(sent, to) and sent.channel != context.message.channel and sent.at.day(zone) == today:
            yield sent
