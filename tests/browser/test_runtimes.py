"""The runtime in a browser: whole for debugging, mended where a module is missing, refused where it was changed."""

from __future__ import annotations

import gzip
import io
import marshal
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from site_build.delivery import bundle
from site_build.runtime.assembly import SWITCH
from site_build.runtime.zipped import zipped
from tests.browser.conftest import Journal
from tests.browser.pages_server import PagesServer
from tests.browser.test_stories import body, control, ready, widget
from tests.support import REPOSITORY, Built, free_port, mkdocs, said
from widgets.engine.model import Guide

CODE, LACKING = "code.marshal", "zoneinfo._common"


def assets(folder: Path) -> tuple[Path, Path]:
    """Return the archive of a built site, and the module that names it."""
    (archive,) = folder.glob("assets/pyodide-*/python-*.bin")
    (manifest,) = folder.glob("assets/followthrough-*/manifest.mjs")
    return archive, manifest


@pytest.fixture(params=["untrimmed", "lacking", "changed", "module"])
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


def change(folder: Path, kind: str) -> None:
    """Let a built site lack a module, with or without the build's knowledge, or have another WebAssembly module."""
    if kind == "module":
        (module,) = folder.glob("assets/pyodide-*/pyodide.asm.wasm")
        # A section without a meaning, so that it would run.
        module.write_bytes(module.read_bytes() + b"\0\1\0")
        return
    archive, manifest = assets(folder)
    before = archive.read_bytes()
    with ZipFile(io.BytesIO(gzip.decompress(before))) as members:
        kept = {name: members.read(name) for name in members.namelist()}
    modules = marshal.loads(kept[CODE])
    del modules[LACKING]
    kept[CODE] = marshal.dumps(modules, 2)
    archive.write_bytes(gzip.compress(zipped(kept)))
    if kind == "lacking":
        text = manifest.read_text("utf-8")
        assert bundle.integrity(before) in text
        manifest.write_text(text.replace(bundle.integrity(before), bundle.integrity(archive.read_bytes())))


@pytest.fixture
def pages(built: Built, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PagesServer]:
    """Serve the site with another archive."""
    folder, port = tmp_path / REPOSITORY, free_port()
    if kind == "untrimmed":
        monkeypatch.setenv(SWITCH, "1")
        done = mkdocs("build", "--strict", "--site-dir", str(folder), url=f"http://127.0.0.1:{port}/{REPOSITORY}/")
        assert done.returncode == 0, said(done)
    else:
        # At the port that it was built for, other tests have a server of their own.
        shutil.copytree(built.folder, folder)
        change(folder, kind)
    with PagesServer(folder, port=port) as server:
        yield server


def test_it_answers_or_says_that_it_cannot(
    page: Page, guide: Guide, kind: str, pages: PagesServer, journal: Journal
) -> None:
    fetched = f"{pages.prefix}assets/pyodide-"
    page.goto("composer/")
    if kind in ("changed", "module"):
        journal.allowed += ["integrity", "SHA-256", "Failed to f", "followthrough: "]
        widget(page).locator("form").click()
        expect(widget(page)).to_have_attribute("data-state", "failed")
        return
    if kind == "lacking":
        journal.allowed.append(r"zoneinfo._common is not in the archive")
    ready(page)
    control(page, guide, "recipient").fill("Dr Okafor")
    expect(body(page)).to_have_value(re.compile("Dr Okafor"))
    whole = [path for path in pages.requests if path.startswith(fetched) and path.endswith("python_stdlib.zip")]
    assert len(whole) == (1 if kind == "lacking" else 0)
