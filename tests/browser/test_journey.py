"""From the plan to the message and back: what was told is there in both widgets, and what was sent is known."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal
from tests.browser.moments import BERLIN, ago, moment
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, end_field, ready, widget
from widgets.engine.model import Guide

SMALLEST = """() => Math.min(...[...document.querySelectorAll('.ft-picture :is(text, span)')]
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
BOXES = """() => { const box = document.querySelector('.ft-picture svg').getBoundingClientRect();
  return [...document.querySelectorAll('.ft-picture :is(text, .ft-bar, .ft-dot)')]
    .filter((one) => one.closest('[role=img]'))
    .map((one) => one.getBoundingClientRect())
    .filter(({left, right}) => left < box.left - 2 || right > box.right + 2).length; }"""


def planned(page: Page, guide: Guide, *people: str) -> None:
    """Open the calculator and tell it of an interview with these people twenty hours ago."""
    page.goto("calculator/")
    ready(page)
    for row, name in enumerate(people):
        if row:
            page.locator("[data-repeat]").first.locator("[data-add]").click()
        control(page, guide, "with", row).fill(name)
        control(page, guide, end_field(guide), row).fill(ago(hours=20))
    expect(widget(page)).to_have_attribute("data-example", "false")


def opened(page: Page, guide: Guide, name: str) -> None:
    """Hold that the page of a widget is open, and that its address says nothing of what was told."""
    expect(page.locator("h1")).to_contain_text(getattr(guide, name).title)
    ready(page)
    expect(page).to_have_url(re.compile(rf"/{name}/$"))


def test_a_step_of_the_plan_is_written_sent_and_gone_from_the_plan(page: Page, guide: Guide) -> None:
    planned(page, guide, "Ana Silva", "Ben Okafor")
    control(page, guide, "answer_by").fill("2199-01-01")
    expect(page.locator(".ft-do")).to_contain_text("Thank-you to Ana Silva")
    page.locator("#ft-step-thank-you-2").get_by_role("link", name=guide.labels["write_now"]).click()
    opened(page, guide, "composer")
    expect(body(page)).to_have_value(re.compile("Ben Okafor"))
    expect(control(page, guide, "recipient")).to_have_value("Ben Okafor")
    expect(control(page, guide, "answer_by")).to_have_value("2199-01-01")
    expect(page.locator(".ft-next")).to_contain_text("at the latest")

    page.get_by_role("button", name=guide.labels["mark_sent"]).click()
    expect(page.locator(".ft-next")).to_contain_text("Next: Thank-you to Ana Silva")
    sent_at = moment(control(page, guide, "sent_at", 0).input_value())
    assert abs(datetime.now(BERLIN) - sent_at) < timedelta(minutes=5)

    page.locator(".ft-next").get_by_role("link", name=guide.labels["to_calculator"]).click()
    opened(page, guide, "calculator")
    expect(page.locator("#ft-step-thank-you-2")).to_have_attribute("data-status", "done")
    expect(page.locator("#ft-step-thank-you")).to_have_attribute("data-status", "due")
    assert [control(page, guide, "with", row).input_value() for row in (0, 1)] == ["Ana Silva", "Ben Okafor"]


def test_sent_by_mistake_can_be_taken_back(page: Page, guide: Guide) -> None:
    planned(page, guide, "Ana Silva")
    step = page.locator("#ft-step-thank-you")
    step.get_by_role("button", name=guide.labels["mark_done"]).click()
    expect(step).to_have_attribute("data-status", "done")
    page.locator(".md-tabs").get_by_role("link", name="Write").click()
    opened(page, guide, "composer")
    page.get_by_role("button", name=guide.labels["not_sent"]).click()
    expect(page.get_by_role("button", name=guide.labels["mark_sent"])).to_be_focused()
    expect(page.locator(".ft-next")).not_to_contain_text("Marked")


def test_what_was_typed_is_still_there_after_a_look_at_the_plan(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    control(page, guide, "recipient").fill("Ana Silva")
    control(page, guide, "detail").fill("the new greenhouse")
    control(page, guide, "event_end").fill(ago(hours=20))
    expect(body(page)).to_have_value(re.compile("greenhouse"))
    body(page).fill("Dear Ana Silva, these are my own words.")
    page.locator(".ft-next").get_by_role("link", name=guide.labels["to_calculator"]).click()
    opened(page, guide, "calculator")
    expect(control(page, guide, "with", 0)).to_have_value("Ana Silva")
    expect(page.locator(".ft-do")).to_contain_text("Ana Silva")
    page.go_back()
    opened(page, guide, "composer")
    expect(control(page, guide, "detail")).to_have_value("the new greenhouse")
    expect(body(page)).to_have_value("Dear Ana Silva, these are my own words.")
    page.wait_for_timeout(500)
    expect(body(page)).to_have_value("Dear Ana Silva, these are my own words.")


def test_a_link_works_where_the_page_is_loaded_anew(page: Page, pages: PagesServer, guide: Guide) -> None:
    planned(page, guide, "Ana Silva")
    href = page.locator("#ft-step-check-in").get_by_role("link", name=guide.labels["prepare"]).get_attribute("href")
    assert href
    pages.requests.clear()
    # A new tab knows nothing of this one.
    other = page.context.new_page()
    other.goto(href.removeprefix("../"))
    ready(other)
    expect(other.locator("select[name=kind]")).to_have_value("check-in")
    expect(body(other)).to_have_value(re.compile("Ana Silva"))
    assert not [path for path in pages.requests if "Silva" in path]


@pytest.mark.parametrize(
    "fragment",
    [
        "kind=nonsense&channel=%00&tone=",
        "situation.events%5B99999%5D.end=never&situation.events%5B0%5D.__proto__=1&__proto__=1&constructor=x",
        "situation.recipient=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&situation.events[0].end=tomorrow",
        "&".join(f"situation.promises%5B{row}%5D.what=x" for row in range(900)),
        "%",
        "=&&==&" * 50,
    ],
)
def test_a_link_from_anywhere_does_no_harm(page: Page, guide: Guide, fragment: str) -> None:
    page.goto(f"composer/#ft?{fragment}")
    ready(page)
    assert page.locator("[data-row]").count() < 100
    control(page, guide, "recipient").fill("Ana Silva")
    expect(body(page)).to_have_value(re.compile("Ana Silva"))
    expect(page.locator("select[name=kind]")).to_have_value(guide.kinds[0].id)


def test_a_rule_is_practised_on_its_page(page: Page, guide: Guide) -> None:
    for rule in guide.rules:
        page.goto(f"rules/{rule.id}/")
        expect(widget(page)).to_have_count(1)
    rule = next(rule for rule in guide.rules if rule.id == "polite")
    page.goto(f"rules/{rule.id}/")
    expect(page.locator("select[name=kind]")).to_have_value(rule.steps[0].kind)
    widget(page).scroll_into_view_if_needed()
    ready(page)
    control(page, guide, "recipient").fill("Ana Silva")
    page.locator(".ft-next").get_by_role("link", name=guide.labels["to_calculator"]).click()
    opened(page, guide, "calculator")
    expect(control(page, guide, "with", 0)).to_have_value("Ana Silva")


def test_online_calendars_are_named_as_other_sites_and_asked_for_nothing(
    page: Page, journal: Journal, guide: Guide
) -> None:
    page.goto("calculator/")
    ready(page)
    expect(page.locator(".ft-away")).to_have_count(0)
    planned(page, guide, "Ana Silva")
    links = page.locator(".ft-away a")
    expect(links).to_have_count(2)
    for link in links.all():
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("target") == "_blank"
        assert str(link.get_attribute("href")).startswith("https://")
        expect(link).to_contain_text(guide.labels["leaves"])
    assert journal.unexpected() == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_picture_can_be_read_at_any_width(page: Page, guide: Guide, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    planned(page, guide, "Ana Silva", "Bartholomew Featherstonehaugh-Cholmondeley")
    expect(page.get_by_role("img", name=guide.labels["picture_title"])).to_be_visible()
    expect(page.locator(".ft-picture .ft-row-text").nth(1)).to_be_visible()
    assert page.evaluate(SMALLEST) >= 12
    assert page.evaluate(BOXES) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_plan_is_printed_on_one_page_without_the_form(page: Page, guide: Guide) -> None:
    planned(page, guide, "Ana Silva", "Ben Okafor")
    page.evaluate("globalThis.printed = 0; globalThis.print = () => { printed += 1; }; undefined")
    page.get_by_role("button", name=guide.labels["print_plan"]).click()
    assert page.evaluate("printed") == 1
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    assert page.pdf(format="Letter").count(b"/Type /Page\n") == 1
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".ft-ask")).to_be_hidden()
    expect(page.locator(".ft-picture")).to_be_visible()
    expect(page.locator("#ft-step-thank-you")).to_be_visible()
    ink = page.locator(".ft-steps").evaluate("one => getComputedStyle(one).color")
    page.emulate_media(media="screen", color_scheme="light")
    assert ink == page.locator(".ft-steps").evaluate("one => getComputedStyle(one).color")


def test_the_picture_is_there_without_javascript(browser: Browser, pages: PagesServer, guide: Guide) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=pages.url)
    page = context.new_page()
    page.goto("calculator/")
    expect(page.get_by_role("img", name=guide.labels["picture_title"])).to_be_visible()
    page.locator(".ft-today").get_by_role("link", name=guide.labels["write_now"]).click()
    expect(page.locator("h1")).to_contain_text(guide.composer.title)
    context.close()
