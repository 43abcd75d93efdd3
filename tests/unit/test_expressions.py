"""Expressions that were compiled ahead are taken where they fit, and all others are compiled as ever."""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # it is described nowhere, and as old as `re`
import re
from array import array
from re import _compiler, _parser  # type: ignore[attr-defined]  # the same

import pytest

from widgets import expressions

SOURCE = "(?P<first>a+)b"


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which sources are compiled, and leave `re` as it was."""
    usual, noted = _compiler.compile, []

    def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
        noted.append(source)
        return usual(source, flags)

    monkeypatch.setattr(_compiler, "compile", compiled)
    re.purge()
    return noted


def table() -> expressions.Table:
    """Return a table with the one expression."""
    parsed = _parser.parse(SOURCE, re.IGNORECASE)
    code = array("I", _compiler._code(parsed, re.IGNORECASE)).tobytes()
    told = int(re.compile(SOURCE, re.IGNORECASE).flags)
    return {(SOURCE, int(re.IGNORECASE)): (told, code, 2, {"first": 1}, (None, "first"))}


def test_what_is_in_the_table_is_not_compiled_again(asked: list[str]) -> None:
    made = table()
    re.purge()
    expressions.use(_sre.MAGIC, made)
    asked.clear()
    match = re.compile(SOURCE, re.IGNORECASE).search("xAAb")
    assert match
    assert (match.span(), match["first"], asked) == ((1, 4), "AA", [])
    # Other flags are another expression.
    assert not re.compile(SOURCE).search("xAAb")
    assert asked == [SOURCE]


def test_what_another_version_wrote_is_left_alone(asked: list[str]) -> None:
    made = table()
    re.purge()
    without = {key: (flags, b"", groups, names, indexes) for key, (flags, _, groups, names, indexes) in made.items()}
    expressions.use(_sre.MAGIC + 1, without)
    asked.clear()
    assert re.compile(SOURCE, re.IGNORECASE).search("xAAb")
    assert asked == [SOURCE]
