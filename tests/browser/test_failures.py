"""Whatever goes wrong with the worker: it is said in the right words, nothing is lost, and a second try works."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, Route, expect

from tests.browser.conftest import Journal, launched
from tests.browser.held import Held
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, end_field, ready, widget
from tests.browser.waiting import until
from widgets.engine.model import Guide, find
from widgets.form import name_of

WASM, ARCHIVE, GUIDE, CODE = "pyodide.asm.wasm", "/python-", "/guide.bin", "pyodide.asm.mjs"
PATIENCE = 31_000
"""Milliseconds after which a worker that says nothing is given up."""
LACKING = {
    "no WebAssembly": "delete globalThis.WebAssembly",
    "no workers": "delete globalThis.Worker",
    "no workers for this site": "globalThis.Worker = class { constructor() { throw new Error('SecurityError'); } }",
    "no way to unpack": "delete globalThis.DecompressionStream",
}


@pytest.fixture
def faulty(pages: PagesServer, journal: Journal) -> Iterator[PagesServer]:
    """Return the host; what a browser says of its faults is no news."""
    journal.allowed += ["^console: ", "^error: "]
    yield pages
    pages.faulty.clear()
    pages.goes_on.set()
    pages.goes_on.clear()


def told(page: Page, guide: Guide, label: str, typed: str = "Patient Reader") -> None:
    """Hold that a failure is told in the words of a label, and that what was typed is still there."""
    expect(widget(page)).to_have_attribute("data-state", "failed", timeout=30_000)
    expect(page.locator("[data-says]")).to_have_text(guide.labels[label])
    expect(page.locator("[data-says]")).to_be_visible()
    expect(control(page, guide, "recipient")).to_have_value(typed)


def again(page: Page) -> None:
    """Try again, and hold that it works with what was typed."""
    page.locator("[data-retry]").click()
    ready(page)
    expect(body(page)).to_have_value(re.compile("Patient Reader"))


@pytest.mark.parametrize(
    ("part", "how"),
    [
        (WASM, "corrupt"),
        (WASM, "truncated"),
        (ARCHIVE, "corrupt"),
        (ARCHIVE, "truncated"),
        (GUIDE, "corrupt"),
        (CODE, "corrupt"),
    ],
)
def test_a_file_that_is_not_whole_is_fetched_anew(
    page: Page, guide: Guide, faulty: PagesServer, part: str, how: str
) -> None:
    faulty.faulty[part] = how
    page.goto("composer/")
    control(page, guide, "recipient").fill("Patient Reader")
    told(page, guide, "failed")
    # The browser may keep the faulty copy for ten minutes.
    faulty.faulty.clear()
    again(page)


def test_a_download_that_stalls_is_given_up(page: Page, guide: Guide, faulty: PagesServer) -> None:
    faulty.faulty[ARCHIVE] = "stalled"
    page.clock.install()
    page.goto("composer/")
    control(page, guide, "recipient").fill("Patient Reader")
    expect(widget(page)).to_have_attribute("data-state", "loading")
    page.wait_for_timeout(3000)
    page.clock.fast_forward(PATIENCE)
    told(page, guide, "failed_slow")
    faulty.faulty.clear()
    again(page)


@pytest.mark.parametrize("why", LACKING)
def test_a_browser_that_cannot_is_told_so(page: Page, guide: Guide, journal: Journal, why: str) -> None:
    journal.allowed += ["^console: ", "^error: "]
    # The theme's search has a worker too; a page with it off has only ours to ask for one.
    page.add_init_script(f"if (location.pathname.endsWith('/composer/') && !globalThis.name) {{ {LACKING[why]} }}")
    page.goto("composer/")
    control(page, guide, "recipient").fill("Patient Reader")
    told(page, guide, "failed_unable")
    expect(page.locator("[data-overall]")).to_be_visible()
    # As when a reader turns it on again.
    page.evaluate("globalThis.name = 'able'")
    page.reload()
    ready(page)
    page.evaluate("globalThis.name = ''")


def test_a_worker_that_is_gone_in_mid_call(page: Page, guide: Guide, journal: Journal) -> None:
    journal.allowed += ["^console: "]
    page.add_init_script("""globalThis.ours = [];
      globalThis.Worker = class extends Worker { constructor(...given) { super(...given); ours.push(this); } };""")
    page.clock.install()
    page.goto("composer/")
    ready(page)
    page.evaluate("ours.forEach((worker) => worker.terminate())")
    control(page, guide, "recipient").fill("Patient Reader")
    page.wait_for_timeout(500)
    page.clock.fast_forward(PATIENCE)
    told(page, guide, "failed_stopped")
    again(page)


def patched(page: Page, code: str) -> None:
    """Run something in the worker before its own code, until the page's name is `able`."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"{code}\n{response.text()}")

    page.route("**/worker.mjs", answer)


def test_an_exception_in_the_engine(page: Page, guide: Guide, journal: Journal) -> None:
    journal.allowed += ["^console: "]
    patched(
        page,
        "const { parse } = JSON; let calls = 0; JSON.parse = (text) => {"
        " if (text.startsWith('{\"example\"') && ++calls === 2) throw new Error('PythonError: ZeroDivisionError');"
        " return parse(text); };",
    )
    page.goto("composer/")
    ready(page)
    control(page, guide, "recipient").fill("First")
    expect(body(page)).to_have_value(re.compile("First"))
    control(page, guide, "recipient").fill("Patient Reader")
    told(page, guide, "failed_stopped")
    page.unroute("**/worker.mjs")
    again(page)


