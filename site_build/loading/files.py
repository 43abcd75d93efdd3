"""The files of a guide's folder: which they are, in which order, and what each holds."""

from __future__ import annotations

import re
from pathlib import Path

from site_build.loading import yaml_source
from site_build.loading.diagnostics import Diagnostic, shown
from site_build.loading.yaml_source import Source
from widgets.engine.problems import nearest, show

MAIN = "guide.yml"
RULE_FILE = re.compile(r"(\d{1,4})-[a-z0-9]+(?:-[a-z0-9]+)*\.yml")
MOST_RULES = 1000
# Other endings too: editors and systems add them, and the author would look for the rule in vain.
LIKE_OURS = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)


def read(folder: Path, name: str) -> Source:
    """Return a file of the folder as keys and values, whatever stands in it."""
    path = folder / name
    source = Source(shown(path))
    try:
        source = yaml_source.read(path)
    except FileNotFoundError:
        meant = next((other for other in _names(folder) if _mistaken(other, _names(folder))), None)
        fix = f"rename {shown(folder / meant)} to {name}" if meant else "write it; the reference says what is in it"
        source.report(0, "missing-file", f"a file {name}", "none", fix)
    except IsADirectoryError:
        source.report(0, "unreadable", "a file", "a folder", "give the folder a name without .yml")
    except OSError as error:
        fix = "see that it is there, and that you may read it"
        source.report(0, "unreadable", "a file that can be read", (error.strerror or str(error)).lower(), fix)
    if not isinstance(source.data, dict):
        if not source.problems:
            got = "an empty file" if source.data is None else show(source.data)
            fix = "begin with `id: …`, and write every other key in a line below it, as in `title: …`"
            source.report(0, "wrong-type", "keys and values", got, fix)
        source.data = {}
    return source


def rule_files(folder: Path) -> tuple[list[str], list[Diagnostic]]:
    """Return the names of the rule files in the order of their numbers, and what is wrong with the names."""
    names = _names(folder)
    numbers = [int(match[1]) for name in names if (match := RULE_FILE.fullmatch(name))]
    free = max(numbers, default=0) + 1
    numbered: dict[int, str] = {}
    problems = []
    for name in names:
        if name == MAIN or _mistaken(name, names):
            continue
        match = RULE_FILE.fullmatch(name)
        if not match:
            expected, fix = "guide.yml or <number>-<name>.yml", f"rename it, for example to {_suggested(name, free)}"
            problems.append(_problem(folder / name, "file-name", expected, name, fix))
        elif int(match[1]) in numbered:
            expected, got = "every number once", f"{match[1]} again"
            fix = f"{numbered[int(match[1])]} has it already; give this one {free}"
            problems.append(_problem(folder / name, "duplicate-number", expected, got, fix))
        else:
            numbered[int(match[1])] = name
    if len(numbered) > MOST_RULES:
        expected, fix = f"at most {MOST_RULES} rules", "nobody reads so many; make several guides of them"
        problems.append(_problem(folder / MAIN, "too-many-rules", expected, str(len(numbered)), fix))
    return [numbered[number] for number in sorted(numbered)[:MOST_RULES]], problems


def _names(folder: Path) -> list[str]:
    """Return the names of the files in the folder that look like ours, in order."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []  # that guide.yml cannot be read is said
    return [name for name in names if LIKE_OURS.search(name) and not name.startswith(".")]


def _mistaken(name: str, names: list[str]) -> bool:
    """Return whether a file was meant to be guide.yml, which is missing."""
    return MAIN not in names and bool(nearest(name.lower().split(".")[0], ["guide"]))


def _suggested(name: str, number: int) -> str:
    """Return a rule file's name that is like the one given."""
    word = re.sub(r"\.ya?ml.*$", "", name.lower())
    told = re.match(r"\d{1,4}(?!\d)", word)
    word = re.sub(r"[^a-z0-9]+", "-", word.removeprefix(told[0]) if told else word).strip("-") or "rule"
    return f"{told[0] if told else number}-{word}.yml"


def _problem(path: Path, code: str, expected: str, got: str, fix: str) -> Diagnostic:
    return Diagnostic(shown(path), 1, 1, code, "error", expected, got, fix)
