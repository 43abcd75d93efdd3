"""What readers keep and hand on: from widget to widget, on a device, side by side, in a file and in a link."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Journal
from tests.browser.moments import ago
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, ready, widget
from widgets.engine.model import Guide

STORED = "Object.keys(localStorage).filter((key) => key.startsWith('followthrough/'))"
REFUSING = """Object.defineProperty(globalThis, "localStorage", {
  get() { throw new DOMException("no", "SecurityError"); },
})"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }"""


def keep(page: Page) -> Locator:
    """Return the part under the form, opened."""
    section = page.locator("[data-keep]")
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    return section


def says(page: Page) -> Locator:
    return page.locator("[data-keep-says]")


def rows(page: Page) -> Locator:
    return keep(page).locator(".ft-board-row")


def press(page: Page, guide: Guide, label: str) -> None:
    keep(page).get_by_role("button", name=guide.labels[label], exact=True).click()


def remember(page: Page, guide: Guide) -> None:
    keep(page).get_by_label(guide.labels["remember"]).check()
    expect(says(page)).to_have_text(guide.labels["remembered"])


def tell(page: Page, guide: Guide, organization: str, end: str = "") -> None:
    """Tell about an application in the composer, and wait until it is asked about."""
    control(page, guide, "organization").fill(organization)
    if end:
        control(page, guide, "event_end").fill(end)
    expect(widget(page)).to_have_attribute("data-example", "false")


def begin(page: Page, guide: Guide) -> None:
    """Begin another application."""
    press(page, guide, "board_new")
    expect(control(page, guide, "organization")).to_have_value("")


def go(page: Page, guide: Guide, name: str) -> None:
    """Go to a widget's page as readers do, without the page being loaded anew."""
    page.locator(f'.md-tabs a[href$="{name}/"]').click()
    expect(page.locator("h1")).to_contain_text(getattr(guide, name).title)
    ready(page)


