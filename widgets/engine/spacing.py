"""One channel a day, and time between questions: steps give way to each other and to what was sent."""

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
    from widgets.engine.deciding import Planned, StepStatus
    from widgets.engine.planner import Planner


def one_a_day(planner: Planner, plans: list[Planned]) -> list[Planned]:
    """Return the plans with steps moved where a day would see two channels, or questions would follow too soon.

    What may fall on any day stays where it is. A question may share its day if it goes the same way: one message does.
    Only thanks that are late stand alone while there is another day for the question.
    """
    fixed: list[Planned] = []
    for plan in plans:
        if plan.open and plan.window.step.days == "any":
            fixed.append(beside(planner, plan, fixed))
    moving = [plan for plan in plans if plan.open and plan.window.step.days != "any"]
    moving.sort(key=lambda one: (day_of(planner, one), one.closes))
    # What they promised comes before what we would know, unless that would then come too late.
    promised_first = sorted(moving, key=lambda one: one.window.step.each != "their-promise")
    placed = placed_in_turn(planner, promised_first, fixed)
    if promised_first != moving and (missed := sum(too_late(planner, plan) for plan in placed)):
        by_day = placed_in_turn(planner, moving, fixed)
        placed = by_day if sum(too_late(planner, plan) for plan in by_day) < missed else placed
    found = {plan.window.key: plan for plan in (*fixed, *placed)}
    return [found[plan.window.key] if plan.open else plan for plan in plans]


def placed_in_turn(planner: Planner, moving: list[Planned], fixed: list[Planned]) -> list[Planned]:
    """Return the plans that may move, each on the first day that those before it, and what was sent, have left."""
    taken: dict[date, bool] = {}
    for sent in planner.situation.sent:
        take(taken, day_there(planner, sent), question=planner.guide.kind(sent.kind).counts)
    done = []
    for plan in moving:
        placed = place(planner, plan, taken, fixed)
        done.append(placed)
        if placed.open:
            take(taken, day_of(planner, placed), question=asks(planner, placed))
    return done


def too_late(planner: Planner, plan: Planned) -> bool:
    """Return whether a plan was left out or put after its time, though its time is not over."""
    last = planner.day_of(plan.window.closes)
    return plan.status != "late" and (not plan.open or day_of(planner, plan) > last)


def beside(planner: Planner, plan: Planned, others: list[Planned]) -> Planned:
    """Return a plan that says which other step of its day goes to the same person the same way, if one does."""
    day, window = day_of(planner, plan), plan.window
    for one in others:
        other = one.window
        names = other.subject.to, window.subject.to
        alike = same_person(*names) or not any(names)
        if alike and other.channel == window.channel and day_of(planner, one) == day:
            return replace(plan, why=Reasons(planner).beside(plan.why, one.title(planner.guide)))
    return plan


def take(taken: dict[date, bool], day: date, *, question: bool) -> None:
    """Note that a day has a message, and whether one asks for something."""
    taken[day] = question or taken.get(day, False)


def asks(planner: Planner, plan: Planned) -> bool:
    """Return whether a plan asks for something."""
    return planner.guide.kind(plan.window.step.kind).counts


def in_the_way(planner: Planner, plan: Planned, day: date, taken: dict[date, bool]) -> date | None:
    """Return the day that keeps a plan off a day: itself, where it is taken, or that of a question too near to it."""
    if day in taken:
        return day
    if not asks(planner, plan):
        return None
    apart = planner.guide.cadence.apart
    questions = (one for one, question in taken.items() if question)
    near = (one for one in questions if planner.days.add(min(one, day), apart) > max(one, day))
    return max(near, default=None)


def day_there(planner: Planner, sent: Sent) -> date:
    """Return the day on which a message went out there; the reader's clock counts, and a bare day is that day."""
    here = my_zone(planner.situation)
    return sent.at.day(here) if sent.at.whole_day else planner.day_of(sent.at.instant(here))


def day_of(planner: Planner, plan: Planned) -> date:
    """Return the day on which a plan is up: today, or its best day."""
    return planner.today if plan.today else planner.day_of(plan.best)


def free_day(planner: Planner, plan: Planned, others: set[date], taken: dict[date, bool]) -> date:
    """Return the first day, from a plan's best one on, that is none of the others and has nothing in the way."""
    day = planner.day_of(plan.best)
    while day in others or in_the_way(planner, plan, day, taken):
        day = planner.days.on_or_after(day + ONE)
    return day


def place(planner: Planner, plan: Planned, taken: dict[date, bool], fixed: list[Planned]) -> Planned:
    """Return a plan on the first day that suits: nothing is in its way, nor goes another way on that day."""
    window, say = plan.window, Reasons(planner)
    best, last = planner.day_of(plan.best), planner.day_of(plan.closes)
    others = {day_of(planner, one) for one in fixed if one.window.channel != window.channel}
    thanks = {day_of(planner, one) for one in fixed if one.status == "late" and one.window.step.each == "event"}
    nearest = in_the_way(planner, plan, best, taken)
    day = free_day(planner, plan, others | thanks, taken)
    if day > last:
        day = free_day(planner, plan, others, taken)
    if day == best:
        return beside(planner, plan, fixed)
    moment, closes = on_day(planner, window, day)
    counted_from_plan = window.timing.after in ("step", "last-question")
    if day > last and window.step.late == "skip" and not counted_from_plan:
        why = say.no_day_left(nearest or best)
        return replace(plan, status="skipped", best=window.best, closes=window.closes, why=why, today=False)
    why = say.with_taken(plan.why, best, day)
    if nearest is not None and taken[nearest] and asks(planner, plan):
        why = say.too_soon(plan.why, nearest, day)
    status: StepStatus = "late" if plan.status == "late" else "upcoming"
    return replace(plan, status=status, best=moment, closes=max(plan.closes, closes), why=why, today=False)
