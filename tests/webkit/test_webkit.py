"""A message, a plan, a failure mended, and nothing that the page's policy forbids: in WebKitGTK."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from selenium.webdriver.webkitgtk.webdriver import WebDriver

from tests.browser.pages_server import PagesServer
from tests.hostile import STRINGS, faults
from tests.support import Built
from widgets.engine.facts import path_of
from widgets.engine.model import Guide, find
from widgets.form import name_of

PATIENCE = 180
"""Seconds; WebKitGTK runs WebAssembly slowly, and a busy machine is no fault of the page."""
BROWSERS = [Path(f"/usr/lib/{kind}-linux-gnu/webkit2gtk-4.1/MiniBrowser") for kind in ("x86_64", "aarch64")]
FILL = """const control = document.querySelector(`[name="${arguments[0]}"]`);
control.value = arguments[1];
control.dispatchEvent(new Event("input", {bubbles: true}));"""
REGIONS = "return [...document.querySelectorAll('[data-region]')].map((region) => region.innerHTML).join('')"
LISTEN = """globalThis.violations = [];
addEventListener("securitypolicyviolation",
  ({effectiveDirective, blockedURI}) => violations.push(`${effectiveDirective} ${blockedURI}`));"""


@pytest.fixture(scope="module")
def driver() -> Iterator[WebDriver]:
    options = Options()
    options.binary_location = str(next(path for path in BROWSERS if path.exists()))
    options.add_argument("--automation")
    driver = webdriver.WebKitGTK(
        options=options, service=Service(executable_path=shutil.which("WebKitWebDriver") or "")
    )
    driver.set_script_timeout(PATIENCE)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def pages(built: Built) -> Iterator[PagesServer]:
    with PagesServer(built.folder, port=built.port) as server:
        yield server


class Reader:
    """Somebody with a page in WebKit."""

    def __init__(self, driver: WebDriver, pages: PagesServer, guide: Guide) -> None:
        """Take the browser."""
        self.driver, self.pages, self.guide = driver, pages, guide

    def open(self, path: str, *, ready: bool = True) -> None:
        """Open a page, and wait until its widget answers."""
        self.driver.get(f"{self.pages.url}{path}")
        self.driver.execute_script(LISTEN)
        if ready:
            self.driver.execute_script("document.querySelector('followthrough-widget').scrollIntoView()")
            self.until(lambda: self.state() == "ready")

    def state(self) -> str | None:
        """Return the state of the widget."""
        return self.one("followthrough-widget").get_attribute("data-state")

    def one(self, selector: str):
        """Return the first element that a selector finds."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def until(self, comes: Callable[[], object]) -> None:
        """Wait until something is so."""
        WebDriverWait(self.driver, PATIENCE).until(lambda _: comes())

    def fill(self, name: str, text: str) -> None:
        """Put a text into a control."""
        self.driver.execute_script(FILL, name, text)

    def name(self, id_: str, row: int | str = "") -> str:
        """Return the name of the control of a field."""
        return name_of(find(self.guide.fields, id_), row)

    def value(self, name: str) -> str:
        """Return what a control holds."""
        return self.driver.execute_script(f"return document.querySelector('[name=\"{name}\"]').value")

    def violations(self) -> list[str]:
        """Return what the page's policy forbade since the page was opened."""
        return self.driver.execute_script("return globalThis.violations ?? []")


@pytest.fixture
def reader(driver: WebDriver, pages: PagesServer, guide: Guide) -> Iterator[Reader]:
    reader = Reader(driver, pages, guide)
    yield reader
    assert reader.violations() == []
    pages.blocked.clear()


def test_a_message_grows_out_of_facts(reader: Reader) -> None:
    reader.open("composer/")
    reader.fill(reader.name("recipient"), "Dr Okafor")
    reader.until(lambda: "Dr Okafor" in reader.value("message.body"))
    reader.fill("message.body", "Hello [Name], did you decide?")
    reader.until(lambda: reader.driver.find_elements(By.CSS_SELECTOR, ".ft-finding"))


def test_a_date_becomes_a_plan(reader: Reader) -> None:
    reader.open("calculator/")
    end = next(field.id for field in reader.guide.fields if path_of(field).endswith("].end"))
    reader.fill(reader.name(end, 0), "2026-06-01T10:00")
    reader.until(lambda: reader.one("followthrough-widget").get_attribute("data-example") == "false")
    assert reader.driver.find_elements(By.CSS_SELECTOR, ".ft-step, .ft-today")


def test_a_rule_is_read_and_left_by_instant_navigation(reader: Reader) -> None:
    rule = reader.guide.rules[0]
    reader.open(f"rules/{rule.id}/", ready=False)
    assert rule.title in reader.one("h1").text
    reader.driver.execute_script("globalThis.stayed = true; document.querySelector('.md-footer__link--next').click()")
    reader.until(lambda: reader.guide.rules[1].title in reader.one("h1").text)
    assert reader.driver.execute_script("return globalThis.stayed") is True


def test_a_failed_start_is_said_and_mended(reader: Reader) -> None:
    reader.pages.blocked.add("pyodide.asm.wasm")
    reader.driver.get("about:blank")
    reader.open("composer/?again", ready=False)
    reader.fill(reader.name("recipient"), "Patient Reader")
    if reader.state() != "ready":
        # What the browser has kept from the stories before is not asked for.
        reader.until(lambda: reader.state() in ("failed", "ready"))
    if reader.state() == "failed":
        assert reader.one("[data-says]").text == reader.guide.labels["failed"]
        reader.pages.blocked.clear()
        reader.driver.execute_script("document.querySelector('[data-retry]').click()")
    reader.until(lambda: reader.state() == "ready")
    reader.until(lambda: "Patient Reader" in reader.value("message.body"))


def test_hostile_texts_stay_texts(reader: Reader) -> None:
    reader.open("composer/")
    for given in STRINGS[::4]:
        text = given.encode("utf-8", "replace").decode().replace("\x00", "")
        for name in (reader.name("recipient"), reader.name("organization"), "message.body"):
            reader.fill(name, text)
        reader.driver.execute_async_script("setTimeout(arguments[0], 300)")
        assert reader.driver.execute_script("return globalThis.hit ?? null") is None
        assert faults(reader.driver.execute_script(REGIONS)) == []
