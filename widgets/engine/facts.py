"""What a situation says, in the form that the engine needs: zones, the event at hand, facts for the slots of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, tzinfo
from typing import TYPE_CHECKING

from widgets.engine.reading import tidy
from widgets.engine.times import When

if TYPE_CHECKING:
    from widgets.engine.contract import Event, Situation
    from widgets.engine.model import Field, Guide

SLOT = re.compile(r"\{([a-z][a-z0-9_-]*)\}")
STEP_OF_PATH = re.compile(r"(\w+)|\[(\d+)\]")
WORD = re.compile(r"\w+")
TELLING = 3
"""From this length on a word of a name in Latin letters tells people apart; shorter ones are mostly titles."""


def my_zone(situation: Situation) -> tzinfo:
    """Return the reader's zone; where none is told, the other side's, and else the offset of `now`."""
    zone = situation.my_time_zone or situation.their_time_zone
    return zone.info if zone else situation.now.at.tzinfo  # type: ignore[return-value]  # `now` has its offset


def their_zone(situation: Situation) -> tzinfo:
    """Return the other side's zone; where none is told, the reader's, and else the offset of `now`."""
    zone = situation.their_time_zone or situation.my_time_zone
    return zone.info if zone else situation.now.at.tzinfo  # type: ignore[return-value]  # `now` has its offset


def event_end(event: Event, situation: Situation) -> datetime | None:
    """Return the moment, in UTC, at which an event ends: its end, else its start; a bare day ends as it does there."""
    when = event.end or event.start
    if when is None:
        return None
    return when.instant(event.time_zone.info if event.time_zone else their_zone(situation))


def told_times(situation: Situation) -> Iterator[tuple[When, tzinfo]]:
    """Yield every time that the reader tells and a schedule uses, with the zone on whose clock it is read."""
    mine, theirs = my_zone(situation), their_zone(situation)
    for event in situation.events:
        when = event.end or event.start
        if when:
            yield when, event.time_zone.info if event.time_zone else theirs
    if situation.answer_by:
        yield situation.answer_by, theirs
    for promise in situation.promises:
        if promise.due:
            yield promise.due, mine if promise.by == "me" else theirs
    for sent in situation.sent:
        yield sent.at, mine


def seen_from(situation: Situation, *moments: datetime) -> tzinfo | None:
    """Return the reader's zone where its clocks show another time than the other side's at one of these moments."""
    mine, theirs = my_zone(situation), their_zone(situation)
    differ = any(moment.astimezone(mine).utcoffset() != moment.astimezone(theirs).utcoffset() for moment in moments)
    return mine if differ else None


def dated_events(situation: Situation) -> list[tuple[datetime, Event]]:
    """Return the events whose time is known, with their ends in UTC, in order."""
    known = [(end, event) for event in situation.events if (end := event_end(event, situation))]
    return sorted(known, key=lambda pair: pair[0])


def datable(situation: Situation) -> bool:
    """Return whether days can be counted from anything: an event, the date of their decision, or that of a promise."""
    promised = any(promise.due for promise in situation.promises)
    return promised or situation.answer_by is not None or bool(dated_events(situation))


def event_with(situation: Situation, name: str) -> tuple[datetime, Event] | None:
    """Return the latest event with that person that is over at `now`, else the latest that is over, or None."""
    over = [pair for pair in dated_events(situation) if pair[0] <= situation.now.at]
    with_them = [pair for pair in over if same_person(pair[1].with_, name)]
    return max(with_them or over, key=lambda pair: pair[0], default=None)


def same_person(one: str, other: str) -> bool:
    """Return whether two names may mean one person: `Ana`, `Ana Silva` and `Ms Silva`, but not `Ana Costa`."""
    ours, theirs = name_words(one), name_words(other)
    if len(ours) > 1 and len(theirs) > 1:
        return ours[-1] == theirs[-1]
    return bool({*ours} & {*theirs}) or one.strip().casefold() == other.strip().casefold() != ""


def name_words(name: str) -> list[str]:
    """Return the words of a name that tell it from others: no particles, which are in small letters, no titles."""
    return [
        word.casefold()
        for word in WORD.findall(name)
        if not word[0].islower() and (len(word) >= TELLING or not word.isascii())
    ]


def contact(situation: Situation) -> str:
    """Return the one person whom questions go to: the contact, else the recipient of messages, else the last one."""
    contacts = (event.with_ for event in situation.events if event.contact)
    met = (event.with_ for _, event in reversed(dated_events(situation)) if event.with_)
    return next(contacts, "") or situation.recipient or next(met, "")


def addressee(situation: Situation) -> str:
    """Return whom a message is for: its recipient, else the one contact."""
    return situation.recipient or contact(situation)


def answer_at(situation: Situation, path: str) -> object:
    """Return what stands at a path such as `notes.detail` or `events[0].with`, or None."""
    place: object = situation
    for name, index in STEP_OF_PATH.findall(path):
        if index:
            place = place[int(index)] if isinstance(place, tuple) and int(index) < len(place) else None
        elif isinstance(place, dict):
            place = place.get(name)
        else:
            place = getattr(place, name, getattr(place, f"{name}_", None))
    return place


def path_of(field: Field) -> str:
    """Return where a field's answer stands in the situation."""
    return field.path or f"notes.{field.id}"


