"""Whether a regular expression can hang: a bound on the steps that it takes at one place of a text."""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]  # private: Python shows no other tree of an expression
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_STEPS = 10_000
"""How many ways of matching at one place are too many."""
EVERYTHING = MOST_STEPS + 1
LOOKS = (op.ASSERT, op.ASSERT_NOT)


def steps(expression: str) -> int:
    """Return a bound on the ways in which an expression can match at one place; over `MOST_STEPS` it may hang.

    Repetitions multiply: one inside another, or one after another, can take turns on the same characters. Without an
    upper end a repetition counts as everything. Raises `re.error` where the expression is none.
    """
    return _of_sequence(parser.parse(expression, re.IGNORECASE))


def _of_sequence(items: Any) -> int:
    total = 1
    for code, argument in items:
        total = min(total * _of_item(code, argument), EVERYTHING)
    return total


def _of_item(code: Any, argument: Any) -> int:
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least: int
        most: int
        least, most, inner = argument
        if most is op.MAXREPEAT:
            return EVERYTHING
        each = _of_sequence(inner)
        repeated = EVERYTHING if each > 1 and most > 14 else each**most
        return min((most - least + 1) * repeated, EVERYTHING)
    if code is op.SUBPATTERN:
        return _of_sequence(argument[3])
    if code is op.BRANCH:
        return min(sum(_of_sequence(branch) for branch in argument[1]), EVERYTHING)
    if code in LOOKS:
        return _of_sequence(argument[1])
    if code is op.GROUPREF_EXISTS:
        return EVERYTHING
    if code is op.ATOMIC_GROUP:
        return _of_sequence(argument)
    return EVERYTHING if code is op.GROUPREF else 1
