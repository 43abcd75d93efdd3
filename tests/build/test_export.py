"""The exported guide is a plain MkDocs project: it builds without our plugin, from any folder, to the same pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.cli import main
from tests.support import ROOT, Built, mkdocs, said


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("an export") / "my guide"
    assert main(["export", str(folder), "--config", str(ROOT / "mkdocs.yml")]) == 0
    return folder


def test_it_names_nothing_of_ours(exported: Path) -> None:
    text = (exported / "mkdocs.yml").read_text("utf-8")
    assert "followthrough:" not in text
    assert "!ENV" in text
    assert "*.md" not in text


def test_it_builds_strictly_to_the_same_site(exported: Path, built: Built) -> None:
    target = exported.parent / "some-repo"
    url = f"http://127.0.0.1:{built.port}/some-repo/"
    done = mkdocs("build", "--strict", "--site-dir", str(target), url=url, folder=exported)
    assert done.returncode == 0, said(done)
    files = [{path.relative_to(site) for path in site.rglob("*")} for site in (target, built.folder)]
    assert files[0] == files[1]
    for path in sorted(files[0]):
        if path.suffix == ".html":
            assert (target / path).read_text("utf-8") == (built.folder / path).read_text("utf-8"), path


def test_a_folder_with_files_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["export", str(tmp_path), "--config", str(ROOT / "mkdocs.yml")]) == 2
    assert "expected an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
