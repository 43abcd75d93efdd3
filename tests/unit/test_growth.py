"""A guide of 700 checks: checking grows with the text, what a reader loads with the rules, and neither faster."""

from __future__ import annotations

import time

import pytest

from site_build.loader import load
from site_build.reader_data import guide_file
from site_build.runtime import packed
from tests.bench import guides
from widgets.engine import api

TEXT = "Dear Sam, thank you for the drill that you lent to me last week. I just wanted to ask when it suits you. " * 20
RUNS = 5
"""How often the machine may be busy with something else; the best run counts."""


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return load(guides.write(tmp_path_factory.mktemp("large") / "guide", 140) / "rules", tried=False)


def seconds(guide, times):
    kind = next(kind for kind in guide.kinds if kind.layouts)
    message = {"kind": kind.id, "channel": kind.written_on[0], "subject": "The drill", "body": TEXT * times}
    best = float("inf")
    for _ in range(RUNS):
        begun = time.process_time()
        api.check(guide, {"situation": {"now": "2026-06-01T10:00+02:00"}, "message": message})
        best = min(best, time.process_time() - begun)
    return best


def test_checking_is_linear_in_the_text(large):
    assert sum(len(rule.checks) for rule in large.rules) >= 700
    # Twice linear is allowed for what a cache does not hold; quadratic would be sixteen times.
    assert seconds(large, 8) <= 8 * seconds(large, 2)


def test_the_guide_that_a_reader_loads_is_linear_in_the_rules(large, tmp_path):
    small = load(guides.write(tmp_path / "small", 14) / "rules", tried=False)
    few, many = (len(packed(guide_file(guide))) for guide in (small, large))
    assert many <= few * len(large.rules) / len(small.rules)
