"""What a reader feels on the composer's own page: long tasks of the main thread, and words that jump."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from tests.bench import chrome
from tests.bench.server import FREE, PHONE, Line, MeasuredServer

OBSERVE = """
globalThis.seen = { tasks: [], shifts: [], moved: [] };
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) seen.tasks.push(duration);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    seen.shifts.push([value, hadRecentInput]);
    for (const { node } of sources) seen.moved.push(node?.className || node?.nodeName || "");
  }
}).observe({ type: "layout-shift", buffered: true });
"""
TYPED = "how the night team hands over at the bedside"
PAUSE = 60
"""Milliseconds between two keys of somebody who types well."""
QUIET = 1200
"""Milliseconds until the last answer is shown and what follows it has moved."""
READY = 'followthrough-widget[data-state="ready"]'
SLOWER = 4
BARE, COMPOSER = "checklist/", "composer/"

Phase = Callable[[Page], None]


def measure(playwright: Playwright, server: MeasuredServer) -> dict[str, Any]:
    """Return long tasks and layout shifts by condition and by what the reader does.

    `tasks` are milliseconds of every task longer than 50; `shift` is the layout shift that the browser counts, and
    `shift_after_input` what it forgives because a key was pressed less than half a second before; `moved` are the
    classes of what moved. A page without a widget says what the theme alone does.
    """
    figures = {}
    for condition, line, slower in (("free", FREE, 1), ("phone", PHONE, 1), ("slow processor", FREE, SLOWER)):
        visit = Visits(playwright, server, line, slower)
        figures[condition] = {
            **visit(BARE, {"a page without a widget": _look}),
            **visit(COMPOSER, {"the composer, loading": _load, "the composer, typing when it is ready": _type}),
            **visit(COMPOSER, {"the composer, loading and typing at once": _type}),
        }
    return figures


class Visits:
    """Visits to pages of the site under one condition."""

    def __init__(self, playwright: Playwright, server: MeasuredServer, line: Line, slower: int) -> None:
        """Keep what they share; `slower` is how many times."""
        self.playwright = playwright
        self.server = server
        self.line = line
        self.slower = slower

    def __call__(self, path: str, phases: dict[str, Phase]) -> dict[str, Any]:
        """Return what was seen in each phase of a visit with an empty profile."""
        self.server.line = self.line
        said = {}
        with (
            tempfile.TemporaryDirectory(prefix="bench-") as folder,
            chrome.visit(self.playwright, Path(folder)) as page,
        ):
            page.add_init_script(OBSERVE)
            # Here it is the main thread that matters, and that one the browser itself can slow.
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": self.slower})
            page.goto(self.server.url + path)
            for name, phase in phases.items():
                phase(page)
                page.wait_for_timeout(QUIET)
                said[name] = _seen(page)
        return said


def _look(_: Page) -> None:
    """Do nothing but read."""


def _load(page: Page) -> None:
    page.locator(READY).wait_for()


def _type(page: Page) -> None:
    control = page.locator("followthrough-widget form textarea").first
    control.click()
    control.press_sequentially(TYPED, delay=PAUSE)
    page.locator(READY).wait_for()


def _seen(page: Page) -> dict[str, Any]:
    """Return what was seen since the last time."""
    seen = page.evaluate("() => { const said = seen; seen = { tasks: [], shifts: [], moved: [] }; return said; }")
    counted = [value for value, excused in seen["shifts"] if not excused]
    excused = [value for value, excused in seen["shifts"] if excused]
    return {
        "tasks": [round(duration) for duration in seen["tasks"]],
        "shift": round(sum(counted), 5),
        "shift_after_input": round(sum(excused), 5),
        "moved": sorted(set(seen["moved"])),
    }
