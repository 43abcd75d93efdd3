"""Applications from a file or a link: read like any input, with a sentence for what does not fit."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from widgets import form
from widgets.engine.contract import Situation
from widgets.engine.decode import decode
from widgets.engine.facts import fill
from widgets.engine.problems import Conflict, InvalidError

if TYPE_CHECKING:
    from widgets.widget import Answer, Widget

VERSION = 1
MOST_APPLICATIONS = 200
MOST_ENTRIES = 1000
LONGEST = 20_000
ID = re.compile(r"[A-Za-z0-9-]{1,40}", re.ASCII)
# A file with a hundred faults has one cause; the first few show it.
SAID = 3


@dataclass(frozen=True)
class Kept:
    """One application, as the entries of a form."""

    entries: tuple[tuple[str, ...], ...]
    """Pairs of a control's name and its value."""
    id: str = ""
    """What tells it from others, so that opening a file twice adds nothing twice."""

    def __post_init__(self) -> None:
        """Refuse what no form of ours would have written."""
        if len(self.entries) > MOST_ENTRIES:
            raise Conflict("entries", f"{MOST_ENTRIES} entries at most")
        for number, entry in enumerate(self.entries):
            if len(entry) != 2:
                raise Conflict("entries", "pairs of a name and a value", got=f"{len(entry)} parts in number {number}")
            if len(entry[0]) + len(entry[1]) > LONGEST:
                raise Conflict("entries", f"{LONGEST} characters at most", got=f"more in number {number}")
        if self.id and not ID.fullmatch(self.id):
            raise Conflict("id", "letters, digits and hyphens, 40 at most")


@dataclass(frozen=True)
class File:
    """What a file or a link holds."""

    followthrough: int
    """The version of the format."""
    guide: str
    """The id of the guide that asked the questions."""
    applications: tuple[Kept, ...]
    """The applications."""

    def __post_init__(self) -> None:
        """Refuse more than any reader would have."""
        if len(self.applications) > MOST_APPLICATIONS:
            raise Conflict("applications", f"{MOST_APPLICATIONS} applications at most")


def kept(widget: Widget) -> Answer:
    """Return the applications in a text: `applications` (`id`, `entries`) and `said`, a sentence about what is odd.

    What no form of this guide has is left out, and said. Where the text is not what we write, the answer is an `error`
    with a sentence, and no application.
    """
    try:
        file = read(widget, widget.request.get("text"))
    except ValueError as error:
        return {"error": {"sentence": str(error), "problems": []}}
    applications, unknown, doubts = [], [], []
    for one in file.applications:
        entries = [[name, value] for name, value in one.entries if form.known(widget.guide, name)]
        unknown += [name for name, _ in one.entries if not form.known(widget.guide, name)]
        doubts += odd(widget, entries)
        if entries:
            applications.append({"id": one.id, "entries": entries})
    said = [fill(widget.t["kept_odd"], {"problem": doubt}) for doubt in dict.fromkeys(doubts)]
    if unknown:
        said.append(fill(widget.t["kept_unknown"], {"names": some(list(dict.fromkeys(unknown)))}))
    return {"applications": applications, "said": " ".join(said)}


def read(widget: Widget, text: object) -> File:
    """Return what a text holds; raises ValueError with a sentence for readers."""
    t = widget.t
    try:
        data: Any = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        raise ValueError(t["kept_unreadable"]) from None
    if not isinstance(data, dict) or "followthrough" not in data:
        raise ValueError(t["kept_foreign"])
    version = data["followthrough"]
    if version != VERSION or isinstance(version, bool):
        raise ValueError(fill(t["kept_version"], {"version": some([version]), "known": str(VERSION)}))
    try:
        file = decode(File, data)
    except InvalidError as error:
        raise ValueError(fill(t["kept_unsound"], {"problem": some(error.problems, "; ")})) from None
    if file.guide != widget.guide.id:
        raise ValueError(fill(t["kept_other_guide"], {"guide": some([file.guide])}))
    return file


def odd(widget: Widget, entries: list[list[str]]) -> list[str]:
    """Return a sentence for each answer that is not of its kind, such as a date that is none."""
    one = widget.beside(entries)
    try:
        decode(Situation, {**one.filled.request["situation"], "now": widget.guide.now}, ("situation",))
    except InvalidError as error:
        return [one.sentence(problem) for problem in error.problems]
    return []


def some(things: list[Any], between: str = ", ") -> str:
    """Return the first few of some things in one line, each cut where it is long."""
    shown = [text if len(text) <= 120 else f"{text[:119]}…" for text in map(str, things[:SAID])]
    return between.join(shown) + (f"{between}…" if len(things) > SAID else "")
