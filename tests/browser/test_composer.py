"""What readers do with a message: see what is found where it stands, write to several people, and take it out."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Download, JSHandle, Locator, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, ready
from widgets.engine.model import Guide

FLAWED = """Dear Ms Ferreira,

Thank you for the interview on [Date] 😀. I think outside the box, and that is something that everybody says, over and
over again, in all of the many messages that they send.

Did you decide already?

Kind regards
[Name]"""
# Once the words as the text area sets them, once as the layer behind it does; nothing else that could be told apart.
QUIET = """.ft-marks mark { background: none !important; text-decoration: none !important; }
* { caret-color: transparent !important; }
.ft-marked textarea { outline: none !important; }"""
BEHIND = """.ft-marked textarea { color: transparent !important; }
.ft-marks, .ft-marks mark { color: var(--ft-fg) !important; }"""
DIFFERS = """async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  }));
  const ground = one.slice(4 * 2000, 4 * 2000 + 3);
  let drawn = 0, different = 0;
  for (let dot = 0; dot < one.length; dot += 4) {
    const far = (left, right) => [0, 1, 2].some((place) => Math.abs(left[place] - right[place]) > 60);
    const [here, there] = [one.subarray(dot, dot + 3), other.subarray(dot, dot + 3)];
    drawn += far(here, ground) || far(there, ground);
    different += far(here, there);
  }
  return different / drawn;
}"""
FIND_MARKS = "marks => marks.map(mark => mark.textContent)"


@pytest.fixture
def composer(page: Page) -> Page:
    """Return the composer, ready to help."""
    page.goto("composer/")
    ready(page)
    return page


@pytest.fixture
def panel(composer: Page, guide: Guide) -> Page:
    """Return the composer for messages to Ms Ferreira and Mr Lang."""
    control(composer, guide, "recipient").fill("Ms Ferreira")
    add = composer.locator("details", has=control(composer, guide, "with", 0))
    add.locator("summary").click()
    control(composer, guide, "with", 0).fill("Mr Lang")
    expect(people(composer)).to_have_count(2)
    return composer


def marks(page: Page) -> Locator:
    return page.locator("[data-marks] mark")


def people(page: Page) -> Locator:
    return page.locator('input[name="person"]')


def write(page: Page, text: str) -> None:
    """Write a message, and wait for what is said about it."""
    body(page).fill(text)
    expect(page.locator("[data-region=lead]")).to_contain_text("Your own words")
    page.wait_for_timeout(300)


def test_a_verdict_leads_to_what_was_found(composer: Page, guide: Guide) -> None:
    write(composer, FLAWED)
    chips = composer.locator(".ft-chip")
    expect(chips).to_have_count(len(guide.rules))
    for index, rule in enumerate(guide.rules):
        chip, found = chips.nth(index), composer.locator(f"#ft-finding-{rule.id}")
        if chip.get_attribute("data-verdict") in ("warn", "fail"):
            chip.press("Enter")
            expect(found).to_be_focused()
            expect(found.get_by_role("link")).to_have_attribute("href", re.compile(f"rules/{rule.id}/"))
        elif not found.count():
            expect(chip).to_have_attribute("href", re.compile(f"rules/{rule.id}/$"))
    assert composer.locator('.ft-chip[data-verdict="fail"]').count()


def test_findings_are_marked_where_they_stand(composer: Page) -> None:
    write(composer, FLAWED)
    assert marks(composer).evaluate_all(FIND_MARKS) == ["[Date]", "think outside the box", "decide already", "[Name]"]
    expect(marks(composer).first).to_have_attribute("data-severity", "error")
    # They are for eyes; others have the list, which says the same.
    expect(composer.locator("[data-marks]")).to_have_attribute("aria-hidden", "true")


def test_marks_keep_their_words_until_the_next_answer(composer: Page) -> None:
    write(composer, FLAWED)
    typed = """(area) => {
      area.setRangeText("A few words more. ", 19, 19);
      const place = area.value.indexOf("outside");
      area.setRangeText("in", place, place + 3);
      area.dispatchEvent(new Event("input", {bubbles: true}));
      return [...document.querySelectorAll("[data-marks] mark")].map((mark) => mark.textContent);
    }"""
    # One event for both changes, as from a paste: all between them is taken for changed.
    assert body(composer).evaluate(typed) == ["decide already", "[Name]"]
    expect(marks(composer)).to_have_count(3)
    assert marks(composer).evaluate_all(FIND_MARKS) == ["[Date]", "decide already", "[Name]"]


@pytest.fixture(
    params=[(320, "dark", "none"), (390, "light", "none"), (1280, "light", "none"), (390, "dark", "active")]
)
def seen(request: Any, browser: Browser, pages: PagesServer) -> Iterator[Page]:
    """Return the composer as readers of many kinds see it."""
    width, scheme, forced = request.param
    context = browser.new_context(
        base_url=pages.url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        forced_colors=forced,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("composer/")
    ready(page)
    yield page
    context.close()


def differs(page: Page, one: bytes, other: bytes) -> float:
    """Return which part of the dots that differ from the ground differ strongly between two pictures."""
    pictures = [base64.b64encode(picture).decode("ascii") for picture in (one, other)]
    return page.evaluate(DIFFERS, pictures)


def styled(page: Page, css: str) -> JSHandle:
    """Add a style sheet to a page, whose policy admits none that stands in it."""
    return page.evaluate_handle(
        "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; return sheet; }",
        css,
    )


def aligned(page: Page) -> None:
    """Hold that the layer behind the text area sets every letter where the text area does."""
    area = page.locator(".ft-marked")
    page.evaluate("document.querySelector('.ft-marked').scrollIntoView({block: 'center'})")
    quiet = styled(page, QUIET)
    front = area.screenshot()
    behind = styled(page, BEHIND)
    same = differs(page, front, area.screenshot())
    # The test can fail: a layer that is a dot lower is seen.
    page.evaluate("document.querySelector('[data-marks]').style.marginTop = '1px'")
    assert differs(page, front, area.screenshot()) > 0.2
    assert same < 0.03
    page.evaluate("document.querySelector('[data-marks]').style.marginTop = ''")
    for sheet in (quiet, behind):
        sheet.evaluate(
            "sheet => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet); }"
        )


def test_marks_lie_exactly_behind_the_words(seen: Page) -> None:
    write(seen, FLAWED)
    aligned(seen)
    # The page may come to rest between two dots, where lines that are no whole dots high are rounded either way.
    for dots in (0.2, 0.4):
        seen.evaluate("dots => { document.querySelector('.ft-marked').style.marginTop = `${dots}px`; }", dots)
        aligned(seen)
    # A reader makes the field smaller by hand, and scrolls in it.
    body(seen).evaluate("area => { area.style.height = '7em'; area.scrollTop = 41; }")
    seen.wait_for_timeout(200)
    assert body(seen).evaluate("area => area.scrollHeight > area.clientHeight && area.scrollTop > 0")
    aligned(seen)
    # The words get larger, as in a reader's own style sheet, and further apart.
    styled(seen, "textarea { font-size: 24px !important; letter-spacing: 0.12em; word-spacing: 0.16em }")
    body(seen).evaluate("area => { area.style.height = '9em'; }")
    seen.wait_for_timeout(200)
    aligned(seen)


def test_a_limit_is_said_once_when_it_is_crossed(composer: Page, guide: Guide) -> None:
    composer.locator("select[name=channel]").select_option("linkedin-note")
    limit = guide.channel("linkedin-note").characters.warn  # type: ignore[union-attr]
    said = composer.locator("[data-crossed]")
    body(composer).fill("x" * (limit - 1))
    expect(composer.locator("[data-region=count]")).to_contain_text(f"{limit - 1} of {limit} characters")
    composer.wait_for_timeout(1200)
    expect(said).to_be_empty()
    body(composer).press_sequentially("yyy")
    expect(said).to_have_text(f"{limit + 2} characters, 2 too many")
    body(composer).press_sequentially("zz")
    expect(composer.locator("[data-region=count]")).to_contain_text(f"{limit + 4} characters, 4 too many")
    composer.wait_for_timeout(1200)
    expect(said).to_have_text(f"{limit + 2} characters, 2 too many")
    body(composer).fill("Hello")
    expect(said).to_have_text(guide.labels["within_limit"])


def test_the_tone_is_chosen_with_arrow_keys(composer: Page, guide: Guide) -> None:
    control(composer, guide, "recipient").fill("Ms Ferreira")
    expect(body(composer)).to_have_value(re.compile("Ms Ferreira"))
    warm = body(composer).input_value()
    tone = composer.get_by_role("radio", name=guide.tones[0].name)
    tone.focus()
    tone.press("ArrowRight")
    expect(composer.get_by_role("radio", name=guide.tones[1].name)).to_be_focused()
    expect(body(composer)).not_to_have_value(warm)


def test_each_of_several_people_keeps_their_own_text(panel: Page, guide: Guide) -> None:
    write(panel, "Dear Ms Ferreira, these are my own words. [Date]")
    panel.locator(".ft-finding", has_text="[Date]").get_by_role("button", name=guide.labels["ignore"]).click()
    expect(panel.locator("[data-ignored]")).to_have_count(1)
    people(panel).first.focus()
    people(panel).first.press("ArrowRight")
    expect(body(panel)).to_have_value(re.compile(r"^\w+ Mr Lang,"))
    expect(people(panel).nth(1)).to_be_focused()
    expect(panel.locator("[data-ignored]")).to_have_count(0)
    write(panel, "Dear Mr Lang, and these are others.")
    panel.get_by_role("radio", name="Ms Ferreira").check()
    expect(body(panel)).to_have_value("Dear Ms Ferreira, these are my own words. [Date]")
    expect(panel.locator("[data-ignored]")).to_have_count(1)
    panel.get_by_role("radio", name="Mr Lang").check()
    expect(body(panel)).to_have_value("Dear Mr Lang, and these are others.")
    panel.get_by_role("button", name=guide.labels["start_again"]).click()
    expect(body(panel)).to_have_value(re.compile("interview|conversation|time"))
    # While the one who is chosen gets another name, nobody else is.
    control(panel, guide, "with", 0).press("End")
    control(panel, guide, "with", 0).press_sequentially(", PhD")
    expect(body(panel)).to_have_value(re.compile("Lang, PhD"))
    panel.locator("[data-row]", has=control(panel, guide, "with", 0)).get_by_role("button").click()
    expect(people(panel)).to_have_count(0)
    expect(panel.locator('[name^="own.p"]')).to_have_count(0)


def test_words_that_were_there_before_the_second_person_stay(composer: Page, guide: Guide) -> None:
    write(composer, "Hello, these are my own words.")
    composer.locator("details", has=control(composer, guide, "with", 0)).locator("summary").click()
    control(composer, guide, "with", 0).fill("Mr Lang")
    control(composer, guide, "recipient").fill("Ms Ferreira")
    expect(people(composer)).to_have_count(2)
    expect(body(composer)).to_have_value("Hello, these are my own words.")
    composer.get_by_role("radio", name="Ms Ferreira").check()
    composer.get_by_role("radio", name="Mr Lang").check()
    expect(body(composer)).to_have_value("Hello, these are my own words.")


def test_messages_beside_each_other_show_what_is_the_same(panel: Page) -> None:
    beside = panel.locator("details", has=panel.locator("[data-region=beside]"))
    beside.locator("summary").click()
    expect(beside.locator(".ft-letter")).to_have_count(2)
    write(panel, "Thank you for the interview. I enjoyed the talk about the new night shift very much.")
    panel.get_by_role("radio", name="Mr Lang").check()
    expect(body(panel)).to_have_value(re.compile("Lang"))
    write(panel, "Thank you for the interview. I enjoyed the talk about the new night shift a lot.")
    # It stays open, and says in the list as well what is too much alike.
    expect(beside.locator("mark").first).to_contain_text("I enjoyed the talk about the new night shift")
    expect(panel.locator(".ft-finding", has_text="Ms Ferreira")).to_have_count(1)
    expect(beside.locator(".ft-text").first).to_be_visible()


def test_copied_text_has_paragraphs_where_they_are_wanted(composer: Page) -> None:
    write(composer, "Dear A & B,\n\nthank <you>.\nSoon\n\nAmina")
    composer.locator('[data-copy="message.body"]').click()
    expect(composer.get_by_role("status")).to_have_text("Copied.")
    assert composer.evaluate("navigator.clipboard.readText()") == body(composer).input_value()
    rich = """async () => {
      const [item] = await navigator.clipboard.read();
      const html = await (await item.getType("text/html")).text();
      return new DOMParser().parseFromString(html, "text/html").body.innerHTML;
    }"""
    assert "<p>Dear A &amp; B,</p>\n<p>thank &lt;you&gt;.<br>Soon</p>\n<p>Amina</p>" in composer.evaluate(rich)


def mail(page: Page) -> dict[str, list[str]]:
    """Return what a mail program is asked to write."""
    link = page.locator("[data-mail]").get_attribute("href") or ""
    assert link.startswith("mailto:?")
    assert not re.search(r"[\s\x00-\x1f]", link)
    return parse_qs(urlsplit(link).query, strict_parsing=True)


def test_a_mail_program_gets_subject_and_text_and_nothing_else(composer: Page) -> None:
    composer.locator('[name="message.subject"]').fill("Tea & thanks?&bcc=everybody@example.org#x")
    write(composer, "Dear Zoë & Co,\n\n100 % yes&cc=a@example.org 😀\n")
    assert mail(composer) == {
        "subject": ["Tea & thanks?&bcc=everybody@example.org#x"],
        "body": ["Dear Zoë & Co,\r\n\r\n100 % yes&cc=a@example.org 😀\r\n"],
    }
    expect(composer.locator("[data-mail-long]")).to_be_hidden()


def test_a_text_too_long_for_a_link_is_copied(composer: Page, guide: Guide) -> None:
    composer.locator('[name="message.subject"]').fill("Thank you")
    long = "Спасибо за беседу. " * 30
    write(composer, long)
    expect(composer.locator("[data-mail-long]")).to_be_visible()
    assert mail(composer) == {"subject": ["Thank you"]}
    # The link is one to another program, which this machine may not have.
    composer.evaluate("addEventListener('click', (event) => event.target.closest('a') && event.preventDefault())")
    composer.locator("[data-mail]").click()
    expect(composer.get_by_role("status")).to_have_text(guide.labels["mail_copied"])
    assert composer.evaluate("navigator.clipboard.readText()") == long
    composer.locator("select[name=channel]").select_option("linkedin-message")
    expect(composer.locator("[data-mail]")).to_be_hidden()
    expect(composer.locator("[data-mail-long]")).to_be_hidden()


def saved(page: Page, name: str) -> Download:
    """Return what the button of that file gives."""
    with page.expect_download() as download:
        page.locator(f'[data-file="{name}"]').click()
    return download.value


def test_a_message_can_be_saved_as_text_and_as_a_draft(composer: Page) -> None:
    composer.locator('[name="message.subject"]').fill("Grüße")
    write(composer, "Dear Zoë,\n\nthank you.")
    composer.locator("summary", has_text="Save or print").click()
    text = saved(composer, "message")
    assert text.suggested_filename == "thank-you.txt"
    assert Path(text.path()).read_text("utf-8") == "Grüße\n\nDear Zoë,\n\nthank you.\n"
    draft = saved(composer, "draft")
    assert draft.suggested_filename == "thank-you.eml"
    message = BytesParser(policy=policy.default).parsebytes(Path(draft.path()).read_bytes())
    assert (message["Subject"], message["X-Unsent"]) == ("Grüße", "1")
    assert message.get_content() == "Dear Zoë,\r\n\r\nthank you.\r\n"


def test_the_message_is_printed_alone(composer: Page) -> None:
    composer.locator('[name="message.subject"]').fill("Thank you")
    write(composer, "Dear Zoë,\n\nthank you.")
    composer.evaluate("globalThis.print = () => {}; undefined")
    composer.locator("summary", has_text="Save or print").click()
    composer.locator("[data-print]").click()
    composer.emulate_media(media="print")
    assert composer.evaluate("document.body.innerText").strip() == "Thank you\nDear Zoë,\n\nthank you."
    composer.evaluate("dispatchEvent(new Event('afterprint'))")
    composer.emulate_media(media="screen")
    expect(composer.locator("h1").first).to_be_visible()
    expect(composer.locator("body > .ft-print")).to_have_count(0)
