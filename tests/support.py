"""What tests use to build and to run things: the repository's place, mkdocs, a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from site_build.regions import Library
from widgets.engine.regions import REGISTRY

ROOT = Path(__file__).parent.parent
REPOSITORY = "some-repo"


@dataclass(frozen=True)
class Built:
    """A built site, and the port for which its addresses are right."""

    folder: Path
    port: int


def mkdocs(*arguments: str, url: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run mkdocs in a folder and return what it did."""
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def said(process: subprocess.CompletedProcess[str]) -> str:
    """Return everything that a process printed."""
    return f"{process.stdout}\n{process.stderr}"


def copy_project(folder: Path) -> Path:
    """Copy the guide and its site's sources into a folder, and return it."""
    for name in ("rules", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def use_holidays_of_the_tests() -> None:
    """Take holidays of the years that the tests tell of, whatever year it is."""
    REGISTRY.use(lambda: Library(2026))
