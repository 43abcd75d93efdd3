"""The JSON contract: the four calls by which a page, a command line or a program asks the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from widgets.engine.checker import Report
from widgets.engine.checker import check as run_checks
from widgets.engine.compose import compose as write
from widgets.engine.contract import CheckRequest, ComposeRequest, Message, ScheduleRequest, Situation
from widgets.engine.deciding import Planned
from widgets.engine.decode import decode
from widgets.engine.facts import dated_events, seen_from
from widgets.engine.icalendar import calendar as calendar_text
from widgets.engine.limits import oversized
from widgets.engine.problems import InvalidError, Path, Problem, either, nearest, show
from widgets.engine.schedule import Schedule
from widgets.engine.schedule import schedule as plan_steps
from widgets.engine.times import iso

if TYPE_CHECKING:
    from widgets.engine.model import Guide

Request = dict[str, Any]
Answer = dict[str, Any]


def call(guide: Guide, name: str, request: Request) -> Any:
    """Return the answer of the call of that name; raises `InvalidError` with every problem of the request."""
    if name not in CALLS:
        raise InvalidError([Problem(("call",), "unknown-value", either(CALLS), show(name), nearest(name, CALLS))])
    return CALLS[name](guide, request)


def compose(guide: Guide, request: Request) -> Answer:
    """Return `subject`, `body`, `check` (what `check` says) and `missing` (`field`, `ask`, `why` of each)."""
    asked = accept(guide, ComposeRequest, request)
    draft = write(guide, asked)
    message = Message(asked.kind, asked.channel, draft.body, draft.subject)
    fields = {field.id: field for field in guide.fields}
    return {
        "subject": draft.subject,
        "body": draft.body,
        "check": report(guide, message, run_checks(guide, asked.situation, message, asked.others, asked.ignored)),
        "missing": [{"field": id_, "ask": fields[id_].ask, "why": fields[id_].why} for id_ in draft.missing],
    }


def check(guide: Guide, request: Request) -> Answer:
    """Return `verdicts` by rule, `findings` with their places, `ignored`, `overall`, `notes`, and `stats`.

    `link` of a finding is the way to the check from the site's root; `notes` are sentences about the check as a whole.
    """
    asked = accept(guide, CheckRequest, request)
    return report(guide, asked.message, run_checks(guide, asked.situation, asked.message, asked.others, asked.ignored))


def schedule(guide: Guide, request: Request) -> Answer:
    """Return `today` (the ids of the steps that are due now), `steps` in order, and `notes`."""
    planned = planned_steps(guide, request)
    return {
        "today": [plan.window.id for plan in planned.steps if plan.today],
        "steps": [step(planned, plan) for plan in planned.steps],
        "notes": [asdict(note) for note in planned.notes],
    }


def calendar(guide: Guide, request: Request) -> str:
    """Return the schedule's open steps as RFC 5545 text."""
    return calendar_text(planned_steps(guide, request))


CALLS: dict[str, Callable[[Guide, Request], Any]] = {
    "compose": compose,
    "check": check,
    "schedule": schedule,
    "calendar": calendar,
}


def planned_steps(guide: Guide, request: Request) -> Schedule:
    """Return the schedule of a request, which must tell something that days can be counted from."""
    situation = accept(guide, ScheduleRequest, request).situation
    planned = plan_steps(guide, situation)
    if not (planned.steps or dated_events(situation)):
        expected = "an event with an end or a start, or a day in answer_by or promises[].due"
        raise InvalidError([Problem(("situation", "events"), "missing-key", expected, "none", 'add {"end": "…"}')])
    return planned


def step(planned: Schedule, plan: Planned) -> Answer:
    """Return one step as the contract has it: moments with the offset of their zone, whole days as bare dates.

    `mine` has the same moments in the reader's zone, or is None where that shows the same time of day.
    """
    window, zone = plan.window, planned.planner.zone
    times = {"opens": plan.opens, "best": plan.best, "closes": plan.closes}
    here = seen_from(planned.planner.situation, *times.values())
    return {
        "id": window.id,
        "title": plan.title(planned.planner.guide),
        "kind": window.step.kind,
        "channel": plan.channel,
        "to": window.subject.to,
        **{
            name: moment.astimezone(zone).date().isoformat() if window.unit == "day" else iso(moment, zone)
            for name, moment in times.items()
        },
        "mine": {name: iso(moment, here) for name, moment in times.items()} if here else None,
        "status": plan.status,
        "rule": window.rule.id,
        "why": plan.why,
        "optional": window.step.optional,
    }


def report(guide: Guide, message: Message, said: Report) -> Answer:
    """Return what the checks say as the contract has it."""
    body = said.parts["body"].text
    channel = guide.channel(message.channel)
    limits = {unit: asdict(limit) for unit in ("words", "characters", "sentences") if (limit := getattr(channel, unit))}
    return {
        "verdicts": said.verdicts,
        "findings": [asdict(finding) for finding in said.findings],
        "ignored": [asdict(finding) for finding in said.ignored],
        "overall": said.overall,
        "notes": [] if said.parts["body"].in_language else [guide.labels["other_language"]],
        "stats": {
            "words": len(body.words),
            "characters": len(body.raw),
            "sentences": len(body.sentences),
            "questions": len(body.questions),
            "limits": limits,
        },
    }


def accept(guide: Guide, kind: type[Any], request: Request) -> Any:
    """Return a request as its dataclass; raises `InvalidError` where it is too large, or something in it is wrong."""
    if large := oversized(request):
        raise InvalidError(large)
    asked = decode(kind, request)
    problems = [
        Problem(path, "unknown-value", either(known), show(value), nearest(value, known))
        for path, value, known in references(guide, asked)
        if value not in known
    ]
    if problems:
        raise InvalidError(problems)
    return asked


def references(guide: Guide, asked: Any) -> Iterator[tuple[Path, str, list[str]]]:
    """Yield every id in a request with its path and the ids that the guide has."""
    kinds, channels, tones, statuses = (
        [thing.id for thing in things] for things in (guide.kinds, guide.channels, guide.tones, guide.statuses)
    )
    situation: Situation = asked.situation
    if situation.status:
        yield ("situation", "status"), situation.status, statuses
    for index, channel in enumerate(situation.channels or ()):
        yield ("situation", "channels", index), channel, channels
    for index, sent in enumerate(situation.sent):
        yield ("situation", "sent", index, "kind"), sent.kind, kinds
        yield ("situation", "sent", index, "channel"), sent.channel, channels
    notes = [field.id for field in guide.fields if not field.path or field.path.startswith("notes.")]
    for note in situation.notes:
        yield ("situation", "notes", note), note, notes
    for index, event in enumerate(situation.events):
        for note in event.notes:
            yield ("situation", "events", index, "notes", note), note, notes
    if isinstance(asked, ComposeRequest):
        written = {kind.id: kind.written_on for kind in guide.kinds if kind.layouts}
        yield ("kind",), asked.kind, list(written)
        yield ("channel",), asked.channel, written.get(asked.kind, channels)
        if asked.tone:
            yield ("tone",), asked.tone, tones
    if isinstance(asked, CheckRequest):
        yield ("message", "kind"), asked.message.kind, kinds
        yield ("message", "channel"), asked.message.channel, channels
