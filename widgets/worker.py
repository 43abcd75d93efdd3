"""The Python side of worker.mjs: keeps the guide, takes and gives JSON text."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from widgets import start  # First, since what the others import compiles expressions.
from widgets.engine.model import Guide
from widgets.engine.regions import REGISTRY, Folder
from widgets.needs import region_path, zone_path
from widgets.views import view


def guide() -> Guide:
    """Return the guide."""
    made: Guide = start.content()["guide"]
    return made


def regions() -> Folder:
    """Return the source of regions: the files that were fetched."""
    content = start.content()
    return Folder(Path(start.DATA, "regions"), content["regions"], content["aliases"])


@cache
def paths() -> frozenset[str]:
    """Return where all data of the site stands."""
    content = start.content()
    return frozenset([*map(zone_path, content["zones"]), *map(region_path, content["regions"])])


REGISTRY.use(regions)


def answer(request: str) -> str:
    """Return the answer of `view` to a request, both as JSON; data that the site does not have is not asked for."""
    asked = json.loads(request)
    said = view(guide(), asked)
    if unknown := set(said.get("needs", ())).difference(paths()):
        said = view(guide(), {**asked, "fetched": [*asked.get("fetched", ()), *unknown]})
    return json.dumps(said)
