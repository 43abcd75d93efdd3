"""The engine as everybody would ship it: sources, templates and the guide as JSON, in one zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from site_build.loading.run import Loading
from tests.support import ROOT

WIDGETS = ROOT / "widgets"
LIBRARIES = ("jinja2", "markupsafe")
GLUE = Path(__file__).parent / "web" / "plain_worker.py"


def plain_engine(rules: Path, assets: Path) -> bytes:
    """Return the zip for a folder of rules: what the site's own worker has, with nothing compiled or left out.

    `assets` is the folder in which the built site has its worker, with the data that it offers beside it.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, path in _sources():
            made.write(path, name)
        made.write(GLUE, GLUE.name)
        made.writestr("guide.json", guide_json(rules))
        made.writestr("offered.json", json.dumps(_offered(assets)))
    return buffer.getvalue()


def guide_json(rules: Path) -> str:
    """Return a guide as the JSON that `decode` takes: its files, with the numbers filled into the texts."""
    return json.dumps(Loading(rules).rendered(), ensure_ascii=False)


def _sources() -> Iterator[tuple[str, Path]]:
    """Yield the name in the zip and the file of every module and template."""
    for path in sorted(WIDGETS.rglob("*")):
        inner = path.relative_to(WIDGETS)
        if path.suffix in (".py", ".j2") and "node_modules" not in inner.parts:
            yield f"widgets/{inner.as_posix()}", path
    for library in LIBRARIES:
        (folder,) = find_spec(library).submodule_search_locations  # type: ignore[union-attr, misc]
        for path in sorted(Path(folder).glob("*.py")):
            yield f"{library}/{path.name}", path


def _offered(assets: Path) -> dict[str, Any]:
    """Return what `widgets.worker` must know of the data: zones and regions, and that there are no other codes."""
    zones = assets / "zones"
    names = [path.relative_to(zones).as_posix() for path in sorted(zones.rglob("*")) if path.is_file()]
    return {
        "zones": names,
        "regions": [path.stem for path in sorted((assets / "regions").glob("*.json"))],
        "aliases": {},
    }
