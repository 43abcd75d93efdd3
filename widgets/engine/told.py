"""What the reader told, as the planner needs it: meetings in order, working days, and what the other side said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from widgets.engine.counting import Place
from widgets.engine.facts import my_zone, their_zone
from widgets.engine.regions import REGISTRY
from widgets.engine.subjects import NO_MEETING, further, meetings
from widgets.engine.working_days import WorkingDays

if TYPE_CHECKING:
    from widgets.engine.contract import Promise, Situation
    from widgets.engine.model import Guide
    from widgets.engine.regions import Region
    from widgets.engine.subjects import Meeting
    from widgets.engine.times import When


@dataclass(frozen=True)
class Told:
    """A situation, read with a guide."""

    guide: Guide
    situation: Situation

    @cached_property
    def zone(self) -> tzinfo:
        """Return the zone in which days and office hours count."""
        return their_zone(self.situation)

    @cached_property
    def days(self) -> WorkingDays:
        """Return the other side's working days."""
        return WorkingDays.of(self.situation, self.guide.cadence, self.region)

    @cached_property
    def region(self) -> Region | None:
        """Return what is known of the other side's region, or None."""
        return REGISTRY.find(self.situation.region, self.guide.language)

    @cached_property
    def place(self) -> Place:
        """Return where days count."""
        return Place(self.days, self.guide.cadence, self.zone, my_zone(self.situation), self.their_word)

    @cached_property
    def now(self) -> datetime:
        """Return the situation's moment in UTC."""
        return self.situation.now.at.astimezone(UTC)

    @cached_property
    def today(self) -> date:
        """Return the day that it is there."""
        return self.day_of(self.now)

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment there."""
        return moment.astimezone(self.zone).date()

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Return the events whose time is known, in the order of their ends."""
        return meetings(self.situation)

    @cached_property
    def latest(self) -> Meeting:
        """Return the latest event; where none has a time, what stands for it."""
        return (self.meetings or [NO_MEETING])[-1]

    @cached_property
    def answer_by(self) -> When | None:
        """Return the day that they gave for their decision, unless they have met the reader again after it."""
        told = self.situation.answer_by
        return told if told and told.day(self.zone) >= self.latest.day else None

    @cached_property
    def their_word(self) -> date | None:
        """Return the last day by which they said that they would decide or be in touch, where that is still open."""
        days = [one.due.day(self.zone) for one in self.open_promises if one.due and self.in_touch(one)]
        return max([*days, *([self.answer_by.day(self.zone)] if self.answer_by else [])], default=None)

    @cached_property
    def open_promises(self) -> list[Promise]:
        """Return what they promised and have not done."""
        return [one for one in self.situation.promises if one.by == "them" and not one.done]

    def in_touch(self, promise: Promise) -> bool:
        """Return whether a promise of theirs is that they will be in touch."""
        return any(pattern.regex.search(promise.what) for pattern in self.guide.cadence.in_touch)

    def said(self, condition: str) -> bool:
        """Return whether what the other side said, or arranged, is the condition that makes a step needless."""
        if condition == "answer-by":
            return self.answer_by is not None
        if condition == "further-event":
            return further(self.meetings, self.now) is not None
        if condition == "their-promise":
            return any(promise.due for promise in self.open_promises)
        return any(not promise.due and self.in_touch(promise) for promise in self.open_promises)
