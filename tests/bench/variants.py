"""What is measured against what: four workers beside one built site, each with its files, served alike."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.bench.plain_engine import plain_engine
from tests.support import ROOT

HERE = Path(__file__).parent
PYODIDE = ROOT / "widgets" / "node_modules" / "pyodide"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
MICROPYTHON = HERE / "node_modules" / "@micropython" / "micropython-webassembly-pyscript"
MICROPYTHON_FILES = ("micropython.mjs", "micropython.wasm")
FOLDER = "bench"
ZONE = "Europe/Berlin"
"""The zone of the reader who is measured; one file of it is fetched, by ours and by plain."""


@dataclass(frozen=True)
class Variant:
    """A worker that answers."""

    name: str
    worker: str
    """Its path from the site's root."""


OURS, PLAIN, FLOOR, MICRO = "ours", "plain", "floor", "micropython"


def lay(site: Path, rules: Path = ROOT / "rules") -> dict[str, Variant]:
    """Put the other workers and the page that starts them beside the built site of the rules; return all by name."""
    target = site / FOLDER
    shutil.copytree(HERE / "web", target, dirs_exist_ok=True)
    _copy(PYODIDE, PYODIDE_FILES, target / "pyodide")
    own = own_worker(site)
    (target / "engine.zip").write_bytes(plain_engine(rules, (site / own).parent))
    (zones,) = find_spec("tzdata").submodule_search_locations  # type: ignore[union-attr, misc]
    _copy(Path(zones, "zoneinfo"), (ZONE,), target / "zones")
    paths = {OURS: own, PLAIN: f"{FOLDER}/plain.mjs", FLOOR: f"{FOLDER}/floor.mjs"}
    if MICROPYTHON.is_dir():
        _copy(MICROPYTHON, MICROPYTHON_FILES, target / "micropython")
        paths[MICRO] = f"{FOLDER}/micropython.mjs"
    return {name: Variant(name, path) for name, path in paths.items()}


def own_worker(site: Path) -> str:
    """Return where a built site has its worker."""
    (found,) = site.glob("assets/followthrough-*/worker.mjs")
    return found.relative_to(site).as_posix()


def _copy(source: Path, names: tuple[str, ...], target: Path) -> None:
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)
