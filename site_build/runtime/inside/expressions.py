"""The regular expressions that the first answers of a guide's pages need, compiled by the Python that will use them."""

from __future__ import annotations

import json
import marshal
from array import array
from pathlib import Path
from re import _compiler
from typing import Any


class Noted:
    """Stands in for the module that makes expressions, and notes what it is given."""

    def __init__(self, module: Any) -> None:
        """Know the module."""
        self.module = module
        self.given: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:
        """Return what the module calls by that name."""
        return getattr(self.module, name)

    def compile(self, source: Any, flags: int, code: list[int], *more: Any) -> Any:
        """Make an expression."""
        groups, names, indexes = more
        self.given = (flags, array("I", code).tobytes(), groups, dict(names), indexes)
        return self.module.compile(source, flags, code, *more)


def main() -> None:
    """Write `expressions.marshal`: what `widgets.expressions.use` takes."""
    noted = Noted(_compiler._sre)  # noqa: SLF001 - there is no other way to see what it makes
    _compiler._sre = noted  # noqa: SLF001
    usual, table = _compiler.compile, {}

    def compiled(source: Any, flags: int = 0) -> Any:
        made = usual(source, flags)
        if isinstance(source, str):
            table[source, int(flags)] = noted.given
        return made

    _compiler.compile = compiled
    # Now, since its modules compile some as well.
    from widgets.worker import answer

    for widget in ("composer", "calculator"):
        answer(json.dumps({"widget": widget, "root": "../"}))
    Path("expressions.marshal").write_bytes(marshal.dumps((noted.MAGIC, dict(sorted(table.items()))), 2))
