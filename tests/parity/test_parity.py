"""One set of vectors through CPython and through the Pyodide that readers get: the answers are equal, whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from site_build import examples
from site_build.bundle import data, engine
from site_build.runtime import runtime
from site_build.trials import case_request
from tests.parity.answers import answers
from widgets.engine.model import Guide
from widgets.form import worked_example

HERE = Path(__file__).parent
REGIONS = ["DE", "DE-BY", "GB-SCT", "IL", "MY-03", "CN", "US-NY", "LK", "UK", "DE-XX", "Atlantis"]
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham", "UTC"]
TEXTS = ["", "Hello", "\U0001f33b [Company]!!! \u2019tis \u00e9te\u0301", "Thank you.\n\n" * 200, "\u0000\ud7ff\uffff"]


def vectors(guide: Guide) -> list[list[Any]]:
    """Return every sort of question: texts in all wordings, checks, days around clock changes, pages, bad input."""
    situation = worked_example(guide)
    return [
        *(
            [
                "compose",
                {"situation": situation, "kind": "thank-you", "channel": "email", "tone": tone.id, "wording": n},
            ]
            for tone in guide.tones
            for n in range(4)
        ),
        *(["check", examples.request(guide, one)] for rule in guide.rules for one in rule.examples),
        *(
            ["check", case_request(guide, check, case)]
            for rule in guide.rules
            for check in rule.checks
            for case in (*check.passes, *check.fails)
        ),
        *(
            ["schedule", {"situation": {**situation, **case.situation}}]
            for rule in guide.rules
            for step in rule.steps
            for case in step.cases
        ),
        *(
            ["check", {"situation": situation, "message": {"kind": kind.id, "channel": "email", "body": text}}]
            for kind in guide.kinds
            for text in TEXTS
        ),
        *(
            [call, {"situation": {"now": now, "their_time_zone": zone, "events": [{"with": "Zo\u00eb", "end": end}]}}]
            for call in ("schedule", "calendar")
            for zone in ZONES
            for now, end in (
                ("2026-03-28T12:00Z", "2026-03-27T23:30"),
                ("2026-10-26T12:00Z", "2026-10-25T02:30"),
                ("2028-03-01T12:00Z", "2028-02-28"),
                ("2026-12-31T23:59+14:00", "2026-12-31T10:00-11:00"),
            )
        ),
        *(["schedule", {"situation": {**situation, "region": region}}] for region in REGIONS),
        *(
            ["schedule", {"situation": {**situation, "region": "DE", "answer_by": f"{year}-05-01"}}]
            for year in (2026, 2031)
        ),
        *(["schedule", {"situation": {**situation, "status": status.id}}] for status in guide.statuses),
        *(["view", {"widget": widget, "root": "../"}] for widget in ("composer", "calculator")),
        ["schedule", {"situation": {"now": "yesterday", "evnets": [], "weekend": ["Sun", 3]}}],
        ["compose", {"situation": None}],
        ["check", []],
    ]


def node() -> str:
    """Return a Node: the machine's, else the one that was installed with the project."""
    found = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    assert found, "no Node to run Pyodide in; make test installs one"
    return found


@pytest.fixture(scope="module")
def both(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, Any, Any]]:
    """Return each vector with CPython's answer and Pyodide's."""
    asked = vectors(guide)
    folder = tmp_path_factory.mktemp("parity")
    archive, given, out = folder / "engine.zip", folder / "vectors.json", folder / "answers.json"
    archive.write_bytes(engine(guide))
    given.write_text(json.dumps(asked), "utf-8")
    for path, content in data(guide.language, int(guide.now[:4])).items():
        target = folder / "data" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    command = [node(), HERE / "pyodide.mjs", runtime(), archive, folder / "data", HERE / "answers.py", given, out]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return list(
        zip(
            asked, json.loads(answers(guide, given.read_text("utf-8"))), json.loads(out.read_text("utf-8")), strict=True
        )
    )


def test_answers_are_equal(both: list[tuple[Any, Any, Any]]) -> None:
    assert len(both) > 100
    for vector, ours, theirs in both:
        assert ours == theirs, vector


def test_the_vectors_say_something(both: list[tuple[Any, Any, Any]]) -> None:
    """Hold that the vectors reach answers of every sort, so that equal does not mean equally empty."""
    said = [ours for _, ours, _ in both]
    assert any("problems" in one for one in said)
    assert any(isinstance(one, dict) and one.get("findings") for one in said)
    assert sum(isinstance(one, str) and one.startswith("BEGIN:VCALENDAR") for one in said) == len(ZONES) * 4
    assert any(isinstance(one, dict) and "html" in one for one in said)
