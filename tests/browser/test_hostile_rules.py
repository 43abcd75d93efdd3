"""Hostile texts in the rule files of a guide, which may come from anywhere: no page of its site runs one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from site_build.cli import main
from site_build.loading.files import read
from tests.browser.conftest import PATIENCE, project_served
from tests.browser.pages_server import PagesServer
from tests.hostile import STRINGS, faults

TEXTS = (
    *("title", "summary", "name", "question", "answer", "why", "fix", "message", "label", "hint", "do", "avoid"),
    *("checklist", "evidence", "body", "note", "help", "text", "description", "audience"),
)
TRIED = ("examples", "passes", "fails", "cases", "example", "parameters", "layouts", "parts")
"""What a guide is tried on, and what messages are made of: another text there is another guide."""
# Slots are for the loader to refuse, and so are characters that cannot be printed.
FITTING = [text for text in STRINGS if not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud83d\u2028\u2029\ufeff{]", text)]


def spoilt(data: Any, texts: Iterator[str], key: str = "") -> Any:
    """Return what a rule file says with a hostile text behind each of its own."""
    if isinstance(data, dict):
        return {name: one if name in TRIED else spoilt(one, texts, name) for name, one in data.items()}
    if isinstance(data, list):
        return [spoilt(one, texts, key) for one in data]
    return f"{data.rstrip()} {next(texts)}" if isinstance(data, str) and key in TEXTS else data


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesServer]:
    folder = tmp_path_factory.mktemp("hostile") / "guide"
    assert main(["new", str(folder)]) == 0
    texts = cycle(FITTING)
    for path in sorted((folder / "rules").glob("*.yml")):
        data = spoilt(read(path.parent, path.name).data, texts)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    # Its own name would stand in for the guide's title.
    settings = folder / "mkdocs.yml"
    nameless = re.sub(r"^site_name: .*", "site_name: ''", settings.read_text("utf-8"), flags=re.MULTILINE)
    settings.write_text(nameless, "utf-8")
    with project_served(folder, "--quiet") as server:
        yield server


def test_no_page_runs_what_a_rule_file_says(browser: Browser, pages: PagesServer) -> None:
    assert len(FITTING) >= 60
    context = browser.new_context(base_url=pages.url, service_workers="block")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda one: elsewhere.append(one.url) if not one.url.startswith(pages.url) else None)
    seen = 0
    for file in sorted(pages.folder.rglob("*.html")):
        page.goto(file.relative_to(pages.folder).as_posix().replace("index.html", ""))
        assert page.evaluate("globalThis.hit") is None, file
        regions = page.evaluate("[...document.querySelectorAll('[data-region]')].map((one) => one.innerHTML).join('')")
        assert faults(regions) == [], file
        seen += page.content().count("globalThis.hit=1")
    context.close()
    assert seen > 100
    assert [url for url in elsewhere if not url.startswith(("data:", "blob:"))] == []
