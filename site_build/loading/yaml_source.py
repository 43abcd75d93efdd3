"""YAML text to plain data that remembers where everything stands. YAML 1.2 core types, nothing clever.

Anchors, aliases and tags are refused: they let a small file grow without bound, and no rule needs them. Numbers are
decimal; `no`, `on`, `12:30` and `2026-06-01` are text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml

from site_build.loading.diagnostics import Diagnostic, shown
from site_build.loading.yaml_broken import BREAK, LOADER, Broken
from site_build.loading.yaml_errors import explain
from widgets.engine.problems import Path as DataPath
from widgets.engine.problems import show

MAX_BYTES = 512 * 1024
MAX_DEPTH = 24

PLAIN = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]{1,18}"), int),
    (re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]{1,3})?"), float),
)

# Within text from double quotes these come from escapes such as "\\b", which were meant for a regular expression.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
LINE_END = re.compile(r"\r\n|\r|\n")


class Place(NamedTuple):
    """Where something stands in a file; both count from 1."""

    line: int
    column: int


@dataclass
class Source:
    """One file's data, with the place of every key and value by its path."""

    file: str
    data: Any = None
    text: str = ""
    spans: dict[DataPath, tuple[int, int]] = field(default_factory=dict)
    """Where every value begins and ends, in characters of the text."""
    keys: dict[DataPath, int] = field(default_factory=dict)
    """Where every key begins."""
    problems: list[Diagnostic] = field(default_factory=list)

    @cached_property
    def line_starts(self) -> list[int]:
        """Return where every line begins, as editors count lines."""
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def at(self, index: int) -> Place:
        """Return the place of a character; that of the end lies in the last line that holds something."""
        index = min(index, len(self.text.rstrip()))
        line = bisect_right(self.line_starts, index)
        return Place(line, index - self.line_starts[line - 1] + 1)

    def report(self, index: int, code: str, expected: str, got: str, fix: str) -> None:
        """Add a problem at a character."""
        line, column = self.at(index)
        self.problems.append(Diagnostic(self.file, line, column, code, "error", expected, got, fix))

    def place(self, path: DataPath, *, key: bool = False) -> Place:
        """Return where the value (or the key) of a path stands, or the nearest thing around it that is there."""
        if key and path in self.keys:
            return self.at(self.keys[path])
        return self.at(self._span(path)[0])

    def places(self, path: DataPath, words: str) -> list[Place]:
        """Return every place of some words within the value of a path, or else the place of the value."""
        start, end = self._span(path)
        # A long text may be broken between any two words.
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()) or "$^")
        return [self.at(match.start()) for match in pattern.finditer(self.text, start, end)] or [self.at(start)]

    def _span(self, path: DataPath) -> tuple[int, int]:
        while path and path not in self.spans:
            path = path[:-1]
        return self.spans.get(path, (0, 0))


def read(path: Path) -> Source:
    """Return the file's data and places; what is wrong with it is in `problems`. Raises OSError only."""
    source = Source(shown(path))
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        got = f"{len(raw) // 1024} kB"
        source.report(0, "too-large", f"at most {MAX_BYTES // 1024} kB", got, "split it into several rules")
        return source
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        source.report(0, "not-utf-8", "text in UTF-8", "text in UTF-16", "save the file as UTF-8")
        return source
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source.text = raw[: error.start].decode("utf-8-sig", "replace") + "?"
        got = f"the byte {raw[error.start]:02X}, which is none of it"
        source.report(len(source.text) - 1, "not-utf-8", "text in UTF-8", got, "save the file as UTF-8")
        return source
    return parse(text, source)


def parse(text: str, source: Source) -> Source:
    """Fill the source with the data, places and problems of a YAML text, and return it."""
    source.text = text
    try:
        source.data = _Composer(source).document(list(yaml.parse(text, Loader=LOADER)))
    except yaml.reader.ReaderError as error:
        character = error.character if isinstance(error.character, int) else ord(error.character)
        got = f"the control character U+{character:04X}"
        source.report(error.position, "syntax", "text that can be printed", got, "delete it")
    except yaml.MarkedYAMLError as error:
        fault = explain(Broken(text, error))
        starts = [0, *(match.end() for match in BREAK.finditer(text))]
        index = starts[min(fault.line, len(starts) - 1)] + fault.column
        source.report(index, "syntax", fault.expected, fault.got, fault.fix)
    except _TooDeepError as error:
        expected = f"at most {MAX_DEPTH} levels, one in another"
        source.report(error.index, "too-deep", expected, "more", "write it with fewer brackets or less indentation")
    return source


