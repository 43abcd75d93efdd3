"""The labels of a guide: those of its language, with its own over them."""

from __future__ import annotations

from typing import Any

from site_build.folders import LANGUAGES
from site_build.loading import yaml_source
from widgets.engine.facts import SLOT
from widgets.engine.problems import Problem, nearest, show

NAMES = {"weekdays": 7, "months": 12}
"""The labels that are lists of names, and how many there are."""


def labels(data: dict[str, Any]) -> tuple[Any, list[Problem]]:
    """Return all labels of a guide as plain data, and what is wrong with its language and its own ones."""
    own = data.get("labels", {})
    language = data.get("language", "en")
    if not isinstance(own, dict) or not isinstance(language, str):
        return own, []
    known = sorted(path.stem for path in LANGUAGES.glob("*.yml"))
    # A language without labels of its own takes the English ones as the list of what its guide has to give.
    default = yaml_source.read(LANGUAGES / f"{language if language in known else 'en'}.yml").data
    missing = [] if language in known else [name for name in default if name not in own]
    problems = []
    if missing:
        expected = f"a language with labels ({', '.join(known)}), or every label under labels"
        got = f"{show(language)}, and none for {', '.join(missing[:3])}" + ", …" * (len(missing) > 3)
        fix = "translate the labels that the reference lists, and give them under labels"
        problems.append(Problem(("language",), "unknown-language", expected, got, fix))
    for name, text in own.items():
        if name not in default:
            fix = nearest(name, default) or "delete it; the reference names every label"
            problems.append(Problem(("labels", name), "unknown-label", "the name of a label", show(name), fix))
        elif isinstance(text, str):
            problems += _text(name, text, default[name])
    return {**default, **own}, problems


def _text(name: str, text: str, default: str) -> list[Problem]:
    """Return what is wrong with the text of a label, seen from what its language has there."""
    path = ("labels", name)
    if name in NAMES and len(text.split()) != NAMES[name]:
        expected = f"{NAMES[name]} names with a space between two"
        return [Problem(path, "wrong-value", expected, f"{len(text.split())}", f"write them as in: {default}")]
    slots = SLOT.findall(default)
    known = f"known: {', '.join(f'{{{slot}}}' for slot in slots)}" if slots else "this label has none; delete it"
    return [
        Problem(path, "unknown-slot", "a slot of this label", f'"{{{slot}}}"', nearest(slot, slots) or known)
        for slot in dict.fromkeys(SLOT.findall(text))
        if slot not in slots
    ]