def test_memory_that_is_short(page: Page, guide: Guide, journal: Journal) -> None:
    journal.allowed += ["^console: ", "^error: "]
    patched(
        page,
        "for (const name of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming'])"
        " WebAssembly[name] = () => Promise.reject(new RangeError('could not allocate memory'));",
    )
    page.goto("composer/")
    control(page, guide, "recipient").fill("Patient Reader")
    told(page, guide, "failed")
    page.unroute("**/worker.mjs")
    again(page)


@pytest.mark.parametrize("year", ["1970-01-01T00:00:00Z", "2199-12-31T23:00:00Z"])
def test_a_clock_that_is_wrong(page: Page, guide: Guide, year: str) -> None:
    page.add_init_script(
        "globalThis.Date = class extends Date { constructor(...given) { given.length ? super(...given) :"
        f" super('{year}'); }} }};"
    )
    page.goto("calculator/")
    ready(page)
    control(page, guide, end_field(guide), 0).fill("2026-06-01T10:00")
    expect(widget(page)).to_have_attribute("data-example", "false")
    expect(page.locator("[data-says]")).not_to_have_text(guide.labels["failed_stopped"])
    expect(widget(page)).to_have_attribute("data-state", "ready")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Etc/Unknown", "", "../../etc/passwd", "<b>"])
def test_a_zone_that_is_none(page: Page, guide: Guide, zone: str, journal: Journal) -> None:
    journal.allowed += ["404"]
    page.add_init_script(
        f"Intl.DateTimeFormat.prototype.resolvedOptions = () => ({{timeZone: {zone!r}, locale: 'en-GB'}});"
    )
    page.goto("calculator/")
    ready(page)
    control(page, guide, end_field(guide), 0).fill("2026-06-01T10:00")
    expect(widget(page)).to_have_attribute("data-example", "false")
    expect(page.locator(".ft-today")).to_be_visible()


def test_going_on_while_it_loads(page: Page, guide: Guide) -> None:
    held = Held(page)
    page.add_init_script("held.holds = (message) => message.progress === 'ready';")
    page.goto("composer/")
    control(page, guide, "recipient").fill("Patient Reader")
    held.wait()
    page.locator(".md-tabs").get_by_role("link", name="Plan").click()
    expect(widget(page)).to_have_attribute("data-widget", "calculator")
    page.locator(".md-tabs").get_by_role("link", name="Write").click()
    expect(widget(page)).to_have_attribute("data-widget", "composer")
    held.release()
    ready(page)
    expect(body(page)).to_have_value(re.compile("Patient Reader"))
    assert held.workers == 1


def test_back_after_another_site(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    control(page, guide, "recipient").fill("Patient Reader")
    expect(body(page)).to_have_value(re.compile("Patient Reader"))
    page.goto("404.html", wait_until="load")
    page.go_back()
    ready(page)
    control(page, guide, "detail").fill("the new greenhouse")
    expect(body(page)).to_have_value(re.compile("the new greenhouse"))
    until(page, "document.querySelector('followthrough-widget').dataset.example === 'false'")


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_back_to_a_page_that_the_browser_kept_whole(
    playwright: Playwright, pages: PagesServer, guide: Guide, engine: str
) -> None:
    # Playwright would have Chromium keep none.
    browser = launched(playwright, engine, ignore_default_args=["--disable-back-forward-cache"])
    try:
        page = browser.new_context(service_workers="block").new_page()
        page.add_init_script("addEventListener('pageshow', ({persisted}) => { globalThis.persisted = persisted; });")
        page.goto(f"{pages.url}composer/")
        ready(page)
        control(page, guide, "recipient").fill("Patient Reader")
        expect(body(page)).to_have_value(re.compile("Patient Reader"))
        page.goto(f"{pages.url}404.html")
        # Playwright would wait for a page that loads; from here on it is asked by scripts alone.
        page.evaluate("void setTimeout(() => history.back())")
        page.wait_for_timeout(1000)
        until(page, "globalThis.persisted === true")
        page.evaluate(
            """(name) => {
              const control = document.querySelector(`[name="${name}"]`);
              control.value = "Kept Reader";
              control.dispatchEvent(new Event("input", {bubbles: true}));
            }""",
            name_of(find(guide.fields, "recipient"), ""),
        )
        until(page, "document.querySelector('[name=\"message.body\"]').value.includes('Kept Reader')")
    finally:
        browser.close()


@pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
@pytest.mark.parametrize("module", ["element.mjs", "entries.mjs"])
def test_a_module_that_does_not_come(
    page: Page, guide: Guide, journal: Journal, pages: PagesServer, module: str
) -> None:
    journal.allowed += ["^console: ", "^error: "]
    pages.blocked.add(f"/{module}")
    page.goto("composer/")
    told(page, guide, "failed", "")
    control(page, guide, "recipient").fill("Patient Reader")
    body(page).fill("Hello Patient Reader, words of my own")
    # As long as it does not come, nothing is lost.
    page.locator("[data-retry]").click()
    page.wait_for_timeout(500)
    told(page, guide, "failed")
    pages.blocked.clear()
    again(page)
    expect(control(page, guide, "recipient")).to_have_value("Patient Reader")
    expect(body(page)).to_have_value("Hello Patient Reader, words of my own")