Node = yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent


class _TooDeepError(Exception):
    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class _Composer:
    """Builds data out of the parser's events, noting places and refusing what a guide may not hold."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.end = 0
        """Where the list or mapping that was read last ends."""

    def document(self, events: list[yaml.Event]) -> Any:
        stream = iter(events)
        data: Any = None
        seen = False
        for event in stream:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    fix = "delete the line ---, or make a file of what follows"
                    self.report(event, "syntax", "one document", "a second one after ---", fix)
                    return data
                seen = True
                data = self.node(_node(stream), stream, ())
        return data

    def report(self, event: yaml.Event, code: str, expected: str, got: str, fix: str) -> None:
        self.source.report(_start(event), code, expected, got, fix)

    def node(self, event: Node, stream: Iterator[yaml.Event], path: DataPath) -> Any:
        start = _start(event)
        if len(path) > MAX_DEPTH:
            raise _TooDeepError(start)
        self.source.spans[path] = (start, _end(event))
        if isinstance(event, yaml.AliasEvent):
            fix = "put text that begins with * in quotes; write out what the alias stands for"
            self.report(event, "alias", "the text itself", f"the alias *{event.anchor}", fix)
            return None
        if event.anchor:
            fix = "delete it, or put text that begins with & in quotes"
            self.report(event, "anchor", "no anchor", f"&{event.anchor}", fix)
        if event.tag:
            tag = self.source.text[start:].split(maxsplit=1)[0]
            self.report(event, "tag", "no tag", tag, "delete it, or put text that begins with ! in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        data = self.sequence(stream, path) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(stream, path)
        self.source.spans[path] = (start, self.end)
        return data

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        if event.value and (found := CONTROL.search(event.value)):
            got = f"the control character U+{ord(found[0]):04X}, from a backslash in double quotes"
            self.report(event, "syntax", "text that can be printed", got, "use single quotes, in which \\ is itself")
            return ""
        return _scalar(event)

    def sequence(self, stream: Iterator[yaml.Event], path: DataPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := _node(stream), yaml.SequenceEndEvent):
            items.append(self.node(event, stream, (*path, len(items))))
        self.end = _end(event)
        return items

    def mapping(self, stream: Iterator[yaml.Event], path: DataPath) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := _node(stream), yaml.MappingEndEvent):
            start = _start(event)
            key = self.node(event, stream, (*path, ""))
            if not isinstance(event, yaml.ScalarEvent):
                templated = isinstance(event, yaml.MappingStartEvent) and self.source.text[start] == "{"
                fix = 'put the text in quotes: "{{ … }}"' if templated else "write a word before the colon"
                self.report(event, "bad-key", "a word as key", "{{" if templated else show(key), fix)
                key = ""
            elif not isinstance(key, str):
                key = event.value
            if key in data:
                line = self.source.at(self.source.keys[*path, key]).line
                fix = f"it stands in line {line} already; delete or rename one"
                self.report(event, "duplicate-key", "every key once", f"{show(key)} again", fix)
            self.source.keys[*path, key] = start
            data[key] = self.node(_node(stream), stream, (*path, key))
        self.end = _end(event)
        return data


def _node(stream: Iterator[yaml.Event]) -> Node:
    # By YAML's grammar no other event can stand where one is asked for, but for the end of a list or a mapping.
    return cast("Node", next(stream))


def _start(event: yaml.Event) -> int:
    return event.start_mark.index  # type: ignore[union-attr]  # the parser gives every event its marks


def _end(event: yaml.Event) -> int:
    return event.end_mark.index  # type: ignore[union-attr]


def _scalar(event: yaml.ScalarEvent) -> Any:
    if event.style in ("'", '"', "|", ">") or event.tag:
        return event.value
    for pattern, convert in PLAIN:
        if pattern.fullmatch(event.value):
            return convert(event.value)
    return event.value