def test_what_was_typed_in_one_widget_is_there_in_the_other(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    ended = ago(hours=20)
    tell(page, guide, "Alder Clinic", ended)
    promise = page.locator("fieldset[data-repeat]", has=page.locator('[name="situation.promises[0].what"]'))
    promise.evaluate("group => group.closest('details').open = true")
    control(page, guide, "promise_what", 0).fill("a reference")
    promise.locator("[data-add]").click()
    control(page, guide, "promise_what", 1).fill("a certificate")
    promise.locator("[data-remove]").first.click()
    go(page, guide, "calculator")
    expect(control(page, guide, "organization")).to_have_value("Alder Clinic")
    expect(control(page, guide, "end", 0)).to_have_value(ended)
    expect(control(page, guide, "promise_what", 0)).to_have_value("a certificate")
    expect(widget(page)).to_have_attribute("data-example", "false")
    organization = control(page, guide, "organization")
    organization.evaluate("control => { control.closest('details').open = true; }")
    organization.fill("Alder House")
    go(page, guide, "composer")
    expect(control(page, guide, "organization")).to_have_value("Alder House")
    expect(widget(page)).to_have_attribute("data-example", "false")
    assert page.evaluate("localStorage.length + sessionStorage.length") == page.evaluate(
        "[localStorage, sessionStorage].flatMap(Object.keys).filter((key) => key.includes('__')).length"
    )


def test_an_own_message_comes_back_as_it_was(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    body(page).fill("Dear Ana, thank you. [Company]")
    page.locator(".ft-finding", has_text="[Company]").get_by_role("button", name=guide.labels["ignore"]).click()
    expect(page.locator("[data-ignored]")).to_have_count(1)
    go(page, guide, "calculator")
    go(page, guide, "composer")
    expect(body(page)).to_have_value("Dear Ana, thank you. [Company]")
    expect(page.locator("[data-ignored]")).to_have_count(1)
    page.locator("[data-reset]").click()
    expect(body(page)).not_to_have_value(re.compile("Company"))


def test_nothing_is_stored_until_it_is_asked_for_and_forgotten_when_it_is(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    tell(page, guide, "Birch School")
    keep(page)
    expect(rows(page)).to_have_count(1)
    assert page.evaluate(STORED) == []
    remember(page, guide)
    control(page, guide, "topic").fill("caretaker")
    expect(rows(page)).to_contain_text("caretaker")
    page.reload()
    expect(control(page, guide, "organization")).to_have_value("Birch School")
    page.goto("calculator/")
    expect(control(page, guide, "topic")).to_have_value("caretaker")
    ready(page)
    expect(keep(page).get_by_label(guide.labels["remember"])).to_be_checked()
    press(page, guide, "forget")
    dialog = page.get_by_role("dialog", name=guide.labels["forget_ask"])
    dialog.get_by_role("button", name=guide.labels["forget_no"]).click()
    expect(dialog).to_be_hidden()
    assert page.evaluate(STORED)
    press(page, guide, "forget")
    dialog.get_by_role("button", name=guide.labels["forget_yes"]).click()
    expect(says(page)).to_have_text(guide.labels["forgotten"])
    expect(control(page, guide, "topic")).to_have_value("")
    expect(rows(page)).to_have_count(0)
    assert page.evaluate(STORED) == []
    page.reload()
    ready(page)
    expect(control(page, guide, "topic")).to_have_value("")


def test_no_longer_remembering_takes_it_from_the_device_and_leaves_it_on_the_page(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    tell(page, guide, "Cedar Farm")
    remember(page, guide)
    keep(page).get_by_label(guide.labels["remember"]).uncheck()
    expect(says(page)).to_have_text(guide.labels["remember_ended"])
    assert page.evaluate(STORED) == []
    expect(control(page, guide, "organization")).to_have_value("Cedar Farm")
    expect(rows(page)).to_have_count(1)


def test_several_applications_stand_side_by_side(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    ended = ago(hours=20)
    tell(page, guide, "Early Ltd", ended)
    begin(page, guide)
    expect(widget(page)).to_have_attribute("data-example", "true")
    tell(page, guide, "Undated Ltd")
    expect(rows(page)).to_have_count(2)
    # What is due comes first.
    expect(rows(page).nth(0)).to_contain_text("Early Ltd")
    expect(rows(page).nth(0)).to_contain_text(guide.kind("thank-you").name)
    expect(rows(page).nth(0)).to_contain_text(guide.labels["board_now"])
    expect(rows(page).nth(1)).to_contain_text(guide.labels["board_no_time"])
    expect(rows(page).nth(1).locator("[aria-current]")).to_have_count(1)
    rows(page).nth(0).get_by_role("button", name="Early Ltd", exact=True).click()
    expect(control(page, guide, "organization")).to_have_value("Early Ltd")
    expect(control(page, guide, "event_end")).to_have_value(ended)
    expect(rows(page).nth(0).locator("[aria-current]")).to_have_count(1)
    assert page.evaluate("document.activeElement.matches('form')")
    go(page, guide, "calculator")
    expect(control(page, guide, "end", 0)).to_have_value(ended)
    expect(rows(page)).to_have_count(2)


def test_what_is_deleted_can_be_taken_back(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    tell(page, guide, "Fern Bakery", ago(hours=20))
    keep(page)
    rows(page).get_by_role("button", name=guide.labels["board_delete"].replace("{name}", "Fern Bakery")).click()
    expect(rows(page)).to_have_count(0)
    expect(control(page, guide, "organization")).to_have_value("")
    undo = keep(page).get_by_role("button", name=guide.labels["undo"])
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(rows(page)).to_contain_text("Fern Bakery")
    expect(undo).to_be_hidden()
    rows(page).get_by_role("button", name="Fern Bakery", exact=True).click()
    expect(control(page, guide, "organization")).to_have_value("Fern Bakery")


def test_two_tabs_keep_out_of_each_other_s_way(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    tell(page, guide, "Grove Hotel")
    remember(page, guide)
    other = page.context.new_page()
    other.goto("composer/")
    expect(control(other, guide, "organization")).to_have_value("Grove Hotel")
    ready(other)
    begin(other, guide)
    tell(other, guide, "Hazel Museum")
    expect(rows(other)).to_have_count(2)
    page.bring_to_front()
    control(page, guide, "topic").fill("porter")
    expect(rows(page)).to_have_count(2)
    expect(rows(page).filter(has_text="porter")).to_contain_text("Grove Hotel")
    expect(rows(page).filter(has_text="Hazel Museum")).to_have_count(1)
    # What one tab forgets, the other does not bring back to the device.
    press(other, guide, "forget")
    other.get_by_role("button", name=guide.labels["forget_yes"]).click()
    expect(says(other)).to_have_text(guide.labels["forgotten"])
    control(page, guide, "topic").fill("night porter")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("night porter")
    expect(keep(page).get_by_label(guide.labels["remember"])).not_to_be_checked()
    assert page.evaluate(STORED) == []


@pytest.mark.parametrize("why", [REFUSING, FULL], ids=["refused", "full"])
def test_where_nothing_can_be_stored_all_else_works(page: Page, journal: Journal, guide: Guide, why: str) -> None:
    # The theme does not catch what it meets there.
    journal.allowed.append("^error: no$")
    page.add_init_script(why)
    page.goto("composer/")
    ready(page)
    tell(page, guide, "Iris Garden")
    keep(page).get_by_label(guide.labels["remember"]).click()
    expect(says(page)).to_have_text(guide.labels["remember_refused"])
    expect(keep(page).get_by_label(guide.labels["remember"])).not_to_be_checked()
    begin(page, guide)
    tell(page, guide, "Jasmine Spa")
    expect(rows(page)).to_have_count(2)


def saved(page: Page, guide: Guide) -> Path:
    with page.expect_download() as download:
        press(page, guide, "export")
    assert download.value.suggested_filename == f"{guide.id}.json"
    return Path(download.value.path())


def choose(page: Page, guide: Guide, text: str | bytes) -> None:
    """Open a file with a text."""
    with page.expect_file_chooser() as chooser:
        press(page, guide, "import")
    raw = text if isinstance(text, bytes) else text.encode()
    chooser.value.set_files({"name": "some.json", "mimeType": "application/json", "buffer": raw})


def test_a_file_carries_everything_and_replaces_nothing(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    tell(page, guide, "Kestrel Air", ago(hours=20))
    begin(page, guide)
    tell(page, guide, "Linden Bank")
    expect(rows(page)).to_have_count(2)
    text = saved(page, guide).read_text("utf-8")
    data = json.loads(text)
    assert (data["followthrough"], data["guide"], len(data["applications"])) == (1, guide.id, 2)
    choose(page, guide, text)
    expect(says(page)).to_have_text(guide.labels["imported"].format(added=0, same=2))
    control(page, guide, "organization").fill("Linden Bank and Sons")
    expect(rows(page)).to_contain_text(["Kestrel Air", "Linden Bank and Sons"])
    choose(page, guide, text)
    expect(says(page)).to_have_text(guide.labels["imported"].format(added=1, same=1))
    expect(rows(page)).to_have_count(3)
    # A browser puts back what was typed when a page is loaded again, but not when it is gone to anew.
    page.goto("checklist/")
    page.goto("composer/")
    ready(page)
    choose(page, guide, text)
    expect(rows(page)).to_have_count(2)
    expect(control(page, guide, "organization")).to_have_value(re.compile("Kestrel Air|Linden Bank"))


def test_a_file_that_is_not_ours_says_so_and_loses_nothing(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    tell(page, guide, "Maple Library")
    for text, label in (
        ("<html>", "kept_unreadable"),
        (b"\xff\xfe\x00", "kept_unreadable"),
        ("[]", "kept_foreign"),
        ('{"followthrough": 1, "guide": "other", "applications": []}', "kept_other_guide"),
        ('{"followthrough": 2}', "kept_version"),
        (" " * 2_000_001, "kept_large"),
    ):
        choose(page, guide, text)
        expect(says(page)).to_have_text(re.compile(re.escape(guide.labels[label].split("{")[0].split(" (")[0])))
    expect(rows(page)).to_have_count(1)
    expect(control(page, guide, "organization")).to_have_value("Maple Library")


def link(page: Page, guide: Guide) -> str:
    """Return the address that the button for sharing makes."""
    press(page, guide, "share")
    expect(says(page)).to_have_text(guide.labels["link_copied"])
    address = page.evaluate("navigator.clipboard.readText()")
    assert keep(page).get_by_label(guide.labels["link"], exact=True).input_value() == address
    return str(address)


def show_shared(page: Page, guide: Guide) -> None:
    dialog = page.get_by_role("dialog", name=guide.labels["shared"])
    dialog.get_by_role("button", name=guide.labels["shared_show"]).click()


def test_a_coach_looks_at_a_shared_form_and_loses_nothing(page: Page, guide: Guide, pages: PagesServer) -> None:
    page.goto("composer/")
    ready(page)
    tell(page, guide, "Nettle Press <b>", ago(hours=20))
    body(page).fill("My own words")
    address = link(page, guide)
    assert "Nettle" not in address

    # The coach has something of their own on the same kind of device.
    begin(page, guide)
    tell(page, guide, "Oak Practice")
    remember(page, guide)
    stored = page.evaluate("JSON.stringify(localStorage)")
    pages.requests.clear()
    page.goto(address)
    dialog = page.get_by_role("dialog", name=guide.labels["shared"])
    expect(dialog).to_be_visible()
    expect(control(page, guide, "organization")).to_have_value("Oak Practice")
    show_shared(page, guide)
    expect(control(page, guide, "organization")).to_have_value("Nettle Press <b>")
    expect(body(page)).to_have_value("My own words")
    notice = page.locator("[data-shared-says]")
    expect(notice).to_contain_text(guide.labels["shared_shown"])
    expect(notice).to_be_focused()
    control(page, guide, "topic").fill("editor")
    go(page, guide, "calculator")
    expect(control(page, guide, "topic")).to_have_value("editor")
    expect(notice).to_be_visible()
    assert page.evaluate("JSON.stringify(localStorage)") == stored
    assert not [path for path in pages.requests if "application=" in path]
    page.get_by_role("button", name=guide.labels["shared_close"]).click()
    expect(control(page, guide, "organization")).to_have_value("Oak Practice")
    expect(notice).to_be_hidden()

    page.goto(address)
    show_shared(page, guide)
    page.get_by_role("button", name=guide.labels["shared_keep"]).click()
    expect(notice).to_be_hidden()
    expect(rows(page)).to_have_count(3)
    expect(page).not_to_have_url(re.compile("application="))
    page.reload()
    expect(control(page, guide, "organization")).to_have_value("Nettle Press <b>")


def test_a_link_can_be_left_alone(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    tell(page, guide, "Poplar Trust")
    address = link(page, guide)
    page.goto("checklist/")
    page.goto(address)
    page.get_by_role("button", name=guide.labels["shared_leave"]).click()
    expect(page.get_by_role("dialog", name=guide.labels["shared"])).to_be_hidden()
    expect(page).to_have_url(re.compile("/composer/$"))
    expect(control(page, guide, "organization")).to_have_value("")


@pytest.mark.parametrize(
    ("fragment", "label"),
    [
        ("zAAAA", "kept_unreadable"),
        ("%%%", "kept_unreadable"),
        ("", "kept_unreadable"),
        ("pW10", "kept_foreign"),
        ("p" + "QUFB" * 60_000, "kept_large"),
    ],
    ids=["garbled", "no letters", "empty", "foreign", "large"],
)
def test_a_broken_link_says_so(page: Page, guide: Guide, fragment: str, label: str) -> None:
    page.goto(f"composer/#application={fragment}")
    show_shared(page, guide)
    expect(page.locator("[data-shared-says]")).to_have_text(guide.labels[label])
    expect(page.get_by_role("button", name=guide.labels["shared_keep"])).to_be_hidden()
    page.get_by_role("button", name=guide.labels["shared_close"]).click()
    expect(page.locator("[data-shared-says]")).to_be_hidden()
    expect(page).not_to_have_url(re.compile("application="))
    expect(control(page, guide, "organization")).to_have_value("")


def test_a_few_bytes_that_unpack_to_very_many_are_refused(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    bomb = page.evaluate("""async () => {
      const stream = new Blob(["0".repeat(20_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      const bytes = [...new Uint8Array(await new Response(stream).arrayBuffer())];
      const letters = bytes.map((byte) => String.fromCharCode(byte)).join("");
      return btoa(letters).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
    }""")
    page.evaluate("hash => { location.hash = hash; }", f"#application=z{bomb}")
    show_shared(page, guide)
    expect(page.locator("[data-shared-says]")).to_have_text(guide.labels["kept_large"])


def test_a_link_goes_without_compression_where_there_is_none(page: Page, journal: Journal, guide: Guide) -> None:
    """Hold that a browser without it, where the helper cannot start either, still hands on what was told."""
    journal.allowed.append("this browser lacks DecompressionStream")
    page.add_init_script("delete globalThis.CompressionStream; delete globalThis.DecompressionStream")
    page.goto("composer/")
    control(page, guide, "organization").fill("Quince Caf\u00e9")
    expect(widget(page)).to_have_attribute("data-state", "failed")
    address = link(page, guide)
    assert "#application=p" in address
    able = page.context.new_page()
    journal.watch(able)
    able.goto(address)
    show_shared(able, guide)
    expect(control(able, guide, "organization")).to_have_value("Quince Caf\u00e9")


def test_too_much_for_a_link_is_said(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    noise = page.evaluate("() => Array.from({length: 9000}, () => Math.random().toString(36)[2]).join('')")
    control(page, guide, "detail").fill(noise)
    expect(widget(page)).to_have_attribute("data-example", "false")
    press(page, guide, "share")
    # So much noise takes the checks a while, and the link is made after them.
    expect(says(page)).to_have_text(guide.labels["link_long"], timeout=60_000)


def test_if_what_keeps_things_does_not_come_it_is_said(
    page: Page, pages: PagesServer, journal: Journal, guide: Guide
) -> None:
    journal.allowed += ["^console: "]
    pages.blocked.add("keeping.mjs")
    page.goto("composer/")
    page.locator("[data-keep] summary").click()
    expect(says(page)).not_to_be_empty()
    pages.blocked.clear()
    ready(page)
    tell(page, guide, "Rowan Gallery")
