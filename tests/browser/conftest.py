"""What the browser tests share: browsers, the site as GitHub Pages would serve it, and a page that hides no fault."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, expect, sync_playwright

from tests.browser.pages_server import PagesServer
from tests.support import REPOSITORY, Built, free_port, mkdocs, said

VIOLATIONS = """addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI, sample, sourceFile}) =>
  console.error(`policy: ${effectiveDirective} of ${blockedURI} ${sample} in ${sourceFile}`));"""
PATIENCE = 45_000
"""Milliseconds to wait for what a page should come to; a busy machine is no fault of the page."""
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Nothing but this machine has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def chromium() -> str | None:
    """Return the browser of this machine; None means Playwright's own."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def firefox() -> str | None:
    """Return the Firefox of this machine; None means Playwright's own."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


# It cannot be told at run time what the reader prefers. And nothing but this machine has an address.
FIREFOX: dict[str, str | float | bool] = {"ui.prefersReducedMotion": 1, "network.dns.localDomains": "*"}


def flags() -> list[str]:
    """Return how to start it."""
    return [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else FLAGS


@dataclass
class Journal:
    """What a page did that it should not; a test that provokes something names it in `allowed`."""

    host: str
    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note the page's requests to elsewhere, what its policy forbids, its errors and its warnings."""
        page.add_init_script(VIOLATIONS)
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:")):
            self.faults.append(f"request: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.type}: {message.text} ({message.location.get('url', '')})")

    def unexpected(self) -> list[str]:
        """Return the faults that the test did not allow."""
        # Most tests count requests, so that nothing else may ask for files.
        allowed = re.compile("|".join(["Service Worker registration blocked", *self.allowed]))
        return [fault for fault in self.faults if not allowed.search(fault)]


def launched(playwright: Playwright, engine: str, **more: Any) -> Browser:
    """Start `chromium` or `firefox`; `more` is for Chromium alone."""
    if engine == "chromium":
        return playwright.chromium.launch(executable_path=chromium(), args=flags(), **more)
    own = firefox()
    # Debian's is driven by the protocol that all browsers share, Playwright's own by one of its own.
    channel: dict[str, Any] = {"channel": "moz-firefox", "executable_path": own} if own else {}
    return playwright.firefox.launch(**channel, firefox_user_prefs=FIREFOX)


@contextmanager
def project_served(folder: Path, *options: str) -> Iterator[PagesServer]:
    """Build the site of a project, and serve it at the address that it was built for."""
    port = free_port()
    done = mkdocs("build", *options, url=f"http://127.0.0.1:{port}/{REPOSITORY}/", folder=folder)
    assert done.returncode == 0, said(done)
    with PagesServer(folder / "site", port=port) as server:
        yield server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Return Chromium, or Firefox where a test asks for it by an indirect parameter."""
    browser = launched(playwright, getattr(request, "param", "chromium"))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def pages(built: Built) -> Iterator[PagesServer]:
    """Serve the built site at the address that it was built for, which instant navigation relies on."""
    with PagesServer(built.folder, port=built.port) as server:
        yield server


@pytest.fixture
def journal(pages: PagesServer) -> Iterator[Journal]:
    journal = Journal(pages.url.split("/some-repo/")[0])
    yield journal
    assert journal.unexpected() == []


@pytest.fixture
def page(browser: Browser, pages: PagesServer, journal: Journal) -> Iterator[Page]:
    """Return a page of a fresh reader in Berlin; a request to elsewhere or an error on the console fails the test."""
    of_chromium: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"], "reduced_motion": "reduce"}
    context = browser.new_context(
        base_url=pages.url,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        service_workers="block",
        **(of_chromium if browser.browser_type.name == "chromium" else {}),
    )
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    journal.watch(page)
    yield page
    context.close()
    pages.blocked.clear()
