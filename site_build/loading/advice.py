"""How to mend what is of a wrong type, told from what the author wrote: the engine's own words name the type only."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from widgets.engine import patterns
from widgets.engine.problems import Problem, nearest, show
from widgets.engine.times import Clock, Day, Duration, Instant, When, Zone

UNITS = {"h": "hour", "hr": "hour", "d": "day", "w": "week", "wk": "week", "workday": "working day"}
UNITS |= {unit: unit for unit in ("hour", "day", "week", "working day")} | {"business day": "working day"}
TRUTH = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
EMPTY = "write it after the colon; text that begins with # goes in quotes"


def advise(problem: Problem, value: Any) -> Problem:
    """Return a problem with a fix, made from the value that stands there."""
    if problem.code == "wrong-value" and problem.expected.startswith("a regular expression"):
        return replace(problem, got=show(value.get("regex")), fix="mend it, or write the words without regex:")
    if problem.fix:
        return problem
    for expected, advice in ADVICE.items():
        if problem.expected.startswith(expected):
            return replace(problem, fix=advice(value))
    return replace(
        problem, fix="choose one of these" if problem.code == "unknown-value" else f"give {problem.expected}"
    )


def text(value: Any) -> str:
    """Return how to turn a value into text."""
    if value is None:
        return EMPTY
    if isinstance(value, int | float):
        return f'write it in quotes: "{show(value)}"'
    if isinstance(value, list):
        return "write one text, without hyphens or brackets"
    return "write one text; text with a colon or in braces goes in quotes"


def several(value: Any) -> str:
    """Return how to turn a value into a list."""
    if value is None:
        return "write [] for none, or delete the line"
    if isinstance(value, str) and re.match(r"-\S", value):
        return "write each hyphen with a space after it"
    if isinstance(value, dict):
        return "begin every item with a hyphen and a space, as in `- id: …`"
    return f"write [{value}]" if len(str(value)) <= 40 and "\n" not in str(value) else "write `- ` before it"


def record(value: Any) -> str:
    """Return how to turn a value into keys and values."""
    if value is None:
        return "write the keys below it, indented, or delete the line"
    if isinstance(value, list):
        return "write the keys without hyphens"
    return "write `key: value`, one a line"


def number(value: Any) -> str:
    """Return how to turn a value into a whole number."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,6}\s*", value):
        return f"write {value.strip()} without quotes"
    if isinstance(value, str) and (digits := re.match(r"\s*(\d{1,6})\b", value)):
        return f"write {digits[1]} without a unit"
    return "write digits only, such as 3"


def truth(value: Any) -> str:
    """Return how to turn a value into true or false."""
    meant = TRUTH.get(str(value).lower())
    return f"write {meant}" if meant else "write true or false, without quotes"


def duration(value: Any) -> str:
    """Return how to turn a value into a duration."""
    written = str(value).strip().lower()
    told = re.fullmatch(r"(\d{1,4})\s*(?:-\s*)?([a-z]+(?: [a-z]+)?)\.?", written)
    word = told[2] if told else ""
    unit = UNITS.get(word) or UNITS.get(word.removesuffix("s"))
    if told and unit:
        return f'write "{Duration(int(told[1]), f"{unit}s")}"'  # type: ignore[arg-type]  # UNITS holds its units
    if re.fullmatch(r"\d{1,4}", written):
        return f'give the unit, such as "{written} hours"'
    return "write a number and hours, days, working days or weeks"


def clock(value: Any) -> str:
    """Return how to turn a value into a time of day."""
    told = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?\.?(?:m\.?)?", str(value).strip().lower())
    if told and int(told[1]) < 24 and int(told[2] or 0) < 60:
        hour = int(told[1]) % 12 + 12 * (told[3] == "p") if told[3] else int(told[1])
        return f'write "{hour:02}:{told[2] or "00"}"'
    return 'write hours and minutes, such as "09:00"'


def zone(value: Any) -> str:
    """Return how to turn a value into a time zone."""
    return nearest(str(value), available_timezones()) or "name a city that has its clocks, such as Europe/Berlin"


def pattern(value: Any) -> str:
    """Return what is wrong with a pattern."""
    if not isinstance(value, str):
        return "write words, or {regex: '…'}"
    without = re.sub(r"\([^()]*\)", "", value)
    if "(" in without or ")" in without:
        return "put no brackets into brackets" if value.count("(") == value.count(")") else "close every bracket once"
    if "|" in without:
        return "put the alternatives in brackets: (a|b)"
    if value.strip().startswith("...") or value.strip().endswith("..."):
        return "begin and end with a word, not with ..."
    if "*" in re.sub(r"\w\*(?!\w)", "", value):
        return "write * at the end of a word only"
    if re.search(r"(?<!\))\?", value):
        return "write ? after brackets only, as in (a|b)?"
    if re.search(r"\(\s*\||\|\s*\||\|\s*\)|\(\s*\)", value):
        return "leave no alternative empty; (a|b)? may be missing"
    return "write at least one word"


ADVICE: dict[str, Callable[[Any], str]] = {
    "text": text,
    "a list": several,
    "keys and values": record,
    "a whole number": number,
    "true or false": truth,
    Duration.expected: duration,
    Clock.expected: clock,
    Zone.expected: zone,
    Instant.expected: lambda _: "write day, T, time and the offset from UTC, as in that example",
    When.expected: lambda _: "write the day as year-month-day, and after T the time",
    Day.expected: lambda _: "write the day as year-month-day",
    patterns.EXPECTED: pattern,
}
