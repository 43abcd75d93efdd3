"""No code knows its guide: another one builds and works, and the first one's words stand in data alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_build.loading.loader import load
from site_build.loading.trials import problems
from tests.support import ROOT, mkdocs, said
from widgets.engine import api
from widgets.form import worked_example

SECOND = ROOT / "tests" / "guides" / "reference"
SUBJECT = re.compile(r"interview|thank-you|linkedin|recruiter", re.IGNORECASE)
CODE = {".py", ".mjs", ".mts", ".css", ".j2", ".yml", ".json", ".toml"}


def code() -> list[Path]:
    """Return every file of the code and of the texts that it ships."""
    files = [path for room in ("widgets", "site_build") for path in (ROOT / room).rglob("*")]
    return [path for path in files if path.suffix in CODE and "node_modules" not in path.parts]


def test_the_subject_of_the_first_guide_stands_in_data_alone() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in code()
        for match in [SUBJECT.search(path.read_text())]
        if match
    ]
    assert len(code()) > 60
    assert found == []


@pytest.fixture(scope="module")
def second() -> Path:
    """Return the folder of the second guide, which shares nothing with the first but the code."""
    return SECOND


def test_the_second_guide_shares_no_kind_and_no_field_of_its_own(second: Path) -> None:
    first, other = load(ROOT / "rules"), load(second / "rules")
    assert not {kind.id for kind in first.kinds} & {kind.id for kind in other.kinds}
    assert first.cadence != other.cadence
    assert list(problems(other)) == []


def test_the_second_guide_writes_checks_and_plans(second: Path) -> None:
    guide = load(second / "rules")
    situation = worked_example(guide)
    # In the worked example it is too soon for some kinds; what they say must be right all the same.
    timed = {check.id for rule in guide.rules for check in rule.checks if check.kind == "timing"}
    for kind in guide.kinds:
        for channel in kind.written_on:
            answer = api.call(guide, "compose", {"situation": situation, "kind": kind.id, "channel": channel})
            assert {finding["check"] for finding in answer["check"]["findings"]} <= timed
            assert bool(answer["subject"]) == guide.channel(channel).subject
    assert api.call(guide, "schedule", {"situation": situation})["steps"]


def test_the_second_guide_builds_strictly(second: Path, tmp_path: Path) -> None:
    done = mkdocs("build", "--strict", "--site-dir", str(tmp_path), url="http://127.0.0.1:8000/", folder=second)
    assert done.returncode == 0, said(done)
    guide = load(second / "rules")
    for rule in guide.rules:
        assert rule.title in (tmp_path / "rules" / rule.id / "index.html").read_text("utf-8").replace(
            "&rsquo;", "\u2019"
        )
