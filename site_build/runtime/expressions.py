"""The regular expressions that a guide's first answers need, compiled with Node, then taken from the cache."""

from __future__ import annotations

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

from site_build import cache
from site_build.runtime import node, reader_data
from site_build.runtime.assembly import untrimmed
from site_build.runtime.reader_data import NO_EXPRESSIONS
from site_build.runtime.source import tool
from widgets.engine.model import Guide

KIND = "expressions"
MADE = "expressions.marshal"


def expressions(guide: Guide, content: bytes, pyodide: Path, code: bytes, *, quick: bool = False) -> bytes:
    """Return what stands before a guide's file, made now where nobody made it. Raises RuntimeMissingError.

    `content` is that file, and `code` the archive that reads it. A `quick` build, or one without Node, takes those of a
    guide that was built before, if any: they save less work then, but no expression is wrong for another guide. What
    they lack, the reader's Python compiles.
    """
    if untrimmed():
        return NO_EXPRESSIONS
    own, last = cache.key([code, content]), cache.key([code])
    known = cache.recall(KIND, own)
    if known is None and (quick or not tool("node")):
        return cache.recall(KIND, last) or NO_EXPRESSIONS
    if known is None:
        known = made_now(guide, pyodide, code)
        for name in (own, last):
            cache.keep(KIND, name, known)
    return known


def made_now(guide: Guide, pyodide: Path, code: bytes) -> bytes:
    """Return them, made by the code of an archive."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "python.zip").write_bytes(gzip.decompress(code))
        reader_data.write(work / "data", guide)
        node.run(pyodide, work / "python.zip", work, KIND)
        return (work / MADE).read_bytes()
