"""The runtime that a reader's browser gets, made in this one room: Pyodide, and an archive of what runs in it."""

from site_build.runtime.assembly import archive, files, packed
from site_build.runtime.expressions import expressions
from site_build.runtime.source import LOCK, STANDARD_LIBRARY, RuntimeMissingError, runtime

__all__ = ["LOCK", "STANDARD_LIBRARY", "RuntimeMissingError", "archive", "expressions", "files", "packed", "runtime"]
