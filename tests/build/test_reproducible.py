"""Two builds from the same files are the same, byte by byte: on another day, in another place, in another mood."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT, said

DAY = "1764590400"
URL = "https://guide.example.org/follow-up/"
CODE = ("site_build", "widgets", "rules", "docs")


def build(code: Path, site: Path, **environment: str) -> dict[str, str]:
    """Build the site of a copy of the project, and return a hash of every file."""
    given = {"SITE_URL": URL, "SOURCE_DATE_EPOCH": DAY, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(code)}
    # Where the machine can be told another day, it is; `make test` sees to that on Debian.
    other_day = shutil.which("faketime") if environment.pop("day", "") else None
    command = [*((other_day, "2031-07-01 23:30:00") if other_day else ()), sys.executable, "-m", "mkdocs"]
    done = subprocess.run(
        [*command, "build", "--strict", "--site-dir", str(site)],
        cwd=code,
        env={**os.environ, **given, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, said(done)
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def copied(target: Path) -> Path:
    """Copy the project's files that a build reads, with the runtime as it was fetched."""
    for name in CODE:
        ignored = shutil.ignore_patterns("node_modules", "__pycache__")
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    (target / "widgets" / "node_modules").symlink_to(ROOT / "widgets" / "node_modules")
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    one, other = copied(tmp_path / "one"), copied(tmp_path / "quite" / "another place")
    first = build(one, tmp_path / "site", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati")
    second = build(
        other,
        tmp_path / "other site",
        PYTHONHASHSEED="2",
        TZ="America/Los_Angeles",
        LC_ALL="C",
        # Nothing that the first has made is at hand.
        XDG_CACHE_HOME=str(tmp_path / "cache"),
        day="another",
    )
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} == set()
