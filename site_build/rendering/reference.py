"""The authors' reference: every type of the model as a table, written by the model itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from site_build.folders import LANGUAGES
from site_build.loading import yaml_source
from site_build.loading.model_docs import Key, keys, parts, summary
from site_build.loading.wording import CHECK_SLOTS, FLAW_SLOTS
from widgets.engine import api, patterns
from widgets.engine.checks import Check
from widgets.engine.checks.timing import TimingCheck
from widgets.engine.contract import CheckRequest, ComposeRequest, ScheduleRequest, Situation
from widgets.engine.given import GIVEN
from widgets.engine.model import Guide, Parameter, Rule
from widgets.engine.patterns import Pattern

Table = tuple[str, str, list[tuple[str, str, str, str]]]
WORDS = {str: "text", int: "whole number", bool: "true or false", Any: "anything"}


def tables() -> dict[str, list[Table]]:
    """Return each part of the reference: its types as (name, what it is, keys as (key, value, default, means))."""
    checks = list(get_args(Check))
    reached = [kind for root in (Guide, Rule) for kind in _reachable(root, set()) if kind not in checks]
    types = list(dict.fromkeys(kind for kind in reached if kind not in (Guide, Rule, Parameter)))
    return {
        "guide": [_table(Guide)],
        "rule": [_table(Rule), _table(Parameter)],
        "checks": [_table(kind) for kind in checks],
        "types": [_table(kind) for kind in types],
    }


def situation() -> list[Table]:
    """Return what a situation holds, the type itself and those of its rows."""
    return [_table(kind) for kind in _reachable(Situation, set())]


def contract() -> list[Table]:
    """Return the types of the JSON contract's requests, each as a table."""
    found = [kind for root in (ComposeRequest, CheckRequest, ScheduleRequest) for kind in _reachable(root, set())]
    return [_table(kind) for kind in dict.fromkeys(found)]


def calls() -> list[tuple[str, str, str]]:
    """Return each call of the contract as (name, the type that it takes, what it gives)."""
    takes = {"compose": ComposeRequest, "check": CheckRequest, "schedule": ScheduleRequest, "calendar": ScheduleRequest}
    return [(name, takes[name].__name__, summary(call)) for name, call in api.CALLS.items()]


def labels() -> dict[str, str]:
    """Return the labels that a guide can set, with their English words."""
    words: dict[str, str] = yaml_source.read(LANGUAGES / "en.yml").data
    return words


def given() -> dict[str, str]:
    """Return the slots that the situation fills, each with what it says."""
    return {name: slot.says for name, slot in GIVEN.items()}


def pattern_language() -> str:
    """Return how a pattern is written, as the module that reads patterns says it."""
    return (sys.modules[patterns.__name__].__doc__ or "").partition("\n\n")[2].replace("\n", " ").strip()


def _table(kind: type) -> Table:
    rows = [
        (key.name, value_text(key.type), _otherwise(key), _means(key))
        for key in keys(kind)
        if not (kind is Guide and key.name == "rules")
    ]
    return _heading(kind), summary(kind) + _slots(kind), rows


def _slots(kind: type) -> str:
    """Return which slots a check's message and fix may have; nothing for what is no check."""
    if kind not in get_args(Check):
        return ""
    flaws = FLAW_SLOTS if kind is TimingCheck else {"": CHECK_SLOTS.get(_heading(kind), ())}
    said = [
        " and ".join(f"`{{{slot}}}`" for slot in slots) + (f" with `{flaw}`" if flaw else "")
        for flaw, slots in flaws.items()
        if slots
    ]
    return f" Slots of its message and fix: {'; '.join(said) or 'none'}."


def _otherwise(key: Key) -> str:
    """Return what holds where a key is not given, in words; `needed` where it must be."""
    if key.required:
        return "needed"
    default = [str(one) for one in key.default] if isinstance(key.default, tuple) else key.default
    if default in ([], {}, "", None) or is_dataclass(default):
        return "none"
    if isinstance(default, bool):
        return "no" if not default else "yes"
    return f"`{', '.join(default) if isinstance(default, list) else default}`"


def _heading(kind: type) -> str:
    """Return what a type is called: a check by its kind, which is the only one that it can have."""
    tags = get_args(_evaluated(kind).get("kind"))
    return tags[0] if len(tags) == 1 else kind.__name__


def _evaluated(kind: type) -> dict[str, Any]:
    return {key.name: key.type for key in keys(kind)}


def _means(key: Key) -> str:
    if get_origin(key.type) is Literal and len(get_args(key.type)) == 1:
        return "Names this kind."
    return key.means.replace("\n", " ")


def value_text(hint: Any) -> str:
    """Return what may stand as a value, in words: `list of text`, `one of a, b`."""
    choices = parts(hint)
    if len(choices) > 1:
        if all(is_dataclass(choice) for choice in choices):
            return "a check"
        return " or ".join(value_text(choice) for choice in choices)
    kind = choices[0]
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(f"`{choice}`" for choice in get_args(kind) if choice)
    if get_origin(kind) in (list, tuple):
        return f"list of {value_text(get_args(kind)[0])}"
    if get_origin(kind) is dict:
        return f"names with {value_text(get_args(kind)[1])} each"
    if kind is Pattern:
        return "pattern"
    if hasattr(kind, "parse"):
        return str(kind.expected)
    if isinstance(kind, type) and is_dataclass(kind):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return WORDS[kind]


def _reachable(kind: Any, seen: set[Any]) -> Iterator[type]:
    """Yield the dataclasses of the model that a type holds, directly or not, itself included."""
    for choice in [kind] if is_dataclass(kind) else [one for one in get_args(kind) if one not in (NoneType, ...)]:
        if not isinstance(choice, type) or not is_dataclass(choice):
            yield from _reachable(choice, seen) if get_args(choice) else ()
        elif choice not in seen and not hasattr(choice, "parse"):
            seen.add(choice)
            yield choice
            for key in keys(choice):
                yield from _reachable(key.type, seen)
