"""Takes the README's pictures from a fresh build: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.conftest import chromium, flags
from tests.browser.pages_server import PagesServer
from tests.support import ROOT, free_port, mkdocs, said

IMAGES = ROOT / "docs" / "images"
SHOTS: dict[str, tuple[str, Literal["light", "dark"], int, int]] = {
    "composer-light": ("composer/", "light", 1280, 900),
    "calculator-dark": ("calculator/", "dark", 1280, 900),
    "composer-phone": ("composer/", "light", 390, 844),
}


def main() -> None:
    """Build the site, serve it, and write one PNG a shot."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        done = mkdocs("build", "--strict", "--site-dir", folder, url=f"http://127.0.0.1:{port}/some-repo/")
        if done.returncode:
            sys.exit(said(done))
        with PagesServer(Path(folder), port=port) as pages, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
            for name in SHOTS:
                take(browser, pages.url, name)


def take(browser: Browser, url: str, name: str) -> None:
    """Write one picture of a page whose widget is ready."""
    path, scheme, width, height = SHOTS[name]
    size: ViewportSize = {"width": width, "height": height}
    page = browser.new_page(viewport=size, color_scheme=scheme, locale="en-GB", timezone_id="Europe/Berlin")
    page.goto(f"{url}{path}")
    page.locator('followthrough-widget[data-state="ready"]').wait_for(timeout=60_000)
    IMAGES.mkdir(exist_ok=True)
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
