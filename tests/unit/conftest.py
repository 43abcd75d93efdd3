"""What the unit tests share: the guide itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.loader import load
from widgets.engine.model import Guide

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="session")
def guide() -> Guide:
    return load(RULES)
