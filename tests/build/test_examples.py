"""The guide's own examples are run at every load; here, that the run leaves nothing out and notices what fails."""

from __future__ import annotations

from dataclasses import replace

from site_build.loading import trials
from widgets.engine.model import Guide


def test_examples_hold_and_none_is_missing(guide: Guide) -> None:
    assert list(trials.problems(guide)) == []


def test_every_example_is_run(guide: Guide) -> None:
    """Turn every example around, and each must be noticed."""
    turned = []
    expected = set()
    for index, rule in enumerate(guide.rules):
        checks = []
        for place, check in enumerate(rule.checks):
            checks.append(replace(check, passes=check.fails, fails=check.passes))
            where = ("rules", index, "checks", place)
            expected |= {(*where, "passes", number) for number in range(len(check.fails))}
            expected |= {(*where, "fails", number) for number in range(len(check.passes))}
        turned.append(replace(rule, checks=tuple(checks)))
    found = {one.path for one in trials.problems(replace(guide, rules=tuple(turned)))}
    assert expected <= found
