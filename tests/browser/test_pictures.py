"""The pictures that are drawn at build: whole, said in words, and readable on a phone; and the guide on paper."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_build.commands import pdf
from tests.support import Built


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("address", "picture"), [("", ".ft-picture"), ("rules/prompt/", ".guide-anatomy")])
def test_no_word_of_a_picture_is_cut(page: Page, address: str, picture: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    drawn = page.locator(f"{picture} svg[role=img]")
    expect(drawn).to_be_visible()
    cut = drawn.evaluate(
        """svg => {
            const edge = svg.getBoundingClientRect();
            return [...svg.querySelectorAll("text")].filter((one) => {
                const box = one.getBoundingClientRect();
                return box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1;
            }).map((one) => one.textContent);
        }"""
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_picture_says_in_words_what_it_shows(page: Page) -> None:
    page.goto("rules/prompt/")
    picture = page.get_by_role("img", name="The message, part by part")
    expect(picture).to_have_accessible_description(re.compile(r"1\. It greets the reader by name\. 2\. "))


def test_the_guide_becomes_a_pdf_that_the_pages_link(built: Built, tmp_path: Path) -> None:
    site = tmp_path / "site"
    # Other tests share the built site.
    shutil.copytree(built.folder, site, ignore=shutil.ignore_patterns("zones", "regions", "*.wasm"))
    assert not list(site.rglob("*.pdf"))
    assert "guide-pdf" not in (site / "guide/index.html").read_text("utf-8")
    made = pdf.make(site)
    content = made.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") > 20
    pdf.link(site)
    for page, address in (("index.html", made.name), ("guide/index.html", f"../{made.name}")):
        assert (site / page).read_text("utf-8").count(f'<a href="{address}">') == 1
