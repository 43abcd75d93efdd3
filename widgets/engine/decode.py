"""Plain data (from YAML or JSON) to typed dataclasses, with every problem named by its path."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from widgets.engine.problems import Conflict, InvalidError, Path, Problem, either, nearest, show

T = TypeVar("T")


def decode(kind: type[T], value: object, path: Path = ()) -> T:
    """Return `value` as an instance of `kind`.

    `kind` is a dataclass, `str`, `int`, `bool`, `Literal`, `list`, `tuple`, `dict`, an optional or a union of these,
    or a class with a class method `parse(text)` that raises `ValueError` with what it expected. Unions of dataclasses
    are told apart by their `kind` key. Raises `InvalidError` with all problems at once.
    """
    problems: list[Problem] = []
    result: T = _decode(kind, value, path, problems.append)
    if problems:
        raise InvalidError(problems)
    return result


def key_of(name: str) -> str:
    """Return a field's key in the data: its name, without the underscore that keeps it clear of a Python keyword."""
    return name.rstrip("_")


@cache
def shape(kind: type) -> dict[str, tuple[str, Any, bool]]:
    """Return a dataclass's keys, each with its attribute, its type and whether it must be given."""
    hints = get_type_hints(kind)
    return {
        key_of(field.name): (
            field.name,
            hints[field.name],
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
        if field.init
    }


Report = Callable[[Problem], None]


def _decode(kind: Any, value: Any, path: Path, report: Report) -> Any:
    """Return the value as the kind, or report why not and return None."""
    origin = get_origin(kind)
    if kind is Any:
        return value
    if origin is Union or origin is types.UnionType:
        return _decode_union(get_args(kind), value, path, report)
    if origin is Literal:
        return _decode_literal(get_args(kind), value, path, report)
    if origin in (list, tuple):
        return _decode_list(kind, value, path, report)
    if origin is dict:
        return _decode_map(kind, value, path, report)
    if is_dataclass(kind) and not hasattr(kind, "parse"):
        return _decode_record(kind, value, path, report)
    if hasattr(kind, "parse"):
        return _decode_parsed(kind, value, path, report)
    return _decode_scalar(kind, value, path, report)


SCALARS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def _decode_scalar(kind: type, value: Any, path: Path, report: Report) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
        return value
    fix = ""
    if kind is str and isinstance(value, bool | int | float):
        fix = f'write it in quotes: "{show(value)}"'
    report(Problem(path, "wrong-type", SCALARS[kind], show(value), fix))
    return None


def _decode_parsed(kind: Any, value: Any, path: Path, report: Report) -> Any:
    if isinstance(value, kind):
        return value
    try:
        return kind.parse(value)
    except ValueError as error:
        report(Problem(path, "wrong-value", str(error), show(value)))
        return None


def _decode_literal(choices: tuple[str, ...], value: Any, path: Path, report: Report) -> Any:
    if value in choices and not isinstance(value, bool):
        return value
    fix = nearest(value, choices) if isinstance(value, str) else ""
    report(Problem(path, "unknown-value", either(choices), show(value), fix))
    return None


def _decode_list(kind: Any, value: Any, path: Path, report: Report) -> Any:
    if not isinstance(value, list | tuple):
        report(Problem(path, "wrong-type", "a list", show(value)))
        return ()
    item = get_args(kind)[0]
    return get_origin(kind)(_decode(item, one, (*path, index), report) for index, one in enumerate(value))


def _decode_map(kind: Any, value: Any, path: Path, report: Report) -> Any:
    if not isinstance(value, dict):
        report(Problem(path, "wrong-type", "keys and values", show(value)))
        return {}
    item = get_args(kind)[1]
    return {key: _decode(item, one, (*path, key), report) for key, one in value.items()}


def _decode_union(kinds: tuple[Any, ...], value: Any, path: Path, report: Report) -> Any:
    if value is None and type(None) in kinds:
        return None
    choices = [kind for kind in kinds if kind is not type(None)]
    if len(choices) == 1:
        return _decode(choices[0], value, path, report)
    by_tag = {tag: kind for kind in choices for tag in _tags(kind)}
    if by_tag:
        if not isinstance(value, dict) or "kind" not in value:
            got = "none" if isinstance(value, dict) else show(value)
            report(Problem(path, "missing-key", f"the key kind, which is {either(by_tag)}", got, "add kind: …"))
            return None
        tag = value["kind"]
        if not isinstance(tag, str) or tag not in by_tag:
            report(Problem((*path, "kind"), "unknown-value", either(by_tag), show(tag), nearest(str(tag), by_tag)))
            return None
        return _decode_record(by_tag[tag], value, path, report)
    for kind in choices:
        trial: list[Problem] = []
        result = _decode(kind, value, path, trial.append)
        if not trial:
            return result
    report(Problem(path, "wrong-type", either(_name(kind) for kind in choices), show(value)))
    return None


def _tags(kind: Any) -> tuple[str, ...]:
    """Return the values of a dataclass's `kind` key, if it has one."""
    if not is_dataclass(kind):
        return ()
    hint = get_type_hints(kind).get("kind")
    return get_args(hint) if get_origin(hint) is Literal else ()


def _name(kind: Any) -> str:
    if kind in SCALARS:
        return SCALARS[kind]
    return getattr(kind, "expected", None) or {list: "a list", tuple: "a list", dict: "keys and values"}.get(
        get_origin(kind), "keys and values"
    )


def _report_unknown(value: dict[Any, Any], keys: Iterable[str], path: Path, report: Report) -> set[str]:
    """Report keys that the type does not have, and return those that they were probably meant for."""
    meant = set()
    for key in value:
        if key not in keys:
            fix = nearest(str(key), keys)
            meant |= {known for known in keys if fix == f'did you mean "{known}"?'}
            report(
                Problem((*path, key), "unknown-key", "a known key", show(key), fix or f"known keys: {', '.join(keys)}")
            )
    return meant


def _decode_record(kind: Any, value: Any, path: Path, report: Report) -> Any:
    if not isinstance(value, dict):
        report(Problem(path, "wrong-type", "keys and values", show(value)))
        return None
    keys = shape(kind)
    arguments = {}
    sound = True

    def note(problem: Problem) -> None:
        nonlocal sound
        sound = False
        report(problem)

    misspelt = _report_unknown(value, keys, path, note)
    for key, (name, hint, required) in keys.items():
        if key in value:
            arguments[name] = _decode(hint, value[key], (*path, key), note)
        elif required and key not in misspelt:
            note(Problem(path, "missing-key", f"the key {key}", "none", f"add {key}: …"))
    if not sound:
        return None
    try:
        return kind(**arguments)
    except Conflict as error:
        got = error.got or show(value.get(error.key))
        note(Problem((*path, error.key), "contradiction", error.expected, got, error.fix))
        return None
