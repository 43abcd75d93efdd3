"""The Python side of worker.mjs: keeps the guide that stands in the archive, takes and gives JSON text."""

from __future__ import annotations

import json
import pkgutil
from functools import cache

from widgets.engine.decode import decode
from widgets.engine.model import Guide
from widgets.views import view


@cache
def guide() -> Guide:
    """Return the guide of the archive."""
    data = pkgutil.get_data("widgets", "guide.json")
    if data is None:
        raise FileNotFoundError("guide.json")
    return decode(Guide, json.loads(data))


@cache
def zone_names() -> frozenset[str]:
    """Return the time zones that the site can send."""
    return frozenset((pkgutil.get_data("widgets", "zones.txt") or b"").decode().split())


def answer(request: str) -> str:
    """Return the answer of `view` to a request, both as JSON; zones that the site does not have are not asked for."""
    asked = json.loads(request)
    said = view(guide(), asked)
    if not set(said.get("needs", ())) <= zone_names():
        said = view(guide(), {**asked, "fetched": [*asked.get("fetched", ()), *set(said["needs"]) - zone_names()]})
    return json.dumps(said)
