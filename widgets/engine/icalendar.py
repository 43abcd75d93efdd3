"""A schedule as RFC 5545 text. The standard library has no writer, and the engine runs on nothing else."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from widgets.engine.facts import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.engine.schedule import Planned, Schedule

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ESCAPES = str.maketrans({"\\": "\\\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def calendar(schedule: Schedule) -> str:
    """Return the steps that are still open as one VCALENDAR, its lines ended by CRLF and folded at 75 octets.

    A step that takes a day is a whole-day event, others begin at their best moment. The UID of a step depends on the
    guide, the step and the event only, so that a second import updates the first.
    """
    planner = schedule.planner
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Followthrough//{escape(planner.guide.id)}//{planner.guide.language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for plan in schedule.steps if plan.open for line in event(schedule, plan)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def event(schedule: Schedule, plan: Planned) -> Iterator[str]:
    """Yield the lines of one VEVENT with its VALARM."""
    planner, window = schedule.planner, plan.window
    guide = planner.guide
    words = {"kind": guide.kind(window.step.kind).name, "channel": guide.channel(window.channel).name}
    words |= {"to": window.subject.to, "organization": planner.situation.organization, "what": window.subject.what}
    label = "calendar_summary_to" if window.subject.to else "calendar_summary"
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(schedule, plan)}"
    yield f"DTSTAMP:{utc(planner.now)}"
    if window.unit == "day":
        day = window.best.astimezone(planner.zone).date()
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
        remind = guide.cadence.remind_at.time
        trigger = f"PT{remind.hour}H{remind.minute}M"
    else:
        yield f"DTSTART:{utc(window.best)}"
        yield "DURATION:PT15M"
        trigger = "PT0M"
    yield f"SUMMARY:{escape(fill(guide.labels[label], words))}"
    yield f"DESCRIPTION:{escape(plan.why)}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escape(fill(guide.labels[label], words))}"
    yield f"TRIGGER:{trigger}"
    yield "END:VALARM"
    yield "END:VEVENT"


def uid(schedule: Schedule, plan: Planned) -> str:
    """Return an identifier that stays the same as long as the guide, the firm, the event and the step do."""
    planner = schedule.planner
    situation = planner.situation
    parts = (planner.guide.id, situation.organization, situation.topic, planner.latest.isoformat(), plan.window.id)
    about = "\n".join(parts)
    return f"{hashlib.sha256(about.encode()).hexdigest()[:32]}@followthrough"


def utc(moment: datetime) -> str:
    """Return a moment as an RFC 5545 DATE-TIME in UTC."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escape(text: str) -> str:
    """Return a text as an RFC 5545 TEXT value: special characters escaped, control characters left out."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(ESCAPES)


def fold(line: str) -> str:
    """Return a content line folded so that no line is over 75 octets and no character is cut."""
    folded, size = [], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > 75:
            folded.append("\r\n ")
            size = 1
        folded.append(character)
        size += octets
    return "".join(folded)
