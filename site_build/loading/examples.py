"""The rules' examples, run through the same checks that readers use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from widgets.engine.api import call
from widgets.engine.checks import Check
from widgets.engine.model import Example, Guide, Rule
from widgets.form import worked_example


def request(guide: Guide, example: Example) -> dict[str, Any]:
    """Return the `check` request of an example: its message, in the guide's worked example with its own changes."""
    message = {key: getattr(example, key) for key in ("kind", "channel", "subject", "body")}
    return {"situation": {**worked_example(guide), **example.situation}, "message": message}


def narrowed(guide: Guide, rule: Rule, *checks: Check) -> Guide:
    """Return the guide with no other checks than these of one rule, and no rule that has nothing to say then.

    An example is tried on what it is an example of; to try all checks on it would take the square of the guide's size.
    """
    rules = (one for one in guide.rules if one.steps or one is rule)
    return replace(guide, rules=tuple(replace(one, checks=checks if one is rule else ()) for one in rules))


def findings(guide: Guide, rule: Rule, example: Example) -> list[dict[str, Any]]:
    """Return what the checks of this rule find in its example."""
    found: list[dict[str, Any]] = call(narrowed(guide, rule, *rule.checks), "check", request(guide, example))[
        "findings"
    ]
    return found
