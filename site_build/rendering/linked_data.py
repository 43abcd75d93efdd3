"""What the guide's pages are, in the words of schema.org, for programs that read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from site_build.rendering.bare import bare
from widgets.engine.model import Guide, Rule, WidgetText


def overview(guide: Guide) -> dict[str, Any]:
    """Return the guide as instructions with a step a rule."""
    steps = [(rule.title, rule.summary) for rule in guide.rules]
    return _document(guide, "HowTo", guide.title, guide.summary, step=_steps(steps))


def rule(guide: Guide, rule: Rule) -> dict[str, Any]:
    """Return a rule as instructions with a step for everything to do, and with its questions where it has some."""
    how = _document(guide, "HowTo", rule.title, rule.summary, step=_steps(("", line) for line in rule.do))
    if not rule.questions:
        return how
    asked = [
        {
            "@type": "Question",
            "name": bare(question.ask),
            "acceptedAnswer": {"@type": "Answer", "text": bare(question.answer)},
        }
        for question in rule.questions
    ]
    parts = [how, {"@type": "FAQPage", "inLanguage": guide.language, "mainEntity": asked}]
    return {"@context": how.pop("@context"), "@graph": parts}


def widget(guide: Guide, text: WidgetText) -> dict[str, Any]:
    """Return a widget as a program that runs in a browser and costs nothing."""
    more = {"applicationCategory": "UtilitiesApplication", "operatingSystem": "Any", "isAccessibleForFree": True}
    return _document(guide, "WebApplication", text.title, text.summary, **more)


def _document(guide: Guide, kind: str, name: str, description: str, **more: Any) -> dict[str, Any]:
    told = {"name": bare(name), "description": bare(description), "inLanguage": guide.language}
    return {"@context": "https://schema.org", "@type": kind, **told, **more}


def _steps(steps: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [
        {"@type": "HowToStep", **({"name": bare(name)} if name else {}), "text": bare(text)} for name, text in steps
    ]
