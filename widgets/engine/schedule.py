"""What to send when: the windows of a guide's steps, held against what was done, what time it is and what is polite."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from widgets.engine.facts import fill, moment_in_words, my_zone
from widgets.engine.notices import notices
from widgets.engine.times import at_clock, end_of_day
from widgets.engine.windows import Planner, Window

if TYPE_CHECKING:
    from widgets.engine.contract import Situation
    from widgets.engine.model import Guide

StepStatus = Literal["due", "upcoming", "late", "done", "skipped"]


@dataclass(frozen=True)
class Planned:
    """A window with what is decided about it."""

    window: Window
    status: StepStatus
    why: str

    @property
    def open(self) -> bool:
        """Return whether the reader still has it before them."""
        return self.status in ("due", "upcoming", "late")


@dataclass(frozen=True)
class ScheduleNote:
    """A sentence beside the steps."""

    rule: str
    severity: str
    message: str


@dataclass(frozen=True)
class Schedule:
    """The steps in order, and the notes."""

    steps: tuple[Planned, ...]
    notes: tuple[ScheduleNote, ...]
    planner: Planner


def schedule(guide: Guide, situation: Situation) -> Schedule:
    """Return what the guide advises in a situation. At least one event must have a time."""
    planner = Planner(guide, situation)
    decided = [decide(planner, window) for window in planner.windows()]
    plans = space(
        planner, fold(planner, decided, {plan.window.step.id for plan in decided if due_today(planner, plan)})
    )
    still_due = {plan.window.step.id for plan in plans if due_today(planner, plan)}
    # A step may go into one that then had to give way to another day; it is folded only into what stays due.
    plans = space(planner, fold(planner, decided, still_due))
    plans.sort(key=lambda plan: (plan.window.best, plan.window.id))
    return Schedule(tuple(plans), notes(planner, plans), planner)


def space(planner: Planner, plans: list[Planned]) -> list[Planned]:
    """Return the plans with no more messages, and none closer together, than is polite."""
    return one_a_day(planner, keep_polite(planner, plans))


def due_today(planner: Planner, plan: Planned) -> bool:
    """Return whether a plan is to be done on this very day."""
    today = planner.now.astimezone(planner.zone).date()
    # What closed and is not sent late any more still counts as late, until it is left out.
    asks = plan.status in ("due", "late") and plan.window.closes >= planner.now
    return asks and plan.window.best.astimezone(planner.zone).date() <= today


def decide(planner: Planner, window: Window) -> Planned:
    """Return what a window comes to by itself: done, refused, ended with everything else, late, due or yet to come."""
    guide = planner.guide
    status = guide.status(planner.situation.status)
    if window.done:
        return Planned(window, "done", guide.labels["why_done"])
    if status.ends and window.step.kind not in status.keeps:
        return Planned(window, "skipped", guide.labels["why_ended"])
    if window.refused:
        return Planned(window, "skipped", guide.labels["why_channel"])
    words = reasons(planner, window)
    if planner.now > window.closes:
        why = fill(window.step.late_why or guide.labels["why_over"], words)
        if window.step.late == "skip":
            return Planned(window, "late", why)
        window = late(planner, window)
        why = fill(window.step.late_why or window.why, words)
        return Planned(window, "late" if is_due(planner, window) else "upcoming", why)
    why = fill(window.why, words)
    window = from_now_on(planner, window)
    return Planned(window, "due" if is_due(planner, window) else "upcoming", why)


def reasons(planner: Planner, window: Window) -> dict[str, object]:
    """Return the words for the slots of a step's reason."""
    zone = planner.zone

    def say(moment: datetime, *, whole_day: bool) -> str:
        local = moment.astimezone(zone)
        return moment_in_words(planner.guide, local.date(), None if whole_day else local.time())

    return {
        "to": window.subject.to,
        "what": window.subject.what,
        "anchor": say(window.anchor, whole_day=window.anchor_whole_day or window.unit != "moment"),
        "closes": say(window.closes, whole_day=window.unit != "moment"),
    }


def is_due(planner: Planner, window: Window) -> bool:
    """Return whether a window that has not closed asks for something today."""
    if window.unit == "moment":
        return window.opens <= planner.now
    return window.best.astimezone(planner.zone).date() <= planner.now.astimezone(planner.zone).date()


