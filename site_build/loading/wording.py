"""What stands in the texts of a guide: slots that are filled, patterns that cannot hang, addresses and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from site_build.loading import regex_safety
from site_build.loading.plain import matches, texts
from widgets.engine.contract import Situation
from widgets.engine.decode import shape
from widgets.engine.given import given_slots
from widgets.engine.model import Field
from widgets.engine.problems import Path, Problem, nearest, show
from widgets.engine.reading import slots_of
from widgets.engine.times import Day, Duration
from widgets.form import Answers, path_in, type_at

WORDINGS = ("parts/*/wordings/*/text", "rules/*/parts/*/wordings/*/text")
REASONS = ("why", "late_why", "timings/*/why", "timings/*/late_why")
REASON_SLOTS = ("anchor", "closes", "to")
PROMISE_SLOTS = (*REASON_SLOTS, "what")

# What the message and the fix of a check can say, by its kind.
CHECK_SLOTS: dict[str, tuple[str, ...]] = {
    "requires": (),
    "forbids": ("text",),
    "mentions": ("fact", "count"),
    "particular": ("count",),
    "length": ("count", "aim", "limit"),
    "readability": ("text", "count", "limit"),
    "count": ("text", "count", "limit"),
    "jargon": ("text", "count", "limit"),
    "placeholder": ("text",),
    "wrong-name": ("text", "name"),
    "similar": ("to", "percent"),
    "open-promise": ("what",),
}
FLAW_SLOTS = {"too-often": ("count", "limit"), "same-day": ("channel",)}
# Answers of other types are no words, and fill nothing.
WORDS = ("text", "lines", "time", "day")
PATTERNS = (
    "cadence/in_touch/*",
    *(f"rules/*/checks/*/{key}/*" for key in ("any", "unless", "after", "before", "elsewhere", "theirs")),
    *(f"rules/*/checks/*/{key}/*" for key in ("kept", "unready", "postponed", "was_due", "asks", "about")),
    *(f"rules/*/checks/*/together/*/{key}" for key in ("each/*/*", "unless/*")),
    *(f"negation/{key}/*" for key in ("any", "unless", "breaks")),
    *(f"grammar/readings/*/{key}/*" for key in ("begins", "holds", "unless", "until")),
    *(f"fields/*/{key}/*" for key in ("leads", "tails")),
)
SLOT = re.compile(r"\{([^{}\n]*)\}")
PARAMETER = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")


def problems(data: dict[str, Any]) -> Iterator[Problem]:
    """Yield every problem of the texts of a guide as plain data."""
    yield from _wordings(data)
    yield from _reasons(data)
    yield from _findings(data)
    yield from _parameters(data)
    yield from _places(data)
    yield from _patterns(data)
    for path, url in texts(data, "rules/*/sources/*/url"):
        if not re.match(r"https?://\S+$", url):
            yield Problem(
                path, "bad-url", "an address that begins with https://", show(url), "copy it from the browser"
            )
    for path, day in texts(data, "rules/*/steps/*/cases/*/best"):
        with suppress(ValueError):
            if day:
                Day.parse(day)
            continue
        yield Problem(path, "wrong-value", Day.expected, show(day))


def _slots(path: Path, text: str, known: tuple[str, ...]) -> Iterator[Problem]:
    for name in dict.fromkeys(SLOT.findall(text)):
        if name not in known:
            fix = nearest(name, known) or (f"known: {', '.join(f'{{{one}}}' for one in known)}" if known else "")
            yield Problem(
                path, "unknown-slot", "a slot that is filled here", f'"{{{name}}}"', fix or "none is; delete it"
            )


def _wordings(data: Any) -> Iterator[Problem]:
    fields = [_field(field) for _, field in matches(data, "fields/*") if isinstance(field, dict)]
    # A row's answers are many, and a message has one place for them.
    usable = [slot for one in fields if one.type in WORDS and "[]" not in one.path for slot in slots_of(one)]
    for path, text in texts(data, *WORDINGS):
        for problem in _slots(path, text, (*usable, *given_slots(fields))):
            name = problem.got.strip('"{}')
            if name in [one.id for one in fields]:
                expected = "a field that is answered once, in words or with a time"
                yield Problem(path, "unknown-slot", expected, problem.got, "name another field, or say it without")
            else:
                yield problem


def _field(data: dict[str, Any]) -> Field:
    """Return as much of a field as its slots need, whatever is wrong with the rest of it."""

    def words(key: str) -> tuple[str, ...]:
        value = data.get(key)
        return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()

    def text(key: str) -> str:
        return data[key] if isinstance(data.get(key), str) else ""

    shapes = {key: words(key) for key in ("completes", "apart", "as_told")}
    return Field(text("id"), "", path=text("path"), type=text("type") or "text", **shapes)  # type: ignore[arg-type]  # an unsound type is reported elsewhere


def _reasons(data: Any) -> Iterator[Problem]:
    for path, step in matches(data, "rules/*/steps/*"):
        each = step.get("each", "") if isinstance(step, dict) else ""
        for inner, text in texts(step, *REASONS):
            yield from _slots((*path, *inner), text, PROMISE_SLOTS if "promise" in str(each) else REASON_SLOTS)


def _findings(data: Any) -> Iterator[Problem]:
    for path, check in matches(data, "rules/*/checks/*"):
        kind = check.get("kind") if isinstance(check, dict) else None
        known = FLAW_SLOTS.get(str(check.get("flaw")), ()) if kind == "timing" else CHECK_SLOTS.get(str(kind))
        for inner, text in texts(check, "message", "fix") if known is not None else ():
            yield from _slots((*path, *inner), text, known or ())


def _parameters(data: Any) -> Iterator[Problem]:
    for path, _ in matches(data, "rules/*/parameters/*"):
        if isinstance(path[-1], str) and not PARAMETER.fullmatch(path[-1]):
            fix = "write one or more words, as in check-in"
            yield Problem(
                path, "bad-name", "letters a to z and digits, with hyphens between words", show(path[-1]), fix
            )
    for path, value in texts(data, "rules/*/parameters/*/value"):
        try:
            Duration.parse(value)
        except ValueError:
            # Advice on durations fits, so this begins as their message does.
            yield Problem(path, "bad-parameter", f"{Duration.expected}, or a whole number", show(value))


def _places(data: Any) -> Iterator[Problem]:
    """Yield fields whose answers would stand nowhere in the contract."""
    for path, text in texts(data, "fields/*/path"):
        if text and type_at(Answers, path_in(f"situation.{text.replace('[]', '[0]')}") or ("",)) is None:
            fix = nearest(text.split("[")[0], shape(Situation)) or f"known: {', '.join(shape(Situation))}"
            yield Problem(path, "unknown-path", "a path into the situation", show(text), fix)


def _patterns(data: Any) -> Iterator[Problem]:
    """Yield patterns that could hang on a text made for it."""
    expected, fix = (
        "a pattern that cannot hang",
        "give every repetition an end, such as {0,20}, and put none inside another",
    )
    for place in PATTERNS:
        for path, expression in texts(data, f"{place}/regex"):
            with suppress(re.error, ValueError, OverflowError, RecursionError):
                if regex_safety.steps(expression) > regex_safety.MOST_STEPS:
                    yield Problem(path, "slow-pattern", expected, show(expression), fix)
        for path, pattern in texts(data, place):
            # Every gap can be of six lengths, every optional group there or not, in all combinations.
            if 6 ** min(pattern.count("..."), 9) * 2 ** min(pattern.count(")?"), 20) > regex_safety.MOST_STEPS:
                yield Problem(path, "slow-pattern", expected, show(pattern), "split it, or leave out some ... and (…)?")
