"""The way from one widget to the other: links that carry what was told, and what a message that is sent changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from widgets import form
from widgets.engine import api
from widgets.engine.contract import ScheduleRequest, Sent
from widgets.engine.facts import datable, fill, my_zone, same_person, when_in_words
from widgets.engine.problems import path_text
from widgets.templates import mine, moment

if TYPE_CHECKING:
    from widgets.engine.deciding import Planned
    from widgets.engine.model import Guide
    from widgets.engine.schedule import Schedule
    from widgets.widget import Widget

MARK = "#ft?"
"""How a fragment begins that carries entries; widgets/browser/carry.mjs reads it."""
TOLD = "told"
"""The entry, without a value, that stands between what is chosen and what was told."""
ROW = "situation.sent[].{}"


def link(widget: Widget, target: str, **chosen: str) -> str:
    """Return the way to a widget's page, with all that was told in the fragment, which no server gets.

    `chosen` has what is different there: `kind`, `channel`, and `to` for the person. It stands first, apart from what
    was told: that may have changed since the link was made, and the page knows better if it is still the same one.
    """
    to = chosen.pop("to", "")
    if to:
        chosen["situation.recipient"] = to
    facts = [(name, value) for name, value in told(widget) if name not in chosen]
    entries = [*chosen.items(), *([(TOLD, ""), *facts] if facts else [])]
    return f"{widget.root}{target}/" + (MARK + urlencode(entries, quote_via=quote, errors="replace") if entries else "")


def told(widget: Widget) -> list[tuple[str, str]]:
    """Return the facts of the form as entries, as they were typed, the rows that tell something numbered anew."""
    filled = widget.filled
    raw: dict[str, list[str]] = {}
    for name, text in form.pairs(widget.request.get("entries")):
        raw.setdefault(name, []).append(text)
    paths = [(path, name) for path, name in filled.names.items() if path[0] == "situation"]
    return [(path_text(path), text) for path, name in paths for text in raw.get(name, ()) if wanted(text, raw[name])]


def wanted(text: str, texts: list[str]) -> bool:
    """Return whether one of the texts under a name says something; alone, an empty one says that no box is ticked."""
    return text != "" or len(texts) == 1


def planned(widget: Widget, situation: dict[str, Any]) -> Schedule | None:
    """Return the schedule of a situation, or None where there is nothing to count from."""
    asked = {"situation": situation}
    widget.need(situation)
    read = api.accept(widget.guide, ScheduleRequest, asked)
    return api.planned_steps(widget.guide, asked) if datable(read.situation) else None


def first_open(schedule: Schedule) -> Planned | None:
    """Return the one step that comes first: of those for today the one that closes first, else the next to come."""
    due = sorted((plan for plan in schedule.steps if plan.today), key=lambda plan: plan.closes)
    return next(iter(due), None) or next((plan for plan in schedule.steps if plan.status == "upcoming"), None)


def writable(guide: Guide, kind: str, channel: str) -> bool:
    """Return whether the composer has something to write for a step."""
    return bool(guide.kind(kind).layouts) and channel in guide.kind(kind).written_on


def following(widget: Widget, situation: dict[str, Any], chosen: dict[str, Any], *, example: bool) -> str:
    """Return the composer's region `next`: when the message is best sent, or that it is, and what comes then."""
    guide, now = widget.guide, situation["now"]
    schedule = planned(widget, situation)
    asked = api.accept(guide, ScheduleRequest, {"situation": situation}).situation
    to = asked.recipient
    sent = sent_before(asked.sent, chosen, to)
    plan = step_for(schedule, chosen["kind"], to) if schedule else None
    words: dict[str, str] = {}
    if sent is not None and not (plan and plan.open):
        after = first_open(schedule) if schedule else None
        words["sent"] = fill(guide.labels["sent_marked"], {"day": when_in_words(guide, asked.sent[sent].at)})
        if after and schedule:
            best = in_words(guide, schedule, after, now)
            words["after"] = fill(guide.labels["next_step"], {"step": after.title(guide), "date": best})
        elif schedule:
            words["after"] = guide.labels["today_rest"]
    elif plan and plan.open and schedule:
        times = {"best": in_words(guide, schedule, plan, now), "closes": in_words(guide, schedule, plan, now, "closes")}
        words["when"] = fill(guide.labels["when_late" if plan.status == "late" else "when_best"], times)
    return widget.render(
        "next",
        **({"sent": "", "after": "", "when": ""} | words),
        link=link(widget, "calculator") if not example else f"{widget.root}calculator/",
        marks=marks(widget, chosen["kind"], chosen["channel"], to) if not example else {},
        row=widget.filled.names.get(("situation", "sent", sent, "kind"), "") if sent is not None else "",
        can_mark=can_mark(guide, widget.request["widget"]),
    )


def marks(widget: Widget, kind: str, channel: str, to: str) -> dict[str, Any]:
    """Return what a button needs to add a row to what was sent: the row, the control for the time, and its zone."""
    read = api.accept(widget.guide, ScheduleRequest, {"situation": widget.situation(example=False)})
    row = {ROW.format("kind"): kind, ROW.format("channel"): channel, ROW.format("to"): to}
    return {"row": row, "at": ROW.format("at"), "zone": str(getattr(my_zone(read.situation), "key", ""))}


def can_mark(guide: Guide, widget: str) -> bool:
    """Return whether a widget's form has rows for what was sent."""
    return any(group.repeat == "sent" for group in getattr(guide, widget).form)


def sent_before(sent: tuple[Sent, ...], chosen: dict[str, Any], to: str) -> int | None:
    """Return the number of the last row by which this message was marked as sent, or None."""
    rows = [
        number
        for number, one in enumerate(sent)
        if (one.kind, one.channel) == (chosen["kind"], chosen["channel"])
        and (not one.to or not to or same_person(one.to, to))
    ]
    return rows[-1] if rows else None


def step_for(schedule: Schedule, kind: str, to: str) -> Planned | None:
    """Return the step that a message of a kind, to that person, would do: an open one before one that is done."""
    plans = [plan for plan in schedule.steps if plan.window.step.kind == kind and plan.status != "skipped"]
    mine = [plan for plan in plans if not to or not plan.window.subject.to or same_person(plan.window.subject.to, to)]
    return next((plan for plan in mine if plan.open), None) or next(iter(mine), None)


def in_words(guide: Guide, schedule: Schedule, plan: Planned, now: str, name: str = "best") -> str:
    """Return a moment of a step in words, on their clock and, where they differ, on the reader's."""
    step = api.step(schedule, plan)
    return f"{moment(step[name], guide, now=now)} {mine(step, name, guide, now=now)}".strip()
