"""What the reader's browser gets: our modules, the engine as an archive, zones and regions, and the Pyodide runtime."""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from site_build import regions
from site_build.runtime import FILES, LOCK
from widgets.engine.decode import key_of
from widgets.engine.model import Guide
from widgets.engine.patterns import Pattern
from widgets.needs import region_path, zone_path
from widgets.templates import labels_used

WIDGETS = Path(__file__).parents[1] / "widgets"
PAGES = Path(__file__).parent / "templates"
FOLDER = "assets/followthrough-"
# What the templates need besides the standard library, taken as it is installed.
LIBRARIES = ("jinja2", "markupsafe")
# The earliest date that a zip can hold; the same content gives the same bytes.
LONG_AGO = (1980, 1, 1, 0, 0, 0)

Content = bytes | Path


def assets(guide: Guide, runtime: Path, year: int) -> dict[str, Content]:
    """Return what the widgets need, as site path to content or to the file that holds it.

    Public holidays are those of the years around the given one.

    Everything of ours stands in one folder, `assets/followthrough-<hash>/`, whose hash covers all of it. `runtime` is
    the folder of Pyodide. Raises KeyError where the guide lacks a label that a template shows.
    """
    missing = labels_used() - guide.labels.keys()
    if missing:
        raise KeyError(f"labels missing: {', '.join(sorted(missing))}")
    pyodide = f"pyodide-{json.loads((runtime / 'package.json').read_text('utf-8'))['version']}"
    archive = engine(guide)
    name = f"engine-{digest({'': archive})}.zip"
    own: dict[str, Content] = {
        **{path.name: path for path in sorted((WIDGETS / "browser").iterdir()) if path.suffix in (".mjs", ".css")},
        "guide.css": PAGES / "guide.css",
        "manifest.mjs": manifest(pyodide=f"../{pyodide}/", archive=name, lock=lock(runtime)),
        name: archive,
        regions.LIST: regions.listed(guide.language),
        **data(guide.language, year),
    }
    folder = f"{FOLDER}{digest(own)}"
    return {
        **{f"{folder}/{path}": content for path, content in own.items()},
        **{f"assets/{pyodide}/{path}": runtime / path for path in FILES},
    }


def data(language: str, year: int) -> dict[str, Content]:
    """Return what the page fetches when a request needs it, by its path: every time zone, and every region."""
    zones: dict[str, Content] = {zone_path(zone): path for zone, path in zone_files()}
    return zones | {region_path(code): content for code, content in regions.records(language, year).items()}


def manifest(**values: Any) -> bytes:
    """Return the module that tells the worker where the other files are, and what it need not ask for."""
    return f"export const manifest = {json.dumps(values)};\n".encode()


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


def engine(guide: Guide) -> bytes:
    """Return the archive that goes onto Python's path in the browser; the same guide and code give the same bytes."""
    members = dict(code())
    members["widgets/guide.json"] = json.dumps(encode(guide), ensure_ascii=False, sort_keys=True).encode()
    members["widgets/offered.json"] = json.dumps(offered(), separators=(",", ":")).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for path in sorted(members):
            info = zipfile.ZipInfo(path, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            # Else it would say on which system it was made.
            info.create_system = 3
            info.external_attr = 0o644 << 16
            made.writestr(info, members[path], compresslevel=9)
    return buffer.getvalue()


def code() -> Iterator[tuple[str, bytes]]:
    """Yield the Python modules and templates of the widgets and of the libraries that they use, with their licences."""
    for folder in (WIDGETS, WIDGETS / "engine", WIDGETS / "templates"):
        for path in folder.glob("*" if folder == WIDGETS else "**/*"):
            if path.suffix in (".py", ".j2"):
                yield f"widgets/{path.relative_to(WIDGETS).as_posix()}", path.read_bytes()
    for library in LIBRARIES:
        (folder,) = find_spec(library).submodule_search_locations  # type: ignore[union-attr, misc]
        for path in Path(folder).glob("*.py"):
            yield f"{library}/{path.name}", path.read_bytes()
        for file in importlib.metadata.files(library) or ():
            if file.name.startswith("LICENSE"):
                yield f"{library}/{file.name}", Path(str(file.locate())).read_bytes()


def offered() -> dict[str, Any]:
    """Return what `widgets.worker` must know of the data: its paths, and the other codes of countries."""
    library = regions.Library()
    zones = [zone_path(zone) for zone, _ in zone_files()]
    return {"paths": [*zones, *map(region_path, library.codes)], "aliases": library.aliases}


@cache
def zone_files() -> tuple[tuple[str, Path], ...]:
    """Return every time zone of the tzdata package with the file of its data."""
    (folder,) = find_spec("tzdata").submodule_search_locations  # type: ignore[union-attr, misc]
    names = (Path(folder) / "zones").read_text("utf-8").split()
    return tuple((name, Path(folder, "zoneinfo", *name.split("/"))) for name in sorted(names))


def encode(value: Any) -> Any:
    """Return a value of the model as plain data that `decode` turns back into it; defaults are left out."""
    if isinstance(value, Pattern):
        return value.plain()
    if hasattr(type(value), "parse"):
        return str(value)
    if is_dataclass(value):
        return {
            key_of(field.name): encode(given)
            for field in fields(value)
            if (given := getattr(value, field.name)) != default(field)
        }
    if isinstance(value, list | tuple):
        return [encode(one) for one in value]
    if isinstance(value, dict):
        return {key: encode(one) for key, one in value.items()}
    return value


def default(field: Any) -> Any:
    """Return what a dataclass's field holds when nothing is given; MISSING where something must be."""
    return field.default_factory() if field.default_factory is not MISSING else field.default
