"""The other side's working days: counting over weekends, holidays and the days on which they are closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from widgets.engine.contract import WEEKDAYS

if TYPE_CHECKING:
    from widgets.engine.contract import Situation
    from widgets.engine.model import Cadence
    from widgets.engine.times import Duration

ONE = timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """A calendar of days on and off."""

    weekend: frozenset[int]
    holidays: frozenset[date]
    closed: tuple[tuple[date, date], ...]

    @classmethod
    def of(cls, situation: Situation, cadence: Cadence) -> WorkingDays:
        """Return the calendar that a situation tells of; the weekend is the cadence's where none is told."""
        weekend = cadence.weekend if situation.weekend is None else situation.weekend
        return cls(
            frozenset(WEEKDAYS.index(day) for day in weekend),
            frozenset(day.date for day in situation.holidays),
            tuple((closed.from_.date, closed.to.date) for closed in situation.closed),
        )

    def off(self, day: date) -> bool:
        """Return whether nobody works there on that day."""
        return (
            day.weekday() in self.weekend
            or day in self.holidays
            or any(first <= day <= last for first, last in self.closed)
        )

    def on_or_after(self, day: date) -> date:
        """Return the first working day that is not before that day."""
        while self.off(day):
            day = max((last + ONE for first, last in self.closed if first <= day <= last), default=day + ONE)
        return day

    def on_or_before(self, day: date) -> date:
        """Return the last working day that is not after that day."""
        while self.off(day):
            day = min((first - ONE for first, last in self.closed if first <= day <= last), default=day - ONE)
        return day

    def add(self, day: date, duration: Duration) -> date:
        """Return the day so many days, weeks or working days after a day, or before it; hours are not counted here."""
        if duration.unit != "working days":
            return day + duration.amount * {"hours": 0, "days": 1, "weeks": 7}[duration.unit] * ONE
        for _ in range(duration.amount):
            day = self.on_or_after(day + ONE)
        for _ in range(-duration.amount):
            day = self.on_or_before(day - ONE)
        return day
