"""The code of the archive, cut to what answering needs and compiled: made with Node once, then taken from the cache."""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from site_build import reader_data
from site_build.loader import load
from site_build.runtime import node, sources
from site_build.runtime.source import RuntimeMissingError, cache
from site_build.runtime.vectors import vectors
from site_build.runtime.zipped import Members, zipped
from widgets.engine.model import Guide

HERE = Path(__file__).parent
# What a reader's Python needs must not depend on whose guide was built first, so it is always this one that is asked.
GUIDE = HERE.parent / "starter" / "rules"
KEPT = 4
"""How many states of the code the cache holds, for those who go to and fro between some."""


def trimmed(pyodide: Path) -> Members:
    """Return the code that readers get, from the cache or made now. Raises RuntimeMissingError where that fails."""
    folder = cache() / "trimmed"
    cached = folder / f"{key(pyodide)}.zip"
    with suppress(OSError, BadZipFile):
        return read(cached)
    sys.stderr.write("Trimming Python for the browser to what the engine needs, once for all guides\n")
    with TemporaryDirectory() as work:
        made = zipped(make(load(GUIDE), pyodide, Path(work)))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # It appears whole or not at all, whoever else builds at the same time.
            partial = folder / f"{Path(work).name}.part"
            partial.write_bytes(made)
            partial.replace(cached)
            for old in sorted(folder.glob("*.zip"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
                old.unlink(missing_ok=True)
        except OSError as error:
            raise RuntimeMissingError(f"{cached} cannot be written: {error.strerror or error}") from None
    return read(cached)


def make(guide: Guide, pyodide: Path, work: Path) -> Members:
    """Return the code that the answers to a guide's vectors need, made in a folder. Raises RuntimeMissingError."""
    archive = work / "sources.zip"
    archive.write_bytes(zipped({**sources.late(pyodide), **sources.data(guide)}))
    (work / "vectors.json").write_text(json.dumps(vectors(guide)), "utf-8")
    reader_data.write(work / "data", guide.language, int(guide.now[:4]))
    node.run(pyodide, archive, work, "trim")
    try:
        return read(work / "made.zip")
    except (OSError, BadZipFile):
        raise RuntimeMissingError("Python in Node made nothing of the standard library; build again") from None


def read(path: Path) -> Members:
    """Return the members of a zip. Raises OSError or BadZipFile."""
    with ZipFile(path) as found:
        return {name: found.read(name) for name in found.namelist()}


def key(pyodide: Path) -> str:
    """Return a hash of all that the code is made from; nothing of the guide that is built is in it."""
    files = {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for folder in (HERE, GUIDE)
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    files |= {**sources.own(), "pyodide": (pyodide / "package.json").read_bytes()}
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\n{len(files[name])}\n".encode() + files[name])
    return total.hexdigest()[:20]
