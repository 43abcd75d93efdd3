"""Hostile texts in a real page: nothing runs, no policy is needed for that, and a mail program gets no address."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Journal
from tests.browser.held import Held
from tests.browser.test_stories import ready, widget
from tests.browser.waiting import until
from tests.hostile import STRINGS, faults
from widgets.engine.facts import path_of
from widgets.engine.model import Guide
from widgets.form import name_of

FILL = """(text) => {
  for (const control of document.querySelectorAll("followthrough-widget form :is(input, textarea)")) {
    if (!["text", "textarea", "search", "email"].includes(control.type)) continue;
    control.value = text;
    control.dispatchEvent(new Event("input", {bubbles: true}));
  }
}"""
REGIONS = "[...document.querySelectorAll('[data-region]')].map((region) => region.innerHTML).join('')"
ESCAPED = "#application=p"


def unharmed(page: Page) -> None:
    """Hold that nothing ran, and that what is shown is what our templates write."""
    assert page.evaluate("globalThis.hit") is None
    assert faults(page.evaluate(REGIONS)) == []
    assert page.evaluate("document.querySelectorAll('base, iframe, object, embed').length") == 0


def names(guide: Guide) -> list[str]:
    """Return the names of all controls that hold what a reader tells, in the first row."""
    return [name_of(field, 0 if "[]" in path_of(field) else "") for field in guide.fields]


def spread(guide: Guide, first: int) -> list[list[str]]:
    """Return a text for each control, beginning with that of a number."""
    return [[name, STRINGS[(first + at) % len(STRINGS)]] for at, name in enumerate([*names(guide), "message.body"])]


def file(guide: Guide, count: int) -> dict[str, Any]:
    applications = [{"id": f"a{number}", "entries": spread(guide, number)} for number in range(count)]
    return {"followthrough": 1, "guide": guide.id, "applications": applications}


@pytest.mark.parametrize("path", ["composer/", "calculator/"])
def test_every_text_in_every_field(page: Page, path: str) -> None:
    held = Held(page)
    page.goto(path)
    ready(page)
    for number, text in enumerate(STRINGS):
        page.evaluate(FILL, text)
        until(page, f"held.asked.length > {number} && !document.querySelector('[data-state=loading]')")
        if path == "composer/":
            href = str(page.locator("a[data-mail]").get_attribute("href"))
            to, query = urlsplit(href).path, parse_qs(urlsplit(href).query)
            assert to == ""
            assert set(query) <= {"subject", "body"}, href
            assert not {"\r", "\n"} & set("".join(query.get("subject", [])))
        unharmed(page)
    expect(widget(page)).to_have_attribute("data-state", "ready")
    assert held.workers == 1


def test_every_text_by_a_link_and_by_a_file(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    count = -(-len(STRINGS) // len(names(guide)))
    for number in range(count):
        text = json.dumps({**file(guide, 0), "applications": [{"entries": spread(guide, number * len(names(guide)))}]})
        packed = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        page.evaluate("(hash) => { location.hash = hash; }", f"{ESCAPED}{packed}")
        page.locator("[data-shared-show]").click()
        expect(page.locator("[data-shared-keep]")).to_be_visible()
        unharmed(page)
        page.locator("[data-shared-close]").click()
    page.locator("[data-keep] summary").click()
    content = json.dumps(file(guide, 60)).encode()
    page.locator("[data-import-file]").set_input_files(
        files={"name": "x.json", "mimeType": "application/json", "buffer": content}
    )
    expect(page.locator("[data-region=board] [data-open]").first).to_be_visible()
    unharmed(page)
    page.locator("[data-region=board] [data-open]").nth(1).click()
    unharmed(page)


@pytest.mark.parametrize("mark", ["#ft?", "#", "#application=", "#application=z", "?q="])
def test_every_text_in_the_address(page: Page, mark: str, journal: Journal) -> None:
    page.goto("composer/")
    ready(page)
    for text in STRINGS:
        page.evaluate(
            "(hash) => { history.replaceState(null, '', hash); dispatchEvent(new Event('hashchange')); }",
            f"{mark}{text}".encode("utf-8", "replace").decode(),
        )
        page.evaluate("document.querySelector('[data-shared-dialog][open] [data-shared-show]')?.click()")
        unharmed(page)
    page.reload()
    ready(page)
    unharmed(page)
    assert journal.unexpected() == []


def test_a_page_in_another_site_s_frame_takes_no_touch(page: Page, guide: Guide, pages: Any) -> None:
    around = f"<!doctype html><title>Around</title><iframe src='{pages.url}composer/' width=800 height=800></iframe>"
    page.route("**/around", lambda route: route.fulfill(content_type="text/html", body=around))
    page.goto("around")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".ft-framed a")).to_have_text(guide.labels["framed"])
    expect(frame.locator(".ft-framed a")).to_have_attribute("href", f"{pages.url}composer/")
    expect(frame.locator("form.ft-form")).to_have_attribute("inert", "")
    page.wait_for_timeout(1500)
    expect(frame.locator("followthrough-widget")).to_have_attribute("data-state", "static")
