"""Every example of every rule holds: good ones pass their rule, bad ones are found out for what they name."""

from __future__ import annotations

from site_build import examples
from widgets.engine.model import Guide


def test_examples_hold(guide: Guide) -> None:
    assert [
        f"{rule}: {title}: names {named}, finds {found}" for rule, title, named, found in examples.broken(guide)
    ] == []


def test_every_rule_has_a_good_and_a_bad_example_where_it_has_checks(guide: Guide) -> None:
    for rule in guide.rules:
        if rule.checks:
            assert {example.good for example in rule.examples} == {True, False}, rule.id
