"""What readers do, from the start page to a message that is copied and a calendar that is saved."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Journal
from tests.browser.moments import ago
from tests.browser.pages_server import PagesServer
from widgets.engine.model import Guide
from widgets.form import name_of


def widget(page: Page) -> Locator:
    return page.locator("followthrough-widget")


def ready(page: Page) -> None:
    expect(widget(page)).to_have_attribute("data-state", "ready", timeout=30_000)


def control(page: Page, guide: Guide, id_: str, row: int | str = "") -> Locator:
    """Return the control of a field of the guide."""
    field = next(field for field in guide.fields if field.id == id_)
    return page.locator(f'[name="{name_of(field, row)}"]').first


def body(page: Page) -> Locator:
    return page.locator('textarea[name="message.body"]')


def end_field(guide: Guide) -> str:
    """Return the id of the field that asks for the end of the event."""
    return next(field.id for field in guide.fields if re.fullmatch(r"events\[\d*\]\.end", field.path))


def test_from_the_start_page_to_a_rule_and_on(page: Page, guide: Guide) -> None:
    page.goto("")
    page.locator("article").get_by_role("link", name="Say thank you").first.click()
    expect(page.locator("h1")).to_contain_text(guide.rules[0].title)
    page.locator("footer").get_by_role("link", name=re.compile("^Next")).click()
    expect(page.locator("h1")).to_contain_text(guide.rules[1].title)
    page.locator("footer").get_by_role("link", name=re.compile("^Previous")).click()
    expect(page.locator("h1")).to_contain_text(guide.rules[0].title)


def test_widgets_help_without_javascript(browser: Browser, pages: PagesServer, guide: Guide) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=pages.url)
    page = context.new_page()
    page.goto("composer/")
    recipient = next(field for field in guide.fields if field.id == "recipient")
    assert recipient.example in body(page).input_value()
    expect(page.locator("[data-overall]")).to_be_visible()
    expect(page.locator("[data-copy]").first).to_be_hidden()
    page.goto("calculator/")
    expect(page.locator(".ft-step").first).to_be_visible()
    context.close()


def test_a_message_grows_out_of_facts(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    control(page, guide, "recipient").fill("Dr Okafor")
    expect(body(page)).to_have_value(re.compile("Dr Okafor"))
    control(page, guide, "detail").fill("the new greenhouse")
    expect(body(page)).to_have_value(re.compile("the new greenhouse"))
    expect(widget(page)).to_have_attribute("data-example", "false")


def test_a_finding_leads_to_its_rule(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    body(page).fill("Hello [Name], did you decide?")
    finding = page.locator(".ft-finding").first
    expect(finding).to_be_visible()
    link = finding.locator("a").last
    target = link.get_attribute("href")
    link.click()
    rule = next(rule for rule in guide.rules if f"rules/{rule.id}/" in str(target))
    expect(page.locator("h1")).to_contain_text(rule.title)


def test_what_is_typed_early_is_answered_once_it_can_be(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    control(page, guide, "recipient").fill("Early Bird")
    ready(page)
    expect(body(page)).to_have_value(re.compile("Early Bird"))


def test_copy(page: Page) -> None:
    page.goto("composer/")
    ready(page)
    page.locator('[data-copy="message.body"]').click()
    expect(page.get_by_role("status")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == body(page).input_value()


def test_a_date_becomes_a_plan_and_a_calendar(page: Page, guide: Guide) -> None:
    page.goto("calculator/")
    ready(page)
    control(page, guide, end_field(guide), 0).fill(ago(days=1))
    expect(widget(page)).to_have_attribute("data-example", "false")
    expect(page.locator(".ft-today")).to_be_visible()
    with page.expect_download() as download:
        page.locator('[data-file="calendar"]').click()
    assert download.value.suggested_filename == f"{guide.id}.ics"
    events = parsed(Path(download.value.path()).read_bytes())
    assert events
    for event in events:
        assert {"UID", "DTSTAMP", "SUMMARY"} <= event.keys()
        assert any(name.startswith("DTSTART") for name in event)


def parsed(raw: bytes) -> list[dict[str, str]]:
    """Return the events of an iCalendar file, properties by name; fails on lines that RFC 5545 does not allow."""
    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    unfolded = re.sub(rb"\r\n[ \t]", b"", raw).decode("utf-8").split("\r\n")[:-1]
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    inside: list[str] = []
    for line in unfolded:
        name, _, value = line.partition(":")
        assert value, line
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] == "VEVENT":
            events[-1][name.split(";")[0]] = value
    assert not inside
    return events


def test_instant_navigation_keeps_the_worker(page: Page, guide: Guide) -> None:
    page.goto(f"rules/{guide.rules[0].id}/")
    page.evaluate("window.stayed = true")
    page.locator("article").get_by_role("link", name=guide.composer.title).first.click()
    ready(page)
    workers: list[str] = []
    page.on("worker", lambda worker: workers.append(worker.url))
    page.locator(".md-tabs").get_by_role("link", name="Rules").click()
    expect(page.locator("h1")).to_contain_text(guide.title)
    page.go_back()
    ready(page)
    control(page, guide, "recipient").fill("Second Visit")
    expect(body(page)).to_have_value(re.compile("Second Visit"))
    assert page.evaluate("window.stayed")
    assert not [url for url in workers if "followthrough" in url]


@pytest.mark.parametrize("missing", ["worker.mjs", "python-", "pyodide.mjs", "pyodide.asm.wasm"])
def test_a_failed_start_says_so_and_can_be_tried_again(
    page: Page, pages: PagesServer, journal: Journal, guide: Guide, missing: str
) -> None:
    journal.allowed += ["^console: ", "^error: "]
    pages.blocked.add(missing)
    page.goto("composer/")
    control(page, guide, "recipient").fill("Patient Reader")
    expect(widget(page)).to_have_attribute("data-state", "failed", timeout=30_000)
    expect(page.get_by_role("status")).to_have_text(guide.labels["failed"])
    assert control(page, guide, "recipient").input_value() == "Patient Reader"
    pages.blocked.clear()
    page.locator("[data-retry]").click()
    ready(page)
    expect(body(page)).to_have_value(re.compile("Patient Reader"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(browser: Browser, pages: PagesServer, guide: Guide, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme, base_url=pages.url)
    page = context.new_page()
    for path in ("", "rules/", f"rules/{guide.rules[0].id}/", "composer/", "calculator/", "checklist/", "authors/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_a_wrong_address_gets_the_404_page(page: Page, guide: Guide, journal: Journal) -> None:
    journal.allowed.append("status of 404")
    answer = page.goto("no/such/page/")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text(guide.labels["missing_title"])
    page.locator("article").get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text("interview")


def test_a_finding_can_be_ignored_and_heeded_again(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    body(page).fill("Dear Ms Ferreira, thank you for your time. [Company]")
    finding = page.locator(".ft-finding", has_text="[Company]")
    finding.get_by_role("button", name=guide.labels["ignore"]).click()
    expect(finding).to_have_count(0)
    expect(page.locator("[data-ignored]", has_text="[Company]")).to_have_count(1)
    body(page).press_sequentially(" Bye")
    expect(body(page)).to_have_value(re.compile("Bye$"))
    expect(page.locator("[data-ignored]", has_text="[Company]")).to_have_count(1)
    page.locator("[data-ignored]").get_by_role("button", name=guide.labels["heed"]).click()
    expect(finding).to_have_count(1)
    finding.get_by_role("link").click()
    check = next(one.id for rule in guide.rules for one in rule.checks if one.kind == "placeholder")
    expect(page).to_have_url(re.compile(f"#{check}$"))
    expect(page.locator(f"#{check}")).to_be_visible()


def test_a_text_in_another_language_is_said_to_be_one(page: Page) -> None:
    page.goto("composer/")
    ready(page)
    body(page).fill(
        "Sehr geehrte Frau Ferreira, vielen Dank f\u00fcr das freundliche Gespr\u00e4ch heute Vormittag. Bis bald."
    )
    expect(page.locator("[data-region=check]")).to_contain_text("This does not seem to be in English")


def test_a_finding_of_a_composed_message_can_be_ignored(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    page.locator("select[name=kind]").select_option("status")
    finding = page.locator(".ft-finding").first
    finding.get_by_role("button", name=guide.labels["ignore"]).click()
    expect(page.locator("[data-ignored]")).to_have_count(1)
    expect(page.locator(".ft-finding")).to_have_count(0)
