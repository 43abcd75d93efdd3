"""What types cannot say: every id once, every reference to something that is there, no list empty that is needed.

It works on plain data and skips what is of a wrong type, so that its problems and those of decoding come in one run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from site_build.loading import wording
from site_build.loading.plain import matches, texts
from widgets.engine.given import GIVEN
from widgets.engine.problems import Path, Problem, nearest, show

# What a path pattern means: `*` is every item of a list or every value of a mapping.
IDS = {
    "guide": ["id"],
    "rule": ["rules/*/id"],
    "check": ["rules/*/checks/*/id"],
    "part": ["parts/*/id", "rules/*/parts/*/id"],
    "step": ["rules/*/steps/*/id"],
    "field": ["fields/*/id"],
    "channel": ["channels/*/id"],
    "kind": ["kinds/*/id"],
    "tone": ["tones/*/id"],
    "status": ["statuses/*/id"],
    "source": ["rules/*/sources/*/id"],
}

REFERENCES = {
    "rule": ["statuses/*/rule"],
    "part": [
        "kinds/*/layouts/*/body/*/*",
        "kinds/*/layouts/*/subject/*",
        "kinds/*/layouts/*/shortens/*",
        "kinds/*/layouts/*/drops/*",
    ],
    "step": [
        "rules/*/steps/*/timings/*/step",
        "rules/*/steps/*/into",
        "rules/*/steps/*/meets",
        "rules/*/checks/*/step",
    ],
    "field": [
        "composer/form/*/fields/*",
        "calculator/form/*/fields/*",
        "rules/*/checks/*/fields/*",
        "rules/*/checks/*/field",
        "kinds/*/needs/*",
        "grammar/readings/*/fields/*",
    ],
    "channel": [
        "kinds/*/layouts/*/channels/*",
        "rules/*/steps/*/channel",
        "rules/*/steps/*/instead/*",
        "rules/*/steps/*/also/*",
        "rules/*/checks/*/channels/*",
        "rules/*/examples/*/channel",
        "rules/*/checks/*/passes/*/channel",
        "rules/*/checks/*/fails/*/channel",
    ],
    "kind": [
        "statuses/*/keeps/*",
        "rules/*/steps/*/kind",
        "rules/*/checks/*/kinds/*",
        "rules/*/examples/*/kind",
        "rules/*/checks/*/passes/*/kind",
        "rules/*/checks/*/fails/*/kind",
    ],
    "tone": ["parts/*/wordings/*/tones/*", "rules/*/parts/*/wordings/*/tones/*"],
    "status": [
        "rules/*/steps/*/when/*",
        "parts/*/wordings/*/statuses/*",
        "rules/*/parts/*/wordings/*/statuses/*",
        "rules/*/checks/*/not_at/*",
    ],
}

# Ids that mean something within their own rule only: where it declares them, and where it names them.
WITHIN = {
    "check": ("checks/*/id", "examples/*/finds/*"),
    "source": ("sources/*/id", "parameters/*/source"),
}

# Lists without which a thing says nothing, and what is missing where they are empty.
FILLED = {
    "fields": "one field",
    "channels": "one channel",
    "kinds": "one kind of message",
    "tones": "one tone",
    "statuses": "one status",
    "kinds/*/layouts/*/channels": "one channel",
    "kinds/*/layouts/*/body": "one paragraph",
    "parts/*/wordings": "one wording",
    "rules/*/parts/*/wordings": "one wording",
    "composer/form": "one group of fields",
    "calculator/form": "one group of fields",
    "composer/form/*/fields": "one field",
    "calculator/form/*/fields": "one field",
    "rules/*/steps/*/timings": "one timing",
    "rules/*/checks/*/any": "one pattern",
    "rules/*/checks/*/after": "one pattern",
    "rules/*/checks/*/together/*/each": "one list",
    "rules/*/checks/*/together/*/each/*": "one pattern",
    "rules/*/checks/*/fields": "one field",
}

# Texts that a page cannot do without.
SAID = ("title", "summary", "*/*/name", "fields/*/ask", "rules/*/title", "rules/*/summary", "rules/*/*/*/title")

ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
RESERVED = {
    ("rule", "index"): "name it otherwise; that page is the overview of the rules",
    **{("field", name): f"name it otherwise; {{{name}}} is {given.says}" for name, given in GIVEN.items()},
}

Where = Callable[[Path], str]


def problems(data: dict[str, Any], where: Where) -> Iterator[Problem]:
    """Yield every problem of a whole guide as plain data, with `rules` as a list; `where` names the place of a path."""
    known = {thing: texts(data, *patterns) for thing, patterns in IDS.items()}
    yield from _ids(known, where)
    yield from _references(data, known)
    yield from _within(data)
    yield from _empty(data)
    yield from _twice(data)
    yield from wording.problems(data)


def _ids(known: dict[str, list[tuple[Path, str]]], where: Where) -> Iterator[Problem]:
    for thing, found in known.items():
        first: dict[str, Path] = {}
        for path, id_ in found:
            if not ID.fullmatch(id_):
                yield bad_id(path, id_)
            elif (thing, id_) in RESERVED:
                yield Problem(path, "bad-id", "another id", show(id_), RESERVED[thing, id_])
            elif id_ in first:
                fix = f"{where(first[id_])} has it already; name one of them otherwise"
                yield Problem(path, "duplicate-id", f"every {thing} id once", f"{show(id_)} again", fix)
            else:
                first[id_] = path


def bad_id(path: Path, id_: str) -> Problem:
    """Return the problem of an id that is none, with one that it could be."""
    plain = unicodedata.normalize("NFKD", id_.casefold()).encode("ascii", "ignore").decode()
    meant = re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")
    fix = f"write {meant}" if ID.fullmatch(meant) else "write one or more words, as in generic-opening"
    return Problem(path, "bad-id", "small letters a to z and digits, with hyphens between words", show(id_), fix)


def _references(data: Any, known: dict[str, list[tuple[Path, str]]]) -> Iterator[Problem]:
    for thing, patterns in REFERENCES.items():
        ids = {id_ for _, id_ in known[thing]}
        if not all(_complete(data, pattern) for pattern in IDS[thing]) or (not ids and f"{thing}s" in FILLED):
            continue  # what is wrong there is said there
        for path, id_ in texts(data, *patterns):
            if id_ not in ids:
                yield _unknown(path, thing, id_, sorted(ids))


def _within(data: Any) -> Iterator[Problem]:
    """Yield ids that a rule's own things should have, and do not."""
    for path, rule in matches(data, "rules/*"):
        for thing, (declared, named) in WITHIN.items():
            known = [id_ for _, id_ in texts(rule, declared)]
            if not _complete(rule, declared):
                continue
            for inner, id_ in texts(rule, named):
                if id_ and id_ not in known:
                    yield _unknown((*path, *inner), thing, id_, known, " of this rule")


