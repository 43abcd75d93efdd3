"""Pictures of the guide's worked example, drawn from the data: its timeline, and the anatomy of its first message."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from markupsafe import Markup

from site_build.rendering.templating import environment
from widgets import form, templates, timeline
from widgets.composer import choices
from widgets.engine import api
from widgets.engine.compose import Writer
from widgets.engine.contract import ComposeRequest
from widgets.engine.model import Guide

ENVIRONMENT = environment(autoescape=True)
WIDTH = 360
"""Units across a drawn message: about a phone's pixels, so that its words are no smaller there than on the page."""
LEFT, RIGHT, GAP = 18, 8, 12
NARROW = "iljft.,:;!|'()[]\u2019 "
WIDE = "mwMW@\u2014"


@dataclass(frozen=True)
class Face:
    """How a line is written: the size of its letters, the height of the line, and how much wider bold letters are."""

    name: str
    size: float
    high: int
    wider: float = 1


SUBJECT, SAID, DOES = Face("subject", 13.5, 19, 1.12), Face("said", 13.5, 19), Face("does", 11.5, 15, 1.12)


@dataclass(frozen=True)
class Words:
    """One line of a drawn message, and where its baseline is."""

    y: float
    text: str
    face: Face


@dataclass(frozen=True)
class Block:
    """A part of the message with what it does, and the stretch that its mark covers."""

    number: int
    top: float
    bottom: float
    lines: tuple[Words, ...]
    does: str


@dataclass(frozen=True)
class Anatomy:
    """A message that is taken apart."""

    blocks: tuple[Block, ...]
    subject: tuple[Words, ...]
    height: float


def picture_timeline(guide: Guide, root: str) -> str:
    """Return the worked example's schedule as a picture, in HTML that can stand in Markdown."""
    situation = form.worked_example(guide)
    picture = timeline.picture(guide, api.planned_steps(guide, {"situation": situation}))
    drawn = {"picture": picture, "now": situation["now"], "bar": timeline.BAR, "down": timeline.DOWN}
    return _figure(guide, "calculator", root, templates.render("timeline", guide, id="guide-timeline", **drawn))


def picture_anatomy(guide: Guide, root: str) -> str:
    """Return the message that the composer shows first, with what each of its parts does, likewise."""
    drawn = {"one": anatomy(guide), "width": WIDTH, "left": LEFT}
    svg = ENVIRONMENT.get_template("anatomy.svg.j2").render(t=SimpleNamespace(**guide.labels), **drawn)
    return _figure(guide, "composer", root, svg)


PICTURES: dict[str, Callable[[Guide, str], str]] = {"timeline": picture_timeline, "anatomy": picture_anatomy}


def anatomy(guide: Guide) -> Anatomy:
    """Return the first message of the composer, drawn from the worked example, part by part."""
    chosen = choices(guide, {})
    asked = {key: chosen[key] for key in ("kind", "channel", "tone")}
    request = api.accept(guide, ComposeRequest, {"situation": form.worked_example(guide), **asked})
    layout = guide.kind(request.kind).layout(request.channel)
    if layout is None:
        raise ValueError(f"{request.kind} is not written on {request.channel}")
    writer = Writer(guide, request, layout)
    levels = writer.fitting()
    y = float(GAP)
    subject = tuple(_lines(writer.subject(), y, SUBJECT))
    y += SUBJECT.high * len(subject) + (GAP if subject else 0)
    blocks: list[Block] = []
    for paragraph in layout.body:
        for part in paragraph:
            said = writer.say(part, levels.get(part, 0))
            if said:
                does = guide.all_parts[part].does
                block = _block(len(blocks) + 1, does, said, y)
                blocks.append(block)
                y = block.bottom + GAP / 2
        y += GAP / 2
    return Anatomy(tuple(blocks), subject, y)


def _block(number: int, does: str, said: str, top: float) -> Block:
    label = tuple(_lines(f"{number}. {does}", top, DOES))
    below = top + DOES.high * len(label)
    lines = tuple(_lines(said, below, SAID))
    return Block(number, top, below + SAID.high * len(lines), (*label, *lines), does)


def _lines(text: str, top: float, face: Face) -> Iterator[Words]:
    """Yield the lines of a text, each with its baseline, the first in the line that begins at `top`."""
    room = (WIDTH - LEFT - RIGHT) / face.size / face.wider
    lines = [line for paragraph in text.split("\n") for line in _wrapped(paragraph, room)]
    for number, line in enumerate(lines):
        yield Words(round(top + face.high * (number + 0.75), 1), line, face)


def _wrapped(text: str, room: float) -> Iterator[str]:
    """Yield a text in lines of at most that many times the size of its letters."""
    line = ""
    for word in text.split():
        if line and _width(f"{line} {word}") > room:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line


def _width(text: str) -> float:
    """Return how wide a text is in the widest of the usual fonts, in sizes of its letters: never less than it is."""
    return sum(
        1
        if letter in WIDE or unicodedata.east_asian_width(letter) in "WF"
        else 0.36
        if letter in NARROW
        else 0.74
        if letter.isupper()
        else 0.61
        for letter in text
    )


def _figure(guide: Guide, widget: str, root: str, drawn: str) -> str:
    title = getattr(guide, widget).title
    link = Markup('<a href="{}">{}</a>').format(f"{root}{widget}/", title)
    caption = guide.labels["picture_made"].replace("{widget}", link)
    return (
        f'<div class="followthrough guide-picture" data-search-exclude>\n{drawn.strip()}\n'
        f'<p class="guide-picture__made">{caption}</p>\n</div>'
    )
