"""The whole guide as a PDF: its page on the built site, printed by a browser, and linked where pages ask for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    # What the page shows comes from the site; nothing else has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    # Scripts may lay the page out before it is printed.
    "--virtual-time-budget=10000",
)
# A page asks with `<!-- pdf: name.pdf Words of the link -->`; a site without the PDF so has no link to it.
ASKED = re.compile(r"<!-- pdf: (?P<name>[\w.-]+\.pdf) (?P<words>[^<>]+?) -->(?P<made><p class=\"guide-pdf\">.*?</p>)?")
WHOLE = "guide"
"""The page that is printed, by its address on the site."""
PATIENCE = 120
"""Seconds that a browser may take."""


def make(site: Path) -> Path:
    """Print the whole guide of a built site into the site, link it, and return the PDF's path.

    Raises ValueError where there is no such site or no browser that can print, with what to do.
    """
    found = site / WHOLE / "index.html"
    page = found if found.is_file() else site / f"{WHOLE}.html"
    asked = ASKED.search(page.read_text("utf-8")) if page.is_file() else None
    if asked is None:
        raise ValueError(f"expected a built site with the page {WHOLE}/, got none; build it first")
    target = site / asked["name"]
    print_page(page, target)
    link(site)
    return target


def print_page(page: Path, target: Path) -> None:
    """Print a page into a file. Raises ValueError where no browser can."""
    browser = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise ValueError("expected Chromium or Chrome, got none; install one, or say where it is with CHROME_PATH")
    # Root is the usual user of a build in a container, where the sandbox cannot work.
    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as profile:
        printed = Path(profile, "guide.pdf")
        command = [browser, *FLAGS, *alone, f"--user-data-dir={profile}", f"--print-to-pdf={printed}"]
        try:
            subprocess.run([*command, page.resolve().as_uri()], capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603 - the browser of this machine
            shutil.copyfile(printed, target)
        except (OSError, subprocess.SubprocessError) as error:
            raise ValueError(f"expected {browser} to print {page}, but it did not: {error}") from None


def link(site: Path) -> None:
    """Put a link to the PDF into every page that asks for one, with its size, in the place of an older one."""
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")

        def linked(match: re.Match[str], page: Path = page) -> str:
            target = site / match["name"]
            address = Path(os.path.relpath(target, page.parent)).as_posix()
            words = f"{match['words']} ({target.stat().st_size / 1e6:.1f} MB)"
            asked = match[0].removesuffix(match["made"] or "")
            return f'{asked}<p class="guide-pdf"><a href="{address}">{escape(words, quote=False)}</a></p>'

        if (done := ASKED.sub(linked, text)) != text:
            page.write_text(done, "utf-8")
