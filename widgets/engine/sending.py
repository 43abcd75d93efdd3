"""Which of the messages that were sent has done which step."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from widgets.engine.facts import my_zone, same_person

if TYPE_CHECKING:
    from widgets.engine.contract import Promise, Sent, Situation
    from widgets.engine.model import Guide, Step
    from widgets.engine.subjects import Subject

NEVER = datetime.max.replace(tzinfo=UTC)


def sent_since(situation: Situation, since: datetime) -> list[Sent]:
    """Return the messages that were sent from a moment on, in the order of their sending."""
    zone = my_zone(situation)
    found = [one for one in situation.sent if one.at.instant(zone) >= since]
    return sorted(found, key=lambda one: one.at.instant(zone))


def questions_sent(guide: Guide, situation: Situation, since: datetime) -> list[Sent]:
    """Return the messages sent from a moment on that count against what is polite, in the order of their sending."""
    return [one for one in sent_since(situation, since) if guide.kind(one.kind).counts]


def went_to(sent: Sent, name: str) -> bool:
    """Return whether a message may have gone to that person; where one of the names is not told, it may."""
    return not sent.to.strip() or not name or same_person(sent.to, name)


def sent_for(situation: Situation, step: Step, subject: Subject, opens: datetime) -> Sent | None:
    """Return the message by which the reader has done a step, or None.

    A step for a person is done by a message of its kind to that person, on any channel. One for a promise of the
    reader's is done by a message of its own. A question about a promise of theirs does for all whose time had come.
    Other steps are told apart by their channels; to whom the message went does not matter, since one person is asked.
    """
    zone = my_zone(situation)
    fitting = [one for one in sent_since(situation, subject.since) if one.kind == step.kind]
    if subject.until:
        fitting = [one for one in fitting if one.at.instant(zone) < subject.until]
    if step.each == "event":
        # Two people of one family name must not share their thanks.
        others = {event.with_.strip().casefold() for event in situation.events} - {subject.to.casefold()}
        theirs = [one for one in fitting if one.to.strip().casefold() not in others]
        return next((one for one in theirs if went_to(one, subject.to)), None)
    if subject.promise and subject.promise.by == "me":
        return None if subject.promise.done else at(fitting, turn(situation, subject.promise, done_first=True))
    if subject.promise:
        early = [one for one in fitting if one.at.instant(zone) < opens]
        in_time = next((one for one in fitting if one not in early), None)
        return in_time or at(early, turn(situation, subject.promise, done_first=False))
    own = [one for one in fitting if one.channel == step.channel]
    elsewhere = [one for one in fitting if one.channel in (*step.instead, *step.also)]
    return at(own or elsewhere, -1)


def turn(situation: Situation, promise: Promise, *, done_first: bool) -> int:
    """Return which message is that of an open promise: they go out by date, after those for what is done already."""
    zone = my_zone(situation)
    alike = [one for one in situation.promises if one.by == promise.by]
    waiting = [one for one in alike if not one.done]
    waiting.sort(key=lambda one: one.due.instant(zone) if one.due else NEVER)
    place = next(index for index, one in enumerate(waiting) if one is promise)
    return place + (len(alike) - len(waiting) if done_first else 0)


def at(messages: list[Sent], place: int) -> Sent | None:
    """Return the message at a place, the last at -1, or None where there is none."""
    return messages[place] if messages and place < len(messages) else None