def _complete(data: Any, pattern: str) -> bool:
    """Return whether every item of the lists that a pattern of ids names is there with its id."""
    items = pattern.removesuffix("/id")
    lists = [value for _, value in matches(data, items.removesuffix("/*"))]
    ids = [item.get("id") if isinstance(item, dict) else None for _, item in matches(data, items)]
    return all(isinstance(one, list) for one in lists) and all(isinstance(id_, str) for id_ in ids)


def _unknown(path: Path, thing: str, id_: str, known: list[str], where: str = "") -> Problem:
    fix = nearest(id_, known) or (
        f"known: {', '.join(known)}" if known else f"declare the {thing} first; there is none"
    )
    return Problem(path, f"unknown-{thing}", f"the id of a {thing}{where}", show(id_), fix)


def _empty(data: Any) -> Iterator[Problem]:
    for pattern, thing in FILLED.items():
        for path, value in matches(data, pattern):
            if value == []:
                yield Problem(path, "empty", f"at least {thing}", "an empty list", f"add {thing}")
    for path, value in texts(data, *SAID):
        if not value.strip():
            yield Problem(path, "empty", "text", "none", "write it here")


def _twice(data: Any) -> Iterator[Problem]:
    """Yield ids that stand twice in one list."""
    lists = [
        pattern.removesuffix("/*") for patterns in REFERENCES.values() for pattern in patterns if pattern[-1] == "*"
    ]
    for path, items in (found for pattern in [*lists, "rules/*/examples/*/finds"] for found in matches(data, pattern)):
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, str) and item in items[:index]:
                yield Problem(
                    (*path, index), "listed-twice", "every id once", f"{show(item)} again", "delete one of them"
                )
