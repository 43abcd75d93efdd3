"""The command line: what it prints, and its exit status, for good and for any other input."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from site_build.cli import main
from tests.support import ROOT
from widgets.engine.api import call
from widgets.engine.model import Guide
from widgets.form import worked_example

RULES = ["--rules", str(ROOT / "rules")]


@pytest.fixture
def requests(guide: Guide, tmp_path: Path) -> dict[str, str]:
    """Return a file for each call, with a request from the worked example."""
    situation = worked_example(guide)
    kind = next(kind.id for kind in guide.kinds if kind.layouts)
    chosen = {"kind": kind, "channel": guide.channels[0].id}
    message = {**chosen, "subject": "Hi", "body": "Hi [Name]!!!"}
    made: dict[str, Any] = {
        "compose": {"situation": situation, **chosen},
        "check": {"situation": situation, "message": message},
        "schedule": {"situation": situation},
        "calendar": {"situation": situation},
    }
    files = {}
    for name, request in made.items():
        files[name] = str(tmp_path / f"{name}.json")
        Path(files[name]).write_text(json.dumps(request), "utf-8")
    return files


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "site_build.cli", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, check=False, timeout=60)


@pytest.mark.parametrize(("name", "status"), [("compose", 0), ("check", 1), ("schedule", 0), ("calendar", 0)])
def test_json_is_the_contract(guide: Guide, requests: dict[str, str], name: str, status: int) -> None:
    done = run(name, requests[name], "--format", "json")
    assert (done.returncode, done.stderr) == (status, b"")
    assert json.loads(done.stdout) == call(guide, name, json.loads(Path(requests[name]).read_text("utf-8")))


@pytest.mark.parametrize("name", ["compose", "check", "schedule"])
def test_text_is_for_people(guide: Guide, requests: dict[str, str], name: str) -> None:
    text = run(name, requests[name]).stdout.decode()
    assert not re.search(r"[{}]|\bNone\b[,)\]]", text)
    if name != "schedule":
        assert all(rule.title in text for rule in guide.rules)


def test_a_calendar_keeps_its_line_ends(requests: dict[str, str]) -> None:
    raw = run("calendar", requests["calendar"]).stdout
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_github_annotations(requests: dict[str, str]) -> None:
    lines = run("check", requests["check"], "--format", "github").stdout.decode().splitlines()
    assert lines
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)


def test_standard_input(requests: dict[str, str]) -> None:
    raw = Path(requests["schedule"]).read_bytes()
    assert run("schedule", "-", stdin=raw).stdout == run("schedule", requests["schedule"]).stdout


BAD = {
    "empty": b"",
    "not JSON": b"{situation}",
    "not UTF-8": b'{"situation": "\xff"}',
    "a list": b"[]",
    "NaN": b'{"situation": NaN}',
    "nested": b"[" * 100_000,
    "huge": b" " * 2_000_000,
    "a huge number": b'{"situation": ' + b"9" * 10_000 + b"}",
    "a lone surrogate": b'{"\\ud800": 1}',
}


@pytest.mark.parametrize("raw", BAD.values(), ids=list(BAD))
def test_bad_input_is_named_in_lines(raw: bytes) -> None:
    done = run("check", "-", stdin=raw)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"expected" in done.stderr
    assert b"Traceback" not in done.stderr


def test_problems_are_named_by_path() -> None:
    done = run("schedule", "-", stdin=b'{"situation": {"now": "today", "events": [{"end": "soon"}], "nwo": 1}}')
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert len(lines) == 3
    assert [line.split(": ")[1] for line in sorted(lines)] == [
        "situation.events[0].end",
        "situation.now",
        "situation.nwo",
    ]


def test_a_file_or_a_guide_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.json"), *RULES]) == 2
    assert "expected a file that can be read" in capsys.readouterr().err
    (tmp_path / "some.json").write_text("{}")
    assert main(["check", str(tmp_path / "some.json"), "--rules", str(tmp_path / "none")]) == 2
    assert "expected a folder with guide.yml" in capsys.readouterr().err
    assert main(["lint", str(tmp_path / "none")]) == 2


def test_lint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(ROOT / "rules")]) == 0
    assert capsys.readouterr().out == f"{ROOT / 'rules'}: no problems\n"
    (tmp_path / "guide.yml").write_text("id: x\n")
    assert main(["lint", str(tmp_path)]) == 1
    assert "guide.yml:1:1: error[missing-key]" in capsys.readouterr().out
