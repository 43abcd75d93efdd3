"""What a site ships of public holidays: made from the library once, then from the cache, without looking at either."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from site_build.cache import key, remembered

LIST = "regions.json"
MAKER = Path(__file__).with_name("regions.py")


def listed(language: str) -> bytes:
    """Return what a form offers, as JSON."""

    def make() -> list[str]:
        from site_build import regions

        return regions.listed(language)

    return _json(_kept("listed", language, make))


def offered() -> dict[str, Any]:
    """Return the code of every region, `regions`, and other codes of some, `aliases`."""

    def make() -> dict[str, Any]:
        from site_build import regions

        library = regions.Library()
        return {"regions": library.codes, "aliases": library.aliases}

    return dict(_kept("offered", "", make))


@cache
def records(language: str, year: int) -> dict[str, bytes]:
    """Return the record of every region as JSON, by its code, with the holidays of the years around one."""

    def make() -> dict[str, str]:
        from site_build import regions

        places = regions.places().values()
        return {place.code: _json(regions.record(place, year, language)).decode() for place in places}

    return {code: text.encode() for code, text in _kept("regions", f"{year} {language}", make).items()}


def _kept(kind: str, told: str, make: Callable[[], Any]) -> Any:
    # It takes seconds to make, and changes with the libraries alone, which also take long to import.
    versions = [f"{name} {version(name)}".encode() for name in ("holidays", "babel")]
    made_from = (Path(__file__).read_bytes(), MAKER.read_bytes(), *versions, told.encode())
    return json.loads(remembered(kind, key(made_from), lambda: _json(make())))


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
