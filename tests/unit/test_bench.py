"""The bench's own parts: its figures are right, its lines are as slow as they say, its guides can be built."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from site_build.loading.loader import load
from tests.bench import guides
from tests.bench.child import ran
from tests.bench.figures import spread, summary
from tests.bench.plain_engine import guide_json
from tests.bench.report import BEGIN, END, put
from tests.bench.server import CHUNK, Line
from tests.support import ROOT
from widgets.engine.decode import decode
from widgets.engine.model import Guide


def test_figures_of_many_and_of_one() -> None:
    assert summary([3, 1, 2]) == {"median": 2, "low": 1, "high": 3, "runs": 3}
    assert spread([float(value) for value in range(101)]) == {"p50": 50, "p95": 95, "runs": 101}
    assert spread([7.0]) == {"p50": 7, "p95": 7, "runs": 1}


def test_a_line_lets_through_what_it_says() -> None:
    line = Line("a line", rate=100 * CHUNK)
    begun = time.monotonic()
    for _ in range(10):
        line.wait_for(CHUNK)
    assert time.monotonic() - begun >= 0.1


def test_a_guide_of_copies_is_sound(tmp_path: Path) -> None:
    guide = load(guides.write(tmp_path / "guide", 7) / "rules")
    assert len({rule.id for rule in guide.rules}) == 7
    assert guide.rules[2].examples[1].finds == tuple(check.id for check in guide.rules[2].checks[:3])


def test_the_plain_engine_has_the_same_guide(guide: Guide) -> None:
    assert decode(Guide, json.loads(guide_json(ROOT / "rules"))) == guide


def test_a_command_is_measured_and_given_up(tmp_path: Path) -> None:
    done = ran(["sleep", "0.1"], tmp_path, 10)
    assert done["ended"]
    assert done["seconds"] >= 0.1
    assert done["megabytes"] > 0
    assert not ran(["sleep", "10"], tmp_path, 0.1)["ended"]
    with pytest.raises(RuntimeError):
        ran(["false"], tmp_path, 10)


def test_a_report_takes_the_place_of_the_last(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(f"Before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    put(file, "new")
    assert file.read_text("utf-8") == f"Before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    file.write_text("Nothing\n", "utf-8")
    with pytest.raises(ValueError, match="bench"):
        put(file, "new")
