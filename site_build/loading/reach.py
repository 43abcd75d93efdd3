"""Steps and timings that no situation ever reaches."""

from __future__ import annotations

from collections.abc import Iterator

from widgets.engine.model import Guide, Step, Timing
from widgets.engine.problems import Path, Problem, show


def problems(guide: Guide) -> Iterator[Problem]:
    """Yield what keeps a step or one of its timings from ever being used."""
    steps = {step.id: step for rule in guide.rules for step in rule.steps}
    reached = reachable(steps)
    for index, rule in enumerate(guide.rules):
        for place, step in enumerate(rule.steps):
            path: Path = ("rules", index, "steps", place)
            yield from _step(step, path)
            for number, timing in enumerate(step.timings):
                counts = any(kind.id == step.kind and kind.counts for kind in guide.kinds)
                yield from _timing(step, number, timing, (*path, "timings", number), reached, counts=counts)


def reachable(steps: dict[str, Step]) -> set[str]:
    """Return the ids of the steps that some situation has: those that wait for a step need one that comes first."""
    reached: set[str] = set()
    while True:
        more = {
            id_
            for id_, step in steps.items()
            if id_ not in reached and any(timing.after != "step" or timing.step in reached for timing in step.timings)
        }
        if not more:
            return reached
        reached |= more


def _step(step: Step, path: Path) -> Iterator[Problem]:
    if step.each == "their-promise" and "their-promise" in step.unless:
        expected = "a condition that lets the step happen"
        got = "a step for each promise of theirs, but none where they promised something"
        yield Problem((*path, "unless"), "unreachable", expected, got, "delete their-promise here, or change each")
    if step.into == step.id:
        yield Problem(
            (*path, "into"), "unreachable", "another step", "the step itself", "name the step that replaces it"
        )
    if step.meets == step.id:
        yield Problem((*path, "meets"), "unreachable", "another step", "the step itself", "name the step that it meets")
    if step.into and step.into != step.id and step.late == "skip":
        fix = "write late: send, or delete this line"
        yield Problem((*path, "into"), "never-used", "no into where late is skip", show(step.into), fix)
    if step.channel in step.instead:
        number = step.instead.index(step.channel)
        expected = "other channels than the step's own"
        yield Problem((*path, "instead", number), "listed-twice", expected, show(step.channel), "delete it here")


def _timing(  # noqa: PLR0913 - a timing, and what makes it reachable
    step: Step, number: int, timing: Timing, path: Path, reached: set[str], *, counts: bool
) -> Iterator[Problem]:
    for earlier in step.timings[:number]:
        if (earlier.after, earlier.step) == (timing.after, timing.step) or earlier.after in ("event-end", "now"):
            expected = "timings of which each can be used"
            got = f"one after {earlier.after} before it, which always wins"
            fix = "put the timing that is always known last, or delete this one"
            yield Problem((*path, "after"), "unreachable", expected, got, fix)
            return
    if timing.after == "promise-due" and "promise" not in step.each:
        expected, fix = "each: my-promise or each: their-promise beside it", "add it to the step, or change after"
        yield Problem((*path, "after"), "unreachable", expected, f"each: {step.each}" if step.each else "none", fix)
    if timing.after == "last-question" and counts:
        expected, fix = "a message kind with counts: false, since it waits for all that count", "count from a step"
        yield Problem((*path, "after"), "unreachable", expected, "a step that asks for something", fix)
    if timing.after == "answer-by" and "answer-by" in step.unless:
        expected, fix = "an anchor that the step can have", "delete answer-by from unless, or change after"
        yield Problem((*path, "after"), "unreachable", expected, "answer-by, which is also in unless", fix)
    if timing.after == "step" and timing.step == step.id:
        fix = "name another step, or count from event-end"
        yield Problem((*path, "step"), "unreachable", "a step that comes before", "the step itself", fix)
    elif timing.after == "step" and timing.step not in reached:
        expected = "a step that begins the chain, counted from something else than a step"
        got = f"{show(timing.step)}, which waits in a circle"
        yield Problem((*path, "step"), "unreachable", expected, got, "count one step of the circle from event-end")
