"""A folder of YAML files to one typed Guide, or every problem in it with its line."""

from __future__ import annotations

import pickle
from contextlib import suppress
from pathlib import Path

from site_build import cache
from site_build.compiled import compiled
from site_build.loading.diagnostics import Diagnostic, GuideError
from site_build.loading.strings import variable
from widgets.engine.model import Guide


def load(folder: Path, *, tried: bool = True) -> Guide:
    """Return the guide of a folder. Raises GuideError with every problem of every file.

    With `tried=False` its examples are not run: so an author can ask what a guide says whose examples do not hold yet.
    What has been found sound is not read again by the same code, until a file changes.
    """
    name = key(folder)
    known = cache.recall("guides", name) if tried else None
    if known is not None:
        # It was written by the same code, for this user alone.
        guide: Guide = pickle.loads(known)  # noqa: S301
        return guide
    # It needs all that a guide is tried with, which takes time to import.
    from site_build.loading.run import Loading

    loading = Loading(folder)
    made = loading.guide(tried=tried)
    if made is None:
        raise GuideError(loading.problems)
    if tried:
        cache.keep("guides", name, compiled(made))
    return made


def key(folder: Path) -> str:
    """Return a name for all that a guide and its pages are made from: the files of its folder, and our code."""
    files = {}
    for path in folder.glob("*"):
        with suppress(OSError):
            files[path.name] = path.read_bytes()
    return cache.key((cache.code(), *cache.named(files)))


def diagnose(folder: Path) -> list[Diagnostic]:
    """Return every problem of every file in order, those included that stop no build."""
    from site_build.loading.run import Loading

    loading = Loading(folder)
    loading.guide()
    return GuideError(loading.problems).diagnostics


def parameters(guide: Guide) -> dict[str, dict[str, int | str]]:
    """Return the numbers of every rule as templates name them: `{"prompt": {"deadline": "24 hours"}}`."""
    return {
        variable(rule.id): {variable(name): parameter.value for name, parameter in rule.parameters.items()}
        for rule in guide.rules
    }
