"""From `new Worker` to the first result on the page: cold and warm, on a slow line, on a slow processor."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from tests.bench import chrome, questions
from tests.bench.figures import summary
from tests.bench.server import FREE, PHONE, SLOW, Line, MeasuredServer
from tests.bench.variants import FOLDER, OURS, PLAIN, Variant
from widgets.engine.model import Guide

SLOWER = 4
SETTLE = 1500
"""Milliseconds after the first result, in which the browser writes its caches."""


def open_harness(page: Page, server: MeasuredServer) -> None:
    """Go to the page that starts workers."""
    page.goto(f"{server.url}{FOLDER}/")
    page.wait_for_function("'first' in globalThis")


def start(page: Page, server: MeasuredServer, variant: Variant, guide: Guide) -> float:
    """Start a worker there, and return the milliseconds until its first result was painted."""
    request = [server.prefix + variant.worker, questions.first(guide)]
    return page.evaluate("([url, request]) => first(url, request)", request)


class Startup:
    """Runs of all variants in turn, so that what else the machine does falls on all of them alike."""

    def __init__(
        self, playwright: Playwright, server: MeasuredServer, variants: dict[str, Variant], guide: Guide
    ) -> None:
        """Keep what all runs share."""
        self.playwright = playwright
        self.server = server
        self.variants = variants
        self.guide = guide
        self.times: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.weights: dict[str, dict[str, Any]] = {}

    def measure(self, rounds: int) -> dict[str, Any]:
        """Return the figures by condition and variant, in milliseconds; the weights by variant.

        A slow line gets fewer rounds, since bytes vary less than the work of a busy machine.
        """
        for name in self.variants:
            # The server packs every file once, and the system reads it once, before anything counts.
            self.run("", name, FREE)
        for _ in range(rounds):
            for name in self.variants:
                self.run("free", name, FREE, again=True)
        for condition, line, slower, times in (
            ("phone", PHONE, 1, rounds - 2),
            ("slow line", SLOW, 1, rounds - 4),
            ("slow processor", FREE, SLOWER, rounds - 2),
        ):
            for _ in range(max(1, times)):
                for name in (OURS, PLAIN):
                    self.run(condition, name, line, slower=slower)
        figures: dict[str, Any] = defaultdict(dict)
        for (condition, name), measured in self.times.items():
            figures[condition][name] = summary(measured)
        return {
            "milliseconds": dict(figures),
            "weights": self.weights,
            "lines": {"phone": PHONE.name, "slow line": SLOW.name},
            "slow_processor": {"asked": SLOWER, "measured": self.slowness()},
        }

    def run(self, condition: str, name: str, line: Line, *, slower: int = 1, again: bool = False) -> None:
        """Note one visit with an empty profile, and on demand one more with what that left on the disk.

        The browser is started anew for the second, so that nothing comes from memory that a reader who returns another
        day would not have.
        """
        self.server.line = line
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            profile = Path(folder)
            with chrome.visit(self.playwright, profile, slower=slower) as page:
                took = self.first(page, name)
                if not condition:
                    self.weights[name] = {**self.weight(), "megabytes": chrome.memory(profile)}
                    return
                if again:
                    page.wait_for_timeout(SETTLE)
            if condition == "free":
                self.times["cold", name].append(took)
            else:
                self.times[condition, name].append(took)
            if again:
                with chrome.visit(self.playwright, profile) as page:
                    self.times["warm", name].append(self.first(page, name))
        sys.stderr.write(".")
        sys.stderr.flush()

    def first(self, page: Page, name: str) -> float:
        """Return the milliseconds to the first result; what the server sends meanwhile is in its `sent`."""
        open_harness(page, self.server)
        self.server.answered.clear()
        return start(page, self.server, self.variants[name], self.guide)

    def weight(self) -> dict[str, int]:
        """Return the bytes, as sent, and the requests since the worker was started."""
        sent = list(self.server.answered)
        return {"bytes": sum(one.size for one in sent), "requests": len(sent)}

    def slowness(self) -> float:
        """Return how many times slower the slow processor was for a worker."""
        with (
            tempfile.TemporaryDirectory(prefix="bench-") as folder,
            chrome.visit(self.playwright, Path(folder)) as page,
        ):
            return chrome.slowness(page, Path(folder), SLOWER)
