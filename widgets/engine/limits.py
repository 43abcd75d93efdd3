"""How large a request may be: more than anybody tells, and less than would keep a phone busy for minutes."""

from __future__ import annotations

from typing import Any

from widgets.engine.problems import Path, Problem

LONGEST_TEXT = 50_000
"""Characters of one text: some twenty pages."""
MOST_ITEMS = 1_000
"""Values in one list, and keys in one place."""
MOST_VALUES = 20_000
"""Values in all."""
DEEPEST = 12
"""Levels, one in another; the contract has six."""
TOO_LARGE = "too-large"


def oversized(value: object) -> list[Problem]:
    """Return what is too large about plain data; it is walked without recursion, and no further than need be."""
    problems: list[Problem] = []
    waiting: list[tuple[Path, Any]] = [((), value)]
    seen = 0
    while waiting:
        path, one = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            return [*problems, Problem((), TOO_LARGE, f"at most {MOST_VALUES} values in all", "more")]
        if isinstance(one, str):
            if len(one) > LONGEST_TEXT:
                problems.append(_problem(path, LONGEST_TEXT, "characters", len(one)))
            continue
        if not isinstance(one, dict | list | tuple):
            continue
        if len(path) >= DEEPEST and one:
            problems.append(Problem(path[:3], TOO_LARGE, f"at most {DEEPEST} levels, one in another", "more"))
        elif len(one) > MOST_ITEMS:
            problems.append(_problem(path, MOST_ITEMS, "values", len(one)))
        else:
            inside = one.items() if isinstance(one, dict) else enumerate(one)
            waiting += [((*path, key), part) for key, part in inside]
    return problems


def _problem(path: Path, most: int, what: str, came: int) -> Problem:
    return Problem(path, TOO_LARGE, f"at most {most} {what}", str(came))
