"""Form entries to a request of the contract, and the worked example to form entries: control names are paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from itertools import pairwise
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from widgets.engine.contract import Ignored, Message, Situation
from widgets.engine.decode import shape
from widgets.engine.facts import path_of
from widgets.engine.problems import Path

if TYPE_CHECKING:
    from widgets.engine.model import Field, Guide

NAME = re.compile(r"[A-Za-z][\w-]*(\[\d{1,4}\])?(\.[A-Za-z][\w-]*(\[\d{1,4}\])?)*", re.ASCII)
TOKEN = re.compile(r"([\w-]+)|\[(\d+)\]", re.ASCII)
INDEX = re.compile(r"\[\d*\]")
TICKED = ("on", "true", "yes", "1")
# A row in which only these are set says nothing yet: they have a value from the start.
PRESET = ("yes", "choice", "choices", "zone", "region")
# A list offers regions in words with their code: “Berlin, Germany (DE-BE)”.
CODE = re.compile(r".*\(([^()]+)\)")


@dataclass(frozen=True)
class Own:
    """A message to one of several people in the reader's own words, kept while they look at another."""

    subject: str = ""
    body: str = ""
    ignored: tuple[Ignored, ...] = ()


@dataclass(frozen=True)
class Answers:
    """The keys of all requests together: what the names of a form's controls can point to."""

    situation: Situation
    message: Message
    kind: str = ""
    channel: str = ""
    tone: str = ""
    wording: int = 0
    ignored: tuple[Ignored, ...] = ()
    to: str = ""
    """Which of several people the message on the page is for, by the key of `widgets.people`."""
    own: dict[str, Own] | None = None
    """The messages to the others as far as they are the reader's own, by the same keys."""


@dataclass(frozen=True)
class Filled:
    """What a form holds, as a request."""

    request: dict[str, Any]
    """Keys of the contract; `situation` and `message` are always there, and hold only what was given."""
    names: dict[Path, str]
    """The control that each value came from, by the value's path in the request."""
    told: bool
    """Whether the reader has told any fact, as against a choice that has a value from the start."""


@dataclass
class Leaf:
    """One value on its way into the request."""

    name: str
    value: Any
    preset: bool


def fill(guide: Guide, entries: object) -> Filled:
    """Return a form's `[[name, value], …]` as a request; what cannot be placed is left out, and nothing raises."""
    types = types_of(guide)
    leaves: dict[Path, Leaf] = {}
    for name, text in pairs(entries):
        path, kind = place_of(name, types)
        if kind is not None:
            add(leaves, path, (name, text), kind, types.get(pattern(name), ""))
    leaves = without_empty_rows(leaves)
    request: dict[str, Any] = {"situation": {}, "message": {}}
    for path, leaf in sorted(leaves.items(), key=lambda item: [part for part in item[0] if isinstance(part, int)]):
        put(request, path, leaf.value)
    told = any(path[0] == "situation" and not leaf.preset for path, leaf in leaves.items())
    return Filled(request, {path: leaf.name for path, leaf in leaves.items()}, told)


def known(guide: Guide, name: str) -> bool:
    """Return whether a name is that of a value that a form of the guide can hold."""
    return place_of(name, types_of(guide))[1] is not None


def types_of(guide: Guide) -> dict[str, str]:
    """Return the types of the guide's fields, by their controls' names without the numbers of rows."""
    return {pattern(f"situation.{path_of(field)}"): field.type for field in guide.fields}


def place_of(name: str, types: dict[str, str]) -> tuple[Path, Any]:
    """Return the path that a name spells and the type of the value there; None where no value can stand there."""
    path = path_in(name)
    kind = type_at(Answers, path) if path else None
    unasked = path[:2] == ("situation", "notes") and pattern(name) not in types
    return path, None if unasked else kind


def pairs(entries: object) -> Iterator[tuple[str, str]]:
    """Yield the pairs of text among the entries, with line ends as a text area has them."""
    for entry in entries if isinstance(entries, list | tuple) else ():
        if isinstance(entry, list | tuple) and len(entry) == 2 and all(isinstance(part, str) for part in entry):
            yield entry[0], entry[1].replace("\r\n", "\n")


def path_in(name: str) -> Path:
    """Return the path that a control's name spells, or an empty path where it spells none."""
    if not NAME.fullmatch(name):
        return ()
    return tuple(int(index) if index else word for word, index in TOKEN.findall(name))


def pattern(name: str) -> str:
    """Return a name without the numbers of its rows."""
    return INDEX.sub("[]", name)


