"""Several applications side by side: for each whom it is about, the next step and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from widgets.engine.problems import InvalidError
from widgets.needs import NeedsError
from widgets.templates import mine, moment

if TYPE_CHECKING:
    from widgets.widget import Answer, Widget

# Those without a date come after all that have one.
LAST = "9999"


def board(widget: Widget) -> Answer:
    """Return the region `board`: a row for each of the request's `applications` (`id`, `entries`), what is due first.

    `current` is the id of the one that stands in the form. Raises NeedsError with the data that all of them need.
    """
    rows, needed = [], []
    for application in widget.request.get("applications") or ():
        # A store that others write to may hold anything.
        if not isinstance(application, dict) or not {"id", "entries"} <= application.keys():
            continue
        try:
            rows.append({"id": str(application["id"]), **row(widget.beside(application["entries"]))})
        except NeedsError as error:
            needed += error.paths
    if needed:
        raise NeedsError(sorted(set(needed)))
    rows.sort(key=lambda one: (one["order"], one["name"].casefold()))
    return {"html": {"board": widget.render("board", rows=rows, current=str(widget.request.get("current") or ""))}}


def row(one: Widget) -> dict[str, Any]:
    """Return what the board says about one application: `name`, `topic`, `step`, `when`, `due` and its `order`."""
    told = one.situation(example=False)
    people = [told.get("recipient"), *(event.get("with") for event in told.get("events", []))]
    named = [told.get("organization"), *people, told.get("topic"), one.t["board_unnamed"]]
    name = next(text for text in named if text)
    topic = told.get("topic", "")
    said = {"name": name, "topic": topic if topic != name else "", "when": "", "due": False, "order": LAST}
    if not any(event.get("end") or event.get("start") for event in told.get("events", [])):
        return {**said, "step": one.t["board_no_time"]}
    try:
        plan = one.call("schedule", situation=told)
    except InvalidError:
        return {**said, "step": one.t["board_unclear"]}
    steps = {step["id"]: step for step in plan["steps"]}
    if plan["today"]:
        return {**said, "step": steps[plan["today"][0]]["title"], "when": one.t["board_now"], "due": True, "order": ""}
    step = next((step for step in plan["steps"] if step["status"] == "upcoming"), None)
    if step is None:
        return {**said, "step": one.t["board_nothing"]}
    now = told["now"]
    when = f"{moment(step['best'], one.guide, now=now)} {mine(step, 'best', one.guide, now=now)}".strip()
    return {**said, "step": step["title"], "when": when, "order": step["best"]}
