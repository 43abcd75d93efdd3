"""What steps are there for: the meetings, the people met in them, and the promises of either side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal

from widgets.engine.facts import contact, event_end, their_zone
from widgets.engine.times import YEARS

if TYPE_CHECKING:
    from widgets.engine.contract import Event, Promise, Situation
    from widgets.engine.model import Step

KnownBy = Literal["end", "start", "day", "nothing"]
LONG_AGO = datetime(min(YEARS), 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Meeting:
    """An event whose time is known; its moments are in UTC."""

    number: int
    """Its place among the events that have a time, in the order in which they were told; 0 for the first."""
    to: str
    """Whom it was with, or an empty text."""
    since: datetime
    """From when on a message can be about it: its start, the beginning of its day, or else its end."""
    end: datetime
    day: date
    """The day on which it ends, where working days are counted."""
    known_by: KnownBy
    """What its end was taken from."""


NO_MEETING = Meeting(0, "", LONG_AGO, LONG_AGO, LONG_AGO.date(), "nothing")
"""What stands for the meetings where none has a time: nothing is counted from it, and everything came after it."""


@dataclass(frozen=True)
class Subject:
    """What a step is about: the meeting, the person or the promise that it is there for."""

    meeting: Meeting
    """The one after which it makes sense."""
    to: str
    since: datetime
    """From when on a message can have done it, in UTC."""
    number: int = 0
    """0 for the first of its sort."""
    round: int = 0
    """The round that it is for, where a step is one for each round; 0 for the first."""
    until: datetime | None = None
    """When the next round begins, in UTC; what is sent from then on belongs to that."""
    past: bool = False
    """Whether the next round is over, so that only what was done for this one is worth telling."""
    what: str = ""
    promise: Promise | None = None
    met_again: date | None = None
    """The day on which the same person was met again since."""


def meetings(situation: Situation) -> list[Meeting]:
    """Return the events whose time is known, in the order of their ends."""
    zone = their_zone(situation)
    named = any(event.with_ for event in situation.events)
    found: list[Meeting] = []
    for event in situation.events:
        end = event_end(event, situation)
        if end is not None:
            to = event.with_ if named else situation.recipient
            day = end.astimezone(zone).date()
            found.append(Meeting(len(found), to.strip(), since(event, situation, end), end, day, known_by(event)))
    return sorted(found, key=lambda meeting: meeting.end)


def known_by(event: Event) -> KnownBy:
    """Return what an event's end is taken from: its end, its start, or only its day."""
    when = event.end or event.start
    if when is None or when.whole_day:
        return "day"
    return "end" if event.end else "start"


def since(event: Event, situation: Situation, end: datetime) -> datetime:
    """Return from when on, in UTC, a message can be about an event; a rough end must not hide one sent that day."""
    place = event.time_zone.info if event.time_zone else their_zone(situation)
    if event.start and not event.start.whole_day:
        return event.start.instant(place)
    if known_by(event) != "day":
        return end
    return datetime.combine(end.astimezone(place).date(), time.min, place).astimezone(UTC)


def over(met: list[Meeting], now: datetime) -> list[Meeting]:
    """Return the meetings that have ended."""
    return [meeting for meeting in met if meeting.end <= now]


def further(met: list[Meeting], now: datetime) -> Meeting | None:
    """Return the next meeting of a further round, one on a later day than the first; None where none is to come."""
    return next((meeting for meeting in met if meeting.end > now and meeting.day > met[0].day), None)


def subjects(step: Step, situation: Situation, now: datetime) -> Iterator[Subject]:
    """Yield what a step is there for: the latest meeting, or every person met, or every promise of one side."""
    met = meetings(situation)
    if step.each == "event":
        yield from people(met, now)
        return
    met = met or [NO_MEETING]
    if step.each:
        yield from promises(step, situation, met, now)
    elif "further-event" in step.unless:
        yield from rounds(situation, met, now)
    else:
        yield Subject(met[-1], contact(situation), met[-1].since)


def rounds(situation: Situation, met: list[Meeting], now: datetime) -> Iterator[Subject]:
    """Yield every round that is over, the latest last; where none is, the one that is to come."""
    last = list({meeting.day: meeting for meeting in met}.values())
    begun = len([meeting for meeting in last if meeting is last[0] or meeting.end <= now])
    for number, meeting in enumerate(last[:begun]):
        until = last[number + 1].since if number + 1 < len(last) else None
        past = number + 1 < begun
        yield Subject(meeting, contact(situation), meeting.since, round=number, until=until, past=past)


def people(met: list[Meeting], now: datetime) -> Iterator[Subject]:
    """Yield each person met, once a day, in the order in which they were told."""
    for meeting in sorted(met, key=lambda one: one.number):
        with_them = [one for one in met if one.to.casefold() == meeting.to.casefold()]
        again = [one for one in with_them if (one.end, -one.number) > (meeting.end, -meeting.number)]
        if meeting.to and any(one.day == meeting.day for one in again):
            continue
        days = [one.day for one in again if one.day > meeting.day and one.end <= now]
        yield Subject(meeting, meeting.to, meeting.since, number=meeting.number, met_again=max(days) if days else None)


def promises(step: Step, situation: Situation, met: list[Meeting], now: datetime) -> Iterator[Subject]:
    """Yield every promise of the step's side; of theirs, those that are still open."""
    side = "me" if step.each == "my-promise" else "them"
    meeting = (over(met, now) or met[:1])[-1]
    told = [one for one in situation.promises if one.by == side and (side == "me" or not one.done)]
    for number, promise in enumerate(told):
        yield Subject(meeting, contact(situation), met[0].since, number=number, what=promise.what, promise=promise)
