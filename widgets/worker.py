"""The Python side of worker.mjs: keeps the guide, takes and gives JSON text."""

from __future__ import annotations

import json
import os
import pickle
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from widgets.engine.model import Guide
from widgets.engine.regions import REGISTRY, Folder
from widgets.views import view

DATA = Path(os.environ["FOLLOWTHROUGH_DATA"])


@cache
def start() -> dict[str, Any]:
    """Return what was compiled at the build: the `guide`, and as `offered` the `paths` and `aliases` of other data."""
    # It comes from the build that the code comes from, and its content is known to the page.
    held: dict[str, Any] = pickle.loads((DATA / "guide.pickle").read_bytes())  # noqa: S301
    return held


def guide() -> Guide:
    """Return the guide."""
    made: Guide = start()["guide"]
    return made


def regions() -> Folder:
    """Return the source of regions: the files that were fetched."""
    offered = start()["offered"]
    names = [PurePosixPath(path) for path in offered["paths"]]
    codes = tuple(name.stem for name in names if name.suffix == ".json")
    return Folder(DATA / "regions", codes, offered["aliases"])


REGISTRY.use(regions)


def answer(request: str) -> str:
    """Return the answer of `view` to a request, both as JSON; data that the site does not have is not asked for."""
    asked = json.loads(request)
    said = view(guide(), asked)
    if unknown := set(said.get("needs", ())).difference(start()["offered"]["paths"]):
        said = view(guide(), {**asked, "fetched": [*asked.get("fetched", ()), *unknown]})
    return json.dumps(said)
