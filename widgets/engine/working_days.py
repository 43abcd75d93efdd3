"""The other side's working days: counting over weekends, holidays and the days on which they are closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from widgets.engine.regions import weekday_numbers

if TYPE_CHECKING:
    from widgets.engine.contract import Situation
    from widgets.engine.model import Cadence
    from widgets.engine.regions import Region
    from widgets.engine.times import Duration

ONE = timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """A calendar of days on and off."""

    weekend: frozenset[int]
    holidays: frozenset[date]
    closed: tuple[tuple[date, date], ...]
    region: Region | None = None

    @classmethod
    def of(cls, situation: Situation, cadence: Cadence, region: Region | None = None) -> WorkingDays:
        """Return the calendar that a situation tells of, with the holidays of its region where those are known.

        The weekend is the one that is told, else the region's, else the cadence's.
        """
        weekend = situation.weekend
        if weekend is None:
            weekend = region.weekdays if region else cadence.weekend
        return cls(
            weekday_numbers(weekend),
            frozenset(day.date for day in situation.holidays),
            tuple((closed.from_.date, closed.last) for closed in situation.closed),
            region,
        )

    def off(self, day: date) -> bool:
        """Return whether nobody works there on that day."""
        return (
            day in self.holidays
            or any(first <= day <= last for first, last in self.closed)
            or self.holiday(day) != ""
            or self.in_weekend(day)
        )

    def holiday(self, day: date) -> str:
        """Return the name of the region's public holiday on that day, or an empty text."""
        return self.region.holidays.get(day, "") if self.region else ""

    def in_weekend(self, day: date) -> bool:
        """Return whether the day is off for being in a weekend; some are worked, in exchange for a bridge day."""
        return day.weekday() in self.weekend and not self.worked(day)

    def worked(self, day: date) -> bool:
        """Return whether the day is worked there though it is one of the weekend's."""
        return self.region is not None and day in self.region.workdays and day.weekday() in self.weekend

    def stretches(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """Yield the days off between two days, these included, as first and last days of such as follow each other."""
        day = first
        while day <= last:
            on = self.on_or_after(day)
            if on > day:
                yield day, min(on - ONE, last)
            day = on + ONE

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


def days_from(first: date, last: date) -> Iterator[date]:
    """Yield the days from one to another, these included."""
    for number in range((last - first).days + 1):
        yield first + number * ONE
