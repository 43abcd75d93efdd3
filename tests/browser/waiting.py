"""Waiting for what a page comes to, where its policy forbids the `eval` by which Playwright's own waiting does it."""

from __future__ import annotations

import time

from playwright.sync_api import Page

PATIENCE = 30
"""Seconds; a busy machine is no fault of the page."""
PAUSE = 50


def until(page: Page, expression: str) -> None:
    """Wait until an expression, or what a function promises, is true in the page."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(PAUSE)
