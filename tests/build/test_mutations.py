"""Rule files with random slips of the hand: whatever comes of it, an author is told a line, and nothing crashes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_build.loading import trials
from site_build.loading.loader import diagnose
from tests.build.corpus import BROKEN
from tests.support import ROOT

Lines = list[str]
MARKS = ["\t", "{", "}", "[", "]", ":", '"', "'", "#", "- ", "|", ">", "&a ", "*a ", "!", "%", "{{", "}}", "{%", "\\"]
MARKS += [": ", "\x00", "\ud7ff", "\u2028", "\ufeff", "\r", "null", "9" * 400, "1e999", "...", "---", "(", ")", "~"]


def delete(lines: Lines, at: int, _: Any) -> None:
    del lines[at]


def double(lines: Lines, at: int, _: Any) -> None:
    lines.insert(at, lines[at])


def swap(lines: Lines, at: int, _: Any) -> None:
    lines[at], lines[at - 1] = lines[at - 1], lines[at]


def indent(lines: Lines, at: int, draw: Any) -> None:
    lines[at] = " " * draw(st.integers(0, 12)) + lines[at].lstrip()


def insert(lines: Lines, at: int, draw: Any) -> None:
    place = draw(st.integers(0, len(lines[at])))
    lines[at] = lines[at][:place] + draw(st.sampled_from(MARKS)) + lines[at][place:]


def cut(lines: Lines, at: int, draw: Any) -> None:
    lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]


def empty(lines: Lines, at: int, draw: Any) -> None:
    key, colon, _ = lines[at].partition(": ")
    lines[at] = key + colon + draw(st.sampled_from(["", "[]", "{}", "''", "0", "-1", "true", "x", "[[]]", "2h"]))


SLIPS: list[Callable[[Lines, int, Any], None]] = [delete, double, swap, indent, insert, cut, empty]


@st.composite
def slips(draw: Any, texts: dict[str, str]) -> tuple[str, str]:
    """Return the name of a file and its text after one to three slips."""
    name = draw(st.sampled_from(sorted(texts)))
    lines = texts[name].split("\n")
    for _ in range(draw(st.integers(1, 3))):
        draw(st.sampled_from(SLIPS))(lines, draw(st.integers(0, len(lines) - 1)), draw)
    return name, "\n".join(lines)


def try_out(folder: Path, texts: dict[str, str], slip: tuple[str, str]) -> None:
    name, text = slip
    try:
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        ends = {path: len(path.read_bytes().decode("utf-8", "replace").splitlines()) for path in folder.iterdir()}
        for one in diagnose(folder):
            assert 1 <= one.line <= max(ends[Path(one.file)], 1), one
            assert one.column >= 1, one
            assert one.fix, one
    finally:
        (folder / name).write_text(texts[name], "utf-8")


@pytest.mark.parametrize(("rules", "count"), [(BROKEN / "guide", 250), (ROOT / "rules", 50)], ids=["small", "own"])
def test_slips_of_the_hand(rules: Path, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(rules, folder)
    texts = {path.name: path.read_text("utf-8") for path in folder.glob("*.yml")}
    if rules != BROKEN / "guide":
        # Running the large guide's examples a hundred times tells nothing new.
        monkeypatch.setattr(trials, "problems", lambda _: ())

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(slips(texts))
    def attempt(slip: tuple[str, str]) -> None:
        try_out(folder, texts, slip)

    attempt()