def from_now_on(planner: Planner, window: Window) -> Window:
    """Return a window whose best moment is not in the past."""
    if window.best >= planner.now:
        return window
    return window_on(planner, window, planner.first_day(window))


def late(planner: Planner, window: Window) -> Window:
    """Return a window for what should have been done before: it opens now, or on the first day that suits."""
    moved = window_on(planner, window, planner.first_day(window))
    return replace(moved, opens=max(planner.now, moved.best if moved.unit == "office" else planner.now))


def window_on(planner: Planner, window: Window, day: date) -> Window:
    """Return a window whose best moment is on that day, not before now; it closes no sooner than that day does."""
    _, best, closes = planner.span(window.unit, day, day, day)
    if window.unit == "moment":
        # A message in hours goes out at once; where it is late, before the reader's own day ends.
        here = my_zone(planner.situation)
        tonight = end_of_day(planner.now.astimezone(here).date(), here)
        return replace(window, best=planner.now, closes=window.closes if window.closes > planner.now else tonight)
    return replace(window, best=max(best, planner.now), closes=max(window.closes, closes))


def fold(planner: Planner, plans: list[Planned], due: set[str]) -> list[Planned]:
    """Return the plans without the late steps that go into one which is due, or that are no longer to be done."""
    guide = planner.guide
    steps = {plan.window.step.id: plan.window.step for plan in plans}
    folded = []
    for plan in plans:
        step = plan.window.step
        if plan.status == "late" and step.into in due:
            words = {"kind": guide.kind(steps[step.into].kind).name}
            folded.append(replace(plan, status="skipped", why=fill(guide.labels["why_instead"], words)))
        elif plan.status == "late" and step.late == "skip":
            folded.append(replace(plan, status="skipped"))
        else:
            folded.append(plan)
    return folded


def keep_polite(planner: Planner, plans: list[Planned]) -> list[Planned]:
    """Return the plans with no more messages that count than the guide allows; what is optional yields first."""
    guide = planner.guide
    zone = my_zone(planner.situation)
    counting = [sent for sent in planner.situation.sent if guide.kind(sent.kind).counts]
    left = guide.cadence.max_messages - sum(sent.at.instant(zone) >= planner.latest for sent in counting)
    asking = [plan for plan in plans if plan.open and guide.kind(plan.window.step.kind).counts]
    asking.sort(key=lambda plan: (plan.window.step.optional, plan.window.best))
    too_many = {plan.window.id for plan in asking[max(left, 0) :]}
    return [
        replace(plan, status="skipped", why=guide.labels["why_enough"]) if plan.window.id in too_many else plan
        for plan in plans
    ]


def one_a_day(planner: Planner, plans: list[Planned]) -> list[Planned]:
    """Return the plans with steps moved to later working days where a day would see two; deadlines are not moved."""
    zone = planner.zone
    fixed = [plan for plan in plans if not (plan.open and plan.window.step.days == "working")]
    taken = {plan.window.best.astimezone(zone).date() for plan in fixed if plan.open}
    taken |= {sent.at.day(zone) for sent in planner.situation.sent}
    moved = list(fixed)
    for plan in sorted((one for one in plans if one not in fixed), key=lambda one: one.window.best):
        day = plan.window.best.astimezone(zone).date()
        window = plan.window
        while day in taken:
            day = planner.days.on_or_after(date.fromordinal(day.toordinal() + 1))
            window = replace(window_on(planner, window, day), best=at_clock(day, planner.guide.cadence.remind_at, zone))
        taken.add(day)
        status = plan.status if window is plan.window else "upcoming"
        moved.append(replace(plan, window=window, status=status))
    return moved


def notes(planner: Planner, plans: list[Planned]) -> tuple[ScheduleNote, ...]:
    """Return the sentences beside the steps: the status's own, on clocks and days off, and those of the rules."""
    guide = planner.guide
    status = guide.status(planner.situation.status)
    said = [ScheduleNote(status.rule, "suggestion", status.note)] if status.note else []
    said += [ScheduleNote("", severity, message) for severity, message in notices(planner, plans)]
    return (*said, *(ScheduleNote(rule.id, note.severity, note.message) for rule in guide.rules for note in rule.notes))
