"""The archive that takes the place of Python's standard library in the browser: code, and the guide as data."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

from site_build.runtime import sources
from site_build.runtime.trimmed import trimmed
from site_build.runtime.zipped import zipped
from widgets.engine.model import Guide

SWITCH = "FOLLOWTHROUGH_UNTRIMMED"
"""Set in the environment, it leaves the standard library whole and all code as source, to look for a fault in it."""


def archive(guide: Guide, pyodide: Path) -> bytes:
    """Return the archive, gzipped; the same guide and code give the same bytes. Raises RuntimeMissingError.

    `pyodide` is the folder of Pyodide.
    """
    code = sources.whole(pyodide) if os.environ.get(SWITCH) else trimmed(pyodide)
    # As a whole it packs smaller than file by file, whatever the host does, and Python reads its files sooner.
    return gzip.compress(zipped({**code, **sources.data(guide)}), 9, mtime=0)
