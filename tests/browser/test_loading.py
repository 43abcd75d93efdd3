"""Loading that respects the reader: nothing where no widget is, no sooner than wanted, one worker, answers in order."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.held import DEAR, Held, sized
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, end_field, ready, widget
from tests.browser.waiting import until
from widgets.engine.model import Guide

SMALL = 2200
"""Bytes of the script that every page has, uncompressed; half of it is for modules that do not come."""
KEEPING = ("offline.mjs", "begin.mjs")
"""What asks the browser to keep the site."""
HINTED = 88_000
"""Bytes of all modules that a page asks for ahead, before the host compresses them."""
A_WHILE = 1500
"""Milliseconds in which a worker would have been started that should not be."""
QUIET = "[data-quiet]"


def modules(pages: PagesServer) -> list[str]:
    """Return the names of our modules that were asked for."""
    return [PurePosixPath(path).name for path in pages.requests if "/followthrough-" in path and path.endswith(".mjs")]


def python(pages: PagesServer) -> list[str]:
    """Return what was asked for of Pyodide and of the engine."""
    return [path for path in pages.requests if "pyodide" in path or path.endswith((".zip", ".bin", ".wasm"))]


def lowered(page: Page) -> None:
    """Put the composer far below what is seen at first."""

    def answer(route: Route) -> None:
        response = route.fetch()
        space = '<svg height="4000"></svg><section class="followthrough"'
        route.fulfill(response=response, body=response.text().replace('<section class="followthrough"', space))

    page.route("**/composer/", answer)


def test_a_page_without_a_widget_asks_for_little_of_ours(page: Page, pages: PagesServer) -> None:
    for path in ("", "rules/", "checklist/"):
        pages.requests.clear()
        page.goto(path)
        page.wait_for_timeout(A_WHILE)
        # It may be in the cache already.
        assert set(modules(pages)) <= {"page.mjs", "theme.mjs", *KEEPING}, path
        assert python(pages) == [], path
    (script,) = pages.folder.glob("assets/followthrough-*/page.mjs")
    assert script.stat().st_size < SMALL
    assert sum((script.parent / name).stat().st_size for name in KEEPING) < 2 * SMALL


@pytest.mark.parametrize("path", ["composer/", "embed/calculator/"])
def test_what_a_widget_needs_is_asked_for_ahead_and_once(page: Page, pages: PagesServer, path: str) -> None:
    pages.requests.clear()
    page.goto(path)
    hinted = page.locator('link[rel="modulepreload"]').evaluate_all(
        "links => links.map((link) => new URL(link.href).pathname)"
    )
    assert sum((pages.folder / name.removeprefix(pages.prefix)).stat().st_size for name in hinted) < HINTED
    ready(page)
    asked = modules(pages)
    assert len(asked) == len(set(asked))
    # The others are in the page itself, as scripts, or belong to these.
    of_page = {"page.mjs", "theme.mjs", "frame.mjs", "offline.mjs"}
    assert {PurePosixPath(name).name for name in hinted} == set(asked) - of_page


def test_the_worker_waits_until_the_widget_is_near(page: Page, pages: PagesServer) -> None:
    lowered(page)
    held = Held(page)
    page.goto("composer/")
    page.wait_for_timeout(A_WHILE)
    assert held.workers == 0
    expect(widget(page)).to_have_attribute("data-state", "static")
    page.mouse.wheel(0, 3600)
    ready(page)
    assert python(pages)


def test_a_browser_that_cannot_tell_when_it_is_idle_starts_all_the_same(page: Page) -> None:
    page.add_init_script("delete globalThis.requestIdleCallback")
    page.goto("composer/")
    ready(page)


@pytest.mark.parametrize(("why", "touch"), [*zip(DEAR, ("pointer", "pointer", "key"), strict=True)])
def test_where_data_is_dear_it_starts_with_the_first_touch(
    page: Page, pages: PagesServer, guide: Guide, why: str, touch: str
) -> None:
    page.add_init_script(DEAR[why])
    sized(page, 4_620_000)
    held = Held(page)
    page.goto("composer/")
    expect(page.locator(QUIET)).to_have_text(guide.labels["loads_when_used"].replace("{size}", "5"))
    pages.requests.clear()
    page.wait_for_timeout(A_WHILE)
    assert held.workers == 0
    assert python(pages) == []
    if touch == "pointer":
        widget(page).get_by_text(guide.labels["kind"], exact=True).click()
    else:
        page.locator('[name="situation.recipient"]').focus()
    ready(page)
    assert held.workers == 1


def test_one_worker_serves_all_pages(page: Page, pages: PagesServer, guide: Guide) -> None:
    held = Held(page)
    page.goto("composer/")
    ready(page)
    page.evaluate("window.stayed = true")
    pages.requests.clear()
    for name, path in (("Plan", "calculator"), ("Write", "composer"), ("Plan", "calculator"), ("Write", "composer")):
        page.locator(".md-tabs").get_by_role("link", name=name).click()
        expect(widget(page)).to_have_attribute("data-widget", path)
        ready(page)
    control(page, guide, "recipient").fill("Second Visit")
    expect(body(page)).to_have_value(re.compile("Second Visit"))
    assert page.evaluate("window.stayed")
    assert held.workers == 1
    assert python(pages) == []
    assert modules(pages) == []


def answer_held(page: Page, guide: Guide, name: str) -> Held:
    """Return what holds back the answer about a name that was typed into the composer."""
    held = Held(page)
    page.goto("composer/")
    ready(page)
    held.hold("answer")
    control(page, guide, "recipient").fill(name)
    held.wait()
    return held


def test_an_answer_for_a_page_that_is_gone_does_nothing(page: Page, guide: Guide) -> None:
    held = answer_held(page, guide, "Long Gone")
    page.locator(".md-tabs").get_by_role("link", name="Plan").click()
    expect(widget(page)).to_have_attribute("data-widget", "calculator")
    # The calculator asks too, since it knows the name by now.
    held.wait(2)
    before = widget(page).inner_html()
    held.release_oldest()
    page.wait_for_timeout(A_WHILE)
    assert widget(page).inner_html() == before
    held.release()
    control(page, guide, end_field(guide), 0).fill("2026-06-01T10:00")
    expect(widget(page)).to_have_attribute("data-example", "false")


def test_an_older_answer_changes_nothing_that_is_newer(page: Page, guide: Guide) -> None:
    held = answer_held(page, guide, "Older")
    control(page, guide, "recipient").fill("Newer")
    kinds = [kind for kind in guide.kinds if kind.layouts]
    page.locator("select[name=kind]").select_option(kinds[-1].id)
    chosen = [page.locator(f"select[name={name}]").input_value() for name in ("kind", "channel")]
    held.release(more=True)
    held.wait()
    # The older one has come, the newer one is still kept.
    assert [asked["situation.recipient"] for asked in held.asked] == ["Older", "Newer"]
    assert "Older" not in body(page).input_value()
    assert [page.locator(f"select[name={name}]").input_value() for name in ("kind", "channel")] == chosen
    held.release()
    expect(body(page)).to_have_value(re.compile("Newer"))


def test_typing_waits_for_no_answer(page: Page) -> None:
    held = Held(page)
    page.goto("composer/")
    ready(page)
    held.hold("answer")
    body(page).fill("Dear Ms Ferreira, ")
    held.wait()
    body(page).press_sequentially("thank you")
    held.release(more=True)
    held.wait()
    body(page).press_sequentially(" for today.")
    held.release()
    until(page, "held.asked.length >= 3")
    expect(body(page)).to_have_value("Dear Ms Ferreira, thank you for today.")
    assert body(page).evaluate("area => area.selectionStart === area.value.length")
    assert held.asked[-1]["message.body"] == "Dear Ms Ferreira, thank you for today."


def test_the_first_question_is_what_was_typed_meanwhile(page: Page, guide: Guide) -> None:
    held = Held(page)
    page.add_init_script("held.holds = (message) => message.progress === 'ready';")
    page.goto("composer/")
    control(page, guide, "recipient").fill("Early")
    held.wait()
    expect(widget(page)).to_have_attribute("data-state", "loading")
    control(page, guide, "recipient").fill("Early Bird")
    control(page, guide, "detail").fill("the new greenhouse")
    assert held.asked == []
    held.release()
    expect(body(page)).to_have_value(re.compile("Early Bird.*the new greenhouse", re.DOTALL))
    (first,) = held.asked
    assert (first["situation.recipient"], first["situation.notes.detail"]) == ("Early Bird", "the new greenhouse")


def test_progress_is_shown_and_not_spoken(page: Page, guide: Guide) -> None:
    labels = guide.labels
    held = Held(page)
    page.add_init_script("held.holds = (message) => message.progress === 'ready';")
    page.goto("composer/")
    held.wait()
    spoken, shown = page.get_by_role("status"), page.locator(QUIET)
    expect(spoken).to_have_text(labels["loading"])
    spoken.evaluate("""line => {
        window.spoken = [];
        new MutationObserver(() => spoken.push(line.textContent)).observe(line, {childList: true, subtree: true});
    }""")
    for bytes_, done in ((40_000, "0"), (2_010_000, "2"), (3_549_000, "3.5")):
        held.say({"progress": "loading", "step": "fetch", "bytes": bytes_, "total": 4_620_000})
        expect(shown).to_have_text(labels["loading_progress"].replace("{done}", done).replace("{total}", "4.6"))
        expect(shown).to_be_visible()
    # All is here, and Python starts.
    held.say({"progress": "loading", "bytes": 4_620_000, "total": 4_620_000})
    expect(shown).to_be_hidden()
    expect(spoken).to_have_text(labels["loading"])
    assert page.evaluate("spoken") == []
    held.release()
    ready(page)
    expect(shown).to_have_text(labels["ready"])
    assert page.evaluate("spoken") == [labels["ready"]]
