"""How long an answer takes once the worker is ready, in the browser and in CPython."""

from __future__ import annotations

import json
import platform
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from tests.bench import chrome, questions
from tests.bench.figures import spread
from tests.bench.server import FREE, MeasuredServer
from tests.bench.startup import open_harness, start
from tests.bench.variants import Variant
from widgets.engine.model import Guide
from widgets.views import view

WARM_UP = 3


def measure(
    playwright: Playwright, server: MeasuredServer, variant: Variant, guide: Guide, runs: int
) -> dict[str, Any]:
    """Return p50 and p95 of each sort of question in milliseconds, in the browser and in CPython.

    Either answers the same requests, the form's values in and HTML out. In the browser that includes the way to the
    worker and back.
    """
    asked = {
        "check, 200 words": [questions.check(guide, 200, turn) for turn in range(runs + WARM_UP)],
        "check, 2000 words": [questions.check(guide, 2000, turn) for turn in range(runs // 3 + WARM_UP)],
        "schedule": [questions.schedule(guide, turn) for turn in range(runs + WARM_UP)],
    }
    server.line = FREE
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, chrome.visit(playwright, Path(folder)) as page:
        open_harness(page, server)
        start(page, server, variant, guide)
        for name, requests in asked.items():
            browser, here = [], []
            # In turn, so that what else the machine does falls on both alike.
            for request in requests:
                browser.append(page.evaluate("(request) => time(request)", request))
                here.append(_here(guide, request))
            figures[name] = {"browser": spread(browser[WARM_UP:]), "cpython": spread(here[WARM_UP:])}
    return {"milliseconds": figures, "cpython": platform.python_version()}


def _here(guide: Guide, request: questions.Request) -> float:
    """Return the milliseconds that this Python takes for a request, JSON text to JSON text."""
    text = json.dumps(request)
    begun = time.perf_counter()
    json.dumps(view(guide, json.loads(text)))
    return (time.perf_counter() - begun) * 1000
