"""The Python side of worker.mjs: keeps the guide that stands in the archive, takes and gives JSON text."""

from __future__ import annotations

import json
import os
import pickle
import pkgutil
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from widgets.engine.model import Guide
from widgets.engine.regions import REGISTRY, Folder
from widgets.views import view


@cache
def guide() -> Guide:
    """Return the guide of the archive."""
    # It comes with the code, from the same build.
    return pickle.loads(pkgutil.get_data("widgets", "guide.pickle") or b"")  # noqa: S301


@cache
def offered() -> dict[str, Any]:
    """Return what the site can send: `paths` of data from the folder of our assets, and `aliases` of countries."""
    return json.loads(pkgutil.get_data("widgets", "offered.json") or b"{}")


def regions() -> Folder:
    """Return the source of regions: the files that were fetched."""
    names = [PurePosixPath(path) for path in offered()["paths"]]
    codes = tuple(name.stem for name in names if name.suffix == ".json")
    return Folder(Path(os.environ["FOLLOWTHROUGH_DATA"], "regions"), codes, offered()["aliases"])


REGISTRY.use(regions)


def answer(request: str) -> str:
    """Return the answer of `view` to a request, both as JSON; data that the site does not have is not asked for."""
    asked = json.loads(request)
    said = view(guide(), asked)
    if unknown := set(said.get("needs", ())).difference(offered()["paths"]):
        said = view(guide(), {**asked, "fetched": [*asked.get("fetched", ()), *unknown]})
    return json.dumps(said)
