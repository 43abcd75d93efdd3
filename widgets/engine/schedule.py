"""What to send when: the windows of a guide's steps, held against what was done, what time it is and what is polite."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets.engine.deciding import Decider
from widgets.engine.facts import fill, when_in_words
from widgets.engine.notices import notices
from widgets.engine.spacing import one_a_day
from widgets.engine.windows import Planner

if TYPE_CHECKING:
    from widgets.engine.contract import Situation
    from widgets.engine.deciding import Planned
    from widgets.engine.model import Guide


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
    # What waits for a step that gave way is counted anew; each turn settles one more step of a chain.
    for _ in range(1 + sum(len(rule.steps) for rule in guide.rules)):
        decider = Decider(planner, planner.windows())
        plans = one_a_day(planner, [decider.decide(window) for window in decider.windows])
        placed = {plan.window.key: plan.best for plan in plans if plan.open and plan.best > plan.window.best}
        if placed == planner.placed:
            break
        planner = replace(planner, placed=placed)
    plans.sort(key=lambda plan: plan.best)
    return Schedule(tuple(plans), notes(planner, plans), planner)


def notes(planner: Planner, plans: list[Planned]) -> tuple[ScheduleNote, ...]:
    """Return the sentences beside the steps: the status's own, what could not be known, and those of the rules."""
    guide, situation = planner.guide, planner.situation
    status = guide.status(situation.status)
    said = [ScheduleNote(status.rule, "suggestion", status.note)] if status.note else []
    if situation.answer_by and not planner.answer_by:
        words = {"date": when_in_words(guide, situation.answer_by)}
        said.append(ScheduleNote("", "suggestion", fill(guide.labels["note_date_passed_over"], words)))
    if len(planner.meetings) < len(situation.events):
        said.append(ScheduleNote("", "suggestion", guide.labels["note_no_time"]))
    said += [ScheduleNote("", severity, message) for severity, message in notices(planner, plans)]
    return (*said, *(ScheduleNote(rule.id, note.severity, note.message) for rule in guide.rules for note in rule.notes))
