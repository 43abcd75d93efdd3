"""Measures everything, or the parts that are named: `python -m tests.bench [--rounds N] [PART …]`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import time
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import sync_playwright

from site_build.loading.loader import load
from tests.bench import builds, calls, chrome, imports, page, variants
from tests.bench.report import put, report, startup
from tests.bench.server import MeasuredServer
from tests.bench.startup import Startup
from tests.support import REPOSITORY, ROOT, free_port, mkdocs, said

IN_BROWSER = ("startup", "calls", "page")
PARTS = (*IN_BROWSER, "builds", "imports")
FOLDER = ROOT / "build" / "bench"
OUT = ROOT / "build" / "bench.json"


def main() -> None:
    """Measure, print the tables, write the JSON; docs/speed.md shows a whole run, the README a part of it."""
    options = _parser().parse_args()
    parts = options.parts or PARTS
    begun = time.monotonic()
    figures: dict[str, Any] = {"machine": _machine()}
    if set(IN_BROWSER) & set(parts):
        figures |= _in_browser(parts, options.rounds)
    if "builds" in parts:
        figures["builds"] = _told("builds", lambda: builds.measure(max(1, options.rounds // 2)))
    if "imports" in parts:
        figures["imports"] = _told("imports", lambda: imports.measure(options.rounds * 4))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    text = report(figures)
    sys.stdout.write(f"{text}\n\nThe same as JSON: {OUT.relative_to(ROOT)}\n")
    if set(PARTS) <= set(parts):
        put(ROOT / "docs" / "speed.md", text)
        put(ROOT / "README.md", "\n".join(startup(figures["startup"])))
    sys.stderr.write(f"{time.monotonic() - begun:.0f} s\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure what the whole costs.")
    parser.add_argument("parts", nargs="*", type=_part, metavar="PART", help=f"{', '.join(PARTS)} (all)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each variant is started (5)")
    return parser


def _part(name: str) -> str:
    # With `choices`, some versions of argparse refuse to be given none.
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"expected one of {', '.join(PARTS)}, got {name}")
    return name


def _in_browser(parts: tuple[str, ...], rounds: int) -> dict[str, Any]:
    """Return the figures of the parts that need a site and a browser."""
    guide = load(ROOT / "rules", tried=False)
    port = free_port()
    site = FOLDER / REPOSITORY
    shutil.rmtree(FOLDER, ignore_errors=True)
    done = mkdocs("build", "--strict", "--site-dir", str(site), url=f"http://127.0.0.1:{port}/{REPOSITORY}/")
    if done.returncode:
        sys.exit(said(done))
    laid = variants.lay(site)
    figures: dict[str, Any] = {}
    with MeasuredServer(site, port) as server, sync_playwright() as playwright:
        if "startup" in parts:
            run = Startup(playwright, server, laid, guide)
            figures["startup"] = _told("startup", lambda: run.measure(rounds))
        if "calls" in parts:
            ours = laid[variants.OURS]
            figures["calls"] = _told("calls", lambda: calls.measure(playwright, server, ours, guide, rounds * 12))
        if "page" in parts:
            figures["page"] = _told("page", lambda: page.measure(playwright, server))
    return figures


def _told(part: str, measure: Any) -> Any:
    """Return what a part measures, and say how long that took."""
    begun = time.monotonic()
    sys.stderr.write(f"{part} ")
    sys.stderr.flush()
    figures = measure()
    sys.stderr.write(f" {time.monotonic() - begun:.0f} s\n")
    return figures


def _machine() -> dict[str, Any]:
    """Return what it is measured with, and the `load`: how many processes wanted a processor in the last minute."""
    pyodide = json.loads((variants.PYODIDE / "package.json").read_text("utf-8"))["version"]
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "pyodide": pyodide,
        "chromium": chrome.version(),
    }


if __name__ == "__main__":
    main()
