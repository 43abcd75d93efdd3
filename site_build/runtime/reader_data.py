"""The data that Python reads in the browser: the guide at its start, time zones and regions when they are needed."""

from __future__ import annotations

import marshal
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from site_build import region_files
from site_build.compiled import compiled
from widgets.engine.model import Guide
from widgets.needs import region_path, zone_path

Content = bytes | Path
START = "guide.data"
"""Where Python finds the guide, among the data."""
NO_EXPRESSIONS = marshal.dumps((0, {}), 2)
"""Leaves all expressions to the reader's Python."""


def data(language: str, year: int) -> dict[str, Content]:
    """Return what the page fetches when a request needs it, by its path: every time zone, and every region."""
    zones: dict[str, Content] = {zone_path(zone): path for zone, path in zone_files()}
    return zones | {region_path(code): content for code, content in region_files.records(language, year).items()}


@cache
def zone_files() -> tuple[tuple[str, Path], ...]:
    """Return every time zone of the tzdata package with the file of its data."""
    (folder,) = find_spec("tzdata").submodule_search_locations  # type: ignore[union-attr, misc]  # a package has one
    names = (Path(folder) / "zones").read_text("utf-8").split()
    return tuple((name, Path(folder, "zoneinfo", *name.split("/"))) for name in sorted(names))


def guide_file(guide: Guide) -> bytes:
    """Return what `widgets.start` reads behind the expressions: the guide, and what data there is for it."""
    told = region_files.offered()
    zones = tuple(zone for zone, _ in zone_files())
    offered = {"zones": zones, "regions": tuple(told["regions"]), "aliases": told["aliases"]}
    return compiled({"guide": without_pages(guide), **offered})


def without_pages(guide: Guide) -> Guide:
    """Return the guide without what only its pages and its trials at build need, for which no reader should wait."""
    empty: dict[str, Any] = dict.fromkeys(("why", "body", "evidence"), "")
    empty |= dict.fromkeys(("do", "avoid", "checklist", "examples", "questions", "sources"), ())
    rules = (
        replace(
            rule,
            checks=tuple(replace(check, passes=(), fails=()) for check in rule.checks),
            steps=tuple(replace(step, cases=()) for step in rule.steps),
            parameters={},
            **empty,
        )
        for rule in guide.rules
    )
    return replace(guide, body="", rules=tuple(rules))


def write(folder: Path, guide: Guide, expressions: bytes = NO_EXPRESSIONS) -> None:
    """Write into a folder all that Python reads in the browser, with the holidays around the worked example's year."""
    start = expressions + guide_file(guide)
    for path, content in {START: start, **data(guide.language, int(guide.now[:4]))}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.read_bytes() if isinstance(content, Path) else content)
