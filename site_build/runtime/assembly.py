"""The archive that takes the place of Python's standard library in the browser."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

from site_build import cache
from site_build.runtime import exports, sources, trimmed
from site_build.runtime.exports import LOADER, MODULE, SCRIPT
from site_build.runtime.source import FILES
from site_build.runtime.zipped import zipped

SWITCH = "FOLLOWTHROUGH_UNTRIMMED"
"""Set in the environment, it leaves the standard library whole and all code as source, to look for a fault in it."""


def archive(pyodide: Path) -> bytes:
    """Return the archive of all code, gzipped; the same code gives the same bytes. Raises RuntimeMissingError.

    `pyodide` is the folder of Pyodide.
    """
    kind, made_from = ("whole", sources.key(pyodide)) if untrimmed() else ("packed", trimmed.key(pyodide))
    # As a whole it packs smaller than file by file, whatever the host does, and Python reads its files sooner.
    code = sources.whole if untrimmed() else trimmed.trimmed
    return cache.remembered(kind, made_from, lambda: packed(zipped(code(pyodide))))


def files(pyodide: Path) -> tuple[str, dict[str, bytes]]:
    """Return a name for Pyodide's own files as a site holds them, and their content. Raises RuntimeMissingError."""
    content = {name: (pyodide / name).read_bytes() for name in FILES}
    name = f"pyodide-{json.loads((pyodide / 'package.json').read_bytes())['version']}"
    if untrimmed():
        return name, content
    made_from = cache.key((Path(exports.__file__).read_bytes(), *cache.named(content)))
    content |= trimmed.read(cache.remembered("exports", made_from, lambda: zipped(_trimmed(content))))
    # The same version of Pyodide may be trimmed in another way one day, while browsers have these in their caches.
    return f"{name}-{cache.key(cache.named(content))[:8]}", content


def _trimmed(content: dict[str, bytes]) -> dict[str, bytes]:
    script, module = exports.trimmed(content[SCRIPT].decode(), content[LOADER].decode(), content[MODULE])
    return {SCRIPT: script.encode(), MODULE: module}


def untrimmed() -> bool:
    """Return whether this build leaves everything as it comes."""
    return bool(os.environ.get(SWITCH))


def packed(content: bytes) -> bytes:
    """Return bytes gzipped, the same ones always the same."""
    return gzip.compress(content, 9, mtime=0)
