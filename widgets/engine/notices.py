"""What a schedule has to say about clocks and calendars: times taken for others, days off, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from widgets.engine.facts import date_words, fill, listed, moment_in_words, told_times
from widgets.engine.regions import REGISTRY
from widgets.engine.working_days import ONE

if TYPE_CHECKING:
    from widgets.engine.deciding import Planned
    from widgets.engine.model import Guide
    from widgets.engine.planner import Planner

Notice = tuple[str, str]
"""A severity and a sentence."""


def notices(planner: Planner, plans: list[Planned]) -> Iterator[Notice]:
    """Yield what the reader must know to trust the dates of these plans, each sentence once."""
    said = set()
    for notice in (*clock_notices(planner), *region_notices(planner, plans)):
        if notice not in said:
            said.add(notice)
            yield notice


def clock_notices(planner: Planner) -> Iterator[Notice]:
    """Yield a notice for every wall-clock time that the clocks of its zone skip or show twice, with the time taken."""
    guide = planner.guide
    for when, zone in told_times(planner.situation):
        if isinstance(when.value, datetime) and (shift := when.shift(zone)):
            taken = when.instant(zone).astimezone(zone)
            said = date_words(guide, when.value) | {"time": clock(when.value)}
            words = {
                "zone": str(zone),
                "told": fill(guide.labels["date_time_year"], said),
                "taken": clock(taken),
                "offset": taken.isoformat(timespec="minutes")[16:],
            }
            yield "warning", fill(guide.labels[f"note_time_{shift}"], words)


def clock(moment: datetime) -> str:
    """Return a moment's time of day."""
    return f"{moment:%H:%M}"


def region_notices(planner: Planner, plans: list[Planned]) -> Iterator[Notice]:
    """Yield what is known, and what is not, of the days off in the region while the plans that are open run."""
    guide, told, region = planner.guide, planner.situation.region, planner.region
    if not told:
        if not planner.situation.holidays and any(plan.open and plan.window.step.days == "working" for plan in plans):
            yield "suggestion", guide.labels["note_no_region"]
        return
    if region is None:
        yield "warning", unknown(guide, told)
        return
    words: dict[str, object] = {"region": region.name, "first": region.first.year, "last": region.last.year}
    if planner.situation.weekend is None and set(region.weekdays) != set(guide.cadence.weekend):
        names = guide.labels["weekdays"].split()
        weekend = listed(guide, [names[number] for number in sorted(region.weekend)])
        yield "suggestion", fill(guide.labels["note_weekend"], words | {"days": weekend})
    first, last = span(planner, plans)
    if not (region.covers(first) and region.covers(last)):
        yield "warning", fill(guide.labels["note_holidays_years"], words)
    ahead = max(first, planner.today)
    days = [day for day in region.holidays if ahead <= day <= last and not planner.days.in_weekend(day)]
    if days:
        words["days"] = "; ".join(days_off(guide, days, region.holidays))
        yield "suggestion", fill(guide.labels["note_holidays"], words)


def unknown(guide: Guide, told: str) -> str:
    """Return what to say of a region of which there is no data: that it is unknown, or only not here."""
    if REGISTRY.code(told) or not REGISTRY.codes:
        return fill(guide.labels["note_no_holidays"], {"region": told})
    nearest = REGISTRY.nearest(told)
    label = "note_region_nearest" if nearest else "note_region_unknown"
    return fill(guide.labels[label], {"region": told, "nearest": nearest})


def span(planner: Planner, plans: list[Planned]) -> tuple[date, date]:
    """Return the first and the last day, at the other side, that working days are counted over; today where none is."""
    counted = [plan for plan in plans if plan.open and plan.window.step.days == "working"]
    moments = [
        planner.now,
        *(moment for plan in counted for moment in (plan.window.anchor.moment, plan.opens, plan.closes)),
    ]
    days = [planner.day_of(moment) for moment in moments]
    return min(days), max(days)


def days_off(guide: Guide, days: list[date], names: dict[date, str]) -> Iterator[str]:
    """Yield days off in words, with their names; days on end of the same name are put together."""
    for (_, name), run in groupby(enumerate(days), key=lambda pair: (pair[1] - pair[0] * ONE, names[pair[1]])):
        inside = [day for _, day in run]
        words = {"first": moment_in_words(guide, inside[0]), "last": moment_in_words(guide, inside[-1]), "name": name}
        yield fill(guide.labels["days_off" if len(inside) > 1 else "day_off"], words)
