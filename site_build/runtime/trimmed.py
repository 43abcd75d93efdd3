"""The code of the archive, cut to what answering needs and compiled: made with Node once, then taken from the cache."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from site_build import cache
from site_build.folders import STARTER
from site_build.runtime import node, reader_data, sources
from site_build.runtime.source import RuntimeMissingError
from site_build.runtime.zipped import Members, zipped
from widgets.engine.model import Guide

HERE = Path(__file__).parent
# What a reader's Python needs must not depend on whose guide was built first, so it is always this one that is asked.
GUIDE = STARTER / "rules"


def trimmed(pyodide: Path) -> Members:
    """Return the code that readers get, from the cache or made now. Raises RuntimeMissingError where that fails."""
    return read(cache.remembered("trimmed", key(pyodide), lambda: zipped(made_now(pyodide))))


def made_now(pyodide: Path) -> Members:
    """Return the code, made in a folder that is gone afterwards."""
    from site_build.loading.loader import load

    sys.stderr.write("Trimming Python for the browser to what the engine needs, once for all guides\n")
    with TemporaryDirectory() as work:
        return make(load(GUIDE), pyodide, Path(work))


def make(guide: Guide, pyodide: Path, work: Path) -> Members:
    """Return the code that the answers to a guide's vectors need, made in a folder. Raises RuntimeMissingError."""
    from site_build.runtime.vectors import vectors

    archive = work / "sources.zip"
    archive.write_bytes(zipped(sources.late(pyodide)))
    (work / "vectors.json").write_text(json.dumps(vectors(guide)), "utf-8")
    reader_data.write(work / "data", guide)
    node.run(pyodide, archive, work, "trim")
    try:
        return read((work / "made.zip").read_bytes())
    except (OSError, BadZipFile):
        raise RuntimeMissingError("Python in Node made nothing of the standard library; build again") from None


def read(content: bytes) -> Members:
    """Return the members of a zip. Raises BadZipFile."""
    with ZipFile(io.BytesIO(content)) as found:
        return {name: found.read(name) for name in found.namelist()}


def key(pyodide: Path) -> str:
    """Return a name for all that the code is made from; nothing of the guide that is built is in it."""
    files = {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for folder in (HERE, GUIDE)
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return cache.key((sources.key(pyodide).encode(), *cache.named(files)))
