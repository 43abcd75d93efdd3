"""What the loader says to authors: where a problem stands, what was expected, what came, and how to mend it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

WARNINGS = frozenset({"listed-twice", "missing-example", "never-used", "not-asked"})
"""The codes of what is worth a look, but stops no build."""


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem in an author's file; line and column count from 1."""

    file: str
    line: int
    column: int
    code: str
    severity: Literal["error", "warning"]
    expected: str
    got: str
    fix: str = ""

    def __str__(self) -> str:
        """Return it as a person reads it: one line, and the fix under it."""
        head = f"{self.file}:{self.line}:{self.column}: {self.severity}[{self.code}]"
        text = f"{head}: expected {self.expected}, got {self.got}"
        return f"{text}\n  fix: {self.fix}" if self.fix else text

    @property
    def sentence(self) -> str:
        """Return it as one sentence without its place."""
        return f"expected {self.expected}, got {self.got}" + (f"; fix: {self.fix}" if self.fix else "")


class GuideError(Exception):
    """A guide cannot be built; `diagnostics` holds every problem of every file, sorted."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics in order, each once; the message is all of them as text."""
        self.diagnostics = sorted(set(diagnostics))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


def shown(path: Path) -> str:
    """Return a path as messages show it: relative to the working folder where it lies within, with `/`."""
    # Not `resolve`, which follows links, and raises where they go round in a circle.
    whole = Path(os.path.abspath(path))  # noqa: PTH100
    return (whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else path).as_posix()
