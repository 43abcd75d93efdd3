"""The one Jinja2 environment: forms and results, rendered by the same templates at build and in the browser."""

from __future__ import annotations

import pkgutil
import re
from datetime import datetime
from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

# Not from `jinja2` itself: in the browser only those modules of it are there that render.
from jinja2.environment import Environment, Template
from jinja2.exceptions import TemplateNotFound
from jinja2.runtime import StrictUndefined
from markupsafe import Markup, escape

from widgets import controls, form
from widgets.engine import facts
from widgets.engine.model import find
from widgets.engine.times import When

if TYPE_CHECKING:
    from widgets.engine.model import Field, Guide

TEMPLATES = (
    "away",
    "beside",
    "board",
    "calculator",
    "check",
    "composer",
    "count",
    "form",
    "keep",
    "lead",
    "missing",
    "next",
    "people",
    "schedule",
    "timeline",
    "today",
)
# Labels whose names are put together from a word of the contract.
FAMILIES = {
    "date": ("year", "time", "time_year"),
    "count": tuple(
        f"{unit}{more}" for unit in ("words", "characters", "sentences") for more in ("", "_aim", "_limit", "_over")
    ),
    "overall": ("ready", "review", "fix"),
    "party": ("me", "them"),
    "severity": ("suggestion", "warning", "error"),
    "status": ("due", "upcoming", "late", "done", "skipped"),
    "verdict": ("pass", "warn", "fail", "na"),
}
ICONS = {
    "ready": "✓",
    "review": "!",
    "fix": "✕",
    "pass": "✓",
    "warn": "!",
    "fail": "✕",
    "na": "·",
    "suggestion": "i",
    "warning": "!",
    "error": "✕",
    "due": "●",
    "upcoming": "○",
    "late": "!",
    "done": "✓",
    "skipped": "·",
}
HYPHENED = re.compile(r"(?<![\w-])\w{1,10}-\w{1,10}(?![\w-])")
LINE_START = re.compile(r"\s*\n\s*")


def render(name: str, guide: Guide, **context: Any) -> str:
    """Return a template's HTML in the words of a guide; `t` holds its labels.

    No line of it begins with space and none is empty, so that it can stand in Markdown as it is.
    """
    template = environment().get_template(f"{name}.html.j2")
    html = template.render(guide=guide, t=SimpleNamespace(**guide.labels), **context)
    return LINE_START.sub("\n", html).strip()


class Loader:
    """Loads templates from the modules that a build compiled for the browser, or else from their sources."""

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002 - jinja2's
        """Return a template. Raises TemplateNotFound."""
        try:
            module = import_module(f"{__name__}.compiled.{name.partition('.')[0]}")
        except ModuleNotFoundError:
            text = source(name)
            if text is None:
                raise TemplateNotFound(name) from None
            code = environment.compile(text, name, name)
            return environment.template_class.from_code(environment, code, globals or {})
        return environment.template_class.from_module_dict(environment, vars(module), globals or {})


@cache
def environment() -> Environment:
    """Return the environment. It reads templates as package data, which works from a zip as well."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=Loader(),  # type: ignore[arg-type]
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "words": lambda text, **words: facts.fill(str(text), words),
        "moment": moment,
        "mine": mine,
        "example": example,
        "lines": lines,
        "unbroken": unbroken,
    }
    made.globals |= {"name_of": form.name_of, "options": controls.options}
    made.globals |= {"ticked": controls.ticked, "also": controls.also}
    made.globals |= {"field_of": lambda guide, id_: find(guide.fields, id_), "icons": ICONS}
    return made


def source(name: str) -> str | None:
    """Return a template's text."""
    data = pkgutil.get_data(__name__, name)
    return data.decode() if data else None


def labels_used() -> set[str]:
    """Return the labels that the templates name, so that a build can tell that one is missing before it is needed."""
    from jinja2 import nodes

    made = environment()
    trees = [made.parse(source(f"{name}.html.j2") or "") for name in TEMPLATES]
    found = (node for tree in trees for node in tree.find_all(nodes.Getattr))
    named = {node.attr for node in found if isinstance(node.node, nodes.Name) and node.node.name == "t"}
    return named | {f"{family}_{word}" for family, words in FAMILIES.items() for word in words}


def moment(value: str, guide: Guide, *, now: str = "") -> str:
    """Return an ISO 8601 time or day in the words of the guide; text that is neither stays as it is.

    The year is said where it is not that of `now`.
    """
    try:
        when = When.parse(value)
    except ValueError:
        return value
    day, label, clock = when.value, "date", ""
    if isinstance(day, datetime):
        day, label, clock = day.date(), "date_time", f"{day:%H:%M}"
    if now and now[:4] != str(day.year):
        label += "_year"
    return facts.fill(guide.labels[label], facts.date_words(guide, day) | {"time": clock})


def mine(step: dict[str, Any], name: str, guide: Guide, *, now: str = "") -> str:
    """Return in words when `opens`, `best` or `closes` of a step is where the reader is; empty where that is plain.

    Of a whole day that is so where it falls on the same day there, of a time of day where both clocks show the same.
    """
    if not step["mine"]:
        return ""
    there, here = step[name], step["mine"][name]
    if there[:10] != here[:10]:
        said = moment(here, guide, now=now)
    else:
        said = here[11:16] if len(there) > 10 and there != here else ""
    return facts.fill(guide.labels["mine"], {"time": said}) if said else ""


def example(field: Field, guide: Guide) -> str:
    """Return a field's example as people read it: times and ids in words."""
    if field.type in ("time", "day"):
        return moment(field.example, guide, now="0000")
    if field.type in ("choice", "choices"):
        names = dict(controls.options(guide, field))
        return ", ".join(names.get(id_.strip(), id_.strip()) for id_ in field.example.split(","))
    return field.example


def lines(text: str) -> Markup:
    """Return a text for a textarea, its line ends written so that no line of the page is empty."""
    return Markup(str(escape(text)).replace("\n", "&#10;"))  # noqa: S704 - it is escaped


def unbroken(text: str) -> Markup:
    """Return a title in which no short word is broken at its hyphen: an “E-” at the end of a line is read twice."""
    return Markup(HYPHENED.sub(r'<span class="ft-unbroken">\g<0></span>', str(escape(text))))  # noqa: S704 - it is escaped
