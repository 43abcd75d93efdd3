"""What a widget shows for what its form holds: the one function that the build and the browser's worker both call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from widgets import form
from widgets.board import board
from widgets.engine import api
from widgets.engine.decode import InvalidError, Path, Problem
from widgets.engine.facts import fill, path_of
from widgets.engine.regions import REGISTRY
from widgets.kept import kept
from widgets.needs import ZONE, NeedsError, lacking, loaded, zone_path
from widgets.templates import mine, moment, render

if TYPE_CHECKING:
    from widgets.engine.model import Field, Guide

Answer = dict[str, Any]


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
        name = form.pattern(spelled(path))
        for field in self.fields():
            if form.pattern(f"situation.{path_of(field)}") == name:
                label = {"missing-key": "problem_missing", "contradiction": "problem_order"}.get(problem.code)
                words = {"ask": field.ask, "expected": problem.expected, "got": problem.got, "example": field.example}
                return fill(self.t[label or "problem_value"], words)
        return fill(self.t["problem_other"], {"problem": str(problem)})


def view(guide: Guide, request: dict[str, Any]) -> Answer:
    """Return what a widget shows for a request of its page.

    `request`: `widget` (`composer` or `calculator`), `entries` (`[[name, value], …]`), `now` (with its offset), `zone`
    (the browser's), `edited` (whether the message is the reader's own), `root` (the way to the site's root), `fetched`
    (paths of data that was looked for in vain or not). The answer is one of

    - `example`, `fields` (control name to value; None where this message has no such part), `choices` (name of a select
      to the values that can be chosen now; the first where the chosen one cannot), `ticks` (name of tick boxes to the
      values that hold unless the reader ticks others), `html` (region to HTML), `files` (name to `name`, `type`,
      `text`) and `status` (one sentence for the status line);
    - `error`: `sentence` and `problems` (`name` of the control, `sentence`);
    - `needs`: paths of data that has to be fetched before the same request is made again.

    Two more values of `widget` are no widget of their own: `board` takes `applications` and `current` and gives `html`
    with the region `board`; `kept` takes the `text` of a file or a link and gives `applications` and `said`.
    """
    widget = Widget(guide, request)
    try:
        views = {"composer": composer, "calculator": calculator, "board": board, "kept": kept}
        return views[request["widget"]](widget)
    except NeedsError as error:
        return {"needs": error.paths}
    except InvalidError as error:
        return widget.error(error.problems)


def prerender(
    guide: Guide, widget: str, root: str, *, chosen: dict[str, str] | None = None, given: dict[str, str] | None = None
) -> str:
    """Return a whole widget with its worked example, as HTML that can stand in Markdown; `root` as in `../`.

    `chosen` may name the `kind`, `channel` and `tone` to start with; `given` holds answers by field id, which stand in
    the form from the start.
    """
    first = choices(guide, chosen or {})
    entries = [[name, first[name]] for name in ("kind", "channel", "tone")]
    answer = view(guide, {"widget": widget, "root": root, "entries": entries})
    if "error" in answer:
        raise ValueError(answer["error"]["sentence"])
    offered = [kind for kind in guide.kinds if kind.layouts]
    written = {channel for kind in offered for channel in kind.written_on}
    channels = [channel for channel in guide.channels if channel.id in written]
    page = {"answer": answer, "offered": offered, "channels": channels, "chosen": first, "given": given or {}}
    # What an author chose for this place is not replaced by what a reader chose elsewhere.
    page["placed"] = any((chosen or {}).values())
    return render(widget, guide, root=root, widget=widget, **page)


def choices(guide: Guide, told: dict[str, Any]) -> dict[str, Any]:
    """Return kind, channel, tone and wording as chosen; what is not offered gives way to the first that is."""

    def choose(name: str, ids: list[str]) -> str:
        return told[name] if told.get(name) in ids else ids[0]

    kind = choose("kind", [kind.id for kind in guide.kinds if kind.layouts])
    return {
        "kind": kind,
        "channel": choose("channel", guide.kind(kind).written_on),
        "tone": choose("tone", [tone.id for tone in guide.tones]),
        "wording": told.get("wording", 0),
    }


def composer(widget: Widget) -> Answer:
    """Return a message made from the form, or what the rules say about the reader's own."""
    told = widget.filled.request
    message = told["message"]
    edited = bool(widget.request.get("edited"))
    example = not widget.filled.told and not edited
    chosen = choices(widget.guide, told)
    situation = widget.situation(example=example)
    subject = widget.guide.channel(chosen["channel"]).subject
    fields: dict[str, str | None] = {} if subject else {"message.subject": None}
    missing: list[dict[str, str]] = []
    ignored = told.get("ignored", [])
    if edited:
        own = {"body": "", **message, "kind": chosen["kind"], "channel": chosen["channel"]}
        check = widget.call("check", situation=situation, message=own, ignored=ignored)
        if subject:
            fields["message.subject"] = message.get("subject", "")
    else:
        draft = widget.call("compose", situation=situation, ignored=ignored, **chosen)
        check, missing = draft["check"], draft["missing"]
        fields["message.body"] = draft["body"]
        fields["message.subject"] = draft["subject"] if subject else None
    lead = "composer_example" if example else "composer_edited" if edited else "composer_own"
    return {
        "example": example,
        "fields": fields,
        "choices": {"channel": widget.guide.kind(chosen["kind"]).written_on},
        "ticks": ticks(widget),
        "html": {
            "lead": widget.render("lead", text=widget.t[lead]),
            "check": widget.render("check", check=check),
            "missing": widget.render("missing", missing=[] if example else with_targets(widget.guide, missing)),
        },
        "files": {},
        "status": widget.t[f"overall_{check['overall']}"],
    }


def with_targets(guide: Guide, missing: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return missing facts, each with the id of its control where the form has one."""
    groups = guide.composer.form
    ids = {id_: f"ft-composer-{id_}" + ("-0" if group.repeat else "") for group in groups for id_ in group.fields}
    return [{**fact, "target": ids.get(fact["field"], "")} for fact in missing]


def calculator(widget: Widget) -> Answer:
    """Return the schedule of the form; as long as no event has a time, that of the worked example."""
    guide = widget.guide
    events = widget.filled.request["situation"].get("events", [])
    example = not any(event.get("end") or event.get("start") for event in events)
    situation = widget.situation(example=example)
    plan = widget.call("schedule", situation=situation)
    now = situation["now"]
    promises = {(rule.id, step.kind) for rule in guide.rules for step in rule.steps if step.each == "my-promise"}
    steps = [{**step, "promised": (step["rule"], step["kind"]) in promises} for step in plan["steps"]]
    due = [step for step in steps if step["id"] in plan["today"]]
    upcoming = next((step for step in steps if step["status"] == "upcoming"), None)
    text = widget.t["calculator_example" if example else "calculator_own"]
    if example and widget.filled.told:
        text = asks_for_time(widget)
    own_zone, their_zone = situation.get("my_time_zone"), situation.get("their_time_zone")
    return {
        "example": example,
        "fields": {},
        "choices": {},
        "ticks": ticks(widget),
        "html": {
            "lead": widget.render("lead", text=text),
            "today": widget.render("today", due=due, next=upcoming, now=now),
            "schedule": widget.render(
                "schedule",
                steps=steps,
                notes=plan["notes"],
                now=now,
                zone=their_zone or own_zone or "",
                own=own_zone if any(step["mine"] for step in steps) else "",
            ),
        },
        "files": {} if example else files(widget, situation, steps),
        "status": text if example else today(widget, due),
    }


def today(widget: Widget, due: list[dict[str, Any]]) -> str:
    """Return in one sentence what is to be done today."""
    return fill(widget.t["due_today"], {"step": due[0]["title"]}) if due else widget.t["note_wait"]


def ticks(widget: Widget) -> dict[str, list[str]]:
    """Return the weekend of the region that was told, or else the guide's, under the name of the control for it.

    It is told apart from the situation, which is the example's until an event has a time.
    """
    guide = widget.guide
    told = str(widget.filled.request["situation"].get("region", ""))
    widget.need({"region": told})
    region = REGISTRY.find(told, guide.language)
    weekend = region.weekdays if region else guide.cadence.weekend
    return {form.name_of(field): list(weekend) for field in guide.fields if path_of(field) == "weekend"}


def asks_for_time(widget: Widget) -> str:
    """Return the sentence that asks for the one thing that a schedule cannot do without."""
    field = next((one for one in widget.fields() if form.pattern(one.path) == "events[].end"), None)
    return fill(widget.t["calculator_asks"], {"ask": field.ask if field else ""})


def files(widget: Widget, situation: dict[str, Any], steps: list[dict[str, Any]]) -> Answer:
    """Return the calendar file, and the schedule as text to copy."""
    guide = widget.guide
    lines = []
    for step in steps:
        if step["status"] not in ("done", "skipped"):
            now = situation["now"]
            when = f"{moment(step['best'], guide, now=now)} {mine(step, 'best', guide, now=now)}".strip()
            lines += [f"{when}: {step['title']}", step["why"], ""]
    calendar = widget.call("calendar", situation=situation)
    return {
        "calendar": {"name": f"{guide.id}.ics", "type": "text/calendar", "text": calendar},
        "schedule": {"name": f"{guide.id}.txt", "type": "text/plain", "text": "\n".join(lines).strip()},
    }


def spelled(path: Path) -> str:
    """Return a path as the name of a control."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")
