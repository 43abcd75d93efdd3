"""Finds the modules that answering needs, and compiles them: from `vectors.json` and all sources to `made.zip`."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Collection
from dataclasses import is_dataclass
from pathlib import Path

from answers import answers
from followthrough_deferred import written
from followthrough_late import ARCHIVE, EARLY, Late


def main() -> None:
    """Answer the vectors, see what has run by then, and write its bytecode and the list of what was left out."""
    from widgets.worker import guide

    answers(guide(), Path("vectors.json").read_text("utf-8"))
    report()
    needed, early = run_by_now(), run_by_now(EARLY)
    settle()
    methods = set(written)
    # It imports a great deal that readers do not need.
    import compiling

    compiling.main(ARCHIVE, needed, early, methods)


def report() -> None:
    """Tell of an error in the way in which Pyodide tells JavaScript of one, for this has its needs as well."""
    from widgets.worker import answer

    try:
        answer("")
    except ValueError as error:
        "".join(traceback.format_exception(error))


def settle() -> None:
    """Let all our dataclasses write their methods; which of them an answer needs depends on the guide."""
    ours = [module for name, module in sys.modules.items() if name.startswith("widgets.")]
    for module in ours:
        for one in list(vars(module).values()):
            is_dataclass(one)


def run_by_now(names: Collection[str] | None = None) -> set[str]:
    """Return the members of the archive whose modules have run, of all or of some names."""
    modules = [sys.modules[name] for name in (sys.modules if names is None else names)]
    origins = [module.__spec__.origin or "" for module in modules if ran(module)]
    return {origin.removeprefix(f"{ARCHIVE}/") for origin in origins if origin.startswith(f"{ARCHIVE}/")}


def ran(module: object) -> bool:
    """Return whether a module was not only imported."""
    return not isinstance(module, Late) and getattr(module, "__spec__", None) is not None
