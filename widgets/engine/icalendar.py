"""A schedule as RFC 5545 text. docs/adr/0009-own-calendar-writer.md says why no library writes it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from widgets.engine.facts import contact, fill
from widgets.engine.reading import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.engine.deciding import Planned
    from widgets.engine.planner import Planner
    from widgets.engine.schedule import Schedule

# Control characters, line ends of other sorts, marks that turn the direction of all that follows, and no characters.
CONTROL = re.compile(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
ESCAPES = str.maketrans({"\\": "\\\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
LENGTH = timedelta(minutes=15)
FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def calendar(schedule: Schedule) -> str:
    """Return the steps as one VCALENDAR, its lines ended by CRLF and folded at 75 octets.

    Open steps are events at their best moment, in UTC, so that every calendar shows them on its own clock; they leave
    the time free (TRANSP) and remind (VALARM). What is done or left out is STATUS:CANCELLED, so that an import takes
    back what an earlier one brought, and says so in its title, since not every program minds the status. There is no
    METHOD: it would make a scheduling message of the file, which needs an ORGANIZER (RFC 5546, section 3.2.1).
    """
    planner = schedule.planner
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Followthrough//{escape(planner.guide.id)}//{planner.guide.language.upper()}",
        "CALSCALE:GREGORIAN",
        *(line for plan in schedule.steps for line in event(planner, plan)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def event(planner: Planner, plan: Planned) -> Iterator[str]:
    """Yield the lines of one VEVENT, with its VALARM where there is still something to do."""
    summary = escape(title(planner, plan))
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(planner, plan)}"
    yield f"SEQUENCE:{sequence(planner.now)}"
    yield f"DTSTAMP:{utc(planner.now)}"
    yield f"LAST-MODIFIED:{utc(planner.now)}"
    yield f"DTSTART:{utc(plan.best)}"
    yield f"DTEND:{utc(plan.best + LENGTH)}"
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{escape(plan.why)}"
    yield f"STATUS:{'CONFIRMED' if plan.open else 'CANCELLED'}"
    yield "TRANSP:TRANSPARENT"
    if plan.open:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{summary}"
        yield "TRIGGER:PT0S"
        yield "END:VALARM"
    yield "END:VEVENT"


def title(planner: Planner, plan: Planned) -> str:
    """Return what a step is called in a calendar: with the place that it is about, and what has become of it."""
    labels, organization = planner.guide.labels, tidy(planner.situation.organization)
    said = plan.title(planner.guide)
    if organization:
        said = fill(labels["calendar_at"], {"step": said, "organization": organization})
    if not plan.open:
        said = fill(labels[f"calendar_{plan.status}"], {"step": said})
    return " ".join(said.split())


def uid(planner: Planner, plan: Planned) -> str:
    """Return an identifier that depends on what a plan is about, never on a time that may be corrected.

    That is the guide, the firm and the topic; where neither is told the first person met; where nobody is, the day of
    the first meeting, or without one the person for questions and what was promised, since two plans must not
    overwrite each other.
    """
    situation = planner.situation
    about = [situation.organization, situation.topic]
    if not any(map(tidy, about)):
        first = min(planner.meetings, key=lambda meeting: meeting.number, default=None)
        promised = (promise.what for promise in situation.promises)
        about = [first.to or first.day.isoformat()] if first else [contact(situation), *promised]
    parts = (planner.guide.id, *(tidy(one).casefold() for one in about), plan.window.id)
    return f"{hashlib.sha256(chr(10).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@followthrough"


def sequence(now: datetime) -> int:
    """Return the revision of an event: the seconds since 2020, which grow without a store; 31 bits last until 2088."""
    return min(max(int((now - FIRST).total_seconds()), 0), 2**31 - 1)


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
        octets = len(character.encode("utf-8", "surrogatepass"))
        if size + octets > 75:
            folded.append("\r\n ")
            size = 1
        folded.append(character)
        size += octets
    return "".join(folded)
