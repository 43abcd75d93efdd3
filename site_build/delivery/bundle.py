"""What the reader's browser gets: our modules, the engine as an archive, zones and regions, and the Pyodide runtime."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from site_build import region_files
from site_build.cache import key, named, remembered
from site_build.delivery.minify import minified
from site_build.folders import TEMPLATES, WIDGETS
from site_build.runtime import LOCK, STANDARD_LIBRARY, archive, expressions, files, packed
from site_build.runtime.reader_data import Content, data, guide_file
from widgets.engine.model import Guide
from widgets.engine.regions import REGISTRY
from widgets.form import worked_example
from widgets.needs import region_path, zone_path, zones

FOLDER = "assets/followthrough-"
WASM = "pyodide.asm.wasm"
GUIDE = "guide.bin"
DARK = re.compile(r'\[data-md-color-scheme="slate"\] (\{[^}]*\})')
STYLES = ("look.css", "guide.css")
"""The style sheets of the pages around the widgets, which become one: a page waits for each."""


def assets(guide: Guide, runtime: Path, year: int, *, quick: bool = False) -> dict[str, Content]:
    """Return what the widgets need, as site path to content or to the file that holds it.

    Public holidays are those of the years around the given one.

    Everything of ours stands in one folder, `assets/followthrough-<hash>/`, whose hash covers all of it. `runtime` is
    the folder of Pyodide. A `quick` build leaves out what takes long and only saves readers' time.
    """
    pyodide, parts = files(runtime)
    python, sizes = archive(runtime), sent(parts)
    content = guide_file(guide)
    content = expressions(guide, content, runtime, python, quick=quick) + content
    start = remembered("start", key((content,)), lambda: packed(content))
    # It stands beside the runtime, since it changes as seldom; the guide changes with every edit.
    code = f"{pyodide}/python-{digest({'': python})}.bin"
    own: dict[str, Content] = {
        **{
            path.name: minified(path.read_bytes(), path.suffix)
            for path in sorted((WIDGETS / "browser").iterdir())
            if path.suffix in (".mjs", ".css")
        },
        "followthrough.css": minified(styles(), ".css"),
        "embed.css": minified(embedded(), ".css"),
        "guide.css": minified(b"\n".join((TEMPLATES / name).read_bytes() for name in STYLES), ".css"),
        "manifest.mjs": manifest(
            pyodide=f"../{pyodide}/",
            wasm=f"../{pyodide}/{WASM}",
            size=len(parts[WASM]),
            archive=f"../{code}",
            guide=GUIDE,
            integrity={
                f"../{code}": integrity(python),
                GUIDE: integrity(start),
                f"../{pyodide}/{WASM}": integrity(parts[WASM]),
            },
            bytes=sum(sizes.values()) + len(python) + len(start),
            weights={
                f"../{code}": 1,
                GUIDE: 1,
                f"../{pyodide}/{WASM}": round(sizes[WASM] / len(parts[WASM]), 3),
            },
            data=example_data(guide),
            lock=lock(runtime),
        ),
        GUIDE: start,
        region_files.LIST: region_files.listed(guide.language),
        **data(guide.language, year),
    }
    folder = f"{FOLDER}{digest(own)}"
    return {
        **{f"{folder}/{path}": content for path, content in own.items()},
        **{f"assets/{pyodide}/{path}": content for path, content in parts.items()},
        f"assets/{code}": python,
    }


def styles() -> bytes:
    """Return the widgets' style sheet: one room a file, in the order of their names; the last has the last word."""
    return b"\n".join(path.read_bytes() for path in sorted((WIDGETS / "browser" / "styles").glob("*.css")))


def embedded() -> bytes:
    """Return the style sheet of the bare pages, with dark colours where the system of the reader is dark."""
    dark = DARK.search((WIDGETS / "browser" / "styles" / "0-colours.css").read_text("utf-8"))
    colours = f"@media screen and (prefers-color-scheme: dark) {{\n  :root {dark[1] if dark else '{}'}\n}}\n"
    return (WIDGETS / "browser" / "embed.css").read_bytes() + b"\n" + colours.encode()


def sent(parts: Mapping[str, bytes]) -> dict[str, int]:
    """Return how many bytes of each file of Pyodide a first start loads, as hosts send them: gzipped."""
    first = {name: content for name, content in parts.items() if name != STANDARD_LIBRARY}
    sizes = remembered(
        "sizes",
        key(named(first)),
        lambda: json.dumps({name: len(packed(content)) for name, content in first.items()}).encode(),
    )
    found: dict[str, int] = json.loads(sizes)
    return found


def manifest(**values: Any) -> bytes:
    """Return the module that tells the worker where the other files are, and what it need not ask for."""
    return f"export const manifest = {json.dumps(values)};\n".encode()


def example_data(guide: Guide) -> list[str]:
    """Return the paths of the data that the worked example needs, which every page shows first."""
    situation = worked_example(guide)
    code = REGISTRY.code(situation.get("region", ""))
    return [*map(zone_path, zones(situation)), *([region_path(code)] if code else [])]


def integrity(content: bytes) -> str:
    """Return what a browser holds a file against, as Subresource Integrity writes it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def lock(runtime: Path) -> dict[str, Any]:
    """Return Pyodide's lock file without its packages: none is loaded, and none can be fetched from elsewhere."""
    return {"info": json.loads((runtime / LOCK).read_text("utf-8"))["info"], "packages": {}}


def digest(files: Mapping[str, Content]) -> str:
    """Return a short hash of files, of their names and all of their content."""
    total = hashlib.sha256()
    for path in sorted(files):
        content = files[path]
        data = content.read_bytes() if isinstance(content, Path) else content
        total.update(f"{path}\n{len(data)}\n".encode() + data)
    return total.hexdigest()[:12]
