"""The reference and the schema are made from the model, whole, and agree with what the loader takes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import get_args, get_type_hints

import yaml

from site_build.loading.schema import FILES, schema
from site_build.loading.wording import CHECK_SLOTS
from site_build.rendering.pages import reference
from site_build.rendering.reference import calls, contract, tables
from tests.support import ROOT
from widgets.engine.api import CALLS
from widgets.engine.checks import Check


def test_every_key_of_every_type_is_explained() -> None:
    rows = [row for part in [*tables().values(), contract()] for _, _, keys in part for row in keys]
    assert len(rows) > 150
    unexplained = [name for name, _, _, means in rows if not means]
    assert unexplained == []


def test_the_slots_of_every_kind_of_check_are_known() -> None:
    kinds = {kind for check in get_args(Check) for kind in get_args(get_type_hints(check)["kind"])}
    # Those of `timing` depend on its flaw.
    assert kinds == {*CHECK_SLOTS, "timing"}


def test_every_call_is_described() -> None:
    assert [name for name, _, _ in calls()] == list(CALLS)


def test_a_link_to_a_type_leads_to_its_table() -> None:
    for text in reference().values():
        headings = {line[4:].lower() for line in text.splitlines() if line.startswith("### ")}
        linked = {part.split(")")[0] for part in text.split("](#")[1:]}
        assert linked
        assert linked <= headings


def test_the_schemas_name_the_keys_that_the_files_use() -> None:
    for name, pattern in (("guide", "guide.yml"), ("rule", "[0-9]*.yml")):
        known = schema(name)["properties"]
        for path in (ROOT / "rules").glob(pattern):
            data = yaml.safe_load(path.read_text("utf-8"))
            assert data.keys() <= known.keys()
            assert set(schema(name)["required"]) <= data.keys()


def test_the_command_prints_the_schema() -> None:
    for name in FILES:
        command = [sys.executable, "-m", "site_build.cli", "schema", name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout) == schema(name)
