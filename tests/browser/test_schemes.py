"""Light and dark: the system's until the reader says otherwise, from the first paint on, and kept only when chosen."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import Journal
from tests.browser.pages_server import PagesServer
from tests.browser.test_keeping import REFUSING

KEPT = "Object.keys(localStorage)"
CHANGED = """globalThis.changed = [];
new MutationObserver((records) => {
  if (document.body) for (const { target } of records) if (target.rel === "stylesheet") changed.push(target.href);
}).observe(document, { attributeFilter: ["href"], subtree: true });"""


def scheme(page: Page) -> Locator:
    return page.locator("body[data-md-color-scheme]")


def switch(page: Page) -> Locator:
    return page.locator("label[for^=__palette]").locator("visible=true")


def is_shown(page: Page, name: Literal["default", "slate"]) -> None:
    """Hold that a scheme is shown, by the page and by what the browser draws around it."""
    expect(scheme(page)).to_have_attribute("data-md-color-scheme", name)
    around = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert around == ("dark" if name == "slate" else "normal")


def test_a_dark_system_shows_dark_pages_before_any_script_is_here(browser: Browser, pages: PagesServer) -> None:
    context = browser.new_context(base_url=pages.url, color_scheme="dark", service_workers="block")
    page = context.new_page()
    page.route("**/*js", lambda route: route.abort())
    page.goto("")
    is_shown(page, "slate")
    context.close()


def test_nothing_is_kept_until_a_scheme_is_chosen(page: Page) -> None:
    page.goto("checklist/")
    is_shown(page, "default")
    page.emulate_media(color_scheme="dark")
    is_shown(page, "slate")
    page.locator(".md-tabs").get_by_role("link", name="Plan").click()
    expect(page.locator("h1")).to_contain_text("When to send what")
    is_shown(page, "slate")
    assert page.evaluate(KEPT) == []

    switch(page).click()
    is_shown(page, "default")
    assert len(page.evaluate(KEPT)) == 1
    page.reload()
    is_shown(page, "default")
    page.emulate_media(color_scheme="light")
    switch(page).click()
    is_shown(page, "slate")
    page.goto("")
    is_shown(page, "slate")
    switch(page).click()
    is_shown(page, "default")
    page.emulate_media(color_scheme="dark")
    is_shown(page, "slate")


def test_the_keyboard_chooses_too(page: Page) -> None:
    page.goto("")
    page.locator("[data-schemes] input:checked").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    is_shown(page, "slate")
    expect(page.locator("[data-schemes] input:checked")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    is_shown(page, "default")


def test_where_nothing_can_be_kept_it_is_chosen_for_the_page(page: Page, journal: Journal) -> None:
    # The theme does not catch what it meets there.
    journal.allowed.append("^error: no$")
    page.add_init_script(REFUSING)
    page.goto("404.html")
    switch(page).click()
    switch(page).click()
    is_shown(page, "slate")


@pytest.mark.parametrize("name", ["default", "slate"])
def test_the_bar_that_phones_draw_has_the_header_s_colour(page: Page, name: Literal["default", "slate"]) -> None:
    page.emulate_media(color_scheme="dark" if name == "slate" else "light")
    page.goto("")
    is_shown(page, name)
    header = page.evaluate("getComputedStyle(document.querySelector('.md-header')).backgroundColor")
    expect(page.locator("meta[name=theme-color]")).to_have_attribute("content", header)


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_in_the_header_while_its_script_is_awaited(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    def late(route: Route) -> None:
        page.wait_for_timeout(1000)
        route.continue_()

    page.route("**/bundle.*.js", late)
    page.goto("", wait_until="commit")
    expect(switch(page)).to_be_visible()
    before = switch(page).bounding_box()
    page.wait_for_load_state()
    page.locator(".md-search__form input").wait_for(state="attached")
    assert switch(page).bounding_box() == before


def test_style_sheets_are_not_touched_once_the_page_is_shown(page: Page, pages: PagesServer) -> None:
    pages.requests.clear()
    page.add_init_script(CHANGED)
    page.goto("rules/prompt/")
    expect(page.locator(".md-search__form input")).to_be_attached()
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready")
    assert page.evaluate("changed") == []
    sheets = [path for path in pages.requests if path.endswith(".css")]
    assert len(sheets) == len(set(sheets)) > 2
