"""One run over the files of a guide: read, filled in, decoded and tried, with every problem at its place."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from site_build.loading import consistency, files, lint, trials
from site_build.loading.advice import advise
from site_build.loading.blocks import pieces
from site_build.loading.diagnostics import WARNINGS, Diagnostic
from site_build.loading.labels import labels
from site_build.loading.plain import value_at
from site_build.loading.strings import UNSOUND, TextProblem, render_all, variable
from site_build.loading.yaml_source import Source
from widgets.engine.decode import decode
from widgets.engine.model import Guide
from widgets.engine.problems import InvalidError, Problem
from widgets.engine.problems import Path as DataPath
from widgets.engine.times import Duration

BLAME_THE_KEY = ("missing-example", "no-event", "no-layout", "unknown-key", "unknown-label")


class Loading:
    """One run of the loader: the files of a folder, and what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        """Read every file of the folder."""
        self.problems: list[Diagnostic] = []
        self.templates: set[tuple[str, DataPath]] = set()
        """The texts that could not be rendered: their file and path."""
        self.main = files.read(folder, files.MAIN)
        names, wrong = files.rule_files(folder)
        rules = [files.read(folder, name) for name in names]
        self.problems += [*wrong, *self.main.problems, *(one for source in rules for one in source.problems)]
        self.rules = [source for source in rules if not source.problems]
        # What the other files say about one that could not be read would only repeat its problem.
        self.sound = not self.problems

    def guide(self, *, tried: bool = True) -> Guide | None:
        """Return the guide, or None where a problem stops it; every problem found is in `problems`."""
        data = self.rendered()
        guide = None
        if not self.main.problems:
            try:
                guide = decode(Guide, data)
            except InvalidError as error:
                self.report(error.problems)
        if self.sound:
            self.report(lint.problems(data, self.where))
        # What follows asks the engine, which takes a guide whose every reference leads somewhere.
        for look in (consistency.problems, trials.problems) if tried else (consistency.problems,):
            if guide is None or self.stops():
                return None
            self.report(look(guide))
        if guide is not None:
            self.blocks(guide)
        return None if self.stops() else guide

    def blocks(self, guide: Guide) -> None:
        """Add what is wrong with the widgets that the guide's texts place."""
        bodies = [(("rules", index, "body"), rule.body) for index, rule in enumerate(guide.rules)]
        for path, text in [(("body",), guide.body), *bodies]:
            for one in (problem for piece in pieces(text, guide) for problem in piece.problems):
                source, inner = self.home(path)
                code = "bad-widget" if one.code == "unknown-value" else one.code
                problem = Problem(inner, code, one.expected, one.got, one.fix)
                self.locate(source, problem, words=text.split("\n")[one.line - 1])

    def stops(self) -> bool:
        """Return whether a problem was found that stops a build."""
        return any(problem.severity == "error" for problem in self.problems)

    def rendered(self) -> dict[str, Any]:
        """Return the whole guide as plain data, every text with its numbers, the labels of its language filled in."""
        shared: dict[str, Any] = {}
        own: list[dict[str, Any]] = []
        for source in self.rules:
            own.append(_numbers(source.data))
            if isinstance(source.data.get("id"), str):
                name = variable(source.data["id"])
                shared[name] = {**shared.get(name, {}), **own[-1]}
        rules = [self.texts(source, {**shared, **numbers}) for source, numbers in zip(self.rules, own, strict=True)]
        data = self.texts(self.main, shared)
        if "rules" in data:
            fix = "delete it; every rule is a file of its own"
            problem = Problem(("rules",), "unknown-key", "a known key", '"rules"', fix)
            self.locate(self.main, problem)
        texts, problems = labels(data)
        for problem in problems:
            self.locate(self.main, problem)
        return {**data, "labels": texts, "rules": rules}

    def texts(self, source: Source, context: dict[str, Any]) -> dict[str, Any]:
        """Return a file's data with every text rendered."""

        def report(path: DataPath, found: TextProblem) -> None:
            told = found.code == UNSOUND or (found.code == "unknown-variable" and not (self.sound and named))
            if not told:
                problem = Problem(path, found.code, found.expected, found.got, found.fix)
                self.locate(source, problem, words=found.words)
            failed.add((source.file, path))

        failed: set[tuple[str, DataPath]] = set()
        named = all(isinstance(rule.data.get("parameters", {}), dict) for rule in self.rules)
        data: dict[str, Any] = render_all(source.data, context, (), report)
        self.templates |= failed
        return data

    def report(self, problems: Iterable[Problem]) -> None:
        """Add problems of the whole guide, each at its place in its own file."""
        for problem in problems:
            source, path = self.home(problem.path)
            self.locate(source, replace(problem, path=path))

    def home(self, path: DataPath) -> tuple[Source, DataPath]:
        """Return the file in which a path of the whole guide stands, and the path within it."""
        match path:
            case ("rules", int(index), *rest):
                return self.rules[index], tuple(rest)
        return self.main, path

    def where(self, path: DataPath) -> str:
        """Return where a path of the whole guide stands, as people write it: `rules/1-soon.yml:3`."""
        source, inner = self.home(path)
        return f"{source.file}:{source.place(inner).line}"

    def locate(self, source: Source, problem: Problem, words: str = "") -> None:
        """Add a problem at the place of its path in a file, or of certain words in the text there."""
        path = problem.path
        # A text that could not be rendered has its problem already; that it is still a template is no second one.
        if (source.file, path) in self.templates:
            return
        problem = advise(problem, value_at(source.data, path))
        if problem.code == "unknown-slot":
            words = problem.got.strip('"')
        # `unknown-severity` tells more than `unknown-value`.
        last = path[-1] if path else 0
        code = f"unknown-{last}" if problem.code == "unknown-value" and isinstance(last, str) else problem.code
        severity: Literal["error", "warning"] = "warning" if code in WARNINGS else "error"
        places = source.places(path, words) if words else [source.place(path, key=code in BLAME_THE_KEY)]
        self.problems += [
            Diagnostic(source.file, *place, code, severity, problem.expected, problem.got, problem.fix)
            for place in places
        ]


def _numbers(data: dict[str, Any]) -> dict[str, Any]:
    """Return a rule's parameters by name; those that are not well-formed, which is reported elsewhere, as UNSOUND."""
    given = data.get("parameters")
    if not isinstance(given, dict):
        return {}
    values = {
        name: parameter.get("value") if isinstance(parameter, dict) else None for name, parameter in given.items()
    }
    return {variable(name): value if _is_sound(value) else UNSOUND for name, value in values.items()}


def _is_sound(value: Any) -> bool:
    if isinstance(value, str):
        with suppress(ValueError):
            return bool(Duration.parse(value))
    return isinstance(value, int) and not isinstance(value, bool)
