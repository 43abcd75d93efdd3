"""A folder of YAML files to one typed Guide, or every problem in it with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from site_build import examples, lint, yaml_source
from site_build.diagnostics import Diagnostic, GuideError, shown
from site_build.strings import render_all, variable
from site_build.yaml_source import Place, Source
from widgets.engine.decode import InvalidError, Problem, decode, nearest
from widgets.engine.decode import Path as DataPath
from widgets.engine.model import Guide

LANGUAGES = Path(__file__).parent / "language"
RULE_FILE = re.compile(r"(\d{1,4})-[a-z0-9]+(?:-[a-z0-9]+)*\.yml")


def load(folder: Path) -> Guide:
    """Return the guide of a folder. Raises GuideError with every problem of every file."""
    return Loading(folder).guide()


def parameters(guide: Guide) -> dict[str, dict[str, int | str]]:
    """Return the numbers of every rule as templates name them: `{"prompt": {"deadline": "24 hours"}}`."""
    return {
        variable(rule.id): {variable(name): parameter.value for name, parameter in rule.parameters.items()}
        for rule in guide.rules
    }


class Loading:
    """One run of the loader: the files of a folder, and what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        """Read every file of the folder."""
        self.folder = folder
        self.problems: list[Diagnostic] = []
        self.templates: set[tuple[str, DataPath]] = set()
        """The texts that could not be rendered: their file and path."""
        self.main = self.read("guide.yml")
        files = [self.read(name) for name in self.rule_files()]
        self.rules = [source for source in files if not source.problems]
        # What the other files say about one that could not be read would only repeat its problem.
        self.sound = not self.problems

    def guide(self) -> Guide:
        """Return the guide, or raise GuideError."""
        data = self.rendered()
        if not self.main.problems:
            try:
                guide = decode(Guide, data)
            except InvalidError as error:
                self.report(error.problems)
        if self.sound:
            self.report(lint.problems(data))
        if not self.problems:
            self.report(examples.unusable(guide))
        if self.problems:
            raise GuideError(self.problems)
        return guide

    def read(self, name: str) -> Source:
        """Return a file of the folder as a mapping, whatever stands in it."""
        path = self.folder / name
        source = Source(shown(path))
        try:
            source = yaml_source.read(path)
        except FileNotFoundError:
            source.report(Place(1, 1), "missing-file", f"a file {name}", "none", f"write {source.file}")
        except OSError as error:
            source.report(Place(1, 1), "unreadable", "a file that can be read", str(error.strerror or error))
        if not isinstance(source.data, dict):
            if not source.problems:
                got = "an empty file" if source.data is None else "something else"
                source.report(Place(1, 1), "wrong-type", "keys and values", got, "begin with `id: …`")
            source.data = {}
        self.problems += source.problems
        return source

    def rule_files(self) -> list[str]:
        """Return the names of the rule files in the order of their numbers."""
        numbered: dict[int, str] = {}
        paths = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        for path in paths:
            if path.suffix not in (".yml", ".yaml") or path.name == "guide.yml":
                continue
            match = RULE_FILE.fullmatch(path.name)
            if not match:
                self.problem(shown(path), "file-name", "guide.yml or <number>-<name>.yml", path.name, "rename it")
            elif int(match[1]) in numbered:
                fix = f"{numbered[int(match[1])]} has it already; give another number"
                self.problem(shown(path), "duplicate-number", "every number once", match[1], fix)
            else:
                numbered[int(match[1])] = path.name
        return [numbered[number] for number in sorted(numbered)]

    def rendered(self) -> dict[str, Any]:
        """Return the whole guide as plain data, every text with its numbers, the labels of its language filled in."""
        shared: dict[str, Any] = {}
        own: list[dict[str, Any]] = []
        for source in self.rules:
            own.append(_numbers(source.data))
            if isinstance(source.data.get("id"), str):
                shared[variable(source.data["id"])] = own[-1]
        rules = [self.texts(source, {**shared, **numbers}) for source, numbers in zip(self.rules, own, strict=True)]
        data = self.texts(self.main, shared)
        if "rules" in data:
            problem = Problem(("rules",), "unknown-key", "a known key", '"rules"', "give each its own file")
            self.locate(self.main, problem)
        return {**data, "labels": self.labels(data), "rules": rules}

    def texts(self, source: Source, context: dict[str, Any]) -> dict[str, Any]:
        """Return a file's data with every text rendered."""

        def report(problem: Problem) -> None:
            if self.sound or problem.code != "unknown-variable":
                self.locate(source, problem)
            failed.add((source.file, problem.path))

        failed: set[tuple[str, DataPath]] = set()
        data = render_all(source.data, context, (), report)
        self.templates |= failed
        return data

    def labels(self, data: dict[str, Any]) -> Any:
        """Return the labels of the guide's language with the guide's own over them."""
        own = data.get("labels", {})
        language = data.get("language", "en")
        known = sorted(path.stem for path in LANGUAGES.glob("*.yml"))
        if not isinstance(own, dict) or not isinstance(language, str):
            return own
        if language not in known:
            fix = nearest(language, known) or f"give all labels in site_build/language/{language}.yml"
            expected = f"a language with labels: {', '.join(known)}"
            self.locate(self.main, Problem(("language",), "unknown-language", expected, f'"{language}"', fix))
            return own
        default = yaml_source.read(LANGUAGES / f"{language}.yml").data
        for name in own:
            if name not in default:
                problem = Problem(("labels", name), "unknown-key", "a known label", f'"{name}"', nearest(name, default))
                self.locate(self.main, problem)
        return {**default, **own}

    def problem(self, file: str, code: str, expected: str, got: str, fix: str) -> None:
        """Add a problem of a whole file."""
        self.problems.append(Diagnostic(file, 1, 1, code, "error", expected, got, fix))

    def report(self, problems: list[Problem]) -> None:
        """Add problems of the whole guide, each at its place in its own file."""
        for problem in problems:
            match problem.path:
                case ("rules", int(index), *rest):
                    self.locate(self.rules[index], problem, tuple(rest))
                case _:
                    self.locate(self.main, problem)

    def locate(self, source: Source, problem: Problem, path: DataPath | None = None) -> None:
        """Add a problem at the place of its path in a file."""
        where = problem.path if path is None else path
        line, column = source.place(where, key=problem.code == "unknown-key")
        last = where[-1] if where else 0
        # A text that could not be rendered has its problem already; that it is still a template is no second one.
        if (source.file, where) in self.templates:
            return
        # `unknown-severity` tells more than `unknown-value`.
        code = f"unknown-{last}" if problem.code == "unknown-value" and isinstance(last, str) else problem.code
        self.problems.append(
            Diagnostic(source.file, line, column, code, "error", problem.expected, problem.got, problem.fix)
        )


def _numbers(data: dict[str, Any]) -> dict[str, Any]:
    """Return a rule's parameters by name, as far as they are well-formed; decoding reports the others."""
    given = data.get("parameters")
    if not isinstance(given, dict):
        return {}
    return {
        variable(name): parameter["value"]
        for name, parameter in given.items()
        if isinstance(parameter, dict) and isinstance(parameter.get("value"), int | str)
    }
