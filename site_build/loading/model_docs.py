"""What the model's own docstrings say about each type and each key: the one text behind schema and reference."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from functools import cache
from itertools import pairwise
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from widgets.engine.decode import key_of, shape


@dataclass(frozen=True)
class Key:
    """One key of a type, as an author meets it."""

    name: str
    type: Any
    required: bool
    default: Any
    means: str


@cache
def docs(kind: type) -> dict[str, str]:
    """Return the docstrings that stand under a dataclass's fields and its parents' fields, by key."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if not is_dataclass(one):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(one))).body[0].body  # type: ignore[attr-defined]  # a class
        for field, text in pairwise(body):
            named = isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            if named and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
                found[key_of(field.target.id)] = inspect.cleandoc(str(text.value.value))
    return found


def summary(kind: Any) -> str:
    """Return what the docstring of a type or a function says."""
    return inspect.cleandoc(kind.__doc__ or "")


def keys(kind: type) -> Iterator[Key]:
    """Yield the keys of a dataclass in their order, those that must be given first."""
    defaults = kind.__dataclass_fields__  # type: ignore[attr-defined]  # a dataclass
    said = docs(kind)
    found = [
        Key(name, hint, required, None if required else default_of(defaults[attribute]), said.get(name, ""))
        for name, (attribute, hint, required) in shape(kind).items()
    ]
    yield from sorted(found, key=lambda key: not key.required)


def default_of(field: Any) -> Any:
    """Return the value that a field has when it is not given."""
    return field.default_factory() if callable(field.default_factory) else field.default


def parts(hint: Any) -> list[Any]:
    """Return the types that a union allows, without None; a type that is no union is alone."""
    if get_origin(hint) in (None, Literal) or not hasattr(hint, "__args__") or get_origin(hint) in (list, tuple, dict):
        return [hint]
    return [one for one in get_args(hint) if one is not NoneType]
