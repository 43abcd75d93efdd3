"""The runtime that a reader's browser gets, made in this one room: Pyodide, and an archive of what runs in it."""

from site_build.runtime.assembly import archive, packed
from site_build.runtime.source import FILES, LOCK, STANDARD_LIBRARY, RuntimeMissingError, runtime

__all__ = ["FILES", "LOCK", "STANDARD_LIBRARY", "RuntimeMissingError", "archive", "packed", "runtime"]
