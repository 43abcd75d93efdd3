"""The engine as everybody would ship it: sources, templates and the guide as JSON, in one zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from site_build.bundle import encode, offered
from tests.support import ROOT
from widgets.engine.model import Guide

WIDGETS = ROOT / "widgets"
LIBRARIES = ("jinja2", "markupsafe")


def plain_engine(guide: Guide) -> bytes:
    """Return the zip: what the site's own worker has, but nothing compiled, left out or put in order.

    It relies on three things of the site's own archive: `widgets.worker.answer` takes and gives JSON text, and reads
    the guide as `encode` writes it from `widgets/guide.json`, and what the site offers from `widgets/offered.json`.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, path in _sources():
            made.write(path, name)
        made.writestr("widgets/guide.json", json.dumps(encode(guide), ensure_ascii=False))
        made.writestr("widgets/offered.json", json.dumps(offered()))
    return buffer.getvalue()


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
