"""What the loader says about broken guides: the whole text, with file, line, column, what was expected and a fix."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_build.cli import main
from site_build.diagnostics import GuideError
from site_build.loader import diagnose, load
from tests.build.corpus import BROKEN, Case, cases, output, spoil
from tests.support import ROOT

ALL = cases()
SAMPLE = [title for number, title in enumerate(ALL) if number % 20 == 0]


@pytest.mark.parametrize("case", ALL.values(), ids=ALL.keys())
def test_a_broken_guide_is_described_in_full(case: Case) -> None:
    assert output(case) == case["says"]


def test_the_corpus_is_wide_and_its_guide_sound() -> None:
    assert len(ALL) >= 60
    assert diagnose(BROKEN / "guide") == []
    codes = {
        line.split("[")[1].split("]")[0] for case in ALL.values() for line in case["says"].splitlines() if "[" in line
    }
    assert len(codes) > 25


@pytest.mark.parametrize("title", SAMPLE)
def test_the_command_line_never_shows_a_traceback(title: str, tmp_path: Path) -> None:
    spoil(ALL[title], tmp_path / "rules")
    command = [sys.executable, "-m", "site_build.cli", "lint", "rules"]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.stdout == ALL[title]["says"]
    assert done.stderr == ""
    assert done.returncode == int("error[" in done.stdout)


def test_all_problems_of_all_files_come_in_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BROKEN / "guide", "rules")
    for name, old, new in (("guide.yml", "id: warm", "id: wram"), ("1-soon.yml", "why: Because.", "Why: Because.")):
        file = Path("rules", name)
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(GuideError) as caught:
        load(Path("rules"))
    found = caught.value.diagnostics
    assert found == sorted(found)
    assert {one.file for one in found} >= {"rules/1-soon.yml"}
    assert any(one.file == "rules/1-soon.yml" and one.code == "unknown-key" for one in found)
    assert any(one.code == "unknown-tone" for one in found)


def test_lint_speaks_json_and_to_github(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    spoil(ALL["types: a misspelt key"], Path("rules"))
    assert main(["lint", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": "rules/1-soon.yml",
            "line": 15,
            "column": 1,
            "code": "unknown-key",
            "severity": "error",
            "expected": "a known key",
            "got": '"checklst"',
            "fix": 'did you mean "checklist"?',
        }
    ]
    assert main(["lint", "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=rules/1-soon.yml,line=15,col=1,title=unknown-key::"
        'expected a known key, got "checklst"; fix: did you mean "checklist"?\n'
    )


FILES = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "rules").glob("*.yml"))}


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, str]:
    """Return the name of one of the repository's rule files, and its text with a slip of the hand in it."""
    name = draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    slip = draw(st.sampled_from(["delete", "double", "indent", "outdent", "insert", "swap"]))
    if slip == "delete":
        del lines[at]
    elif slip == "double":
        lines.insert(at, lines[at])
    elif slip == "indent":
        lines[at] = f"  {lines[at]}"
    elif slip == "outdent":
        lines[at] = lines[at].removeprefix("  ")
    elif slip == "insert":
        column = draw(st.integers(0, len(lines[at])))
        mark = draw(
            st.sampled_from(["\t", "{", "}", ":", '"', "'", "#", "- ", "{{ x }}", "*", "&a", "!", "\x00", "[", "|"])
        )
        lines[at] = lines[at][:column] + mark + lines[at][column:]
    else:
        other = draw(st.integers(0, len(lines) - 1))
        lines[at], lines[other] = lines[other], lines[at]
    return name, "\n".join(lines)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slip=spoiled())
def test_a_slip_of_the_hand_never_raises_anything_else(slip: tuple[str, str], tmp_path: Path) -> None:
    name, text = slip
    for file, sound in FILES.items():
        (tmp_path / file).write_text(text if file == name else sound, "utf-8")
    for one in diagnose(tmp_path):
        assert 1 <= one.line <= len(text.splitlines()) + 1 or not one.file.endswith(name)
        assert one.column >= 1
        assert one.expected
