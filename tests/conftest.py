"""What all tests share: the repository's guide, and one build of its site a session."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from site_build.loader import load
from tests.support import REPOSITORY, ROOT, Built, free_port, mkdocs, said
from widgets.engine.model import Guide

PATIENCE = 300
"""Seconds to wait for the build of another test process."""


@pytest.fixture(scope="session")
def guide() -> Guide:
    """Return the repository's own guide."""
    return load(ROOT / "rules")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site, built strictly for `/some-repo/`; test processes that run side by side share one build."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, ready, failed = base / REPOSITORY, base / "port.txt", base / "failed.txt"
    try:
        (base / "building").mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not ready.exists() and not failed.exists() and time.monotonic() < until:
            time.sleep(0.1)
    else:
        port = free_port()
        done = mkdocs("build", "--strict", "--site-dir", str(folder), url=f"http://127.0.0.1:{port}/{REPOSITORY}/")
        (ready if done.returncode == 0 else failed).write_text(str(port) if done.returncode == 0 else said(done))
    assert not failed.exists(), failed.read_text()
    return Built(folder, int(ready.read_text()))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the guide and its site's sources, to be changed, in a folder with a space in its name."""
    folder = tmp_path / "my guide"
    for name in ("rules", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder
