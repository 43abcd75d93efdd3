"""The runtime that a reader's browser gets, made in this one room: Pyodide, and an archive of what runs in it."""

from site_build.runtime.assembly import archive
from site_build.runtime.source import FILES, LOCK, RuntimeMissingError, runtime

__all__ = ["FILES", "LOCK", "RuntimeMissingError", "archive", "runtime"]
