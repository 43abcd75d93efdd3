"""The broken guides under tests/build/broken: a small sound guide, and files of cases that each spoil it in one way."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml

from site_build.loading.diagnostics import Diagnostic
from site_build.loading.loader import diagnose

BROKEN = Path(__file__).parent / "broken"
Case = dict[str, Any]


def cases() -> dict[str, Case]:
    """Return every case by its file and title."""
    return {
        f"{file.stem}: {case['title']}": case
        for file in sorted(BROKEN.glob("*.yml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    }


def spoil(case: Case, rules: Path) -> None:
    """Write the sound guide to a folder, spoiled as the case says."""
    shutil.copytree(BROKEN / "guide", rules)
    for change in [case, *case.get("and", [])]:
        file = rules / change["in"]
        if "bytes" in change:
            file.write_bytes(change["bytes"].encode("latin-1"))
        elif "whole" in change:
            file.write_text(change["whole"], "utf-8")
        elif "rename" in change:
            file.rename(rules / change["rename"])
        else:
            text = file.read_text("utf-8")
            assert text.count(change["old"]) == 1, change["old"]
            file.write_text(text.replace(change["old"], change["new"]), "utf-8")


def lint(case: Case) -> tuple[list[Diagnostic], dict[str, int]]:
    """Return all that is said about the spoiled guide, whose folder is called rules, and how many lines files have."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            spoil(case, Path("rules"))
            lines = {path.as_posix(): path.read_bytes().count(b"\n") + 1 for path in Path("rules").iterdir()}
            return diagnose(Path("rules")), lines
        finally:
            os.chdir(here)
