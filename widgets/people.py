"""Several people who were met: each gets a message of their own, and all of these are held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from widgets.engine import api
from widgets.engine.checks.similar import alike, shared
from widgets.engine.facts import same_person
from widgets.engine.text import Text
from widgets.form import INDEX

if TYPE_CHECKING:
    from widgets.engine.model import Guide
    from widgets.form import Filled

FIRST = "first"
MANY = 2
Situation = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody whom a message is for; the key stays the same while the name is being typed."""

    key: str
    name: str


@dataclass(frozen=True)
class Letter:
    """The message to one person, to be seen beside the others."""

    to: Person
    pieces: list[tuple[str, bool]]
    """The text in pieces, each with whether another message says the same."""
    alike: int
    """How much of its wording stands in the message that is most like it, in percent."""
    closest: str
    """Whom that one is for."""


def people(filled: Filled) -> list[Person]:
    """Return those whom the form names, each once: the recipient, then the people of its rows."""
    situation = filled.request["situation"]
    found = [Person(FIRST, situation["recipient"])] if situation.get("recipient") else []
    for index, event in enumerate(situation.get("events", ())):
        name = event.get("with", "")
        if name and not any(same_person(name, one.name) for one in found):
            control = filled.names["situation", "events", index, "with"]
            number = INDEX.search(control)
            found.append(Person(f"p{number[0][1:-1]}" if number else FIRST, name))
    return found


def chosen(found: list[Person], key: str) -> Person | None:
    """Return the one with the key, else the first; None where nobody is named."""
    return next((one for one in found if one.key == key), found[0] if found else None)


def situation_for(person: Person, found: list[Person], situation: Situation) -> Situation:
    """Return the situation of a message to one of several people, who were all there at the same time.

    An event of each of them, with the time that was told once, lets the engine know how many there are, so that it does
    not greet and thank them all in the same words.
    """
    events = [dict(event) for event in situation.get("events", ())]
    time = next(({key: event[key] for key in ("start", "end") if key in event} for event in events if timed(event)), {})
    named = [event["with"] for event in events if "with" in event]
    events += [{"with": one.name} for one in found if not any(same_person(one.name, name) for name in named)]
    events = [event if timed(event) else {**event, **time} for event in events]
    return {**situation, "recipient": person.name, "events": events}


def timed(event: dict[str, Any]) -> bool:
    """Return whether an event says when it was."""
    return "end" in event or "start" in event


def asked_for(person: Person, found: list[Person], situation: Situation, options: dict[str, Any]) -> dict[str, Any]:
    """Return the request of `compose` for the message to one of several people."""
    # The engine takes turns only among people of whom it knows when they were met.
    turn = 0 if any(timed(event) for event in situation.get("events", ())) else found.index(person)
    situation = situation_for(person, found, situation)
    return {**options, "wording": options["wording"] + turn, "situation": situation}


def texts(guide: Guide, filled: Filled, situation: Situation, options: dict[str, Any]) -> dict[str, str]:
    """Return the text for each of several people, by key: the reader's own, or one that is made with the options."""
    found = people(filled)
    if len(found) < MANY:
        return {}
    own = filled.request.get("own", {})
    made = {}
    for one in found:
        body = own.get(one.key, {}).get("body")
        made[one.key] = body or api.call(guide, "compose", asked_for(one, found, situation, options))["body"]
    return made


def letters(found: list[Person], bodies: dict[str, str]) -> list[Letter]:
    """Return the messages to several people with what is the same in them."""
    read = {one: Text(bodies[one.key]) for one in found}
    made = []
    for person, text in read.items():
        others = {one: other for one, other in read.items() if one != person}
        closest = max(others, key=lambda one: alike(text, others[one]))
        pieces = cut(text.raw, shared(text, [*others.values()]))
        made.append(Letter(person, pieces, alike(text, others[closest]), closest.name))
    return made


def cut(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether it stands in one of the spans."""
    pieces = []
    position = 0
    for start, end in spans:
        pieces += [(text[position:start], False), (text[start:end], True)]
        position = end
    return [piece for piece in [*pieces, (text[position:], False)] if piece[0]]
