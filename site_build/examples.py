"""The rules' examples, run through the same checks that readers use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from widgets.engine.api import call
from widgets.engine.decode import InvalidError, Problem
from widgets.engine.facts import path_of
from widgets.engine.model import Example, Guide, Rule
from widgets.form import path_in, worked_example

SERIOUS = ("warning", "error")


def request(guide: Guide, example: Example) -> dict[str, Any]:
    """Return the `check` request of an example: its message, in the guide's worked example with its own changes."""
    message = {key: getattr(example, key) for key in ("kind", "channel", "subject", "body")}
    return {"situation": {**worked_example(guide), **example.situation}, "message": message}


def findings(guide: Guide, rule: Rule, example: Example) -> list[dict[str, Any]]:
    """Return what the checks of this rule find in its example."""
    answer = call(guide, "check", request(guide, example))
    return [finding for finding in answer["findings"] if finding["rule"] == rule.id]


def unusable(guide: Guide) -> list[Problem]:
    """Return why the worked example, or an example of a rule, cannot be run; paths are those of the guide."""
    situation = worked_example(guide)
    kind = next(kind for kind in guide.kinds if kind.layouts)
    try:
        call(guide, "schedule", {"situation": situation})
        call(guide, "compose", {"situation": situation, "kind": kind.id, "channel": kind.written_on[0]})
    except InvalidError as error:
        return [_in_fields(guide, problem) for problem in error.problems]
    found = []
    for index, rule in enumerate(guide.rules):
        for place, example in enumerate(rule.examples):
            try:
                findings(guide, rule, example)
            except InvalidError as error:
                path = ("rules", index, "examples", place)
                found += [
                    Problem((*path, *one.path), one.code, one.expected, one.got, one.fix) for one in error.problems
                ]
    return found


def _in_fields(guide: Guide, problem: Problem) -> Problem:
    """Return a problem of the worked example as one of the field whose example it comes from."""
    where = problem.path[1:]
    for index, field in enumerate(guide.fields):
        path = path_in(path_of(field).replace("[]", "[0]"))
        if path and path == where[: len(path)]:
            return Problem(("fields", index, "example"), problem.code, problem.expected, problem.got, problem.fix)
    path = ("now",) if where == ("now",) else ("fields",)
    return Problem(path, problem.code, problem.expected, problem.got, problem.fix)


def broken(guide: Guide) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Yield every example that does not hold: its rule, its title, the checks that it names, those that speak up.

    In a good example no check of its rule may warn; in a bad one exactly the named checks find something.
    """
    for rule in guide.rules:
        for example in rule.examples:
            found = findings(guide, rule, example)
            speaking = sorted({one["check"] for one in found if example.finds or one["severity"] in SERIOUS})
            if speaking != sorted(example.finds):
                yield rule.id, example.title, sorted(example.finds), speaking
