"""Where Pyodide comes from: the npm package that widgets/package.json names, as npm installed it."""

from __future__ import annotations

import json
from pathlib import Path

WIDGETS = Path(__file__).parents[1] / "widgets"
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
"""What a browser loads."""
LOCK = "pyodide-lock.json"
"""What a build reads of it."""


class RuntimeMissingError(RuntimeError):
    """Pyodide is not there, or not whole; the message says what to do."""


def version(widgets: Path = WIDGETS) -> str:
    """Return the version of Pyodide. `package.json` is the one place that names it."""
    return json.loads((widgets / "package.json").read_text("utf-8"))["dependencies"]["pyodide"]


def runtime(widgets: Path = WIDGETS) -> Path:
    """Return the folder of the Pyodide runtime. Raises RuntimeMissingError where it is not there as it should be."""
    folder = widgets / "node_modules" / "pyodide"
    wanted = version(widgets)
    try:
        found = json.loads((folder / "package.json").read_text("utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        found = "none"
    if found != wanted:
        raise RuntimeMissingError(
            f"{folder} should hold Pyodide {wanted}, found {found}: run `make site`, which gets it"
        )
    missing = [name for name in (*FILES, LOCK) if not (folder / name).is_file() or not (folder / name).stat().st_size]
    if missing:
        raise RuntimeMissingError(f"{folder} lacks {', '.join(missing)}; delete it, and `make site` gets it again")
    return folder
