"""The view of the calculator: what to do today and the next dates, or those of the worked example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from widgets import form, journey, outside, timeline
from widgets.engine import api
from widgets.engine.facts import fill
from widgets.templates import mine, moment

if TYPE_CHECKING:
    from widgets.widget import Answer, Widget


def calculator(widget: Widget) -> Answer:
    """Return the schedule of the form; as long as it has nothing to count from, that of the worked example."""
    guide = widget.guide
    example = not datable(widget.filled.request["situation"])
    situation = widget.situation(example=example)
    # For whom a message was written does not make them the person for questions.
    situation.pop("recipient", None)
    plan = widget.call("schedule", situation=situation)
    schedule = api.planned_steps(guide, {"situation": situation})
    now = situation["now"]
    steps = [with_ways(widget, step, example=example) for step in plan["steps"]]
    by_id = {step["id"]: step for step in steps}
    first = journey.first_open(schedule)
    due = sorted((by_id[id_] for id_ in plan["today"]), key=lambda step: first is None or step["id"] != first.window.id)
    text = widget.t["calculator_example" if example else "calculator_own"]
    if example and widget.filled.told:
        text = asks_for_time(widget)
    zones = in_zones(widget, situation, steps)
    sentence = today(widget, by_id[first.window.id] if first else None, now)
    online = outside.links(schedule.planner, first) if first and not example else []
    return {
        "example": example,
        "fields": {},
        "choices": {},
        "ticks": widget.ticks(),
        "html": {
            "lead": widget.render("lead", text=text),
            "today": widget.render("today", due=due, sentence=sentence, go=due[0]["go"] if due else "", now=now),
            "timeline": widget.render(
                "timeline",
                picture=timeline.picture(guide, schedule),
                now=now,
                id="ft-picture",
                bar=timeline.BAR,
                down=timeline.DOWN,
            ),
            "schedule": widget.render(
                "schedule",
                steps=steps,
                notes=plan["notes"],
                now=now,
                zones=zones,
            ),
            "away": widget.render("away", links=online, step=first.title(guide) if first else ""),
        },
        "files": {} if example else files(widget, situation, steps, zones),
        "status": text if example else sentence,
    }


def datable(told: dict[str, Any]) -> bool:
    """Return whether a form, whose answers may still be wrong, has any day to count from."""
    days = [told.get("answer_by"), *(promise.get("due") for promise in told.get("promises", []))]
    days += [event.get(key) for event in told.get("events", []) for key in ("end", "start")]
    return any(days)


def with_ways(widget: Widget, step: dict[str, Any], *, example: bool) -> dict[str, Any]:
    """Return a step with what its template needs: whether it is a promise, the way to the composer, what marks it."""
    guide = widget.guide
    promises = {(rule.id, one.kind) for rule in guide.rules for one in rule.steps if one.each == "my-promise"}
    kind, channel, to = step["kind"], step["channel"], step["to"]
    is_open = step["status"] not in ("done", "skipped")
    go = journey.link(widget, "composer", kind=kind, channel=channel, to="" if example else to)
    can_mark = not example and step["status"] in ("due", "late") and journey.can_mark(guide, "calculator")
    return {
        **step,
        "promised": (step["rule"], kind) in promises,
        "go": go if is_open and journey.writable(guide, kind, channel) else "",
        "marks": journey.marks(widget, kind, channel, to) if can_mark else {},
    }


def today(widget: Widget, step: dict[str, Any] | None, now: str) -> str:
    """Return in one sentence the one thing that is to be done today, or until when to wait."""
    if step is None:
        return widget.t["today_rest"]
    label = {"upcoming": "today_wait", "late": "today_late"}.get(step["status"], "today_do")
    best, closes = (
        f"{moment(step[name], widget.guide, now=now)} {mine(step, name, widget.guide, now=now)}".strip()
        for name in ("best", "closes")
    )
    return fill(widget.t[label], {"step": step["title"], "date": best, "closes": closes})


def asks_for_time(widget: Widget) -> str:
    """Return the sentence that asks for the one thing that a schedule cannot do without."""
    field = next((one for one in widget.fields() if form.pattern(one.path) == "events[].end"), None)
    return fill(widget.t["calculator_asks"], {"ask": field.ask if field else ""})


def in_zones(widget: Widget, situation: dict[str, Any], steps: list[dict[str, Any]]) -> str:
    """Return in one sentence whose times those of the steps are; empty where no zone is known."""
    own, their = situation.get("my_time_zone"), situation.get("their_time_zone")
    zone = their or own
    if zone and any(step["mine"] for step in steps):
        return fill(widget.t["times_in_both"], {"zone": zone, "mine": own})
    return fill(widget.t["times_in"], {"zone": zone}) if zone else ""


def files(widget: Widget, situation: dict[str, Any], steps: list[dict[str, Any]], zones: str) -> Answer:
    """Return the calendar file, and the schedule as text to copy."""
    guide = widget.guide
    lines = []
    for step in steps:
        if step["status"] not in ("done", "skipped"):
            now = situation["now"]
            when = f"{moment(step['best'], guide, now=now)} {mine(step, 'best', guide, now=now)}".strip()
            lines += [f"{when}: {step['title']}", step["why"], ""]
    lines.append(zones)
    calendar = widget.call("calendar", situation=situation)
    return {
        "calendar": {"name": f"{guide.id}.ics", "type": "text/calendar", "text": calendar},
        "schedule": {"name": f"{guide.id}.txt", "type": "text/plain", "text": "\n".join(lines).strip()},
    }
