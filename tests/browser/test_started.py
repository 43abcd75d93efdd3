"""The guide that `followthrough new` writes, in a browser: both of its widgets answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_build.cli import main
from site_build.loading.loader import load
from tests.browser.conftest import project_served
from tests.browser.moments import ago
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, ready, widget
from widgets.engine.model import Guide


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started") / "guide"
    assert main(["new", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def guide(started: Path) -> Guide:
    return load(started / "rules")


@pytest.fixture(scope="module")
def pages(started: Path) -> Iterator[PagesServer]:
    with project_served(started, "--strict") as server:
        yield server


def test_the_composer_answers(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    control(page, guide, "neighbour").fill("Mrs Okafor")
    control(page, guide, "thing").fill("ladder")
    expect(body(page)).to_have_value(re.compile(r"Mrs Okafor.*my ladder", re.DOTALL))
    body(page).fill("Hello Mrs Okafor, enjoy it.")
    finding = page.locator(".ft-finding").first
    expect(finding).to_be_visible()
    finding.locator("a").last.click()
    expect(page.locator("h1")).to_contain_text(guide.rules[0].title)


def test_the_calculator_answers(page: Page, guide: Guide) -> None:
    page.goto("calculator/")
    ready(page)
    control(page, guide, "lent_at").fill(ago(days=30))
    expect(widget(page)).to_have_attribute("data-example", "false")
    expect(page.locator(".ft-today")).to_be_visible()
