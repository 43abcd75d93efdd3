"""What does not fit together in a guide whose every part is sound: it contradicts itself, or nothing comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from site_build.loading import reach
from widgets.engine.checks.base import BaseCheck
from widgets.engine.checks.count import Count
from widgets.engine.checks.forbids import Forbids
from widgets.engine.checks.length import Length
from widgets.engine.checks.mentions import Mentions
from widgets.engine.checks.similar import Similar
from widgets.engine.checks.timing import TimingCheck
from widgets.engine.checks.wrong_name import WrongName
from widgets.engine.compose import slots
from widgets.engine.facts import path_of
from widgets.engine.model import WIDGET_NAMES, Field, Guide, Part, WidgetText
from widgets.engine.problems import Path, Problem, either, nearest, show
from widgets.engine.reading import OTHER, slots_of
from widgets.engine.times import Day, Instant, When, Zone
from widgets.form import Answers, path_in, type_at

REPEATED = ("events", "promises", "sent", "closed")
CHOSEN = ("choice", "choices")
WORDS = ("text", "lines", "time", "day")


def problems(guide: Guide) -> Iterator[Problem]:
    """Yield every contradiction of a guide, and (as warnings) what nothing uses."""
    yield from reach.problems(guide)
    yield from _checks(guide)
    for index, field in enumerate(guide.fields):
        yield from _field(field, ("fields", index))
    for name in WIDGET_NAMES:
        yield from _form(guide, name, getattr(guide, name))
    yield from _shapes(guide)
    yield from _layouts(guide)
    yield from _statuses(guide)
    yield from _unused(guide)


def _checks(guide: Guide) -> Iterator[Problem]:
    steps = {step.id: step for rule in guide.rules for step in rule.steps}
    for index, rule in enumerate(guide.rules):
        for place, check in enumerate(rule.checks):
            path: Path = ("rules", index, "checks", place)
            yield from _numbers(check, path)
            yield from _words(guide, check, path)
            if isinstance(check, Forbids):
                for number, pattern in enumerate(check.unless):
                    if pattern in check.any:
                        got, fix = f"{show(str(pattern))} in both", "delete it in one of the two"
                        yield Problem((*path, "unless", number), "contradiction", "what any does not list", got, fix)
            if isinstance(check, Length):
                channels = [one for one in guide.channels if not check.channels or one.id in check.channels]
                if not any(getattr(channel, check.unit) for channel in channels):
                    where = f"the channel {channels[0].id}" if len(channels) == 1 else "one of its channels"
                    fix = f"write {check.unit}: {{aim: …, warn: …, fail: …}} at the channel, or choose another unit"
                    yield Problem((*path, "unit"), "contradiction", f"a limit in {check.unit} on {where}", "none", fix)
            step = steps.get(check.step) if isinstance(check, TimingCheck) else None
            if step and check.kinds and step.kind not in check.kinds:
                expected, got = f"the kind of the step {step.id}, {step.kind}", either(check.kinds)
                yield Problem((*path, "kinds"), "contradiction", expected, got, "name that kind here, or another step")


def _numbers(check: BaseCheck, path: Path) -> Iterator[Problem]:
    if isinstance(check, Count) and check.at_most < 0:
        yield Problem((*path, "at_most"), "out-of-range", "0 or more", str(check.at_most), "write 0 for none")
    if isinstance(check, Similar) and not 0 <= check.at_most <= 100:
        fix = "give the percentage that two messages may share"
        yield Problem((*path, "at_most"), "out-of-range", "0 to 100 percent", str(check.at_most), fix)
    if isinstance(check, Mentions) and not 1 <= check.at_least <= len(check.fields):
        expected = (
            f"1 to {len(check.fields)}, the number of its fields"
            if len(check.fields) > 1
            else "1, as there is one field"
        )
        fix = "ask for fewer, or list more fields"
        yield Problem((*path, "at_least"), "out-of-range", expected, str(check.at_least), fix)


def _words(guide: Guide, check: BaseCheck, path: Path) -> Iterator[Problem]:
    """Yield the fields of a check whose answers are no words that a message could hold."""
    named = [((*path, "fields", number), id_) for number, id_ in enumerate(getattr(check, "fields", ()))]
    named += [((*path, "field"), check.field)] if isinstance(check, WrongName) else []
    for where, id_ in named:
        field = next(field for field in guide.fields if field.id == id_)
        if field.type not in WORDS or "[]" in field.path:
            expected = "a field that is answered once, in words or with a time"
            yield Problem(where, "contradiction", expected, show(id_), "name another field")


def _field(field: Field, path: Path) -> Iterator[Problem]:
    if field.type in CHOSEN and not field.choices:
        expected = f"choices: beside type: {field.type}"
        yield Problem((*path, "type"), "contradiction", expected, "none", "name the list, as in choices: statuses")
    elif field.choices and field.type not in CHOSEN:
        fix = "write type: choice for one or type: choices for several, or delete this line"
        yield Problem((*path, "choices"), "contradiction", "choices only with type: choice", f"type: {field.type}", fix)
    fitting = _types(type_at(Answers, path_in(f"situation.{path_of(field).replace('[]', '[0]')}")))
    if path_of(field) == "region":
        fitting = ("region", "text")
    if field.type not in fitting:
        expected = f"{either(fitting)}, as {field.path} takes it"
        yield Problem((*path, "type"), "contradiction", expected, show(field.type), "change the type, or the path")


def _shapes(guide: Guide) -> Iterator[Problem]:
    """Yield shapes of answers that no reading tells, and those that nothing can come of."""
    known = [OTHER, *dict.fromkeys(reading.shape for reading in guide.grammar.readings)]
    for index, field in enumerate(guide.fields):
        for key in ("completes", "apart", "as_told"):
            path: Path = ("fields", index, key)
            if key != "completes" and getattr(field, key) and not field.completes:
                fix = "write completes: with the shapes that fit the sentences, or delete this line"
                yield Problem(path, "never-used", f"completes: beside {key}", "none", fix)
            for number, shape in enumerate(getattr(field, key)):
                if shape not in known:
                    fix = nearest(shape, known) or f"known: {', '.join(known)}"
                    expected = "the shape of a reading under grammar"
                    yield Problem((*path, number), "unknown-shape", expected, show(shape), fix)


def _types(kind: Any) -> tuple[str, ...]:
    """Return the types of field whose answers fit a type of the contract."""
    if get_origin(kind) is tuple:
        return ("choices", "lines")
    if get_args(kind):
        return ("choice",)
    by_kind = {bool: ("yes",), Zone: ("zone",), When: ("time", "day"), Day: ("day",), Instant: ("time", "text")}
    return by_kind.get(kind, ("text", "lines", "choice"))


def _form(guide: Guide, name: str, widget: WidgetText) -> Iterator[Problem]:
    paths = {field.id: path_of(field) for field in guide.fields}
    shown: list[str] = []
    for index, group in enumerate(widget.form):
        where: Path = (name, "form", index)
        if group.repeat and group.repeat not in REPEATED:
            yield Problem(
                (*where, "repeat"), "unknown-list", either(REPEATED), show(group.repeat), "choose one of these"
            )
        for number, id_ in enumerate(group.fields):
            if group.repeat in REPEATED and not paths[id_].startswith(f"{group.repeat}[]."):
                expected = f"a field whose path begins with {group.repeat}[], in a group that repeats it"
                fix = "move it to another group"
                yield Problem((*where, "fields", number), "contradiction", expected, show(paths[id_]), fix)
            if id_ in shown and id_ not in group.fields[:number]:
                yield Problem(
                    (*where, "fields", number), "listed-twice", "every field once in a form", show(id_), "delete one"
                )
        shown += group.fields


def _layouts(guide: Guide) -> Iterator[Problem]:
    if not any(kind.layouts for kind in guide.kinds):
        expected, fix = "layouts: at one kind at least, so that the composer can write it", "add layouts to a kind"
        yield Problem(("kinds",), "no-layout", expected, "none", fix)
    for index, kind in enumerate(guide.kinds):
        taken: list[str] = []
        for place, layout in enumerate(kind.layouts):
            path: Path = ("kinds", index, "layouts", place)
            for number, channel in enumerate(layout.channels):
                if channel in taken and channel not in layout.channels[:number]:
                    expected, fix = "one layout for each channel", "delete it in one of them"
                    yield Problem((*path, "channels", number), "never-used", expected, f"{show(channel)} again", fix)
            taken += layout.channels
            said = [*sum(layout.body, ())]
            for key in ("shortens", "drops"):
                for number, part in enumerate(getattr(layout, key)):
                    if part not in said:
                        fix = "delete it, or put it into the body"
                        expected = "a part of the layout's body"
                        yield Problem((*path, key, number), "never-used", expected, show(part), fix)
            if layout.subject and not any(guide.channel(channel).subject for channel in layout.channels):
                fix = "delete this line, or write subject: true at the channel"
                expected = "a subject only on a channel that has one"
                yield Problem((*path, "subject"), "never-used", expected, either(layout.channels), fix)


def _statuses(guide: Guide) -> Iterator[Problem]:
    if guide.statuses[0].ends:
        expected = "a first status that ends nothing, as it holds until the reader says otherwise"
        yield Problem(("statuses", 0, "ends"), "contradiction", expected, "ends: true", "put another status first")
    for index, status in enumerate(guide.statuses):
        if status.keeps and not status.ends:
            fix = "write ends: true, or delete this line"
            yield Problem(("statuses", index, "keeps"), "never-used", "keeps only with ends: true", "ends: false", fix)
        if status.rule and not status.note:
            fix = "write the note, or delete this line"
            yield Problem(("statuses", index, "rule"), "never-used", "rule only beside a note", "no note", fix)


def _unused(guide: Guide) -> Iterator[Problem]:
    used = {
        part for kind in guide.kinds for layout in kind.layouts for part in [*layout.subject, *sum(layout.body, ())]
    }
    homes: list[tuple[Path, tuple[Part, ...]]] = [(("parts",), guide.parts)]
    homes += [(("rules", index, "parts"), rule.parts) for index, rule in enumerate(guide.rules)]
    asked = {id_ for group in guide.composer.form for id_ in group.fields}
    anywhere = asked | {id_ for group in guide.calculator.form for id_ in group.fields}
    wanted: set[str] = set()
    for home, parts in homes:
        for number, part in enumerate(parts):
            wanted |= {slot for wording in part.wordings for slot in slots(wording) if part.id in used}
            if used and part.id not in used:
                fix = "name it in a layout of a kind, or delete it"
                yield Problem((*home, number, "id"), "never-used", "a layout that uses the part", "none", fix)
    for index, field in enumerate(guide.fields):
        path: Path = ("fields", index, "id")
        if wanted & {*slots_of(field)} and field.id not in asked:
            fix = "add it to a group of the composer's form"
            yield Problem(path, "not-asked", "a group of the composer's form that asks for it", "none", fix)
        elif field.id not in anywhere:
            yield Problem(path, "not-asked", "a form that asks for it", "none", "add it to a group, or delete it")
