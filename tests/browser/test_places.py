"""A region is chosen from a list of names; it loads one small file, and the plan and the weekend follow it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages_server import PagesServer, content
from tests.browser.test_stories import control, end_field, ready
from widgets.engine.model import Guide

YEAR = datetime.now(UTC).year


def calculator(page: Page, guide: Guide) -> None:
    """Open the calculator on 18 December, after an interview of that morning, with everything unfolded."""
    page.clock.install(time=datetime(YEAR, 12, 18, 14, tzinfo=UTC))
    page.goto("calculator/")
    ready(page)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    control(page, guide, end_field(guide), 0).fill(f"{YEAR}-12-18T11:00")
    expect(page.locator("followthrough-widget")).to_have_attribute("data-example", "false")


def choose(page: Page, guide: Guide, name: str) -> None:
    control(page, guide, "region").fill(name)
    control(page, guide, "region").blur()


def weekend(page: Page) -> Locator:
    return page.locator('[name="situation.weekend"]:checked')


def ticked(page: Page, *days: str) -> None:
    expect(weekend(page)).to_have_count(len(days))
    assert [box.get_attribute("value") for box in weekend(page).all()] == list(days)


def asked(pages: PagesServer) -> list[str]:
    """Return what was asked for since the last time."""
    paths = [path for path in pages.requests if "/assets/" in path]
    pages.requests.clear()
    return paths


def test_choosing_a_region_loads_one_small_file_and_changes_the_plan(
    page: Page, pages: PagesServer, guide: Guide
) -> None:
    calculator(page, guide)
    steps = page.locator(".ft-steps")
    expect(steps).to_contain_text("December")
    before = steps.inner_html()
    asked(pages)
    control(page, guide, "region").focus()
    expect(page.locator("datalist#ft-regions option")).not_to_have_count(0)
    assert [Path(path).name for path in asked(pages)] == ["regions.json"]
    choose(page, guide, "Berlin, Germany (DE-BE)")
    expect(page.locator(".ft-notes")).to_contain_text("New Year's Day on")
    paths = asked(pages)
    assert [Path(path).name for path in paths] == ["DE-BE.json"]
    sent, headers = content(pages.folder / paths[0].removeprefix(pages.prefix), gzipped=True)
    assert headers["Content-Encoding"] == "gzip"
    assert len(sent) < 1200
    assert steps.inner_html() != before
    for day in (f"{YEAR}-12-25", f"{YEAR + 1}-01-01"):
        expect(page.locator(f'.ft-best time[datetime^="{day}"]')).to_have_count(0)
    # What is here is not fetched again, and a part of a name is completed where only one can be meant.
    choose(page, guide, "germany")
    expect(control(page, guide, "region")).to_have_value("Germany (DE)")
    expect(page.locator(".ft-notes")).to_contain_text("in Germany while")
    choose(page, guide, "berlin")
    expect(control(page, guide, "region")).to_have_value("Berlin, Germany (DE-BE)")
    expect(page.locator(".ft-notes")).to_contain_text("in Berlin, Germany while")
    assert [Path(path).name for path in asked(pages)] == ["DE.json"]


def test_the_weekend_follows_the_region_until_the_reader_chooses(page: Page, guide: Guide) -> None:
    calculator(page, guide)
    ticked(page, "Sat", "Sun")
    choose(page, guide, "IL")
    expect(page.locator('[name="situation.weekend"][value="Fri"]')).to_be_checked()
    ticked(page, "Fri", "Sat")
    choose(page, guide, "IR")
    expect(page.locator('[name="situation.weekend"][value="Sat"]')).not_to_be_checked()
    ticked(page, "Fri")
    page.locator('[name="situation.weekend"][value="Thu"]').check()
    choose(page, guide, "DE")
    expect(page.locator(".ft-notes")).to_contain_text("Germany")
    ticked(page, "Thu", "Fri")


def test_an_unknown_region_is_said_to_be_so_and_nothing_is_asked_for(
    page: Page, pages: PagesServer, guide: Guide
) -> None:
    calculator(page, guide)
    control(page, guide, "region").focus()
    expect(page.locator("datalist#ft-regions option")).not_to_have_count(0)
    asked(pages)
    choose(page, guide, "DE-BX")
    expect(page.locator(".ft-notes")).to_contain_text("“DE-BX”")
    assert asked(pages) == []


def test_both_zones_are_shown_where_they_differ(page: Page, guide: Guide) -> None:
    calculator(page, guide)
    expect(page.locator(".ft-mine")).to_have_count(0)
    control(page, guide, "their_time_zone").fill("Asia/Tokyo")
    expect(page.locator(".ft-mine").first).to_contain_text("where you are")
    expect(page.locator("[data-region=schedule] .ft-hint")).to_contain_text("Europe/Berlin")
