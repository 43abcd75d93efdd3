"""Without a network after one visit, and over a deploy: what was seen works on, and what comes next is of one build."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from site_build.delivery import previous
from tests.browser.conftest import PATIENCE, Journal
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, end_field, ready, widget
from tests.browser.waiting import until
from tests.support import REPOSITORY, ROOT, Built, free_port
from widgets.engine.model import Guide

KEPT = r"""async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("followthrough files"));
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const runtime = requests.flat().filter(({url}) => /\.wasm$|\/pyodide\..*mjs$|\/python-/.test(url));
  return navigator.serviceWorker.controller?.state === "activated" && runtime.length === 4;
}"""
TEXT = (".html", ".mjs", ".json", ".css", ".webmanifest")


class Host:
    """A host in a process of its own, that can be switched off, and that another build can be put on."""

    def __init__(self, folder: Path) -> None:
        """Serve a folder."""
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}/{REPOSITORY}/"
        self.start()

    def start(self) -> None:
        """Answer from now on."""
        command = [sys.executable, "-m", "tests.browser.pages_server", str(self.folder), str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT)
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.1)
        pytest.fail("the host did not start")

    def stop(self) -> None:
        """Be gone, with all connections, as a network is."""
        self.process.kill()
        self.process.wait()


@pytest.fixture
def host(built: Built, tmp_path: Path) -> Iterator[Host]:
    host = Host(shutil.copytree(built.folder, tmp_path / REPOSITORY))
    yield host
    host.stop()


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    """Return a browser that keeps sites."""
    context = browser.new_context(base_url=host.url, locale="en-GB", timezone_id="Europe/Berlin")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def opened(reader: BrowserContext, host: Host, path: str) -> tuple[Page, Journal]:
    page = reader.new_page()
    journal = Journal(host.url.split(f"/{REPOSITORY}/")[0])
    journal.watch(page)
    page.goto(path)
    return page, journal


def other_build(folder: Path) -> None:
    """Make another build of a built site: the same one under another hash, with a word that tells it from the first."""
    (assets,) = folder.glob("assets/followthrough-*")
    name, other = assets.name, "followthrough-0123456789ab"
    assets.rename(assets.with_name(other))
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in TEXT and name in (text := path.read_text("utf-8")):
            path.write_text(text.replace(name, other), "utf-8")
    page = folder / "checklist" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", " of the new build</h1>"), "utf-8")


@pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
def test_everything_works_without_a_network_after_one_visit(reader: BrowserContext, host: Host, guide: Guide) -> None:
    page, journal = opened(reader, host, "composer/")
    ready(page)
    until(page, KEPT)
    host.stop()
    page.reload()
    ready(page)
    control(page, guide, "recipient").fill("Dr Okafor")
    expect(body(page)).to_have_value(re.compile("Dr Okafor"))
    page.goto("calculator/")
    ready(page)
    control(page, guide, end_field(guide), 0).fill("2026-06-01T10:00")
    expect(widget(page)).to_have_attribute("data-example", "false")
    page.goto(f"rules/{guide.rules[-1].id}/")
    expect(page.locator("h1")).to_contain_text(guide.rules[-1].title)
    page.goto("")
    assert journal.unexpected() == []
    # A page that nobody saw, and that readers hardly use, says what is the matter and leads back.
    page.goto("hosting/")
    expect(page.locator("h1")).to_have_text(guide.labels["away"])
    page.get_by_role("link", name=guide.title).click()
    expect(page).to_have_url(host.url)
    host.start()
    page.goto("hosting/")
    expect(page.locator("h1")).to_contain_text("Put it on the web")


def test_after_a_deploy_an_open_page_works_on_and_the_next_visit_is_of_one_build(
    reader: BrowserContext, host: Host, guide: Guide
) -> None:
    page, journal = opened(reader, host, "composer/")
    ready(page)
    until(page, KEPT)
    other_build(host.folder)
    # What keeps things is loaded only now, and the host has it no more.
    page.locator("[data-keep] summary").click()
    page.locator("[data-new]").click()
    expect(page.locator("[data-keep-says]")).to_have_text(guide.labels["board_begun"])
    control(page, guide, "recipient").fill("Dr Okafor")
    expect(body(page)).to_have_value(re.compile("Dr Okafor"))
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
    page.goto("checklist/")
    expect(page.locator("h1")).to_contain_text("of the new build")
    page.goto("composer/")
    ready(page)
    folders = page.evaluate(
        "performance.getEntriesByType('resource').map(({name}) => name.match(/followthrough-[0-9a-f]{12}/)?.[0])"
    )
    assert {name for name in folders if name} == {"followthrough-0123456789ab"}
    assert journal.unexpected() == []


def test_what_was_told_comes_along_where_an_open_page_meets_a_new_build(
    page: Page, pages: PagesServer, guide: Guide, tmp_path: Path
) -> None:
    folder = shutil.copytree(pages.folder, tmp_path / REPOSITORY)
    other_build(folder)
    previous.write_list(pages.folder)
    previous.merge(pages.folder, folder)
    page.goto("composer/")
    ready(page)
    control(page, guide, "recipient").fill("Dr Okafor")
    body(page).fill("Dear Dr Okafor, I have written this myself.")
    before, pages.folder = pages.folder, folder.resolve()
    try:
        page.locator(".md-tabs").get_by_role("link", name="Plan").click()
        expect(widget(page)).to_have_attribute("data-widget", "calculator")
        until(page, "document.querySelector('script[src*=\"followthrough-0123456789ab\"]') !== null")
        ready(page)
        page.locator(".md-tabs").get_by_role("link", name="Write").click()
        ready(page)
        expect(body(page)).to_have_value("Dear Dr Okafor, I have written this myself.")
        expect(control(page, guide, "recipient")).to_have_value("Dr Okafor")
        assert "#ft" not in page.url
    finally:
        pages.folder = before
