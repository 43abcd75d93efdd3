"""What people type into the search finds the page that answers it, as the browser's own index ranks it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

FOUND = 2
"""Among how many pages the answer has to be: a phone shows no more without scrolling."""

# What is typed, and the page that answers it; any of them where several do.
TYPED = {
    "no reply": ("rules/patient/", "rules/polite/"),
    "ghosted": ("rules/patient/",),
    "how long to wait": ("rules/polite/", "rules/patient/"),
    "thank you email template": ("rules/prompt/",),
    "weekend": ("rules/prompt/",),
    "panel": ("rules/prompt/", "rules/personal/"),
    "recruiter": ("rules/prompt/", "rules/channels/"),
    "linkedin": ("rules/channels/",),
    "second interview": ("rules/promises/", "rules/prompt/"),
    "rejected": ("rules/patient/",),
    "late": ("rules/prompt/", "rules/promises/"),
    "no email address": ("rules/prompt/", "rules/channels/"),
    "subject line": ("rules/short/",),
    "another offer": ("rules/polite/",),
    "voicemail": ("rules/channels/", "rules/short/"),
    "template": ("rules/prompt/", "rules/personal/"),
    "follow up": ("rules/",),
    "checklist": ("checklist/",),
}


@pytest.fixture
def searching(page: Page) -> Page:
    """Return the start page with its search ready."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("")
    page.locator(".md-search__input").click()
    return page


def found(page: Page, typed: str) -> list[str]:
    """Return the addresses of the pages that the search finds, the best first.

    All is put in at once, and the page hears of one key: a key a letter would give an answer a letter, and one that
    stands there too soon could be read.
    """
    field, said = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    field.fill("")
    field.press("Shift")
    expect(said).to_have_text("Type to start searching")
    field.fill(typed)
    field.press("Shift")
    expect(said).to_have_text(re.compile(r"\d+ matching"))
    links = page.locator(".md-search-result__item > a:first-child").evaluate_all("all => all.map(one => one.href)")
    return [re.sub(r".*?/some-repo/|[?#].*", "", link) for link in links]


def test_what_people_type_finds_the_page_that_answers_it(searching: Page) -> None:
    answers = {typed: found(searching, typed)[:FOUND] for typed in TYPED}
    assert {typed: pages for typed, pages in answers.items() if not set(pages) & set(TYPED[typed])} == {}


def test_the_whole_guide_does_not_answer_beside_its_pages(searching: Page) -> None:
    pages = found(searching, "handover at the bedside")
    assert "rules/personal/" in pages
    assert "guide/" not in pages
