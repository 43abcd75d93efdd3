"""Draws the icons that cannot be SVG from the logo: `make icons`, after a change of theme/assets/images/logo.svg."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import chromium, flags
from tests.support import ROOT

IMAGES = ROOT / "site_build" / "theme" / "assets" / "images"


@dataclass(frozen=True)
class Icon:
    """A square PNG: its side in pixels, whether its ground fills the corners, and the part that the mark takes."""

    side: int
    full: bool = False
    mark: float = 1.0


ICONS = {
    "favicon": Icon(48),
    # Apple and Android cut the corners themselves; a maskable icon keeps its mark within the inner four fifths.
    "icon-180": Icon(180, full=True, mark=0.92),
    "icon-192": Icon(192),
    "icon-512": Icon(512),
    "icon-maskable-512": Icon(512, full=True, mark=0.8),
}


def main() -> None:
    """Write one PNG an icon, beside the logo."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags())
        for name in ICONS:
            draw(browser, name)


def draw(browser: Browser, name: str) -> None:
    """Write one icon."""
    icon, svg = ICONS[name], (IMAGES / "logo.svg").read_text("utf-8")
    ground = re.findall(r'fill="(#\w+)"', svg)[0] if icon.full else "transparent"
    page = browser.new_page(viewport={"width": icon.side, "height": icon.side})
    page.set_content(
        f'<body style="margin:0;display:grid;place-items:center;height:100vh;background:{ground}">'
        f"<style>svg {{ width: {icon.mark:%}; height: auto }}</style>{svg}"
    )
    page.screenshot(path=IMAGES / f"{name}.png", omit_background=True)
    page.close()


if __name__ == "__main__":
    main()
