"""The guide's numbers in the guide's strings: Jinja2 over every text, with names checked before anything is rendered.

Double braces are the author's and are gone after the build; single-brace slots such as `{detail}` pass through
untouched and are filled with what a reader tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from widgets.engine.problems import Path as DataPath
from widgets.engine.problems import nearest
from widgets.engine.times import Duration

ONE_EXPRESSION = re.compile(r"\s*\{\{((?:(?!\{\{|\}\}).)+)\}\}\s*", re.DOTALL)

PIECE = re.compile(r"\{\{.*?(?:\}\}|(?=\{\{)|$)|\{%.*?(?:%\}|$)", re.DOTALL)
NAMED = re.compile(r"\{\{-?\s*[A-Za-z_]\w*(\.[A-Za-z_]\w*)?\s*-?\}\}|\{%-?\s*(end)?raw\s*-?%\}")
EXPECTED = "the name of a parameter between {{ and }}"

# All that a text may do: name a parameter, change its capitals, leave out its unit, repeat a few words for an example
# that is too long.
DATA = (nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const)
FILTERS = ("capitalize", "lower", "unit_from", "upper")
MOST_COPIES, LONGEST_COPIED = 1000, 300
MOST_PROBLEMS = 20
"""So many in one text have one cause, and finding the place of each takes time."""

# Jinja's own comment mark, `{#`, is how Markdown names an anchor.
ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, comment_start_string="{{#", comment_end_string="#}}", keep_trailing_newline=True
)
ENVIRONMENT.globals.clear()


def unit_from(duration: str, other: str) -> str:
    """Return a duration as the first of a range: `1` in `1 to 2 weeks`, but `5 days` in `5 days to 2 weeks`."""
    try:
        first, last = Duration.parse(duration), Duration.parse(other)
    except ValueError:
        return duration
    return str(abs(first.amount)) if (first.unit, first.amount < 0) == (last.unit, last.amount < 0) else duration


ENVIRONMENT.filters["unit_from"] = unit_from

Context = Mapping[str, Any]
UNSOUND = "unsound"
"""The value of a parameter that is wrong, and the code of what is wrong with a text for that reason only."""


class TextProblem(NamedTuple):
    """What is wrong with a text, in which of its lines, and the words of it that are to blame."""

    line: int
    code: str
    expected: str
    got: str
    fix: str
    words: str = ""


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
        tree = ENVIRONMENT.parse(text)
        problems = list(_expressions(tree, text)) or list(islice(_unknown(tree, text, context), MOST_PROBLEMS))
        if problems:
            return text, problems
        if one := ONE_EXPRESSION.fullmatch(text):
            value = ENVIRONMENT.compile_expression(one[1], undefined_to_none=False)(**context)
            if isinstance(value, int) and not isinstance(value, bool):
                return value, []
        return ENVIRONMENT.from_string(text).render(context), []
    except (TemplateError, RecursionError) as error:
        words = next((piece for piece in PIECE.findall(text) if not _sound(piece)), "")
        fix = "close what {{ opens with }}; write {% raw %} … {% endraw %} around braces that are text"
        line = getattr(error, "lineno", None) or 1
        got = f'"{" ".join(words.split())[:40]}"' if words else "braces that do not match"
        return text, [TextProblem(line, "bad-template", EXPECTED, got, fix, words[:40])]


def _sound(piece: str) -> bool:
    try:
        ENVIRONMENT.parse(piece)
    except (TemplateError, RecursionError):
        return False
    return True


def _piece(text: str, line: int, name: str) -> str:
    """Return the braces that hold a name, those from a line on first."""
    pieces = [(text.count("\n", 0, match.start()) + 1, match[0]) for match in PIECE.finditer(text)]
    holding = [(at, piece) for at, piece in pieces if re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", piece)]
    return next((piece for at, piece in holding if at >= line), holding[0][1] if holding else "")


def _is_data(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Mul):
        factors = [one.value for one in (node.left, node.right) if isinstance(one, nodes.Const)]
        return len(factors) == 2 and all(
            len(one) <= LONGEST_COPIED if isinstance(one, str) else 0 <= one <= MOST_COPIES for one in factors
        )
    if isinstance(node, nodes.Getattr):
        return isinstance(node.node, nodes.Name)
    return isinstance(node, DATA) or (isinstance(node, nodes.Filter) and node.name in FILTERS)


def _expressions(tree: nodes.Template, text: str) -> Iterator[TextProblem]:
    """Yield what computes: a guide is data, and what it cannot say becomes a check of its own."""
    for node in tree.find_all(nodes.Node):
        if not _is_data(node):
            words = next((piece for piece in PIECE.findall(text) if not NAMED.fullmatch(piece)), "")
            fix = "give the number as a parameter of its own, and name it here"
            got = f'"{" ".join(words.split())[:40]}"' if words else "an expression"
            yield TextProblem(node.lineno or 1, "bad-template", EXPECTED, got, fix, words[:40])
            return


def _unknown(tree: nodes.Template, text: str, context: Context) -> Iterator[TextProblem]:
    """Yield the names that the context does not have, and rules that are named without a parameter."""
    expected = "the name of a parameter"
    owned = {id(node.node): node for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name)}
    whole = [f"{owner}.{key}" for owner in context for key in _keys(context, owner)]
    for node in tree.find_all(nodes.Name):
        member = owned.get(id(node))
        name = f"{node.name}.{member.attr}" if member else node.name
        words = _piece(text, node.lineno, name)
        known = [one for one in context if not _keys(context, one)] + whole
        if node.name not in context:
            fix = nearest(name, known) or "declare it under parameters, or name one that is there"
        elif member and member.attr not in _keys(context, node.name):
            ours = _keys(context, node.name)
            fix = nearest(name, [f"{node.name}.{key}" for key in ours])
            fix = fix or (f"known: {', '.join(f'{node.name}.{key}' for key in ours)}" if ours else "")
            is_rule = isinstance(context[node.name], Mapping)
            fix = fix or (f"the rule {node.name} has none; declare it there" if is_rule else f"write {node.name}")
        elif not member and isinstance(context[node.name], Mapping):
            ours = _keys(context, node.name)
            fix = (
                f"name one of its parameters: {', '.join(f'{node.name}.{key}' for key in ours)}"
                if ours
                else "delete it"
            )
            yield TextProblem(node.lineno, "unknown-variable", expected, f"the rule {node.name}", fix, words)
            continue
        elif UNSOUND in (context[node.name], member and context[node.name][member.attr]):
            yield TextProblem(node.lineno, UNSOUND, expected, name, "mend the parameter", words)
            continue
        else:
            continue
        yield TextProblem(node.lineno, "unknown-variable", expected, f'"{name}"', fix, words)


def _keys(context: Context, name: str) -> list[str]:
    value = context[name]
    return list(value) if isinstance(value, Mapping) else []


def render_all(data: Any, context: Context, path: DataPath, report: Callable[[DataPath, TextProblem], None]) -> Any:
    """Return the data with every text rendered; a parameter's value, which the names stand for, stays as it is."""
    if isinstance(data, str):
        value, problems = render(data, context)
        for problem in problems:
            report(path, problem)
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
