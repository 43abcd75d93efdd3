"""What the browser gets is the guide that the build had, and the same each time."""

from __future__ import annotations

import gzip
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from site_build.compiled import compiled
from site_build.delivery import bundle
from site_build.loading.loader import load
from site_build.runtime import runtime
from tests.support import ROOT
from widgets.engine.model import Guide

RULES = [ROOT / "rules", ROOT / "tests/guides/reference/rules"]
COMPILE = """
import hashlib, sys
from pathlib import Path
from site_build.loading.loader import load
from site_build.compiled import compiled
print(hashlib.sha256(compiled(load(Path(sys.argv[1])))).hexdigest())
"""


@pytest.mark.parametrize("rules", RULES, ids=["first", "second"])
def test_the_guide_survives_the_way_to_the_browser(rules: Path) -> None:
    guide = load(rules)
    assert pickle.loads(compiled(guide)) == guide


def test_nothing_that_was_computed_goes_along(guide: Guide) -> None:
    """Hold that no regular expression is in it, which would be compiled at the start."""
    patterns = [pattern for check in guide.rules[0].checks for pattern in getattr(check, "any", ())]
    assert patterns
    patterns[0].regex  # noqa: B018 - it is kept by the pattern
    assert b"_compile" not in compiled(guide)


def test_a_compiled_guide_is_the_same_whatever_the_order_of_sets() -> None:
    hashes = {
        subprocess.run(
            [sys.executable, "-c", COMPILE, RULES[1]],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_the_assets_are_the_same_each_time(guide: Guide) -> None:
    first, second = (bundle.assets(guide, runtime(), 2026) for _ in range(2))
    assert first == second
    name = next(path for path in first if "/python-" in path)
    assert name.split("-")[-1].removesuffix(".bin") == bundle.digest({"": first[name]})
    content = first[name]
    assert isinstance(content, bytes)
    assert gzip.decompress(content).startswith(b"PK")


def test_what_the_example_needs_is_named(guide: Guide) -> None:
    data = bundle.example_data(guide)
    assets = bundle.assets(guide, runtime(), 2026)
    assert data
    assert all(any(path.endswith(f"/{one}") for path in assets) for one in data)
