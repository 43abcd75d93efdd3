"""Waiting for what a page comes to, where its policy forbids the `eval` by which Playwright's own waiting does it."""

from __future__ import annotations

import time

from playwright.sync_api import Error, Page

PATIENCE = 30
"""Seconds; a busy machine is no fault of the page."""
PAUSE = 50


def until(page: Page, expression: str) -> None:
    """Wait until an expression, or what a function promises, is true in the page or the one after it."""
    end = time.monotonic() + PATIENCE
    while not _is_so(page, expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(PAUSE)


def _is_so(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(expression))
    except Error as error:
        # The page was left while it was asked.
        if "Execution context was destroyed" not in str(error):
            raise
        return False
