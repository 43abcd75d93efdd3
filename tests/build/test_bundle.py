"""What the browser gets is the guide that the build had, and the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_build.bundle import encode, engine
from site_build.loader import load
from tests.support import ROOT
from widgets.engine.decode import decode
from widgets.engine.model import Guide


@pytest.mark.parametrize("rules", [ROOT / "rules", ROOT / "tests/guides/reference/rules"], ids=["first", "second"])
def test_the_guide_survives_the_way_to_the_browser(rules: Path) -> None:
    guide = load(rules)
    assert decode(Guide, json.loads(json.dumps(encode(guide)))) == guide


def test_the_archive_is_the_same_each_time(guide: Guide) -> None:
    assert engine(guide) == engine(guide)
