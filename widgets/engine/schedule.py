"""What to send when: the windows of a guide's steps, held against what was done, what time it is and what is polite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets.engine.deciding import Decider
from widgets.engine.facts import fill, my_zone, their_zone, when_in_words
from widgets.engine.notices import notices
from widgets.engine.planner import Planner
from widgets.engine.reasons import Reasons
from widgets.engine.spacing import one_a_day

if TYPE_CHECKING:
    from widgets.engine.contract import Sent, Situation
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
    """Return what the guide advises in a situation; no steps where there is nothing to count from."""
    planner = Planner(guide, replace(situation, sent=tuple(one for one in situation.sent if gone_out(situation, one))))
    # What waits for a step that gave way is counted anew; each turn settles one more step of a chain.
    for _ in range(1 + sum(len(rule.steps) for rule in guide.rules)):
        decider = Decider(planner, planner.windows())
        plans = one_a_day(planner, [decider.decide(window) for window in decider.windows])
        placed = {plan.window.key: plan.best for plan in plans if plan.open and plan.best > plan.window.best}
        if placed == planner.placed:
            break
        planner = replace(planner, placed=placed)
    plans = sorted(with_guests(planner, plans), key=lambda plan: plan.best)
    return Schedule(tuple(plans), notes(planner, situation, plans), planner)


def with_guests(planner: Planner, plans: list[Planned]) -> Iterator[Planned]:
    """Yield the plans; one that is still to be done says which others go into its message."""
    for plan in plans:
        guests = [other.window for other in plans if other.into is plan.window]
        yield replace(plan, why=Reasons(planner).takes(plan.why, plan.window, guests)) if guests and plan.open else plan


def gone_out(situation: Situation, sent: Sent) -> bool:
    """Return whether a message has been sent; one of a whole day has, once that day has begun for either side."""
    zone = my_zone(situation)
    if sent.at.whole_day:
        today = max(situation.now.at.astimezone(one).date() for one in (zone, their_zone(situation)))
        return sent.at.value <= today
    return sent.at.instant(zone) <= situation.now.at


def notes(planner: Planner, situation: Situation, plans: list[Planned]) -> tuple[ScheduleNote, ...]:
    """Return the sentences beside the steps: the status's own, what could not be known, and those of the rules."""
    guide = planner.guide
    status = guide.status(situation.status)
    said_all = any(plan.window.step.last and plan.window.sent for plan in plans)
    said = [ScheduleNote(status.rule, "suggestion", status.note)] if status.note and not said_all else []
    for one in situation.sent:
        if one not in planner.situation.sent:
            words = {"day": when_in_words(guide, one.at)}
            said.append(ScheduleNote("", "warning", fill(guide.labels["note_sent_later"], words)))
    if situation.answer_by and not planner.answer_by and not status.ends:
        words = {"date": when_in_words(guide, situation.answer_by)}
        said.append(ScheduleNote("", "suggestion", fill(guide.labels["note_date_passed_over"], words)))
    if not situation.events:
        said.append(ScheduleNote("", "suggestion", guide.labels["note_no_meeting"]))
    elif len(planner.meetings) < len(situation.events):
        said.append(ScheduleNote("", "suggestion", guide.labels["note_no_time"]))
    said += [ScheduleNote("", severity, message) for severity, message in notices(planner, plans)]
    if not status.ends and (note := where_it_ends(planner, plans)):
        said.append(ScheduleNote("", "suggestion", note))
    return (*said, *(ScheduleNote(rule.id, note.severity, note.message) for rule in guide.rules for note in rule.notes))


def where_it_ends(planner: Planner, plans: list[Planned]) -> str:
    """Return where a plan ends: here, since nothing is left or enough was asked, or after so many questions in all."""
    labels, asked, most = planner.guide.labels, len(planner.asked), planner.guide.cadence.max_messages
    if not any(plan.open for plan in plans):
        return labels["note_nothing_left"]
    if asked >= most:
        return fill(labels["note_asked_enough"], {"count": asked})
    if not any(plan.open and planner.guide.kind(plan.window.step.kind).counts for plan in plans):
        return ""
    return fill(labels["note_where_to_stop" + ("_one" if planner.said("in-touch") else "")], {"count": most})
