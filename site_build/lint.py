"""What types cannot say: every id once, every reference to something that is there, every slot a known one.

It works on plain data and skips what is of a wrong type, so that its problems and those of decoding come in one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from site_build import regex_safety
from widgets.engine.contract import Situation
from widgets.engine.decode import Path, Problem, nearest, path_text, shape, show
from widgets.engine.times import Duration
from widgets.form import Answers, path_in, type_at

# What a path pattern means: `*` is every item of a list or every value of a mapping.
IDS = {
    "rule": ["rules/*/id"],
    "check": ["rules/*/checks/*/id"],
    "part": ["parts/*/id", "rules/*/parts/*/id"],
    "step": ["rules/*/steps/*/id"],
    "field": ["fields/*/id"],
    "channel": ["channels/*/id"],
    "kind": ["kinds/*/id"],
    "tone": ["tones/*/id"],
    "status": ["statuses/*/id"],
    "source": ["rules/*/sources/*/id"],
}

REFERENCES = {
    "rule": ["statuses/*/rule"],
    "part": ["kinds/*/layouts/*/body/*/*", "kinds/*/layouts/*/subject/*"],
    "step": ["rules/*/steps/*/timings/*/step", "rules/*/steps/*/into", "rules/*/checks/*/step"],
    "field": [
        "composer/form/*/fields/*",
        "calculator/form/*/fields/*",
        "rules/*/checks/*/fields/*",
    ],
    "channel": [
        "kinds/*/layouts/*/channels/*",
        "rules/*/steps/*/channel",
        "rules/*/steps/*/instead/*",
        "rules/*/checks/*/channels/*",
        "rules/*/examples/*/channel",
    ],
    "kind": ["statuses/*/keeps/*", "rules/*/steps/*/kind", "rules/*/checks/*/kinds/*", "rules/*/examples/*/kind"],
    "tone": ["parts/*/wordings/*/tones/*", "rules/*/parts/*/wordings/*/tones/*"],
    "source": ["rules/*/parameters/*/source"],
}

WORDINGS = ("parts/*/wordings/*/text", "rules/*/parts/*/wordings/*/text")
REASONS = ("rules/*/steps/*/why", "rules/*/steps/*/late_why")
REASON_SLOTS = ("anchor", "to", "what")
SLOT = re.compile(r"\{([^{}]*)\}")
ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


def problems(data: dict[str, Any]) -> list[Problem]:
    """Return every problem of a whole guide as plain data, with `rules` as a list."""
    known = {thing: _texts(data, patterns) for thing, patterns in IDS.items()}
    return [
        *_ids(known),
        *_references(data, known),
        *_finds(data),
        *_slots(data, [*(text for _, text in known["field"]), "event_day"]),
        *_parameters(data),
        *_paths(data),
        *_expressions(data),
    ]


def matches(data: Any, pattern: str) -> Iterator[tuple[Path, Any]]:
    """Yield the path and the value of everything in the data that a pattern matches."""
    yield from _walk(data, pattern.split("/"), ())


def _walk(data: Any, steps: list[str], path: Path) -> Iterator[tuple[Path, Any]]:
    if not steps:
        yield path, data
        return
    first, rest = steps[0], steps[1:]
    if first != "*":
        if isinstance(data, dict) and first in data:
            yield from _walk(data[first], rest, (*path, first))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _walk(item, rest, (*path, index))
    elif isinstance(data, dict):
        for key, item in data.items():
            yield from _walk(item, rest, (*path, key))


def _texts(data: Any, patterns: list[str] | tuple[str, ...]) -> list[tuple[Path, str]]:
    return [found for pattern in patterns for found in matches(data, pattern) if isinstance(found[1], str)]


def _ids(known: dict[str, list[tuple[Path, str]]]) -> Iterator[Problem]:
    for thing, found in known.items():
        first: dict[str, Path] = {}
        for path, id_ in found:
            if not ID.fullmatch(id_):
                expected = "an id of small letters, digits and hyphens"
                yield Problem(path, "bad-id", expected, show(id_), "name it like promises or generic-opening")
            elif thing == "rule" and id_ == "index":
                yield Problem(path, "bad-id", "another id", '"index"', "that page is the overview")
            elif id_ in first:
                fix = f"{path_text(first[id_][:-1])} has it already; name one of them otherwise"
                yield Problem(path, "duplicate-id", f"every {thing} id once", f"{show(id_)} again", fix)
            else:
                first[id_] = path


def _references(data: Any, known: dict[str, list[tuple[Path, str]]]) -> Iterator[Problem]:
    for thing, patterns in REFERENCES.items():
        ids = {id_ for _, id_ in known[thing]}
        for path, id_ in _texts(data, patterns):
            if id_ and id_ not in ids:
                yield _unknown(path, thing, id_, sorted(ids))


def _finds(data: Any) -> Iterator[Problem]:
    """Yield examples that name a check which their own rule does not have."""
    for path, rule in matches(data, "rules/*"):
        checks = [id_ for _, id_ in _texts(rule, ["checks/*/id"])]
        for inner, id_ in _texts(rule, ["examples/*/finds/*"]):
            if id_ not in checks:
                yield _unknown((*path, *inner), "check", id_, checks, "of this rule")


def _unknown(path: Path, thing: str, id_: str, known: list[str], where: str = "") -> Problem:
    fix = nearest(id_, known) or (f"known: {', '.join(known)}" if known else f"no {thing} is declared")
    return Problem(path, f"unknown-{thing}", f"the id of a {thing}{where and ' ' + where}", show(id_), fix)


def _slots(data: Any, fields: list[str]) -> Iterator[Problem]:
    for patterns, slots in ((WORDINGS, fields), (REASONS, REASON_SLOTS)):
        for path, text in _texts(data, patterns):
            for name in dict.fromkeys(SLOT.findall(text)):
                if name not in slots:
                    fix = nearest(name, slots) or f"known: {', '.join(slots)}"
                    yield Problem(path, "unknown-slot", "a known slot", f'"{{{name}}}"', fix)


def _parameters(data: Any) -> Iterator[Problem]:
    for path, value in _texts(data, ["rules/*/parameters/*/value"]):
        try:
            Duration.parse(value)
        except ValueError:
            expected = f"a whole number or {Duration.expected}"
            yield Problem(path, "bad-parameter", expected, show(value))


def _paths(data: Any) -> Iterator[Problem]:
    """Yield fields whose answers would stand nowhere in the contract."""
    for path, text in _texts(data, ["fields/*/path"]):
        if text and type_at(Answers, path_in(f"situation.{text.replace('[]', '[0]')}")) is None:
            fix = nearest(text.split("[")[0], shape(Situation)) or f"known: {', '.join(shape(Situation))}"
            yield Problem(path, "unknown-path", "a path into the situation", show(text), fix)


def _expressions(data: Any) -> Iterator[Problem]:
    """Yield raw regular expressions that could hang on a text made for it."""
    for key in ("any", "unless", "after"):
        for path, expression in _texts(data, [f"rules/*/checks/*/{key}/*/regex"]):
            with suppress(re.error, OverflowError, RecursionError):
                if regex_safety.steps(expression) > regex_safety.MOST_STEPS:
                    fix = "give every repetition an end, such as {0,20}, and put none inside another"
                    yield Problem(path, "slow-pattern", "an expression that cannot hang", show(expression), fix)
