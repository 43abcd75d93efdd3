"""Fenced blocks `followthrough` in Markdown: where an author wants a widget or a picture, and how it starts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from site_build.loading.strings import TextProblem
from widgets.engine.decode import decode
from widgets.engine.model import Guide, WidgetName
from widgets.engine.problems import Conflict, InvalidError, Path, Problem, either, nearest, path_text, show

FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})[ ]*(?P<word>[^\s`]*)[^`]*")
LANGUAGE = "followthrough"


@dataclass(frozen=True)
class Placement:
    """What a fenced block may say: which widget, and what it starts with, or which picture."""

    widget: WidgetName | None = None
    picture: Literal["timeline", "anatomy"] | None = None
    """Drawn from the worked example: its `timeline`, or the `anatomy` of the message that it leads to."""
    kind: str = ""
    """For the composer, the message kind that is chosen at first."""
    channel: str = ""
    """For the composer, the channel that is chosen at first."""
    tone: str = ""
    """For the composer, the tone that is chosen at first."""
    fields: dict[str, str] = field(default_factory=dict)
    """Answers that stand in the form from the start, by field id."""

    def __post_init__(self) -> None:
        """Hold that it is one of the two, and that a picture has no form."""
        if bool(self.widget) == bool(self.picture):
            raise Conflict("widget", "either a widget or a picture", "name one of them")
        if self.picture and (self.kind or self.channel or self.tone or self.fields):
            raise Conflict("picture", "alone, since it shows the worked example", "delete the other keys")


@dataclass(frozen=True)
class Piece:
    """A line of a text, or a whole fenced block: what stands there, and what is placed there, if anything."""

    line: int
    text: str
    placement: Placement | None = None
    problems: tuple[TextProblem, ...] = ()
    """What is wrong with the block, which then places nothing."""


def pieces(markdown: str, guide: Guide) -> Iterator[Piece]:
    """Yield the pieces of a text, one after another.

    A block inside another fenced block is text that shows how to write one, and places nothing.
    """
    placed: list[str] = []
    for line, text, inside in blocks(markdown):
        if inside is None:
            yield Piece(line, text)
            continue
        try:
            placement = read(guide, inside, placed)
        except InvalidError as error:
            problems = (
                TextProblem(line, one.code, f"{wanted(one.path)}{one.expected}", one.got, one.fix)
                for one in error.problems
            )
            yield Piece(line, text, problems=tuple(problems))
        else:
            placed.append(placement.widget or placement.picture or "")
            yield Piece(line, text, placement)


def blocks(markdown: str) -> Iterator[tuple[int, str, str | None]]:
    """Yield the pieces of a text as (line, text, content), where content is what stands in a block of ours, or None."""
    lines = markdown.split("\n")
    number = 0
    while number < len(lines):
        opened = FENCE.fullmatch(lines[number])
        end = next((n for n in range(number + 1, len(lines)) if opened and closes(lines[n], opened["marks"])), None)
        if opened is None or end is None:
            yield number + 1, lines[number], None
            number += 1
            continue
        ours = opened["word"] == LANGUAGE
        yield number + 1, "\n".join(lines[number : end + 1]), "\n".join(lines[number + 1 : end]) if ours else None
        number = end + 1


def closes(line: str, marks: str) -> bool:
    """Return whether a line ends the fenced block that these marks began."""
    bare = line.strip()
    return len(bare) >= len(marks) and set(bare) == {marks[0]}


def wanted(path: Path) -> str:
    """Return how a sentence begins that says what was expected at a path of a block."""
    return f"{path_text(path)} to be " if path else "a block with "


def read(guide: Guide, content: str, placed: list[str]) -> Placement:
    """Return what a block says; `placed` are the widgets and pictures that the page has already.

    Raises InvalidError with everything that is wrong with it.
    """
    try:
        data: Any = yaml.load(content, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    except yaml.YAMLError:
        data = content
    placement = decode(Placement, data)
    kinds = {kind.id: kind for kind in guide.kinds if kind.layouts}
    channels = kinds[placement.kind].written_on if placement.kind in kinds else [one.id for one in guide.channels]
    known: list[tuple[str, str, list[str]]] = [
        ("kind", placement.kind, list(kinds)),
        ("channel", placement.channel, channels),
        ("tone", placement.tone, [tone.id for tone in guide.tones]),
        *(("fields", id_, [one.id for one in guide.fields]) for id_ in placement.fields),
    ]
    # Two of a kind on one page would share the ids of their controls.
    what = placement.widget or placement.picture
    key = "widget" if placement.widget else "picture"
    again = [Problem((key,), "placed-twice", "on a page once only", show(what))]
    problems = (again if what in placed else []) + [
        Problem((key,), f"unknown-{key}", either(ids), show(id_), nearest(id_, ids))
        for key, id_, ids in known
        if id_ and id_ not in ids
    ]
    if problems:
        raise InvalidError(problems)
    return placement
