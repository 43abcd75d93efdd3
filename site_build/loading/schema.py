"""The typed model as JSON Schema, with which editors complete and check guide.yml and the rule files."""

from __future__ import annotations

from dataclasses import is_dataclass
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from site_build.loading.model_docs import keys, parts, summary
from widgets.engine.model import Guide, Rule
from widgets.engine.patterns import Pattern

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES = {"guide": Guide, "rule": Rule}
# A number may be taken from a parameter, and is text until the guide is built.
REFERENCE = {"type": "string", "pattern": r"^\s*\{\{.*\}\}\s*$"}
SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"anyOf": [{"type": "integer"}, REFERENCE]},
    bool: {"type": "boolean"},
    Any: {},
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one sort of file: `guide` for guide.yml, `rule` for a rule file."""
    definitions: dict[str, Any] = {}
    root = _record(FILES[name], definitions)
    # The rules of a guide are files of their own.
    root["properties"].pop("rules", None)
    return {
        "$schema": DIALECT,
        "title": f"Followthrough {name} file",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _record(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {}
    for key in keys(kind):
        described = _type(key.type, definitions)
        properties[key.name] = {**described, **({"description": key.means} if key.means else {})}
    required = [key.name for key in keys(kind) if key.required]
    return {
        "type": "object",
        "description": summary(kind),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    choices = parts(hint)
    optional = NoneType in get_args(hint) and get_origin(hint) is not Literal
    if len(choices) > 1 or optional:
        described = [_type(choice, definitions) for choice in choices] + ([{"type": "null"}] if optional else [])
        return {"anyOf": described}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) in (list, tuple):
        return {"type": "array", "items": _type(get_args(hint)[0], definitions)}
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": _type(get_args(hint)[1], definitions)}
    if hint is Pattern:
        raw = {"type": "object", "properties": {"regex": {"type": "string"}}, "required": ["regex"]}
        return {"anyOf": [{"type": "string", "minLength": 1}, {**raw, "additionalProperties": False}]}
    if hasattr(hint, "parse"):
        return {"type": "string", "description": hint.expected}
    if isinstance(hint, type) and is_dataclass(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _record(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return SCALARS[hint]
