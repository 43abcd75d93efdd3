"""The exported guide, built by each of the tools that an export is made for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from site_build.cli import main
from tests.support import ROOT, said

BUILDERS = {
    "mkdocs": ["build", "--strict"],
    "properdocs": ["build", "--strict", "--config-file", "mkdocs.yml"],
    "zensical": ["build", "--strict", "--clean"],
}


def export(folder: Path, config: Path = ROOT / "mkdocs.yml") -> Path:
    """Export a guide, the repository's own if no other is named, and return the folder."""
    assert main(["export", str(folder), "--config", str(config)]) == 0
    return folder


def build(tool: str, folder: Path, url: str) -> Path:
    """Build an export for an address with one of the tools, and return the site."""
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", tool, *BUILDERS[tool]]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, said(done)
    return folder / "site"
