"""The kinds of time, kept apart: durations, whole days, wall-clock times and instants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

Unit = Literal["hours", "days", "working days", "weeks"]
DURATION = re.compile(r"(\d{1,4}) (hour|day|working day|week)s?( before)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
# Beside the zones, some machines have files that count leap seconds, or that say where the machine stands.
ZONE = re.compile(r"(?!(?:right|posix)/|localtime$|Factory$)[A-Za-z][\w+-]*(/[\w+-]+)*", re.ASCII)
# A clock that was set back to the beginning of 1970, as some are without a battery, stands in 1969 west of Greenwich.
YEARS = range(1969, 2201)


@dataclass(frozen=True)
class Duration:
    """A length of time as people say it: `24 hours`, `3 days`, `2 working days`, `1 week`; `3 days before` counts back.

    Hours are elapsed time and are counted between instants; the others are counted in whole days of a calendar.
    """

    amount: int
    unit: Unit
    expected = 'a duration such as "24 hours", "3 days", "2 working days", "1 week" or "3 days before"'

    @classmethod
    def parse(cls, value: object) -> Duration:
        """Return the duration that a text names. Raises ValueError with what was expected."""
        match = DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
        if not match:
            raise ValueError(cls.expected)
        amount = -int(match[1]) if match[3] else int(match[1])
        return cls(amount, f"{match[2]}s")  # type: ignore[arg-type]  # the expression knows these units alone

    @property
    def elapsed(self) -> bool:
        """Return whether it counts elapsed time, not days of a calendar."""
        return self.unit == "hours"

    @property
    def in_hours(self) -> int:
        """Return its least length in hours, to compare durations; a working day counts as a day."""
        return self.amount * {"hours": 1, "days": 24, "working days": 24, "weeks": 168}[self.unit]

    def __str__(self) -> str:
        """Return it as text that `parse` takes."""
        amount = abs(self.amount)
        return f"{amount} {self.unit[:-1] if amount == 1 else self.unit}" + (" before" if self.amount < 0 else "")


@dataclass(frozen=True)
class Day:
    """A whole day of a calendar, `2026-06-01`."""

    date: date
    expected = 'a day such as "2026-06-01"'

    @classmethod
    def parse(cls, value: object) -> Day:
        """Return the day that an ISO 8601 text names. Raises ValueError with what was expected."""
        try:
            day = date.fromisoformat(value) if isinstance(value, str) and DAY.fullmatch(value) else None
        except ValueError:
            day = None
        if day is None or day.year not in YEARS:
            raise ValueError(cls.expected)
        return cls(day)

    def __str__(self) -> str:
        """Return it in ISO 8601."""
        return self.date.isoformat()


@dataclass(frozen=True)
class Clock:
    """A time of day on the wall, `09:00`."""

    time: time
    expected = 'a time of day such as "09:00"'

    @classmethod
    def parse(cls, value: object) -> Clock:
        """Return the time of day that a text names. Raises ValueError with what was expected."""
        match = CLOCK.fullmatch(value) if isinstance(value, str) else None
        if not match:
            raise ValueError(cls.expected)
        return cls(time(int(match[1]), int(match[2])))

    def __str__(self) -> str:
        """Return it as `HH:MM`."""
        return self.time.strftime("%H:%M")


@dataclass(frozen=True)
class Zone:
    """An IANA time zone, `Europe/Berlin`."""

    info: ZoneInfo
    expected = 'an IANA time zone such as "Europe/Berlin"'

    @classmethod
    def parse(cls, value: object) -> Zone:
        """Return the zone of that name, if the data of this machine has it. Raises ValueError otherwise."""
        if not isinstance(value, str) or not ZONE.fullmatch(value):
            raise ValueError(cls.expected)
        try:
            return cls(ZoneInfo(value))
        except (ValueError, KeyError, OSError):
            raise ValueError(cls.expected) from None

    def __str__(self) -> str:
        """Return its IANA name."""
        return self.info.key


@dataclass(frozen=True)
class Instant:
    """A moment that is the same everywhere; it is written with an offset, `2026-06-01T09:00+02:00`, and keeps it."""

    at: datetime
    expected = 'a time with its offset such as "2026-06-01T09:00+02:00"'

    @classmethod
    def parse(cls, value: object) -> Instant:
        """Return the moment that an ISO 8601 text with an offset names. Raises ValueError otherwise."""
        moment = When.read(value)
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            raise ValueError(cls.expected)
        return cls(moment)


@dataclass(frozen=True)
class When:
    """A time as a reader tells it: a bare day, a wall-clock time, or a time with its offset."""

    value: date | datetime
    expected = 'a time such as "2026-06-01T11:00" or a day such as "2026-06-01"'

    @staticmethod
    def read(value: object) -> date | datetime | None:
        """Return the day or time that an ISO 8601 text names, or None where it names neither."""
        if not isinstance(value, str) or len(value) > 40 or not DAY.match(value):
            return None
        try:
            moment = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            return None
        return moment if moment.year in YEARS else None

    @classmethod
    def parse(cls, value: object) -> When:
        """Return what an ISO 8601 text names. Raises ValueError with what was expected."""
        moment = cls.read(value)
        if moment is None:
            raise ValueError(cls.expected)
        return cls(moment)

    @property
    def whole_day(self) -> bool:
        """Return whether only the day is known."""
        return not isinstance(self.value, datetime)

    def instant(self, zone: tzinfo) -> datetime:
        """Return the moment in UTC; a wall-clock time is read in the zone, a bare day means its last second there.

        A wall-clock time that the zone skips is read with the offset before the gap, and one that it repeats means the
        first: what RFC 5545, section 3.3.5 says.
        """
        if not isinstance(self.value, datetime):
            return end_of_day(self.value, zone)
        moment = self.value if self.value.tzinfo else self.value.replace(tzinfo=zone)
        return moment.astimezone(UTC)

    def shift(self, zone: tzinfo) -> Literal["", "skipped", "repeated"]:
        """Return whether it is a wall-clock time that the zone's clocks skip, or show twice, when they are changed."""
        if not isinstance(self.value, datetime) or self.value.tzinfo:
            return ""
        first, second = (self.value.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
        # The first reading has the offset from before the change.
        return "" if first == second else "skipped" if first < second else "repeated"  # type: ignore[operator]  # it has a zone

    def day(self, zone: tzinfo) -> date:
        """Return the day that it falls on in the zone."""
        return self.instant(zone).astimezone(zone).date()


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """Return a day's last second in the zone, as a moment in UTC."""
    # Counted back from midnight: where clocks change at the end of a day, 23:59:59 may come twice or not at all.
    return datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC) - timedelta(seconds=1)


def at_clock(day: date, clock: Clock, zone: tzinfo) -> datetime:
    """Return the moment, in UTC, at which the zone's clocks show that time on that day."""
    return datetime.combine(day, clock.time, zone).astimezone(UTC)


def iso(moment: datetime, zone: tzinfo) -> str:
    """Return a moment in ISO 8601 with the zone's offset, to the minute or, where it has seconds, the second."""
    local = moment.astimezone(zone)
    return local.isoformat(timespec="seconds" if local.second else "minutes")
