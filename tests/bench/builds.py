"""What building a guide costs against MkDocs alone on the same pages, and how that grows with the rules."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import guides
from tests.bench.child import ran
from tests.bench.figures import summary
from tests.support import ROOT

SIZES = (7, 70, 700)
LIMIT = 100
"""Seconds after which a build is given up, so that the whole bench ends."""
BUILD = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
# The examples are not tried for the export, since its pages are the same without.
EXPORT = """
import sys
from functools import partial
from site_build import cli
from site_build.loading import loader
loader.load = partial(loader.load, tried=False)
sys.exit(cli.main(["export", sys.argv[1]]))
"""


def measure(rounds: int) -> dict[str, Any]:
    """Return the seconds and the peak megabytes of either build, for this guide and for guides of small rules.

    The plain project is what `followthrough export` writes: the same pages, the same theme, the same files to copy, and
    no plugin of ours. Pyodide is in its place before. `growth` is what each rule from the 71st to the 700th costs, as a
    multiple of what each from the 8th to the 70th does; 1 is linear growth.
    """
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        projects = {"this guide": _own(folder / "own")}
        projects |= {f"{size} small rules": guides.write(folder / f"rules-{size}", size) for size in SIZES}
        for name, project in projects.items():
            plain = folder / "plain" / project.name
            exported = ran([sys.executable, "-c", EXPORT, str(plain)], project, LIMIT)
            times = 1 if name.startswith(str(SIZES[-1])) else rounds
            figures[name] = _compare(project, plain if exported["ended"] else None, times)
    small, middle, large = (figures[f"{size} small rules"] for size in SIZES)
    growth = {
        sort: _per_rule(large[sort], middle[sort], SIZES[2] - SIZES[1])
        / _per_rule(middle[sort], small[sort], SIZES[1] - SIZES[0])
        for sort in ("ours", "plain")
        if all(one.get(sort, {}).get("ended") for one in (small, middle, large))
    }
    return {"projects": figures, "growth": growth, "limit": LIMIT}


def _own(folder: Path) -> Path:
    """Copy the repository's guide, so that its build leaves nothing behind, and return the folder."""
    for name in ("rules", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def _compare(project: Path, plain: Path | None, rounds: int) -> dict[str, Any]:
    """Return what the builds of a project, and of its export where there is one, took in turn."""
    folders = {"ours": project} | ({"plain": plain} if plain else {})
    runs: dict[str, list[dict[str, Any]]] = {sort: [] for sort in folders}
    for _ in range(rounds):
        for sort, folder in folders.items():
            shutil.rmtree(folder / "site", ignore_errors=True)
            runs[sort].append(ran(BUILD, folder, LIMIT))
    sys.stderr.write(".")
    sys.stderr.flush()
    return {
        sort: {
            "seconds": summary([one["seconds"] for one in done]),
            "megabytes": summary([one["megabytes"] for one in done]),
            "ended": all(one["ended"] for one in done),
        }
        for sort, done in runs.items()
    }


def _per_rule(more: dict[str, Any], fewer: dict[str, Any], rules: int) -> float:
    return (more["seconds"]["median"] - fewer["seconds"]["median"]) / rules
