"""That everyone can use every page: axe finds nothing, light and dark, on the narrowest phone and on a wide screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages_server import PagesServer
from tests.browser.test_composer import write
from tests.browser.test_stories import control, end_field, ready, widget
from tests.support import Built
from widgets.engine.model import Guide

# What people use most is looked at in every way; the other pages are made of the same parts.
MAIN = ("", "composer/", "calculator/", "checklist/", "rules/", "embed/composer/", "embed/calculator/")
LARGEST = "reference/"
WIDTHS = (320, 390, 768, 1280, 1440)
AXE = Axe()
OF_COLOUR = ("color-contrast", "link-in-text-block")
"""What can differ between the schemes; the rest is the same page."""


@pytest.fixture
def wide(browser: Browser, pages: PagesServer) -> Iterator[Page]:
    """Return a page that nobody watches, since a missing page is looked at as well."""
    context = browser.new_context(base_url=pages.url, timezone_id="Europe/Berlin", reduced_motion="reduce")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def open_page(page: Page, path: str) -> None:
    page.goto(path)
    if widget(page).count():
        widget(page).scroll_into_view_if_needed()
        ready(page)


def faults(page: Page, *rules: str) -> list[str]:
    """Return what axe finds now, with everything that is folded away opened."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    only = {"runOnly": list(rules)} if rules else {}
    found = AXE.run(page, options={"resultTypes": ["violations"], **only}).response["violations"]
    return [f"{one['id']}: {node['target']} {node.get('failureSummary')}" for one in found for node in one["nodes"]]


