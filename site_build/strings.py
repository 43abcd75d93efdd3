"""The guide's numbers in the guide's strings: Jinja2 over every text, with names checked before anything is rendered.

Double braces are the author's and are gone after the build; single-brace slots such as `{detail}` pass through
untouched and are filled with what a reader tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from widgets.engine.decode import Path as DataPath
from widgets.engine.decode import Problem, nearest

ONE_EXPRESSION = re.compile(r"\s*\{\{((?:(?!\{\{|\}\}).)+)\}\}\s*", re.DOTALL)

# Jinja's own comment mark, `{#`, is how Markdown names an anchor.
ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, comment_start_string="{{#", comment_end_string="#}}", keep_trailing_newline=True
)
ENVIRONMENT.globals.clear()

Context = Mapping[str, Any]


class TextProblem(NamedTuple):
    """What is wrong with a template, and in which of its lines."""

    line: int
    code: str
    expected: str
    got: str
    fix: str


def variable(id_: str) -> str:
    """Return an id as a template names it."""
    return id_.replace("-", "_")


def render(text: str, context: Context) -> tuple[str | int, list[TextProblem]]:
    """Return the text with its numbers filled in, and what is wrong with it; with problems the text is unchanged.

    A text that is one expression and nothing else becomes a whole number where its value is one.
    """
    if "{{" not in text and "{%" not in text:
        return text, []
    try:
        problems = list(_unknown(ENVIRONMENT.parse(text), context))
        if problems:
            return text, problems
        if one := ONE_EXPRESSION.fullmatch(text):
            value = ENVIRONMENT.compile_expression(one[1], undefined_to_none=False)(**context)
            if isinstance(value, int) and not isinstance(value, bool):
                return value, []
        return ENVIRONMENT.from_string(text).render(context), []
    except TemplateError as error:
        line = getattr(error, "lineno", None) or 1
        fix = "write single braces, or {% raw %} … {% endraw %} around braces that are text"
        return text, [TextProblem(line, "bad-template", "a template", error.message or "a broken one", fix)]
    except (ArithmeticError, TypeError, ValueError, AttributeError, RecursionError, MemoryError) as error:
        return text, [TextProblem(1, "bad-template", "a template that can be rendered", str(error) or "an error", "")]


def _unknown(tree: nodes.Template, context: Context) -> list[TextProblem]:
    """Return the names that the context does not have."""
    found = []
    free = meta.find_undeclared_variables(tree) - context.keys()
    owned = {id(node.node): node for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name)}
    for name in tree.find_all(nodes.Name):
        member = owned.get(id(name))
        whole = f"{name.name}.{member.attr}" if member else name.name
        if name.name in free:
            known = [*context, *(f"{owner}.{key}" for owner in context for key in _keys(context, owner))]
            found.append((name, whole, known))
        elif member and name.name in context and member.attr not in _keys(context, name.name):
            found.append((name, whole, [f"{name.name}.{key}" for key in _keys(context, name.name)]))
    return [
        TextProblem(node.lineno, "unknown-variable", "the name of a parameter", f'"{name}"', nearest(name, known))
        for node, name, known in found
    ]


def _keys(context: Context, name: str) -> list[str]:
    value = context[name]
    return list(value) if isinstance(value, Mapping) else []


def render_all(data: Any, context: Context, path: DataPath, report: Callable[[Problem], None]) -> Any:
    """Return the data with every text rendered; a parameter's value, which the names stand for, stays as it is."""
    if isinstance(data, str):
        value, problems = render(data, context)
        for problem in problems:
            report(Problem(path, problem.code, problem.expected, problem.got, problem.fix))
        return value
    if isinstance(data, list):
        return [render_all(item, context, (*path, index), report) for index, item in enumerate(data)]
    if isinstance(data, dict):
        return {
            key: item
            if key == "value" and len(path) == 2 and path[0] == "parameters"
            else render_all(item, context, (*path, key), report)
            for key, item in data.items()
        }
    return data
