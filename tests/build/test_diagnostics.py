"""What authors are told about broken guides: for each of the corpus the whole text, and no traceback for any input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_build.cli import main
from site_build.commands.reports import diagnostics
from site_build.loading.diagnostics import Diagnostic, GuideError
from site_build.loading.loader import diagnose, load
from tests.build.corpus import BROKEN, Case, cases, lint, spoil
from tests.support import ROOT

CASES = cases()
# One of every hundred or so ways to go wrong, through the real program.
SAMPLE = [*list(CASES)[::12], "files: a byte of nothing"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sound guide; paths in messages are relative to its parent."""
    monkeypatch.chdir(tmp_path)
    spoil({"in": "guide.yml", "old": "# A small", "new": "# A small"}, Path("rules"))
    return Path("rules")


def said(folder: Path) -> str:
    return diagnostics(diagnose(folder), "text")


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_broken_guide(case: Case) -> None:
    found, lines = lint(case)
    assert diagnostics(found, "text") == case["says"]
    for one in found:
        assert one.fix
        assert 1 <= one.line <= lines.get(one.file, 1)
        assert one.column >= 1


@pytest.mark.parametrize("case", [CASES[name] for name in SAMPLE], ids=SAMPLE)
def test_the_program_says_the_same(case: Case, tmp_path: Path) -> None:
    spoil(case, tmp_path / "rules")
    command = [sys.executable, "-m", "site_build.cli", "lint"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (case["says"], "")
    assert done.returncode == (1 if ": error[" in case["says"] else 0)


@pytest.mark.parametrize("rules", [BROKEN / "guide", ROOT / "rules", ROOT / "tests" / "guides" / "reference" / "rules"])
def test_sound_guides_are_not_even_warned_of(rules: Path) -> None:
    assert diagnose(rules) == []


def test_a_guide_with_warnings_can_be_built(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "1-soon.yml"
    path.write_text(path.read_text("utf-8").replace("    fails: [It was nice.]\n", ""), "utf-8")
    assert load(folder).rules[0].id == "soon"
    assert main(["lint", "rules"]) == 0
    assert capsys.readouterr().out == (
        "rules/1-soon.yml:24:5: warning[missing-example]: "
        "expected fails: with a message in which it finds something, got none\n"
        "  fix: add fails: […]\n"
    )


def two_faults(folder: Path) -> None:
    for name, old, new in (("1-soon.yml", "why: Because.", "why: 24"), ("guide.yml", "tones: [warm]", "tones: [worm]")):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two_faults(folder)
    assert main(["lint", "rules", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": "rules/1-soon.yml",
            "line": 5,
            "column": 6,
            "code": "wrong-type",
            "severity": "error",
            "expected": "text",
            "got": "24",
            "fix": 'write it in quotes: "24"',
        },
        {
            "file": "rules/guide.yml",
            "line": 75,
            "column": 53,
            "code": "unknown-tone",
            "severity": "error",
            "expected": "the id of a tone",
            "got": '"worm"',
            "fix": 'did you mean "warm"?',
        },
    ]


def test_json_of_a_sound_guide(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(folder), "--format", "json"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_github(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two_faults(folder)
    assert main(["lint", "rules", "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=rules/1-soon.yml,line=5,col=6,title=wrong-type::"
        'expected text, got 24; fix: write it in quotes: "24"\n'
        "::error file=rules/guide.yml,line=75,col=53,title=unknown-tone::"
        'expected the id of a tone, got "worm"; fix: did you mean "warm"?\n'
    )


@pytest.mark.parametrize(
    "raw", [b"[" * 5000, b"? " * 3000, b"{" * 90, b"a: " * 400, b"- " * 2000, b"a: \x85", b"&a " * 50, b"'" * 999]
)
def test_no_bytes_cause_a_traceback(folder: Path, raw: bytes) -> None:
    (folder / "1-soon.yml").write_bytes(raw)
    assert said(folder).startswith("rules/1-soon.yml:1:")


def test_a_huge_file(folder: Path) -> None:
    (folder / "1-soon.yml").write_bytes(b"a" * 600_000)
    assert said(folder) == (
        "rules/1-soon.yml:1:1: error[too-large]: expected at most 512 kB, got 585 kB\n"
        "  fix: split it into several rules\n"
    )


def test_a_byte_order_mark_and_line_ends_of_windows_are_fine(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert said(folder) == ""
    path = folder / "1-soon.yml"
    path.write_bytes(path.read_bytes().replace(b"  Within {{ limit }} is good", b"  Within {{ limits }} is good"))
    assert said(folder).startswith("rules/1-soon.yml:13:10: error[unknown-variable]")


def test_a_folder_named_like_a_rule_file(folder: Path) -> None:
    (folder / "3-more.yml").mkdir()
    assert said(folder) == (
        "rules/3-more.yml:1:1: error[unreadable]: expected a file, got a folder\n"
        "  fix: give the folder a name without .yml\n"
    )


def test_a_link_that_leads_to_itself(folder: Path) -> None:
    (folder / "3-more.yml").symlink_to("3-more.yml")
    assert said(folder) == (
        "rules/3-more.yml:1:1: error[unreadable]: expected a file that can be read, "
        "got too many levels of symbolic links\n"
        "  fix: see that it is there, and that you may read it\n"
    )


def test_a_file_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.parent == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert said(folder).splitlines()[0] == (
        "rules/1-soon.yml:1:1: error[unreadable]: expected a file that can be read, got permission denied"
    )


def test_files_of_editors_and_systems_are_left_alone(folder: Path) -> None:
    for name in ("1-soon.yml~", ".1-soon.yml.swp", "._1-soon.yml", "notes.txt", "1-soon.yml.orig"):
        (folder / name).write_text("a: [", "utf-8")
    assert said(folder) == ""


def test_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules").mkdir()
    assert said(Path("rules")) == (
        "rules/guide.yml:1:1: error[missing-file]: expected a file guide.yml, got none\n"
        "  fix: write it; the reference says what is in it\n"
    )


def test_a_terminal_that_knows_few_characters(folder: Path, tmp_path: Path) -> None:
    path = folder / "1-soon.yml"
    path.write_text(path.read_text("utf-8").replace("id: soon", "id: “früh”"), "utf-8")
    command = [sys.executable, "-m", "site_build.cli", "lint"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("rules/1-soon.yml:2:5: error[bad-id]")


def test_the_error_of_a_build_says_all_in_order(folder: Path) -> None:
    two_faults(folder)
    with pytest.raises(GuideError) as error:
        load(folder)
    assert f"{error.value}\n" == said(folder)
    assert all(isinstance(one, Diagnostic) for one in error.value.diagnostics)
