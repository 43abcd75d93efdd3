"""The exported guide in a browser, as each of the tools builds it: both widgets answer, and nothing else is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.moments import ago
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, end_field, ready, widget
from tests.exports import BUILDERS, build, export
from tests.support import REPOSITORY, free_port
from widgets.engine.model import Guide


@pytest.fixture(scope="module", params=BUILDERS)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesServer]:
    """Serve an export in place of the repository's own site."""
    port = free_port()
    folder = export(tmp_path_factory.mktemp(request.param) / "my guide")
    with PagesServer(build(request.param, folder, f"http://127.0.0.1:{port}/{REPOSITORY}/"), port=port) as server:
        yield server


def test_the_composer_answers_and_leads_to_a_rule(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    control(page, guide, "recipient").fill("Dr Okafor")
    expect(body(page)).to_have_value(re.compile("Dr Okafor"))
    rule = guide.rules[0]
    page.locator(f'.ft-chip[href*="rules/{rule.id}/"]').click()
    expect(page.locator("h1")).to_contain_text(rule.title)


def test_the_calculator_answers(page: Page, guide: Guide) -> None:
    page.goto("calculator/")
    ready(page)
    control(page, guide, end_field(guide), 0).fill(ago(days=1))
    expect(widget(page)).to_have_attribute("data-example", "false")
    expect(page.locator(".ft-today")).to_be_visible()
