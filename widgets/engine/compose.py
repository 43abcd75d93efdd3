"""Writing a message from the parts that the rules declare, each said only when the reader gave its facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from widgets.engine.facts import SLOT, addressee, answers, dated_events, path_of, same_person
from widgets.engine.given import given_slots, known_slots
from widgets.engine.lateness import is_late
from widgets.engine.reading import lower_first, slots_of, upper_first
from widgets.engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.engine.contract import ComposeRequest, Situation
    from widgets.engine.model import Field, Guide, Layout, Part, Wording

POINT = "- "
STOPS = ".!?\u2026"
Levels = dict[str, int]
"""How short each part is said, by its id: 0 with most facts; as many as it has groups of wordings means not at all."""


@dataclass(frozen=True)
class Draft:
    """A composed message: its two parts, and the fields, not yet given, that it could use, the most helpful first."""

    subject: str
    body: str
    missing: tuple[str, ...]


def slots(wording: Wording) -> set[str]:
    """Return the facts that a wording needs."""
    return set(SLOT.findall(wording.text))


def compose(guide: Guide, request: ComposeRequest) -> Draft:
    """Return a message of the kind, on the channel and in the tone that are asked for; same request, same words.

    Raises ValueError where the guide has no layout for that kind on that channel.
    """
    layout = guide.kind(request.kind).layout(request.channel)
    if layout is None:
        raise ValueError(f"{request.kind} is not written on {request.channel}")
    writer = Writer(guide, request, layout)
    return Draft(writer.subject(), writer.body(writer.fitting()), tuple(writer.missing()))


def person(situation: Situation) -> int:
    """Return which of the people met the message is for, counted from 0; 0 too where they were not met."""
    name = addressee(situation)
    met: list[str] = []
    for _, event in dated_events(situation):
        if event.with_ and not any(same_person(event.with_, one) for one in met):
            met.append(event.with_)
    return next((index for index, one in enumerate(met) if same_person(one, name)), 0)


def groups(part: Part, tone: str, status: str, *, late: bool) -> list[list[Wording]]:
    """Return the wordings that suit tone, time and status, those of the same facts together, most facts first."""
    found: dict[tuple[bool, frozenset[str]], list[Wording]] = {}
    for wording in part.wordings:
        suits = (
            (not wording.tones or tone in wording.tones)
            and wording.late in (None, late)
            and (not wording.statuses or status in wording.statuses)
        )
        if suits:
            found.setdefault((bool(wording.statuses), frozenset(slots(wording))), []).append(wording)
    return [found[key] for key in sorted(found, key=lambda key: -len(key[1]))]


class Writer:
    """One message in the making."""

    def __init__(self, guide: Guide, request: ComposeRequest, layout: Layout) -> None:
        """Keep what is asked for, and what can be said."""
        self.guide, self.request, self.layout = guide, request, layout
        self.told = answers(guide, request.situation)
        self.known = known_slots(guide, request.situation)
        self.turn = request.wording + person(request.situation)
        # Facts are prose where fields say how they complete a sentence; names stand as they are.
        self.prose = {slot for field in guide.fields if field.completes for slot in slots_of(field)}
        self.prose |= given_slots(guide.fields).keys()

    @cached_property
    def parts(self) -> dict[str, list[list[Wording]]]:
        """Return what each part of the layout could say with any facts, by its id, in the order of the layout."""
        tone = self.request.tone or self.guide.tones[0].id
        situation = self.request.situation
        status = self.guide.status(situation.status).id
        late = is_late(self.guide, situation, self.request.kind, situation.now.at)
        used = [*sum(self.layout.body, ()), *self.wanted_subject]
        return {id_: groups(self.guide.all_parts[id_], tone, status, late=late) for id_ in dict.fromkeys(used)}

    @property
    def wanted_subject(self) -> tuple[str, ...]:
        """Return the parts of the subject, none on a channel without one."""
        return self.layout.subject if self.guide.channel(self.request.channel).subject else ()

    @cached_property
    def sayable(self) -> dict[str, list[list[Wording]]]:
        """Return what each part can say with the facts that are known."""
        return {id_: self.of_status([one for one in found if self.can(one)]) for id_, found in self.parts.items()}

    def can(self, group: list[Wording]) -> bool:
        """Return whether the facts of a group of wordings are known."""
        return slots(group[0]) <= self.known.keys()

    def of_status(self, found: list[list[Wording]]) -> list[list[Wording]]:
        """Return the groups that name how things stand, and only where there are none those that suit them all."""
        return [group for group in found if group[0].statuses] or found

    def say(self, part: str, level: int = 0) -> str:
        """Return a part's words, or an empty text where it has none."""
        found = self.sayable[part]
        if level >= len(found):
            return ""
        group = found[level]
        # After each round through the wordings the parts are out of step, so that they meet in other pairs.
        place = list(self.parts).index(part)
        return self.filled(group[(self.turn + self.turn // len(group) * place) % len(group)].text)

    def filled(self, text: str) -> str:
        """Return a wording with its facts, each as it stands at its place in a sentence."""
        filled = ""
        end = 0
        for match in SLOT.finditer(text):
            filled += text[end : match.start()]
            words = self.known[match[1]]
            if match[1] in self.prose:
                # By the wording, not by the name before it, which may end in a full stop of its own.
                before = text[: match.start()].rstrip()
                starts = not before or before[-1] in STOPS
                words = upper_first(words) if starts else lower_first(self.guide.grammar, words)
            filled += words
            # A name that ends with a full stop ends the sentence with it.
            end = match.end() + (words[-1] in STOPS and text[match.end() : match.end() + 1] == ".")
        return filled + text[end:]

    def subject(self) -> str:
        """Return the subject, or an empty text on a channel without one."""
        return next((text for part in self.wanted_subject if (text := self.say(part))), "")

    def body(self, levels: Levels) -> str:
        """Return the text with each part as short as that."""
        texts = []
        for paragraph in self.layout.body:
            said = [text for part in paragraph if (text := self.say(part, levels.get(part, 0)))]
            if text := self.joined(said):
                texts.append(text)
        if self.layout.outline:
            return "\n".join(POINT + text for text in texts)
        return "\n\n".join(texts)

    def joined(self, said: list[str]) -> str:
        """Return the sentences of a paragraph as one text; after a comma the sentence goes on."""
        while said and said[-1].endswith(":"):
            said = said[:-1]
        text = ""
        for piece in said:
            text += (" " if text else "") + (lower_first(self.guide.grammar, piece) if text.endswith(",") else piece)
        return text

    def fitting(self) -> Levels:
        """Return how short each part has to be said for the message to keep within its channel's limits."""
        levels: Levels = {}
        for part in self.layout.shortens:
            while self.too_long(levels) and levels.get(part, 0) + 1 < len(self.sayable.get(part, ())):
                levels[part] = levels.get(part, 0) + 1
        for part in self.layout.drops:
            if self.too_long(levels):
                levels[part] = len(self.sayable.get(part, ()))
        for part in reversed([*self.layout.shortens, *self.layout.drops]):
            for level in range(levels.get(part, 0)):
                if not self.too_long(fuller := {**levels, part: level}):
                    levels = fuller
                    break
        return levels

    def too_long(self, levels: Levels) -> bool:
        """Return whether the message would be over a limit of its channel."""
        channel, text = self.guide.channel(self.request.channel), Text(self.body(levels))
        counts = ((channel.words, text.words), (channel.characters, text.raw), (channel.sentences, text.sentences))
        return any(limit and len(counted) > limit.warn for limit, counted in counts)

    def missing(self) -> Iterator[str]:
        """Yield the fields that were not answered and that this message could use, the most helpful first."""
        needs = self.guide.kind(self.request.kind).needs
        wanted: set[str] = set()
        for group in (group for found in self.parts.values() for group in found):
            lacking = [self.unanswered(slot) for slot in slots(group[0]) - self.known.keys()]
            if all(lacking):
                wanted |= {field.id for field in lacking if field}
        fields = [field for field in self.guide.fields if field.id in wanted]
        fields.sort(key=lambda field: (needs.index(field.id) if field.id in needs else len(needs), field.optional))
        yield from (field.id for field in fields)

    def unanswered(self, slot: str) -> Field | None:
        """Return the field that would fill a slot, or None where it was answered already, in words of no use here."""
        field = self.sources.get(slot)
        given = given_slots(self.guide.fields).get(slot)
        told = given.told(self.request.situation) if given else field and field.id in self.told
        return None if told else field

    @cached_property
    def sources(self) -> dict[str, Field]:
        """Return the field that each slot comes from; of several with one path that which the composer asks for."""
        asked = [id_ for group in self.guide.composer.form for id_ in group.fields]
        fields = sorted(self.guide.fields, key=lambda field: field.id in asked)
        by_path = {path_of(field).replace("[0]", "[]"): field for field in fields}
        given = {slot: by_path[one.path] for slot, one in given_slots(fields).items() if one.path in by_path}
        return given | {slot: field for field in fields for slot in slots_of(field)}
