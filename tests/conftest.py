"""What all tests share: the repository's guide, and one build of its site a process."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from site_build.loading.loader import load
from tests.support import REPOSITORY, ROOT, Built, copy_project, free_port, mkdocs, said, use_holidays_of_the_tests
from widgets.engine.model import Guide

use_holidays_of_the_tests()

# How long a case takes depends on the machine, and on whether branches are counted.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(scope="session")
def guide() -> Guide:
    """Return the repository's own guide."""
    return load(ROOT / "rules")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site, built strictly for `/some-repo/` at a port of its own."""
    folder, port = tmp_path_factory.mktemp("built") / REPOSITORY, free_port()
    done = mkdocs("build", "--strict", "--site-dir", str(folder), url=f"http://127.0.0.1:{port}/{REPOSITORY}/")
    assert done.returncode == 0, said(done)
    return Built(folder, port)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the guide and its site's sources, to be changed, in a folder with a space in its name."""
    return copy_project(tmp_path / "my guide")
