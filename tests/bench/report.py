"""The figures as tables in Markdown, for the terminal and for docs/speed.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.page import SLOWER
from tests.bench.server import PHONE
from tests.bench.variants import FLOOR, MICRO, OURS, PLAIN

BEGIN, END = "<!-- bench: what `make bench` last said; it writes here -->", "<!-- /bench -->"
NONE = "-"


def report(figures: dict[str, Any]) -> str:
    """Return everything that was measured."""
    tables = {"startup": startup, "calls": calls, "page": page, "builds": builds, "imports": imports}
    told = [line for part, table in tables.items() if part in figures for line in ("", *table(figures[part]))]
    return "\n".join([*machine(figures["machine"]), *told])


def put(file: Path, text: str) -> None:
    """Put a report between the marks in a file. Raises ValueError where it has none."""
    before, begin, rest = file.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{file}: expected a line {BEGIN} and a line {END}")
    file.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")


def machine(told: dict[str, Any]) -> Iterator[str]:
    """Yield where and with what it was measured."""
    yield (
        f"Measured on {told['day']} in one run on a machine with {told['processors']} processors: "
        f"Pyodide {told['pyodide']}, {told['chromium']}, CPython {told['python']}. "
        f"Only the ratios carry over to another machine. The load of this one was {told['load']:.1f} before it began; "
        "a second busy process makes all figures doubtful."
    )


def startup(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the way from `new Worker` to the first result that is painted, and what it takes."""
    lines, slow = figures["lines"], figures["slow_processor"]
    names = {
        "cold": "cold, ms",
        "warm": "warm, ms",
        "phone": f"cold, {lines['phone']}, ms",
        "slow line": f"cold, {lines['slow line']}, ms",
        "slow processor": f"cold, processor {slow['measured']:.1f} times slower, ms",
    }
    rows = [
        (name, {sort: values["median"] for sort, values in told.items()}, "{:,.0f}", told)
        for key, name in names.items()
        if (told := figures["milliseconds"].get(key))
    ]
    weights = figures["weights"]
    for key, name, form in (
        ("bytes", "bytes sent before it", "{:,.0f}"),
        ("requests", "requests before it", "{:.0f}"),
        ("megabytes", "memory of the browser's renderers after it, MB", "{:.0f}"),
    ):
        rows.append((name, {sort: weight[key] for sort, weight in weights.items()}, form, {}))
    yield from _head(
        "To the first result on the page", "ours", "plain `loadPyodide`", "plain / ours", "MicroPython", "JavaScript"
    )
    for name, values, form, told in rows:
        cells = [
            form.format(values[sort]) + _apart(told.get(sort)) if sort in values else NONE
            for sort in (OURS, PLAIN, MICRO, FLOOR)
        ]
        yield _row(name, *cells[:2], f"{values[PLAIN] / values[OURS]:.2f}", *cells[2:])
    yield ""
    yield (
        "All are served alike. *Plain* is the same engine as a zip of sources; *MicroPython* only loads, since the "
        "engine cannot run in it; *JavaScript* answers a constant, so it is the floor. *Warm* is the second visit, in "
        "a browser that was started again. In brackets: the lowest and the highest of the runs."
    )


def calls(figures: dict[str, Any]) -> Iterator[str]:
    """Yield how long an answer takes once the worker is ready."""
    yield from _head(
        "An answer, form in and HTML out, ms",
        "browser p50",
        "browser p95",
        "CPython p50",
        "CPython p95",
        "browser / CPython, p95",
    )
    for name, told in figures["milliseconds"].items():
        there, here = told["browser"], told["cpython"]
        times = [f"{one:.1f}" for one in (there["p50"], there["p95"], here["p50"], here["p95"])]
        yield _row(name, *times, f"{there['p95'] / here['p95']:.2f}")


def page(figures: dict[str, Any]) -> Iterator[str]:
    """Yield long tasks and layout shift."""
    yield from _head("On the page", "long tasks", "the longest, ms", "layout shift", "the same, right after a key")
    conditions = {"free": "", "phone": f"; {PHONE.name}", "slow processor": f"; main thread {SLOWER} times slower"}
    for condition, told in conditions.items():
        for name, seen in figures[condition].items():
            tasks = seen["tasks"]
            longest = str(max(tasks)) if tasks else NONE
            shifts = (f"{seen[key]:.3g}" for key in ("shift", "shift_after_input"))
            yield _row(f"{name}{told}", str(len(tasks)), longest, *shifts)


def builds(figures: dict[str, Any]) -> Iterator[str]:
    """Yield what building costs."""
    yield from _head("Building", "ours, s", "MkDocs alone, s", "ours / MkDocs", "ours, MB", "MkDocs alone, MB")
    for name, told in figures["projects"].items():
        sorts = [told.get(sort) for sort in ("ours", "plain")]
        seconds = [
            NONE
            if not one
            else f"{one['seconds']['median']:.1f}{_apart(one['seconds'], '.1f')}"
            if one["ended"]
            else f"more than {figures['limit']}"
            for one in sorts
        ]
        memory = [f"{one['megabytes']['median']:.0f}" if one else NONE for one in sorts]
        yield _row(name, *seconds, _times(*sorts), *memory)
    growth = [f"{figures['growth'][sort]:.2f}" if sort in figures["growth"] else NONE for sort in ("ours", "plain")]
    yield _row("growth: a rule of 700 / a rule of 70", *growth, "", "", "")
    yield ""
    yield (
        "The largest is built once, with every example tried; the others' figures are the middle of that and of builds "
        "which find in the cache that the guide is sound."
    )


def imports(figures: dict[str, Any]) -> Iterator[str]:
    """Yield what importing the engine costs."""
    alone, engine = (figures[name]["median"] for name in ("python alone", "the engine"))
    yield (
        f"A Python process that imports `widgets.engine.api` ends after {engine:.0f} ms, one that imports nothing "
        f"after {alone:.0f} ms: {engine / alone:.1f} times, {engine - alone:.0f} ms for the import."
    )


def _times(ours: dict[str, Any], plain: dict[str, Any] | None) -> str:
    """Return how many times longer our build took, as far as both builds tell."""
    if not plain or not plain["ended"]:
        return NONE
    times = f"{ours['seconds']['median'] / plain['seconds']['median']:.2f}"
    return times if ours["ended"] else f"more than {times}"


def _apart(told: dict[str, Any] | None, form: str = ",.0f") -> str:
    """Return how far the runs lie apart, in brackets; nothing where there was one."""
    return f" ({told['low']:{form}} to {told['high']:{form}})" if told and told["runs"] > 1 else ""


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield _row("---", *("--:" for _ in cells[1:]))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
