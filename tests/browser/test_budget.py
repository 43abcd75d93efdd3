"""What a reader's line has to carry before the first result, against what plain `loadPyodide` asks of it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bench.server import MeasuredServer, Sent
from tests.bench.startup import open_harness, start
from tests.bench.variants import OURS, PLAIN, Variant, lay
from tests.browser.conftest import PATIENCE
from tests.support import REPOSITORY, Built
from widgets.engine.model import Guide

OF_PLAIN = 0.75
"""The part of plain's bytes that ours may have: on a phone's line it is bytes that readers wait for."""
PAGE_BYTES = 30_000
"""Bytes of the widgets' modules and styles, apart from Python: a sixth of a second on a line of 1.6 Mbit/s."""
PAGE_REQUESTS = 24
"""How many files those may be: four round trips at the six at a time that a browser has in HTTP/1.1."""
OF_EVERY_PAGE = re.compile(
    r"assets/(javascripts|stylesheets|images|fonts)/|stylesheets/|search/|(.*/)?$"
    r"|assets/[^/]*/(page\.mjs|theme\.mjs|offline\.mjs|guide\.css)$"
)
"""What a page without a widget asks for as well, and the page itself."""
OF_RUNTIME = re.compile(r"\.(wasm|zip|so|whl|data|bin)$|pyodide|/worker\.mjs$")
IDLE = 4000
"""Milliseconds after which a page that meant to start the worker has done so."""


@dataclass(frozen=True)
class Laid:
    """The site with the variants of the bench beside it."""

    server: MeasuredServer
    variants: dict[str, Variant]


@pytest.fixture(scope="module")
def laid(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laid]:
    # A copy, since other tests share the built site.
    folder = shutil.copytree(built.folder, tmp_path_factory.mktemp("budget") / REPOSITORY)
    variants = lay(folder)
    with MeasuredServer(folder) as server:
        yield Laid(server, variants)


@pytest.fixture(scope="module")
def sent(browser: Browser, laid: Laid, guide: Guide) -> dict[str, list[Sent]]:
    """Return what is sent from `new Worker` to the first result on the page, by variant."""
    said = {}
    for name in (OURS, PLAIN):
        context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin")
        context.set_default_timeout(3 * PATIENCE)
        page = context.new_page()
        open_harness(page, laid.server)
        laid.server.answered.clear()
        start(page, laid.server, laid.variants[name], guide)
        said[name] = list(laid.server.answered)
        context.close()
    return said


@pytest.fixture
def fresh(browser: Browser, laid: Laid) -> Iterator[Page]:
    """Return a page with an empty cache, of which the server has noted nothing yet."""
    # What keeps the site for use without a network begins after the first result.
    context = browser.new_context(
        base_url=laid.server.url, locale="en-GB", timezone_id="Europe/Berlin", service_workers="block"
    )
    context.set_default_timeout(3 * PATIENCE)
    page = context.new_page()
    laid.server.answered.clear()
    yield page
    context.close()


def size(sent: list[Sent]) -> int:
    return sum(one.size for one in sent)


def test_the_first_result_takes_three_quarters_of_the_bytes(sent: dict[str, list[Sent]]) -> None:
    assert size(sent[OURS]) <= OF_PLAIN * size(sent[PLAIN])


def test_it_takes_hardly_more_requests(sent: dict[str, list[Sent]]) -> None:
    """Hold that round trips do not eat up what fewer bytes have won.

    The guide is a file of its own, so that an edit of it leaves all others in readers' caches; it comes beside them.
    """
    assert len(sent[OURS]) <= len(sent[PLAIN]) + 1, [one.path for one in sent[OURS]]


def test_a_widget_s_page_loads_little_beside_python_and_nothing_twice(
    fresh: Page, laid: Laid, sent: dict[str, list[Sent]]
) -> None:
    fresh.goto("composer/")
    fresh.locator("followthrough-widget textarea").first.fill("the night team")
    expect(fresh.locator("followthrough-widget")).to_have_attribute("data-example", "false", timeout=3 * PATIENCE)
    ours = [one for one in laid.server.answered if not OF_EVERY_PAGE.match(one.path)]
    # A preload that does not match its request would fetch a file again.
    assert [path for path, times in Counter(one.path for one in ours).items() if times > 1] == []
    of_python = {one.path for one in sent[OURS]}
    of_page = [one for one in ours if one.path not in of_python]
    assert of_page
    assert size(of_page) <= PAGE_BYTES
    assert len(of_page) <= PAGE_REQUESTS, [one.path for one in of_page]


def test_pages_without_a_widget_load_no_runtime(fresh: Page, laid: Laid) -> None:
    for path in ("checklist/", "rules/"):
        fresh.goto(path)
        expect(fresh.locator("followthrough-widget")).to_have_count(0)
        fresh.wait_for_timeout(IDLE)
    assert [one.path for one in laid.server.answered if OF_RUNTIME.search(one.path)] == []
