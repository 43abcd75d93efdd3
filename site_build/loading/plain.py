"""Finding things in plain data by where they stand: `rules/*/checks/*/id`, where `*` is every item or every value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from widgets.engine.problems import Path


def value_at(data: Any, path: Path) -> Any:
    """Return what stands at a path of plain data, or None."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def matches(data: Any, pattern: str) -> Iterator[tuple[Path, Any]]:
    """Yield the path and the value of everything in the data that a pattern matches."""
    yield from _walk(data, pattern.split("/"), ())


def texts(data: Any, *patterns: str) -> list[tuple[Path, str]]:
    """Return the path and the value of every text that one of the patterns matches."""
    return [found for pattern in patterns for found in matches(data, pattern) if isinstance(found[1], str)]


def _walk(data: Any, steps: list[str], path: Path) -> Iterator[tuple[Path, Any]]:
    if not steps:
        yield path, data
        return
    first, rest = steps[0], steps[1:]
    if first != "*":
        if isinstance(data, dict) and first in data:
            yield from _walk(data[first], rest, (*path, first))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _walk(item, rest, (*path, index))
    elif isinstance(data, dict):
        for key, item in data.items():
            yield from _walk(item, rest, (*path, key))
