"""The repository's own guides hold what their examples say, and say it for every check, rule and step."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.loader import diagnose, load
from tests.support import ROOT

GUIDES = [ROOT / "rules", ROOT / "tests/guides/reference/rules", ROOT / "site_build/starter/rules"]


@pytest.mark.parametrize("rules", GUIDES, ids=["first", "second", "starter"])
def test_a_guide_of_ours_has_nothing_to_be_said_about(rules: Path) -> None:
    assert [str(one) for one in diagnose(rules)] == []


@pytest.mark.parametrize("rules", GUIDES, ids=["first", "second", "starter"])
def test_everything_has_examples_both_ways(rules: Path) -> None:
    for rule in load(rules).rules:
        assert all(check.passes and check.fails for check in rule.checks)
        assert all(step.cases for step in rule.steps)
        assert {example.good for example in rule.examples} == {True, False}
