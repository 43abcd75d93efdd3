"""What a widget shows for what its form holds: the one function that the build and the browser's worker both call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from widgets import form, journey, outside, timeline
from widgets.board import board
from widgets.engine import api
from widgets.engine.decode import InvalidError, Path, Problem
from widgets.engine.facts import fill, path_of
from widgets.engine.regions import REGISTRY
from widgets.kept import kept
from widgets.mail import draft
from widgets.needs import ZONE, NeedsError, lacking, loaded, zone_path
from widgets.people import asked_for, chosen, letters, people, texts
from widgets.templates import mine, moment, render

if TYPE_CHECKING:
    from widgets.engine.model import Field, Guide

Answer = dict[str, Any]
LABELS = {"missing-key": "problem_missing", "contradiction": "problem_order", "too-large": "problem_long"}
"""The label by which readers are told of a problem, by its code."""


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
        name = form.pattern(journey.spelled(path))
        for field in self.fields():
            if form.pattern(f"situation.{path_of(field)}") == name:
                label = LABELS.get(problem.code)
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
    page: dict[str, object] = {
        "answer": answer,
        "offered": offered,
        "channels": channels,
        "chosen": first,
        "given": given or {},
    }
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
    guide, told = widget.guide, widget.filled.request
    edited = bool(widget.request.get("edited"))
    example = not widget.filled.told and not edited
    options = choices(guide, told)
    situation = widget.situation(example=example)
    found = people(widget.filled)
    person = chosen(found, told.get("to", ""))
    widget.need(situation)
    bodies = texts(guide, widget.filled, situation, options)
    others = [{"to": one.name, "body": bodies[one.key]} for one in found if bodies and one != person]
    asked = {**options, "situation": situation}
    if person and (others or "recipient" not in situation):
        asked = asked_for(person, found, situation, options)
    more = {"situation": asked["situation"], "others": others, "ignored": told.get("ignored", [])}
    missing: list[dict[str, str]] = []
    if edited:
        own = {"subject": "", "body": "", **told["message"], "kind": options["kind"], "channel": options["channel"]}
        subject, body = own["subject"], own["body"]
        check = widget.call("check", message=own, **more)
    else:
        made = widget.call("compose", **(asked | more))
        subject, body, check, missing = made["subject"], made["body"], made["check"], made["missing"]
    lead = "composer_example" if example else "composer_edited" if edited else "composer_own"
    has_subject = guide.channel(options["channel"]).subject
    if person and bodies:
        bodies[person.key] = body
    return {
        "example": example,
        "fields": {
            "message.subject": subject if has_subject else None,
            "message.body": body,
            # A part without a control: all messages beside each other.
            "beside": "" if bodies else None,
        },
        "choices": {"channel": guide.kind(options["kind"]).written_on},
        "ticks": ticks(widget),
        "html": {
            "lead": widget.render("lead", text=widget.t[lead]),
            "people": widget.render("people", people=found, person=person),
            "count": widget.render("count", stats=check["stats"]),
            "check": widget.render("check", check=check),
            "missing": widget.render("missing", missing=[] if example else with_targets(guide, missing)),
            "beside": widget.render("beside", letters=letters(found, bodies) if bodies else []),
            "next": journey.following(widget, asked["situation"], options, example=example),
        },
        "files": {} if example else message_files(options["kind"], subject if has_subject else "", body),
        "status": widget.t[f"overall_{check['overall']}"],
    }


def message_files(kind: str, subject: str, body: str) -> Answer:
    """Return the message as a text file, and where it has a subject as a draft for mail programs."""
    text = f"{subject}\n\n{body}" if subject else body
    files = {"message": {"name": f"{kind}.txt", "type": "text/plain", "text": f"{text.rstrip()}\n"}}
    if subject:
        files["draft"] = {"name": f"{kind}.eml", "type": "message/rfc822", "text": draft(subject, body)}
    return files


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
    # For whom a message was written does not make them the person for questions.
    situation.pop("recipient", None)
    plan = widget.call("schedule", situation=situation)
    schedule = api.planned_steps(guide, {"situation": situation})
    now = situation["now"]
    steps = [with_ways(widget, step, example=example) for step in plan["steps"]]
    by_id = {step["id"]: step for step in steps}
    first = journey.first_open(schedule)
    due = sorted((by_id[id_] for id_ in plan["today"]), key=lambda step: first is None or step["id"] != first.window.id)
    text = widget.t["calculator_example" if example else "calculator_own"]
    if example and widget.filled.told:
        text = asks_for_time(widget)
    own_zone, their_zone = situation.get("my_time_zone"), situation.get("their_time_zone")
    sentence = today(widget, by_id[first.window.id] if first else None, now)
    online = outside.links(schedule.planner, first) if first and not example else []
    return {
        "example": example,
        "fields": {},
        "choices": {},
        "ticks": ticks(widget),
        "html": {
            "lead": widget.render("lead", text=text),
            "today": widget.render("today", due=due, sentence=sentence, go=due[0]["go"] if due else "", now=now),
            "timeline": widget.render(
                "timeline",
                picture=timeline.picture(guide, schedule),
                now=now,
                id="ft-picture",
                bar=timeline.BAR,
                down=timeline.DOWN,
            ),
            "schedule": widget.render(
                "schedule",
                steps=steps,
                notes=plan["notes"],
                now=now,
                zone=their_zone or own_zone or "",
                own=own_zone if any(step["mine"] for step in steps) else "",
            ),
            "away": widget.render("away", links=online, step=first.title(guide) if first else ""),
        },
        "files": {} if example else files(widget, situation, steps),
        "status": text if example else sentence,
    }


def with_ways(widget: Widget, step: dict[str, Any], *, example: bool) -> dict[str, Any]:
    """Return a step with what its template needs: whether it is a promise, the way to the composer, what marks it."""
    guide = widget.guide
    promises = {(rule.id, one.kind) for rule in guide.rules for one in rule.steps if one.each == "my-promise"}
    kind, channel, to = step["kind"], step["channel"], step["to"]
    is_open = step["status"] not in ("done", "skipped")
    go = journey.link(widget, "composer", kind=kind, channel=channel, to="" if example else to)
    can_mark = not example and step["status"] in ("due", "late") and journey.can_mark(guide, "calculator")
    return {
        **step,
        "promised": (step["rule"], kind) in promises,
        "go": go if is_open and journey.writable(guide, kind, channel) else "",
        "marks": journey.marks(widget, kind, channel, to) if can_mark else {},
    }


def today(widget: Widget, step: dict[str, Any] | None, now: str) -> str:
    """Return in one sentence the one thing that is to be done today, or until when to wait."""
    if step is None:
        return widget.t["today_rest"]
    label = {"upcoming": "today_wait", "late": "today_late"}.get(step["status"], "today_do")
    best, closes = (
        f"{moment(step[name], widget.guide, now=now)} {mine(step, name, widget.guide, now=now)}".strip()
        for name in ("best", "closes")
    )
    return fill(widget.t[label], {"step": step["title"], "date": best, "closes": closes})


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
