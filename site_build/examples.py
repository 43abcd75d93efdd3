"""The rules' examples, run through the same checks that readers use."""

from __future__ import annotations

from typing import Any

from widgets.engine.api import call
from widgets.engine.model import Example, Guide, Rule
from widgets.form import worked_example


def request(guide: Guide, example: Example) -> dict[str, Any]:
    """Return the `check` request of an example: its message, in the guide's worked example with its own changes."""
    message = {key: getattr(example, key) for key in ("kind", "channel", "subject", "body")}
    return {"situation": {**worked_example(guide), **example.situation}, "message": message}


def findings(guide: Guide, rule: Rule, example: Example) -> list[dict[str, Any]]:
    """Return what the checks of this rule find in its example."""
    answer = call(guide, "check", request(guide, example))
    return [finding for finding in answer["findings"] if finding["rule"] == rule.id]
