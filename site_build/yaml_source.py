"""YAML text to plain data that remembers where everything stands. YAML 1.2 core types, nothing clever.

Anchors, aliases and tags are refused: they let a small file grow without bound, and no rule needs them. Numbers are
decimal; `no`, `on`, `12:30` and `2026-06-01` are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from site_build.diagnostics import Diagnostic, shown
from widgets.engine.decode import Path as DataPath
from widgets.engine.decode import show

MAX_BYTES = 512 * 1024
MAX_DEPTH = 24
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PLAIN = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]{1,18}"), int),
    (re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]{1,3})?"), float),
)

# What PyYAML says, and what it usually means to a person.
HINTS = (
    ("found character '\\t'", "spaces", "a tab", "indent with spaces"),
    ("mapping values are not allowed", "one `key: value` a line", "a second colon", "put text with a colon in quotes"),
    ("could not find expected ':'", "`key: value`", "a line without a colon", "indent the text, or add a colon"),
    ("expected a single document", "one document", "a second one after ---", "delete the --- line"),
    ("found unexpected end of stream", "a closing quote", "the end of the file", "close the quotes"),
    ("expected <block end>", "lines that are indented alike", "a line that is not", "line it up with the lines above"),
    ("found character '`'", "text", "a backquote at its start", "put the text in quotes"),
    ("found character '@'", "text", "an @ at its start", "put the text in quotes"),
    ("found character '%'", "text", "a % at its start", "put the text in quotes"),
    ("found unknown escape", "a known escape", "a backslash in double quotes", "use single quotes"),
)


class Place(NamedTuple):
    """Where something stands in a file; both count from 1."""

    line: int
    column: int


@dataclass
class Source:
    """One file's data, with the place of every key and value by its path."""

    file: str
    data: Any = None
    values: dict[DataPath, Place] = field(default_factory=dict)
    keys: dict[DataPath, Place] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def report(self, place: Place, code: str, expected: str, got: str, fix: str = "") -> None:
        """Add a problem at a place."""
        self.problems.append(Diagnostic(self.file, place.line, place.column, code, "error", expected, got, fix))

    def place(self, path: DataPath, *, key: bool = False) -> Place:
        """Return where the value (or the key) of a path stands, or the nearest thing around it that is there."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(1, 1))


def read(path: Path) -> Source:
    """Return the file's data and places; what is wrong with it is in `problems`. Raises OSError only."""
    source = Source(shown(path))
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        source.report(Place(1, 1), "too-large", f"at most {MAX_BYTES // 1024} kB", f"{len(raw) // 1024} kB", "split it")
        return source
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        source.report(_count(before), "not-utf-8", "text in UTF-8", "other bytes", "save the file as UTF-8")
        return source
    return parse(text, source)


def parse(text: str, source: Source) -> Source:
    """Fill the source with the data, places and problems of a YAML text, and return it."""
    try:
        source.data = _Composer(source).document(_events(text))
    except yaml.reader.ReaderError as error:
        got = f"the control character U+{ord(str(error.character)):04X}"
        source.report(_count(text[: error.position]), "syntax", "printable text", got, "delete it")
    except yaml.MarkedYAMLError as error:
        _report_syntax(error, source)
    except _TooDeepError as error:
        source.report(error.place, "too-deep", f"at most {MAX_DEPTH} levels", "more", "nest less")
    return source


def _events(text: str) -> list[yaml.Event]:
    """Return the parser's events; where the C parser stops, the Python one says why in plainer words."""
    try:
        return list(yaml.parse(text, Loader=FAST))
    except yaml.YAMLError:
        return list(yaml.parse(text, Loader=yaml.SafeLoader))


def _count(before: str) -> Place:
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _report_syntax(error: yaml.MarkedYAMLError, source: Source) -> None:
    mark = error.problem_mark or error.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    said = str(error.problem or error.context)
    for start, expected, got, fix in HINTS:
        if start in said:
            source.report(place, "syntax", expected, got, fix)
            return
    wanted = re.fullmatch(r"expected (.+), but (?:got|found) (.+)", said)
    fix = "put text that holds brackets, braces, commas or colons in quotes"
    source.report(place, "syntax", *(wanted.groups() if wanted else ("valid YAML", said)), fix)


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class _Composer:
    """Builds data out of the parser's events, noting places and refusing what a guide may not hold."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def document(self, events: list[yaml.Event]) -> Any:
        stream = iter(events)
        data: Any = None
        seen = False
        for event in stream:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    self.source.report(_place(event), "syntax", "one document", "a second one after ---", HINTS[3][3])
                    return data
                seen = True
                data = self.node(next(stream), stream, ())
        return data

    def node(self, event: yaml.Event, stream: Iterator[yaml.Event], path: DataPath) -> Any:
        place = _place(event)
        if len(path) > MAX_DEPTH:
            raise _TooDeepError(place)
        self.source.values[path] = place
        if isinstance(event, yaml.AliasEvent):
            self.source.report(place, "alias", "the text itself", f"the alias *{event.anchor}", "write it out")
            return None
        if event.anchor:
            self.source.report(place, "anchor", "no anchors", f"&{event.anchor}", "delete it")
        if event.tag:
            self.source.report(place, "tag", "no tags", f"the tag {event.tag}", "delete it, or put the text in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(stream, path)
        return self.mapping(stream, path)

    def sequence(self, stream: Iterator[yaml.Event], path: DataPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(stream), yaml.SequenceEndEvent):
            items.append(self.node(event, stream, (*path, len(items))))
        return items

    def mapping(self, stream: Iterator[yaml.Event], path: DataPath) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(stream), yaml.MappingEndEvent):
            place = _place(event)
            key = self.node(event, stream, (*path, ""))
            if not isinstance(event, yaml.ScalarEvent):
                fix = 'put the text in quotes: "{{ … }}"' if isinstance(event, yaml.MappingStartEvent) else ""
                self.source.report(place, "bad-key", "a word as key", show(key), fix)
                key = ""
            elif not isinstance(key, str):
                key = event.value
            if key in data:
                first = self.source.keys[*path, key].line
                fix = f"it stands in line {first} already; delete or rename one"
                self.source.report(place, "duplicate-key", "every key once", f"{show(key)} again", fix)
            self.source.keys[*path, key] = place
            data[key] = self.node(next(stream), stream, (*path, key))
        return data


def _place(event: yaml.Event) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar(event: yaml.ScalarEvent) -> Any:
    if event.style in ("'", '"', "|", ">") or event.tag:
        return event.value
    for pattern, convert in PLAIN:
        if pattern.fullmatch(event.value):
            return convert(event.value)
    return event.value
