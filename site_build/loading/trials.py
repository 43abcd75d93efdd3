"""The guide tried on its own examples: every check, every message and every step must do what its example says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from site_build.loading.examples import findings, narrowed
from widgets.engine.api import call
from widgets.engine.checks import Case, Check
from widgets.engine.facts import path_of
from widgets.engine.model import Example, Guide, Rule, Step, StepCase
from widgets.engine.problems import InvalidError, Path, Problem, either
from widgets.form import path_in, worked_example

SERIOUS = ("warning", "error")
EVENT_TIME = re.compile(r"events\[0?\]\.(end|start)")
MEND = "mend the check, or the example"


def problems(guide: Guide) -> Iterator[Problem]:
    """Yield every example that is missing, cannot be run, or does not hold; paths are those of the guide."""
    wrong = _worked_example(guide)
    if wrong:
        # Every other example begins with this one, and would be blamed for it again.
        yield from wrong
        return
    for index, rule in enumerate(guide.rules):
        path: Path = ("rules", index)
        yield from _missing(rule, path)
        for place, check in enumerate(rule.checks):
            yield from _check(narrowed(guide, rule, check), check, (*path, "checks", place))
        for place, example in enumerate(rule.examples):
            yield from _guarded((*path, "examples", place), _example(guide, rule, example, (*path, "examples", place)))
        for place, step in enumerate(rule.steps):
            for number, case in enumerate(step.cases):
                where = (*path, "steps", place, "cases", number)
                yield from _guarded(where, _step(guide, step, case, where))


def _worked_example(guide: Guide) -> list[Problem]:
    """Return why the examples of the fields, taken together, are no request that the engine can answer."""
    situation = worked_example(guide)
    kind = next(kind for kind in guide.kinds if kind.layouts)
    try:
        call(guide, "schedule", {"situation": situation})
        call(guide, "compose", {"situation": situation, "kind": kind.id, "channel": kind.written_on[0]})
    except InvalidError as error:
        return [_in_fields(guide, problem) for problem in error.problems]
    return []


def _in_fields(guide: Guide, problem: Problem) -> Problem:
    """Return a problem of the worked example as one of the field whose example it comes from."""
    where = problem.path[1:]
    path: Path = ("now",) if where == ("now",) else ("fields",)
    for index, field in enumerate(guide.fields):
        inner = path_in(path_of(field).replace("[]", "[0]"))
        if inner and inner == where[: len(inner)]:
            path = ("fields", index, "example")
    if path == ("fields",) and where == ("events",):
        ends = [index for index, field in enumerate(guide.fields) if EVENT_TIME.fullmatch(field.path)]
        path = (*path, ends[0]) if ends else path
        expected = "a field with path: events[0].end and an example, so that the worked example has a time"
        return Problem(path, "no-event", expected, "none", "add the field, or its example")
    return Problem(path, problem.code, problem.expected, problem.got, problem.fix)


def _missing(rule: Rule, path: Path) -> Iterator[Problem]:
    """Yield what has no example to show that it works."""
    for good, word in ((True, "good"), (False, "bad")):
        if rule.checks and not any(example.good == good for example in rule.examples):
            fix = f"add a message with good: {good}".lower()
            yield Problem((*path, "examples"), "missing-example", f"at least one {word} example", "none", fix)
    for place, check in enumerate(rule.checks):
        for key, word in (("passes", "nothing"), ("fails", "something")):
            if not getattr(check, key):
                expected = f"{key}: with a message in which it finds {word}"
                yield Problem((*path, "checks", place), "missing-example", expected, "none", f"add {key}: […]")
    for place, step in enumerate(rule.steps):
        if not step.cases:
            expected = "cases: with a situation and what becomes of the step"
            yield Problem((*path, "steps", place), "missing-example", expected, "none", "add cases: […]")


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
    return (
        (*path, "situation", *rest)
        if first == "situation"
        else (*path, *(rest if first == "message" else request_path))
    )


def _check(guide: Guide, check: Check, path: Path) -> Iterator[Problem]:
    for key, wanted in (("passes", False), ("fails", True)):
        for number, case in enumerate(getattr(check, key)):
            where = (*path, key, number)
            yield from _guarded(where, _case(guide, check, case, where, wanted=wanted))


def _case(guide: Guide, check: Check, case: str | Case, path: Path, *, wanted: bool) -> Iterator[Problem]:
    found = call(guide, "check", case_request(guide, check, case))["findings"]
    if wanted and not found:
        yield Problem(path, "example-passes", f"{check.id} to find something", "no finding", MEND)
    if found and not wanted:
        got = f"a finding at {_quoted(found[0]['text'])}" if found[0]["text"] else "a finding"
        yield Problem(path, "example-fails", f"{check.id} to find nothing", got, MEND)


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
    for number, id_ in enumerate(example.finds):
        if id_ not in speaking:
            yield Problem((*path, "finds", number), "example-passes", f"{id_} to find something", "no finding", MEND)
    for id_ in sorted(speaking - set(example.finds)):
        text = next(one["text"] for one in found if one["check"] == id_)
        got = f"{id_} with {_quoted(text)}" if text else id_
        if example.finds:
            fix = f"add {id_} to finds, or mend the check or the message"
            expected = f"only {either(example.finds)} to find something"
            yield Problem((*path, "finds"), "example-fails", expected, f"{got} too", fix)
        else:
            yield Problem((*path, "body"), "example-fails", "no finding of this rule in a good example", got, MEND)


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f'"{words}"' if len(words) <= 60 else f'"{words[:57]}..."'


def _step(guide: Guide, step: Step, case: StepCase, path: Path) -> Iterator[Problem]:
    answer = call(guide, "schedule", {"situation": {**worked_example(guide), **case.situation}})
    planned = next((one for one in answer["steps"] if one["id"] == step.id), None)
    status = planned["status"] if planned else "absent"
    found = f"{status}, best on {planned['best'][:10]}: {planned['why']}" if planned else "absent"
    fix = "mend the step, or the case"
    if status != case.status:
        yield Problem((*path, "status"), "case-fails", f"{step.id} to be {case.status}", found, fix)
    elif case.best and planned and planned["best"][:10] != case.best:
        yield Problem((*path, "best"), "case-fails", f"{step.id} on {case.best}", planned["best"][:10], fix)
