"""One question of a widget: the guide, the request of its page, and what the form in it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from widgets import form
from widgets.engine import api
from widgets.engine.facts import fill, path_of
from widgets.engine.problems import Path, Problem, path_text
from widgets.engine.regions import REGISTRY
from widgets.needs import ZONE, NeedsError, lacking, loaded, zone_path
from widgets.templates import render

if TYPE_CHECKING:
    from widgets.engine.model import Field, Guide

Answer = dict[str, Any]
LABELS = {"missing-key": "problem_missing", "contradiction": "problem_order", "too-large": "problem_long"}
"""The label by which readers are told of a problem, by its code."""
WRITTEN = {"message.subject": "subject", "message.body": "body"}
"""The labels of what a reader writes that is no field of the guide."""


class Widget:
    """One question of a widget: the guide, the request, and what the form in it says."""

    def __init__(self, guide: Guide, request: dict[str, Any]) -> None:
        """Read the form; anything that is not in the request has a default."""
        self.guide = guide
        self.request = request
        self.filled = form.fill(guide, request.get("entries"))
        self.root = str(request.get("root") or "")

    def beside(self, entries: object) -> Widget:
        """Return the same question about other entries, as the calculator would ask it."""
        return Widget(self.guide, {**self.request, "widget": "calculator", "entries": entries})

    @property
    def t(self) -> dict[str, str]:
        """Return the labels."""
        return self.guide.labels

    def situation(self, *, example: bool) -> dict[str, Any]:
        """Return the situation of the worked example, or the reader's with their clock and their zone."""
        if example:
            return form.worked_example(self.guide)
        told = {**self.filled.request["situation"], "now": self.request.get("now")}
        zone = self.request.get("zone")
        # A zone that the reader did not type must not give them an error about it.
        if isinstance(zone, str) and ZONE.fullmatch(zone) and (loaded(zone) or zone_path(zone) not in self.fetched):
            told.setdefault("my_time_zone", zone)
        return told

    @property
    def fetched(self) -> tuple[str, ...]:
        """Return the paths of data that the worker has looked for already."""
        return tuple(self.request.get("fetched") or ())

    def render(self, name: str, **context: Any) -> str:
        """Return one region's HTML."""
        return render(name, self.guide, root=self.root, **context)

    def need(self, situation: dict[str, Any]) -> None:
        """Hold that the data which a situation needs is here; raises NeedsError where it has to be fetched first."""
        paths = lacking(situation, self.fetched)
        if paths:
            raise NeedsError(paths)

    def call(self, name: str, **request: Any) -> Any:
        """Return the engine's answer; raises NeedsError where data that it needs is not here yet."""
        self.need(request["situation"])
        return api.call(self.guide, name, request)

    def error(self, problems: list[Problem]) -> Answer:
        """Return problems in the reader's words, each with the control that it is about."""
        said = [{"name": self.control(problem.path), "sentence": self.sentence(problem)} for problem in problems]
        return {"error": {"sentence": " ".join(dict.fromkeys(one["sentence"] for one in said)), "problems": said}}

    def fields(self) -> list[Field]:
        """Return the guide's fields, those of this widget's form first."""
        groups = getattr(self.guide, self.request["widget"]).form
        own = {id_ for group in groups for id_ in group.fields}
        return sorted(self.guide.fields, key=lambda field: field.id not in own)

    def control(self, path: Path) -> str:
        """Return the name of the control that a value came from, or of one in the same row, or an empty text."""
        names = self.filled.names
        return names.get(path) or next((name for known, name in names.items() if known[: len(path)] == path), "")

    def sentence(self, problem: Problem) -> str:
        """Return a problem as one plain sentence that names the question."""
        path = problem.path
        if problem.code == "missing-key":
            path = (*path, problem.expected.removeprefix("the key "))
        name = form.pattern(path_text(path))
        if question := self.question(name):
            ask, example = question
            words = {"ask": ask, "expected": problem.expected, "got": problem.got, "example": example}
            return fill(self.t[LABELS.get(problem.code, "problem_value")], words)
        return fill(self.t["problem_other"], {"problem": str(problem)})

    def question(self, name: str) -> tuple[str, str] | None:
        """Return how the form asks for what is called so, and an example; None where it does not ask."""
        if name in WRITTEN:
            return self.t[WRITTEN[name]], ""
        asked = (one for one in self.fields() if form.pattern(f"situation.{path_of(one)}") == name)
        return next(((one.ask, one.example) for one in asked), None)

    def ticks(self) -> dict[str, list[str]]:
        """Return the weekend of the region that was told, or else the guide's, under the name of the control for it.

        It is told apart from the situation, which is the example's until an event has a time.
        """
        guide = self.guide
        told = str(self.filled.request["situation"].get("region", ""))
        self.need({"region": told})
        region = REGISTRY.find(told, guide.language)
        weekend = region.weekdays if region else guide.cadence.weekend
        return {form.name_of(field): list(weekend) for field in guide.fields if path_of(field) == "weekend"}
