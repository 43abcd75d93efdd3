"""A widget in another site's iframe: it works there, links open outside, and the frame is as high as its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Journal
from tests.browser.pages_server import PagesServer
from widgets.engine.facts import path_of
from widgets.engine.model import Guide, find

HOST = """<!doctype html><html lang="en"><title>A blog</title><link rel="icon" href="data:,">
<iframe src="{url}embed/composer/" title="Write" width="600" height="200"></iframe>
<script type="module" src="{url}embed/host.mjs"></script></html>"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing about it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def blog(pages: PagesServer, tmp_path: Path) -> Iterator[str]:
    """Return the address of another site on this machine, with a page that holds the composer."""
    (tmp_path / "index.html").write_text(HOST.format(url=pages.url), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: Quiet(*given, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_it_works_in_a_frame_that_has_its_height(page: Page, journal: Journal, guide: Guide, blog: str) -> None:
    journal.allowed.append(re.escape(blog))
    page.goto(blog)
    frame = page.frame_locator("iframe")
    expect(frame.locator("followthrough-widget")).to_have_attribute("data-state", "ready", timeout=60_000)
    frame.locator(f'[name="situation.{path_of(find(guide.fields, "organization"))}"]').fill("Blue Door")
    expect(frame.locator('[name="message.body"]')).to_have_value(re.compile("Blue Door"))
    inside = frame.locator("html").evaluate("root => root.scrollHeight")
    expect(page.locator("iframe")).to_have_js_property("clientHeight", inside)
    assert frame.locator("base").get_attribute("target") == "_blank"