def note_of(situation: Situation, name: str, note: str) -> str:
    """Return a note for a message to that person: what was said with them, else what was said at all."""
    own = [event.notes[note] for event in situation.events if note in event.notes and same_person(event.with_, name)]
    return next((text for text in reversed(own) if text.strip()), situation.notes.get(note, ""))


def answers(guide: Guide, situation: Situation) -> dict[str, str]:
    """Return what the reader told in words, by field id: text as it was typed, days and times as people say them.

    Ticks and choices are no words, and a row's answers are many; both are left out.
    """
    name = addressee(situation)
    known = {}
    for field in guide.fields:
        path = path_of(field)
        answer = answer_at(situation, path) if "[]" not in path else None
        if path == "recipient":
            answer = name
        elif path.startswith("notes."):
            answer = note_of(situation, name, path.removeprefix("notes."))
        if isinstance(answer, When):
            known[field.id] = when_in_words(guide, answer)
        elif isinstance(answer, str) and field.type in ("text", "lines") and answer.strip():
            known[field.id] = answer
    return known


def facts(guide: Guide, situation: Situation) -> dict[str, str]:
    """Return what the reader told in words, by field id, without the space and the marks around it."""
    told = answers(guide, situation)
    return {id_: text for id_, answer in told.items() if (text := tidy(answer, guide.grammar.abbreviations))}


def fill(text: str, words: Mapping[str, object]) -> str:
    """Return a text with its `{slots}` filled; a slot without a value stays as it is."""
    return SLOT.sub(lambda match: str(words.get(match[1], match[0])), text)


def cut(words: str, longest: int) -> str:
    """Return words, cut at a space where there is one to at most so many characters."""
    return words if len(words) <= longest else f"{words[: longest - 1].rsplit(' ', 1)[0]}\u2026"


def listed(guide: Guide, words: list[str]) -> str:
    """Return words as a list in a sentence: `one, another and a third`."""
    *most, last = words
    if not most:
        return last
    first = most[0]
    for word in most[1:]:
        first = fill(guide.labels["list_more"], {"first": first, "next": word})
    return fill(guide.labels["list_last"], {"first": first, "last": last})


def day_in_words(guide: Guide, day: date, today: date) -> str:
    """Return a past day as people say it, seen from today: `yesterday`, `on Friday`, `on 12 May`."""
    ago = (today - day).days
    if ago in (0, 1):
        return guide.labels["yesterday" if ago else "today"]
    return fill(guide.labels["on_weekday" if 0 < ago < 7 else "on_date"], date_words(guide, day))


def date_words(guide: Guide, day: date) -> dict[str, object]:
    """Return the words of a date in the guide's language: `weekday`, `day`, `month`, `year`."""
    return {
        "weekday": guide.labels["weekdays"].split()[day.weekday()],
        "day": day.day,
        "month": guide.labels["months"].split()[day.month - 1],
        "year": day.year,
    }


def when_in_words(guide: Guide, when: When) -> str:
    """Return a time as the reader told it, in words: a day, or a day with its time of day."""
    if isinstance(when.value, datetime):
        return moment_in_words(guide, when.value.date(), when.value.time())
    return moment_in_words(guide, when.value)


def moment_in_words(guide: Guide, day: date, clock: time | None = None) -> str:
    """Return a day, or a day and a time of day, in the guide's language: `Monday 1 June, 11:00`."""
    words = date_words(guide, day)
    if clock is None:
        return fill(guide.labels["date"], words)
    return fill(guide.labels["date_time"], words | {"time": clock.strftime("%H:%M")})