def type_at(kind: Any, path: Path) -> Any:
    """Return the type of the value at a path, or None where no value stands there."""
    if isinstance(path[-1], int):
        return None
    for part in path:
        kind = bare(kind)
        if isinstance(part, int):
            kind = get_args(kind)[0] if get_origin(kind) is tuple else None
        elif get_origin(kind) is dict:
            kind = get_args(kind)[1]
        else:
            kind = shape(kind)[part][1] if is_record(kind) and part in shape(kind) else None
        if kind is None:
            return None
    kind = bare(kind)
    holds_records = is_record(kind) or (get_origin(kind) is tuple and is_record(get_args(kind)[0]))
    return None if holds_records or get_origin(kind) is dict else kind


def bare(kind: Any) -> Any:
    """Return the type that may be missing, without the None."""
    if get_origin(kind) in (Union, UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def is_record(kind: Any) -> bool:
    """Return whether values of the type have keys, and are not written as one text."""
    return is_dataclass(kind) and not hasattr(kind, "parse")


def add(leaves: dict[Path, Leaf], path: Path, entry: tuple[str, str], kind: Any, field_type: str) -> None:
    """Put one entry among the leaves, as the type asks; empty answers are left out."""
    name, text = entry
    preset = field_type in PRESET or kind is bool or get_origin(kind) is Literal
    if get_origin(kind) is tuple:
        words = [word.strip() for word in text.split("\n") if word.strip()]
        # The control for `choices` names itself once with nothing, so that no tick at all can be told.
        if words or field_type == "choices":
            leaves.setdefault(path, Leaf(name, [], preset)).value.extend(words)
        return
    value: Any = text if path[0] == "message" and path[-1] in ("body", "subject") else text.strip()
    if path[0] == "situation":
        # A note may be written over several lines; it is one answer all the same.
        value = " ".join(value.split())
    if kind is bool:
        value = text.strip().lower() in TICKED
    elif field_type == "region" and (match := CODE.fullmatch(value)):
        value = match[1]
    elif kind is int:
        value = int(value) if re.fullmatch(r"\d{1,6}", value, re.ASCII) else None
    if value not in ("", None, False) or (value == 0 and kind is int):
        leaves[path] = Leaf(name, value, preset)


def without_empty_rows(leaves: dict[Path, Leaf]) -> dict[Path, Leaf]:
    """Return the leaves without rows in which nothing was told, the other rows numbered without gaps."""
    told: dict[Path, set[int]] = {}
    for path, leaf in leaves.items():
        if not leaf.preset and (row := row_of(path)):
            told.setdefault(row[:-1], set()).add(row[-1])  # type: ignore[arg-type]  # a row's path ends with its number
    kept = {}
    for path, leaf in leaves.items():
        row = row_of(path)
        if not row:
            kept[path] = leaf
        elif row[-1] in told.get(row[:-1], ()):
            number = sorted(told[row[:-1]]).index(row[-1])  # type: ignore[arg-type]  # likewise
            kept[(*row[:-1], number, *path[len(row) :])] = leaf
    return kept


def row_of(path: Path) -> Path:
    """Return the part of a path up to its row's number, or an empty path where it is in no row."""
    return next((path[: place + 1] for place, part in enumerate(path) if isinstance(part, int)), ())


def put(tree: dict[str, Any], path: Path, value: Any) -> None:
    """Set the value at a path, with the mappings and lists on the way; rows come in order."""
    place: Any = tree
    for part, after in pairwise(path):
        empty: Any = [] if isinstance(after, int) else {}
        if isinstance(part, int):
            if part == len(place):
                place.append(empty)
            place = place[part]
        else:
            place = place.setdefault(part, empty)
    place[path[-1]] = value


def name_of(field: Field, row: int | str = "") -> str:
    """Return the name of a field's control; in a group that repeats, that of the given row."""
    path = path_of(field)
    return "situation." + (INDEX.sub(f"[{row}]", path, count=1) if row != "" else path.replace("[]", "[0]"))


def example_entries(guide: Guide) -> list[list[str]]:
    """Return the worked example: the examples of all fields, as the entries of a form."""
    entries = []
    for field in guide.fields:
        answers = field.example.split(",") if field.type == "choices" else [field.example]
        entries += [[name_of(field), answer.strip()] for answer in answers if answer.strip()]
    return entries


def worked_example(guide: Guide) -> dict[str, Any]:
    """Return the situation of the worked example, at the guide's own `now`."""
    return {"now": guide.now, **fill(guide, example_entries(guide)).request["situation"]}