def show(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_timeout(100)


def test_axe_finds_nothing_on_any_page(wide: Page, built: Built) -> None:
    files = [file for file in built.folder.rglob("*.html") if "assets" not in file.parts]
    paths = {str(file.relative_to(built.folder)).removesuffix("index.html") for file in files}
    assert len(paths) > 20
    shown = set()
    for path in sorted(paths - set(MAIN)):
        show(wide, 320, "light")
        folder = path.split("/")[0]
        # The pages of a folder have the same parts, and so has the largest: what can differ is told by one of them.
        if first := folder not in shown and path != LARGEST:
            open_page(wide, path)
        else:
            wide.goto(path)
        assert faults(wide) == [], path
        if first:
            shown.add(folder)
            show(wide, 1280, "dark")
            assert faults(wide, *OF_COLOUR, "scrollable-region-focusable") == [], path


@pytest.mark.parametrize("path", MAIN)
def test_axe_finds_nothing_at_any_width(wide: Page, path: str) -> None:
    open_page(wide, path)
    for width in WIDTHS:
        show(wide, width, "light")
        # Between the narrowest and where the navigation is beside the text, only what fits can differ.
        if width in (320, 1280):
            assert faults(wide) == [], (path, width)
        overflow = wide.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, (path, width)
    show(wide, 1280, "dark")
    assert faults(wide, *OF_COLOUR) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_the_widgets_are_used(
    wide: Page, guide: Guide, scheme: Literal["light", "dark"]
) -> None:
    show(wide, 390, scheme)
    open_page(wide, "composer/")
    control(wide, guide, "recipient").fill("Ms Ferreira")
    control(wide, guide, "with", 0).evaluate("(input) => { input.closest('details').open = true; }")
    control(wide, guide, "with", 0).fill("Ben")
    expect(wide.locator('input[name="person"]')).to_have_count(2)
    write(wide, "Dear [Name],\n\nplease decide already. " + "More words. " * 100)
    wide.locator("[data-ignore]").first.click()
    expect(wide.locator(".ft-ignored")).to_be_visible()
    assert faults(wide) == []
    open_page(wide, "calculator/")
    control(wide, guide, end_field(guide), 0).fill("2026-06-01T10:00")
    control(wide, guide, "their_time_zone").fill("Mars")
    wide.keyboard.press("Tab")
    expect(wide.locator("[data-problems]")).to_be_visible()
    assert faults(wide) == []
    wide.locator("[data-forget]").click()
    expect(wide.locator("[data-forget-dialog]")).to_be_visible()
    assert faults(wide) == []


def test_what_does_not_fit_is_said_at_the_question_and_above_the_result(page: Page, guide: Guide) -> None:
    page.goto("calculator/")
    ready(page)
    control(page, guide, end_field(guide), 0).fill("2026-06-01T10:00")
    expect(widget(page)).to_have_attribute("data-example", "false")
    zone = control(page, guide, "their_time_zone")
    zone.fill("Mars")
    page.keyboard.press("Tab")
    summary = page.locator("[data-problems]")
    expect(summary).to_be_visible()
    # The reader is somewhere else by now, and stays there.
    expect(zone).not_to_be_focused()
    expect(zone).to_have_attribute("aria-invalid", "true")
    said, before = str(zone.get_attribute("aria-describedby")).split()
    expect(page.locator(f"#{said}")).to_contain_text("Mars")
    summary.get_by_role("link").click()
    expect(zone).to_be_focused()
    zone.fill("Europe/Berlin")
    expect(summary).to_be_hidden()
    expect(zone).not_to_have_attribute("aria-invalid", "true")
    # What described it before still does.
    expect(zone).to_have_attribute("aria-describedby", before)


def test_no_two_buttons_are_called_the_same(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    rows = page.locator(".ft-group", has=control(page, guide, "promise_what", 0))
    rows.locator("[data-add]").click()
    control(page, guide, "promise_what", 1).fill("two references")
    write(page, "Hello [Name], as [Role] you decide. Did you decide already?")
    expect(page.locator(".ft-finding")).not_to_have_count(0)
    buttons = re.findall(r'button "(.+?)"', widget(page).aria_snapshot())
    remove = guide.labels["remove"]
    assert f"{remove} What was promised, 1" in buttons
    assert f"{remove} What was promised, 2: two references" in buttons
    assert sorted(set(buttons)) == sorted(buttons)
    rows.locator("[data-remove]").first.click()
    expect(page.get_by_role("button", name=f"{remove} What was promised, 1: two references")).to_be_visible()


TARGETS = """() => [...document.querySelectorAll(
    "followthrough-widget :is(button, summary, select, textarea, input:not([type=hidden]), a.ft-button, a.ft-chip)")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}))
  .map((one) => [one, (one.closest("label.ft-tick") ?? one).getBoundingClientRect()])
  .filter(([one, {height, width}]) => height < (one.matches(".ft-chip") ? 40 : 44) || width < 24)
  .map(([one, {height, width}]) => `${one.outerHTML.slice(0, 120)} ${width} x ${height}`)"""


@pytest.mark.parametrize("path", ["composer/", "calculator/"])
def test_a_thumb_meets_what_it_aims_at(wide: Page, path: str) -> None:
    show(wide, 320, "light")
    open_page(wide, path)
    wide.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert wide.evaluate(TARGETS) == []


@pytest.mark.parametrize("path", ["composer/", "calculator/"])
def test_at_four_times_the_size_nothing_is_cut_off_or_covered(wide: Page, path: str) -> None:
    """Hold that a window of 1280 by 1024 pixels still serves at 400 percent."""
    wide.set_viewport_size({"width": 320, "height": 256})
    open_page(wide, path)
    assert wide.evaluate("document.documentElement.scrollWidth") <= 320
    expect(wide.locator(".ft-jump")).to_have_css("position", "static")
    wide.get_by_role("link", name="See ").first.press("Enter")
    expect(wide.locator(".ft-result h2")).to_be_focused()
    expect(wide.locator(".ft-result h2")).to_be_in_viewport()


def test_the_keyboard_sees_where_it_is_all_through(wide: Page) -> None:
    """Hold that each stop of the Tab key is in the window, has an outline, and is not covered."""
    show(wide, 390, "light")
    open_page(wide, "composer/")
    wide.locator('[name="kind"]').focus()
    seen = []
    for _ in range(60):
        stop = wide.evaluate("""() => {
          const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
          if (!it.closest("followthrough-widget")) return null;
          const [x, y] = [box.x + Math.min(12, box.width / 2), box.y + Math.min(12, box.height / 2)];
          const middle = document.elementFromPoint(x, y);
          return {name: it.outerHTML.slice(0, 90),
            shown: box.bottom > 0 && box.top < innerHeight, outlined: style.outlineStyle !== "none",
            clear: middle === it || it.contains(middle) || (middle?.closest("label")?.contains(it) ?? false)};
        }""")
        if stop is None:
            break
        seen.append(stop)
        wide.keyboard.press("Tab")
    assert len(seen) > 20
    assert [one for one in seen if not (one["shown"] and one["outlined"] and one["clear"])] == []
