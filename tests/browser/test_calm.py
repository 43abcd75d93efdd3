"""Nothing on a page jumps and nothing holds it up, from loading over the first answer to what is typed then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.held import DEAR, Held, sized
from tests.browser.moments import ago
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, end_field, ready, widget
from tests.support import REPOSITORY, copy_project, free_port, mkdocs, said
from widgets.engine.model import Guide

OBSERVERS = """
globalThis.seen = {"layout-shift": [], "longtask": [], "long-animation-frame": [], began: Infinity};
for (const type of PerformanceObserver.supportedEntryTypes.filter((type) => type in seen))
  new PerformanceObserver((list) => seen[type].push(...list.getEntries())).observe({type, buffered: true});
new MutationObserver((records) => {
  const began = records.some(({target}) => target.dataset.state === "loading");
  if (began) seen.began = Math.min(seen.began, performance.now());
}).observe(document, {attributes: true, attributeFilter: ["data-state"], subtree: true});
"""
# A shift has a node of the page; Chromium also tells of the figures that move inside its own date field.
SHIFTS = """seen["layout-shift"].filter(({sources}) => sources.some(({node}) => node))
  .map(({value, sources}) => `${value}: ` + sources.map(({node, previousRect, currentRect}) =>
    `${(node?.outerHTML ?? node?.textContent ?? "").slice(0, 60)} ${previousRect.y} to ${currentRect.y}`).join("; "))"""
# The theme has long tasks of its own while it builds the page up; from then on, tasks of whomever count, and before
# that those in which a script of ours ran for so long.
HOLD_UPS = """[
  ...seen.longtask.splice(0).filter(({startTime}) => startTime > seen.began)
    .map(({startTime, duration}) => `${duration} ms at ${startTime}`),
  ...seen["long-animation-frame"].splice(0).flatMap(({scripts}) => scripts)
    .filter(({duration, sourceURL}) => duration > 50 && sourceURL.includes("/followthrough-"))
    .map(({duration, invoker, sourceURL}) => `${duration} ms in ${invoker} of ${sourceURL}`),
]"""
SETTLED = 1500
"""Milliseconds after which an answer is shown, and said."""
RUNS = 3
"""How often the machine may be busy with something else while a page is watched."""
PLACED = "\nbody: |\n  ```followthrough\n  widget: calculator\n  ```\n\n"

Type = Callable[[Page, Guide], None]


def tell_who(page: Page, guide: Guide) -> None:
    """Type the first answer of the composer's form."""
    control(page, guide, "recipient").press_sequentially("Dr Okafor", delay=40)
    expect(body(page)).to_have_value(re.compile("Dr Okafor"))


def write(page: Page, _: Guide) -> None:
    """Type into the message."""
    body(page).press_sequentially("Hello [Name], ", delay=40)
    expect(page.locator(".ft-finding").first).to_be_visible()


def tell_when(page: Page, guide: Guide) -> None:
    """Give the time that the calculator counts from, with the result in view."""
    field = control(page, guide, end_field(guide), 0)
    field.evaluate("field => field.focus({preventScroll: true})")
    page.locator(".ft-result").evaluate("result => result.scrollIntoView()")
    field.evaluate(
        "(field, value) => { field.value = value; field.dispatchEvent(new Event('input', {bubbles: true})); }",
        ago(hours=20),
    )
    expect(widget(page)).to_have_attribute("data-example", "false")


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesServer]:
    """Serve the guide with the calculator on the page of its first rule."""
    folder, port = tmp_path_factory.mktemp("placed"), free_port()
    copy_project(folder)
    (rule,) = (folder / "rules").glob("1-*.yml")
    rule.write_text(rule.read_text("utf-8").replace("\nbody: |\n", PLACED, 1), "utf-8")
    done = mkdocs(
        "build", "--site-dir", str(folder / REPOSITORY), url=f"http://127.0.0.1:{port}/{REPOSITORY}/", folder=folder
    )
    assert done.returncode == 0, said(done)
    with PagesServer(folder / REPOSITORY, port=port) as server:
        yield server


def watched(browser: Browser, pages: PagesServer, width: int, height: int = 900, **options: Any) -> Page:
    """Return a page of a fresh reader that notes shifts and long tasks."""
    context = browser.new_context(
        base_url=pages.url, viewport={"width": width, "height": height}, timezone_id="Europe/Berlin", **options
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.add_init_script(OBSERVERS)
    return page


def stays(page: Page, guide: Guide, path: str, act: Type) -> None:
    """Hold that nothing moves while a widget goes from static over loading to ready, and while somebody types."""
    page.add_init_script(DEAR["saves data"])
    sized(page, 4_620_000)
    held = Held(page)
    page.goto(path)
    # What would move is seen only where it is in the window.
    page.locator(".ft-result").evaluate("result => result.scrollIntoView()")
    page.evaluate("held.holds = (message) => message.progress === 'ready'; undefined")
    page.locator(".ft-result h2").dispatch_event("pointerdown")
    expect(widget(page)).to_have_attribute("data-state", "loading")
    held.wait()
    for done in (0.1, 2.3, 4.6):
        held.say({"progress": "loading", "bytes": done * 1e6, "total": 4.6e6})
        page.wait_for_timeout(50)
    held.release()
    ready(page)
    page.wait_for_timeout(100)
    assert page.evaluate(SHIFTS) == []
    act(page, guide)
    page.wait_for_timeout(SETTLED)
    assert page.evaluate(SHIFTS) == []
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("act", [tell_who, write, tell_when])
def test_nothing_jumps(browser: Browser, pages: PagesServer, guide: Guide, act: Type, width: int) -> None:
    stays(watched(browser, pages, width), guide, "calculator/" if act is tell_when else "composer/", act)


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_on_the_page_of_a_rule(browser: Browser, placed: PagesServer, guide: Guide, width: int) -> None:
    stays(watched(browser, placed, width), guide, f"rules/{guide.rules[0].id}/", tell_when)


def hold_ups(page: Page) -> list[str]:
    """Return what held the main thread up for more than 50 ms since the worker began, or since the last call."""
    return page.evaluate(HOLD_UPS)


@pytest.mark.alone
def test_neither_loading_nor_typing_holds_the_page_up(browser: Browser, pages: PagesServer, guide: Guide) -> None:
    while_loading, while_typing = [], []
    for _ in range(RUNS):
        page = watched(browser, pages, 1280)
        page.goto("composer/")
        ready(page)
        while_loading.append(hold_ups(page))
        tell_who(page, guide)
        write(page, guide)
        while_typing.append(hold_ups(page))
        page.context.close()
    # Another process may hold the machine up, so the calmest run counts.
    assert [] in while_loading, while_loading
    assert [] in while_typing, while_typing
