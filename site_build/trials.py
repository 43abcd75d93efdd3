"""The guide tried on its own examples: every check, every message and every step must do what its example says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_build.examples import findings
from widgets.engine.api import call
from widgets.engine.checks import Case, Check
from widgets.engine.decode import InvalidError, Path, Problem
from widgets.engine.model import Example, Guide, Rule, Step, StepCase
from widgets.form import worked_example

SERIOUS = ("warning", "error")


def problems(guide: Guide) -> list[Problem]:
    """Return every example that is missing, cannot be run, or does not hold; paths are those of the guide."""
    found: list[Problem] = []
    for index, rule in enumerate(guide.rules):
        path: Path = ("rules", index)
        found += _missing(rule, path)
        for place, check in enumerate(rule.checks):
            found += _check(guide, check, (*path, "checks", place))
        for place, example in enumerate(rule.examples):
            found += _guarded((*path, "examples", place), _example(guide, rule, example, (*path, "examples", place)))
        for place, step in enumerate(rule.steps):
            for number, case in enumerate(step.cases):
                where = (*path, "steps", place, "cases", number)
                found += _guarded(where, _step(guide, step, case, where))
    return found


def _missing(rule: Rule, path: Path) -> Iterator[Problem]:
    """Yield what has no example to show that it works."""
    for good, word in ((True, "good"), (False, "bad")):
        if rule.checks and not any(example.good == good for example in rule.examples):
            yield Problem(
                path, "missing-example", f"at least one {word} example", "none", f"add one with good: {good}".lower()
            )
    for place, check in enumerate(rule.checks):
        for key in ("passes", "fails"):
            if not getattr(check, key):
                where = (*path, "checks", place)
                yield Problem(where, "missing-example", f"{key}: with at least one message", "none", f"add {key}: […]")
    for place, step in enumerate(rule.steps):
        if not step.cases:
            yield Problem(
                (*path, "steps", place), "missing-example", "cases: with at least one", "none", "add cases: […]"
            )


def _guarded(path: Path, trial: Iterator[Problem]) -> Iterator[Problem]:
    """Yield a trial's problems; what its input is refused for counts as one of its example."""
    try:
        yield from trial
    except InvalidError as error:
        for one in error.problems:
            yield Problem(_inside(path, one.path), one.code, one.expected, one.got, one.fix)


def _inside(path: Path, request_path: Path) -> Path:
    """Return the place in an example that a place in its request comes from."""
    first, *rest = request_path or ("",)
    return (*path, "situation", *rest) if first == "situation" else (*path, *rest)


def _check(guide: Guide, check: Check, path: Path) -> Iterator[Problem]:
    for key, wanted in (("passes", False), ("fails", True)):
        for number, case in enumerate(getattr(check, key)):
            where = (*path, key, number)
            yield from _guarded(where, _case(guide, check, case, where, wanted=wanted))


def _case(guide: Guide, check: Check, case: str | Case, path: Path, *, wanted: bool) -> Iterator[Problem]:
    answer = call(guide, "check", case_request(guide, check, case))
    found = [finding for finding in answer["findings"] if finding["check"] == check.id]
    if wanted and not found:
        yield Problem(
            path, "example-passes", f"{check.id} to find something", "no finding", "mend the check or the example"
        )
    if found and not wanted:
        got = f'a finding at "{found[0]["text"]}"' if found[0]["text"] else "a finding"
        yield Problem(path, "example-fails", f"{check.id} to find nothing", got, "mend the check or the example")


def case_request(guide: Guide, check: Check, case: str | Case) -> dict[str, Any]:
    """Return the `check` request that a case of a check stands for."""
    given = Case(body=case) if isinstance(case, str) else case
    message = {
        "kind": given.kind or (check.kinds[0] if check.kinds else guide.kinds[0].id),
        "channel": given.channel or (check.channels[0] if check.channels else guide.channels[0].id),
        "subject": given.subject,
        "body": given.body,
    }
    situation = {**worked_example(guide), **given.situation}
    return {"situation": situation, "message": message, "others": list(given.others)}


def _example(guide: Guide, rule: Rule, example: Example, path: Path) -> Iterator[Problem]:
    """Yield where an example fails: in a good one no check of its rule may warn, in a bad one the named must."""
    found = findings(guide, rule, example)
    speaking = {one["check"] for one in found if example.finds or one["severity"] in SERIOUS}
    for id_ in sorted(set(example.finds) - speaking):
        yield Problem((*path, "finds"), "example-passes", f"{id_} to find something", "no finding", "mend either")
    for id_ in sorted(speaking - set(example.finds)):
        text = next(one["text"] for one in found if one["check"] == id_)
        got = f'{id_} finds "{text}"' if text else f"{id_} finds something"
        expected = "only the findings that it names" if example.finds else "no finding of this rule"
        yield Problem((*path, "body"), "example-fails", expected, got, "mend the check or the example")


def _step(guide: Guide, step: Step, case: StepCase, path: Path) -> Iterator[Problem]:
    answer = call(guide, "schedule", {"situation": {**worked_example(guide), **case.situation}})
    planned = next((one for one in answer["steps"] if one["id"] == step.id), None)
    status = planned["status"] if planned else "absent"
    if status != case.status:
        yield Problem(
            (*path, "status"), "case-fails", f"{step.id} to be {case.status}", status, "mend the step or the case"
        )
    elif case.best and planned and planned["best"][:10] != case.best:
        yield Problem((*path, "best"), "case-fails", f"{step.id} on {case.best}", planned["best"][:10], "mend either")
