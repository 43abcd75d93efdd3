"""From an anchor to the time in which a step is due: elapsed hours, or days moved off those on which nobody works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Literal

from widgets.engine.regions import weekday_numbers
from widgets.engine.times import at_clock, end_of_day
from widgets.engine.working_days import ONE, days_from

if TYPE_CHECKING:
    from widgets.engine.model import Cadence, Step, Timing
    from widgets.engine.working_days import WorkingDays

Cause = Literal["weekend", "holiday", "closed"]
Unit = Literal["moment", "day", "office"]
ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Anchor:
    """What a window is counted from."""

    moment: datetime
    """In UTC."""
    whole_day: bool = False
    """Whether only its day counts."""
    known_by: str = "end"
    """For the end of a meeting, what it was taken from: `end`, `start` or `day`."""
    planned: bool = False
    """Whether it is a message that has not gone out yet."""


@dataclass(frozen=True)
class Moved:
    """A day that gave way to another."""

    day: date
    """The day that did not suit."""
    to: date


@dataclass(frozen=True)
class Times:
    """The time in which a step is due; moments in UTC."""

    unit: Unit
    """`moment` where elapsed time counts, `day` where whole days do, `office` where the hours of an office do."""
    opens: datetime
    best: datetime
    closes: datetime
    moved: Moved | None = None
    """How its best day gave way."""
    shortened: Moved | None = None
    """How its last day gave way."""
    waits: date | None = None
    """The day of theirs that it waits for."""


@dataclass(frozen=True)
class Place:
    """Where days count: the other side's working days and zone, the hours of the guide's cadence."""

    days: WorkingDays
    cadence: Cadence
    zone: tzinfo
    mine: tzinfo
    """The reader's zone."""
    word: date | None = None
    """The last day by which they said that they would decide or be in touch, where that is still open."""


def elapsed(timing: Timing, anchor: Anchor, place: Place) -> Times:
    """Return the window of a timing in hours: they are counted in UTC, so that no clock change or day off adds any."""
    opens, best, closes = (
        anchor.moment + timedelta(hours=duration.in_hours) for duration in (timing.opens, timing.best, timing.closes)
    )
    if anchor.whole_day:
        # Nobody knows at what time it ended, so the best time is not so many hours later but the next morning.
        morning = at_clock(anchor.moment.astimezone(place.zone).date() + ONE, place.cadence.remind_at, place.zone)
        best = max(morning, opens)
    best = waking(place, min(best, closes), best, closes)
    return Times("moment", opens, best, closes)


def in_days(step: Step, timing: Timing, anchor: Anchor, place: Place, unit: Unit) -> Times:
    """Return the window of a timing in days, moved to working days where the step must be on one."""
    days, zone, word = place.days, place.zone, place.word
    start = anchor.moment.astimezone(zone).date()
    wanted = days.add(start, timing.best)
    working = on_working_days(step, unit)
    first, middle = (
        # What may fall on any day, but not on this channel, is done before.
        suited(days, days.add(start, one), working=working, back=one.amount < 0 or step.days == "any")
        for one in (timing.opens, timing.best)
    )
    # The last day is not put off: a window of five days has closed after five days.
    end = days.add(start, timing.closes)
    last = before = suited(days, end, working=working, back=True)
    hold = date.min
    if word and timing.holds:
        hold = suited(days, days.add(word, timing.holds), working=working)
        first, middle = max(first, hold), max(middle, hold)
    most = days.add(start, timing.at_most) if timing.at_most else date.max
    if timing.at_most:
        last = min(last, most)
        middle = min(middle, last)
    middle, last = max(first, middle), max(first, middle, last)
    held = word if hold > wanted else None
    moved = Moved(wanted, middle) if working and days.off(wanted) else None
    # What ends on its very last day needs no other reason.
    shortened = Moved(end, last) if last == before != end and last != most else None
    opens, best, closes = span(unit, first, middle, last, place)
    if timing.closes.amount == 0 and not anchor.whole_day:
        return Times("moment", opens, min(best, anchor.moment), anchor.moment)
    return Times(unit, opens, best, closes, None if held else moved, shortened, held)


def counted_over(place: Place, start: date, timing: Timing, held: date | None) -> tuple[tuple[date, date], ...]:
    """Return the days off over which a timing's working days are counted from a day, other than a usual weekend.

    `held` is the day of theirs that the timing waits for. Of each run of days the first and the last are told.
    """
    days, usual = place.days, weekday_numbers(place.cadence.weekend)
    spans = [(start, one) for one in (timing.opens, timing.best, timing.closes)]
    if held and timing.holds:
        spans.append((held, timing.holds))
    ends = [(first, days.add(first, one)) for first, one in spans if one.unit == "working days"]
    if not ends:
        return ()
    found = days.stretches(min(first for first, _ in ends) + ONE, max(last for _, last in ends))
    return tuple(
        (first, last)
        for first, last in found
        if any(cause(days, day) != "weekend" or day.weekday() not in usual for day in days_from(first, last))
    )


def on_working_days(step: Step, unit: Unit) -> bool:
    """Return whether a step must fall on a working day: by itself, or since its channel keeps office hours."""
    return step.days == "working" or unit == "office"


def suited(days: WorkingDays, day: date, *, working: bool, back: bool = False) -> date:
    """Return the day, or if it must be a working day, the next one that is, or the one before it."""
    if not working:
        return day
    return days.on_or_before(day) if back else days.on_or_after(day)


def cause(days: WorkingDays, day: date) -> Cause:
    """Return why nobody works there on a day that is off."""
    if any(first <= day <= last for first, last in days.closed):
        return "closed"
    return "weekend" if days.in_weekend(day) else "holiday"


def span(unit: str, first: date, best: date, last: date, place: Place) -> tuple[datetime, datetime, datetime]:
    """Return the first moment, the best one and the last one of a stretch of days, in UTC."""
    opens, _ = hours_of(unit, first, place)
    _, closes = hours_of(unit, last, place)
    return opens, reminder(unit, best, place), closes


def hours_of(unit: str, day: date, place: Place) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a day, or of the hours of an office on it, in UTC."""
    cadence, zone = place.cadence, place.zone
    if unit == "office":
        return at_clock(day, cadence.office_opens, zone), at_clock(day, cadence.office_closes, zone)
    return datetime.combine(day, time.min, zone).astimezone(UTC), end_of_day(day, zone)


def reminder(unit: str, day: date, place: Place) -> datetime:
    """Return the moment of a day at which to be reminded of a step, in UTC, with a look at the reader's own clock."""
    opens, closes = hours_of(unit, day, place)
    return waking(place, at_clock(day, place.cadence.remind_at, place.zone), opens, closes - ONE_HOUR)


def waking(place: Place, moment: datetime, first: datetime, last: datetime) -> datetime:
    """Return a moment, moved within two others by as few hours as it takes for the reader not to be asleep."""
    quiet = place.cadence.quiet_from.time, place.cadence.quiet_until.time
    for hours in sorted(range(-23, 24), key=abs):
        other = moment + hours * ONE_HOUR
        clock = other.astimezone(place.mine).time()
        if first <= other <= last and quiet[1] <= clock <= quiet[0]:
            return other
    return moment
