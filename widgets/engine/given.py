"""What can fill the slots of a message: the reader's answers, read for their shape, and what the situation gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from widgets.engine.facts import (
    addressee,
    answers,
    date_words,
    dated_events,
    day_in_words,
    event_with,
    fill,
    listed,
    my_zone,
    path_of,
    same_person,
    their_zone,
)
from widgets.engine.reading import read, slots_of
from widgets.engine.sending import went_to

if TYPE_CHECKING:
    from widgets.engine.contract import Promise, Situation
    from widgets.engine.model import Field, Guide

PROMISED = "promises[].what"
PROMISES = ("my_promise", "due_promise", "their_promise")


@dataclass(frozen=True)
class Given:
    """A slot that the situation fills: what it says, the answer that it comes from, and whether that was given."""

    says: str
    path: str = ""
    told: Callable[[Situation], bool] = lambda _: True


def has_event(situation: Situation) -> bool:
    """Return whether the time of an event was told."""
    return bool(dated_events(situation))


def has_promise(side: str) -> Callable[[Situation], bool]:
    """Return what says whether a promise of that side was told which is still open."""
    return lambda situation: any(one.by == side and one.what.strip() and not one.done for one in situation.promises)


def has_date(situation: Situation) -> bool:
    """Return whether the date of their decision was told."""
    return situation.answer_by is not None


GIVEN: dict[str, Given] = {
    "event_day": Given("the day of the event, seen from now: today, yesterday, on Friday", "events[].end", has_event),
    "event_date": Given("the day of the event as a date: 12 May", "events[].end", has_event),
    "met_day": Given(
        "like `event_day`, where the message is for a person who was met there", "events[].end", has_event
    ),
    "date_passed": Given("the day that they named for their decision, once it has passed", "answer_by", has_date),
    "last_sent_day": Given("when the last letter was sent that asked them something: on Monday"),
    "my_promise": Given(
        "what the reader promised and still owes: all that is due by now, else the next", PROMISED, has_promise("me")
    ),
    "due_promise": Given("what the reader promised and still owes, once its day has passed"),
    "their_promise": Given(
        "what they promised and still owe: all whose day has passed, else the next", PROMISED, has_promise("them")
    ),
}
"""Every slot that is no field's; the promises are read as answers to the field that asks for them, shapes and all."""


def given_slots(fields: Iterable[Field]) -> dict[str, Given]:
    """Return the slots that a situation can fill in a guide with these fields."""
    slots = dict(GIVEN)
    for field in fields:
        if path_of(field) == PROMISED:
            shapes = [slot.removeprefix(field.id) for slot in slots_of(field)]
            slots |= {f"{name}{shape}": GIVEN[name] for name in PROMISES for shape in shapes}
    return slots


def known_slots(guide: Guide, situation: Situation) -> dict[str, str]:
    """Return the words for every slot that can be filled in that situation."""
    told = answers(guide, situation)
    known: dict[str, str] = {}
    for field in guide.fields:
        if field.id in told:
            known |= read(guide.grammar, field, told[field.id])
    return known | of_event(guide, situation) | of_dates(guide, situation) | of_promises(guide, situation)


def of_event(guide: Guide, situation: Situation) -> dict[str, str]:
    """Return the slots that tell of the event at hand, if one with a time is over."""
    name = addressee(situation)
    found = event_with(situation, name)
    if not found:
        return {}
    end, event = found
    today = situation.now.at.astimezone(my_zone(situation)).date()
    day = end.astimezone(my_zone(situation)).date()
    said = day_in_words(guide, day, today)
    met = not event.with_ or not name or same_person(event.with_, name)
    return {"event_day": said, "event_date": short_date(guide, day)} | ({"met_day": said} if met else {})


def of_dates(guide: Guide, situation: Situation) -> dict[str, str]:
    """Return the slots that tell of their date for the decision and of what was sent."""
    now, zone = situation.now.at, my_zone(situation)
    slots = {}
    if situation.answer_by and situation.answer_by.instant(their_zone(situation)) < now:
        slots["date_passed"] = short_date(guide, situation.answer_by.day(their_zone(situation)))
    name = addressee(situation)
    letters = [
        sent.at.instant(zone)
        for sent in situation.sent
        if guide.channel(sent.channel).subject
        and guide.kind(sent.kind).counts
        and went_to(sent, name)
        and sent.at.day(zone) <= now.astimezone(zone).date()
    ]
    if letters:
        today = now.astimezone(zone).date()
        slots["last_sent_day"] = day_in_words(guide, max(letters).astimezone(zone).date(), today)
    return slots


def of_promises(guide: Guide, situation: Situation) -> dict[str, str]:
    """Return the slots that tell of what either side promised and still owes."""
    zone = my_zone(situation)
    now = situation.now.at

    def due(promise: Promise) -> datetime | None:
        return promise.due.instant(zone) if promise.due else None

    def passed(promise: Promise) -> bool:
        return promise.due is not None and promise.due.instant(zone) < now

    def has_come(promise: Promise) -> bool:
        return promise.due is not None and promise.due.day(zone) <= now.astimezone(zone).date()

    mine, theirs = (
        sorted(
            (one for one in situation.promises if one.by == side and one.what.strip() and not one.done),
            key=lambda one: (due(one) is None, due(one) or now),
        )
        for side in ("me", "them")
    )
    return {
        **said(guide, "my_promise", most_urgent(mine, has_come)),
        **said(guide, "due_promise", [one for one in mine if passed(one)]),
        **said(guide, "their_promise", most_urgent(theirs, passed)),
    }


def most_urgent(promises: list[Promise], urgent: Callable[[Promise], bool]) -> list[Promise]:
    """Return the promises that are urgent, or the first of all where none is."""
    return [one for one in promises if urgent(one)] or promises[:1]


def said(guide: Guide, name: str, promises: list[Promise]) -> dict[str, str]:
    """Return promises as slots of that name: read as answers to the field that asks for them, equal shapes together."""
    field = next((field for field in guide.fields if path_of(field) == PROMISED), None)
    if field is None:
        return {}
    by_slot: dict[str, list[str]] = {}
    for promise in promises:
        for slot, words in read(guide.grammar, field, promise.what).items():
            by_slot.setdefault(f"{name}{slot.removeprefix(field.id)}", []).append(words)
    return {slot: listed(guide, words) for slot, words in by_slot.items()}


def short_date(guide: Guide, day: date) -> str:
    """Return a day as a date without its weekday: `12 May`."""
    return fill(guide.labels["day_month"], date_words(guide, day))
