"""Regular expressions that were compiled at the build: for Python in the browser, compiling them is most of a start."""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # it is described nowhere, and as old as `re`
from re import _compiler  # type: ignore[attr-defined]  # the same
from typing import Any

Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What `_sre.compile` takes after the source: flags, code as 32-bit words, the number of groups, their names."""
Table = dict[tuple[str, int], Compiled]
"""Compiled expressions by their source and the flags that were asked for."""


def use(magic: int, table: Table) -> None:
    """Take expressions from a table from now on, unless another version of `re` wrote it; all others are compiled."""
    if magic != _sre.MAGIC:
        return
    usual = _compiler.compile

    def compiled(source: Any, flags: int = 0) -> Any:
        found = table.get((source, flags)) if isinstance(source, str) else None
        if found is None:
            return usual(source, flags)
        told, code, groups, names, indexes = found
        return _sre.compile(source, told, memoryview(code).cast("I").tolist(), groups, names, indexes)

    _compiler.compile = compiled
