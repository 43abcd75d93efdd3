"""The plan as a picture: where its windows, best moments and days off stand, in percent across and pixels down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from math import ceil
from typing import TYPE_CHECKING

from widgets.engine.facts import cut, date_words, fill
from widgets.engine.working_days import ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.engine.deciding import Planned
    from widgets.engine.model import Guide
    from widgets.engine.schedule import Schedule
    from widgets.engine.working_days import WorkingDays

FIRST, LAST = 2.0, 98.0
"""Where the first and the last moment stand, so that a dot at either end is whole."""
HEAD = 48
"""Pixels for today's mark and the dates, above the rows."""
ROW = 42
"""Pixels of a row: its words, and its bar under them."""
BAR, DOWN = 12, 22
"""How high a bar is, and how far below the top of its row."""
NARROWEST = 1.6
"""A bar that stands for hours in a plan of weeks is still seen."""
APART = 30.0
"""Percent between two dates on the axis: at 320 pixels enough for the longest name of a month."""
NEAR_EDGE = 14.0
"""Percent from an edge within which words are set away from it."""
WEEK = 7
LONGEST = 40
"""Characters of a row's words that fit the narrowest phone; the list beside the picture has all of them."""


@dataclass(frozen=True)
class Span:
    """A stretch across."""

    left: float
    width: float

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.left + self.width


@dataclass(frozen=True)
class Mark:
    """A place across with words at it, and which of their ends (`start`, `middle`, `end`) stands there."""

    at: float
    anchor: str
    words: str


@dataclass(frozen=True)
class Row:
    """One step: its words, its bar and its best moment."""

    words: str
    status: str
    top: int
    bar: Span
    best: float | None
    """None where it is done."""


@dataclass(frozen=True)
class Picture:
    """All of it."""

    height: int
    head: int
    off: tuple[Span, ...]
    dates: tuple[Mark, ...]
    today: Mark
    rows: tuple[Row, ...]
    first: date
    last: date


@dataclass(frozen=True)
class Scale:
    """From moments to places across: whole days of one zone, from the first to the last."""

    first: date
    last: date
    zone: tzinfo

    def at(self, moment: datetime) -> float:
        """Return where a moment stands; one outside stands at the edge."""
        start, end = (self.midnight(day) for day in (self.first, self.last + ONE))
        return round(FIRST + (LAST - FIRST) * min(max((moment - start) / (end - start), 0), 1), 2)

    def midnight(self, day: date) -> datetime:
        """Return when a day begins."""
        return datetime.combine(day, time(), self.zone)

    def span(self, opens: datetime, closes: datetime) -> Span:
        """Return a stretch between two moments, wide enough to be seen."""
        left, right = self.at(opens), self.at(closes)
        left = min(left, LAST - NARROWEST)
        return Span(left, round(max(right - left, NARROWEST), 2))


def picture(guide: Guide, schedule: Schedule) -> Picture | None:
    """Return the picture of a schedule: what is done and what is open, in the list's order; None where neither is."""
    planner = schedule.planner
    plans = [plan for plan in schedule.steps if plan.status != "skipped"]
    if not plans:
        return None
    days = [moment.astimezone(planner.zone).date() for plan in plans for moment in (plan.opens, plan.best, plan.closes)]
    scale = Scale(min(planner.today, *days), max(planner.today, *days), planner.zone)
    now = scale.at(planner.now)
    return Picture(
        height=HEAD + ROW * len(plans),
        head=HEAD,
        off=tuple(stretches(scale, planner.days)),
        dates=tuple(dates(guide, scale)),
        today=Mark(now, anchor(now), guide.labels["picture_today"]),
        rows=tuple(row(guide, scale, plan, HEAD + ROW * number) for number, plan in enumerate(plans)),
        first=scale.first,
        last=scale.last,
    )


def row(guide: Guide, scale: Scale, plan: Planned, top: int) -> Row:
    """Return one step's row."""
    closes = max(plan.closes, plan.opens)
    if plan.window.unit == "day":
        # A day that counts as a whole is drawn to its end.
        closes = max(closes, scale.midnight(closes.astimezone(scale.zone).date() + ONE))
    opens = scale.midnight(plan.opens.astimezone(scale.zone).date()) if plan.window.unit == "day" else plan.opens
    best = scale.at(plan.best) if plan.open else None
    return Row(name(guide, plan), plan.status, top, scale.span(opens, closes), best)


def name(guide: Guide, plan: Planned) -> str:
    """Return what a step is called in the picture: in full where there is room, else without the person, else cut."""
    kind = guide.called(plan.window.step)
    channel = guide.channel(plan.channel).name
    names = (plan.title(guide), fill(guide.labels["step"], {"kind": kind, "channel": channel}), kind)
    return next((words for words in names if len(words) <= LONGEST), cut(kind, LONGEST))


def stretches(scale: Scale, days: WorkingDays) -> Iterator[Span]:
    """Yield the days off of a scale, days that follow each other as one."""
    for first, last in days.stretches(scale.first, scale.last):
        left = scale.at(scale.midnight(first))
        yield Span(left, round(scale.at(scale.midnight(last + ONE)) - left, 2))


def dates(guide: Guide, scale: Scale) -> Iterator[Mark]:
    """Yield the days that the axis names: the first, and others as far apart as their words are long."""
    count = (scale.last - scale.first).days + 1
    step = max(ceil(APART * count / (LAST - FIRST)), 1)
    # Weeks are easier to count in.
    step = step if step < WEEK else -(-step // WEEK) * WEEK
    for number in range(0, count, step):
        day = scale.first + timedelta(days=number)
        at = scale.at(scale.midnight(day))
        if LAST - at >= APART / 2 or number == 0:
            yield Mark(at, "start", fill(guide.labels["day_month"], date_words(guide, day)))


def anchor(at: float) -> str:
    """Return which end of some words stands at a place, so that they stay within the picture."""
    return "start" if at < NEAR_EDGE else "end" if at > 100 - NEAR_EDGE else "middle"
