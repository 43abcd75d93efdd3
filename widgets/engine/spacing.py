"""One channel a day: questions give way to each other, to another channel, and to what was sent on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from widgets.engine.deciding import on_day
from widgets.engine.facts import my_zone, same_person
from widgets.engine.reasons import Reasons
from widgets.engine.working_days import ONE

if TYPE_CHECKING:
    from widgets.engine.contract import Sent
    from widgets.engine.deciding import Planned
    from widgets.engine.windows import Planner


def one_a_day(planner: Planner, plans: list[Planned]) -> list[Planned]:
    """Return the plans with steps moved where a day would see two channels, or two questions.

    What may fall on any day stays where it is. A question may share its day if it goes the same way: one message does.
    """
    taken = {day_there(planner, one) for one in planner.situation.sent}
    fixed = [plan for plan in plans if plan.open and plan.window.step.days == "any"]
    moving = [plan for plan in plans if plan.open and plan.window.step.days != "any"]
    moved: dict[tuple[str, int], Planned] = {}
    for plan in sorted(moving, key=lambda one: (day_of(planner, one), one.closes)):
        placed = place(planner, plan, taken, fixed)
        moved[plan.window.key] = placed
        if placed.open:
            taken.add(day_of(planner, placed))
    return [moved.get(plan.window.key, plan) if plan.open else plan for plan in plans]


def day_there(planner: Planner, sent: Sent) -> date:
    """Return the day on which a message went out there; the reader's clock counts, and a bare day is that day."""
    here = my_zone(planner.situation)
    return sent.at.day(here) if sent.at.whole_day else sent.at.instant(here).astimezone(planner.zone).date()


def day_of(planner: Planner, plan: Planned) -> date:
    """Return the day on which a plan is up: today, or its best day."""
    return planner.today if plan.today else plan.best.astimezone(planner.zone).date()


def place(planner: Planner, plan: Planned, taken: set[date], fixed: list[Planned]) -> Planned:
    """Return a plan on the first day that suits and is not taken, nor has a step that is fixed there go another way."""
    zone, window, say = planner.zone, plan.window, Reasons(planner)
    best = day = plan.best.astimezone(zone).date()
    others = {day_of(planner, one) for one in fixed if one.window.channel != window.channel}
    while day in taken | others:
        day = planner.days.on_or_after(day + ONE)
    if day == best:
        that_day = [one.window for one in fixed if day_of(planner, one) == day]
        beside = [one for one in that_day if same_person(one.subject.to, window.subject.to)]
        return replace(plan, why=say.beside(plan.why, beside[0])) if beside else plan
    moment, closes = on_day(planner, window, day)
    counted_from_plan = window.timing.after in ("step", "last-question")
    if day > plan.closes.astimezone(zone).date() and window.step.late == "skip" and not counted_from_plan:
        why = say.no_day_left(best)
        return replace(plan, status="skipped", best=window.best, closes=window.closes, why=why, today=False)
    why = say.with_taken(plan.why, best, day)
    status = "late" if plan.status == "late" else "upcoming"
    return replace(plan, status=status, best=moment, closes=max(plan.closes, closes), why=why, today=False)
