"""The policy as a header of every file, which binds the worker too: everything works, and nothing is forbidden."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Journal
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, ready
from widgets.engine.model import Guide

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.fixture
def bound(pages: PagesServer) -> Iterator[None]:
    (policy,) = META.findall((pages.folder / "index.html").read_text("utf-8"))
    pages.headers["Content-Security-Policy"] = html.unescape(policy)
    yield
    pages.headers.clear()


@pytest.mark.usefixtures("bound")
def test_python_needs_no_more_than_the_policy_grants(page: Page, guide: Guide, journal: Journal) -> None:
    page.goto("composer/")
    ready(page)
    control(page, guide, "recipient").fill("Dr Okafor")
    expect(body(page)).to_have_value(re.compile("Dr Okafor"))
    assert journal.unexpected() == []
    journal.allowed.append("policy: script-src of eval")
    # The wall stands: neither the page nor its worker makes code of texts.
    refused = "(() => { try { return eval('1'); } catch (error) { return error.name; } })()"
    assert page.evaluate(f"new Promise((done) => setTimeout(() => done({refused}), 50))") == "EvalError"


@pytest.mark.usefixtures("bound")
def test_the_theme_s_own_parts_work(page: Page) -> None:
    page.goto("")
    page.locator("label[for^=__palette]").locator("visible=true").first.click()
    page.locator(".md-tabs").get_by_role("link", name="Write").click()
    ready(page)
    page.keyboard.press("/")
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    page.keyboard.type("thank")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
