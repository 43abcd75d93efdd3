"""The archive that takes the place of Python's standard library in the browser."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

from site_build import cache
from site_build.runtime import sources, trimmed
from site_build.runtime.zipped import zipped

SWITCH = "FOLLOWTHROUGH_UNTRIMMED"
"""Set in the environment, it leaves the standard library whole and all code as source, to look for a fault in it."""


def archive(pyodide: Path) -> bytes:
    """Return the archive of all code, gzipped; the same code gives the same bytes. Raises RuntimeMissingError.

    `pyodide` is the folder of Pyodide.
    """
    whole = bool(os.environ.get(SWITCH))
    kind, made_from = ("whole", sources.key(pyodide)) if whole else ("packed", trimmed.key(pyodide))
    # As a whole it packs smaller than file by file, whatever the host does, and Python reads its files sooner.
    code = sources.whole if whole else trimmed.trimmed
    return cache.remembered(kind, made_from, lambda: packed(zipped(code(pyodide))))


def packed(content: bytes) -> bytes:
    """Return bytes gzipped, the same ones always the same."""
    return gzip.compress(content, 9, mtime=0)
