"""The files of the build before, fetched from where it is served: all of them as they were, or a reason why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_build.cli import main
from site_build.delivery import previous
from tests.browser.pages_server import PagesServer

OLD = "assets/followthrough-0123456789ab"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[PagesServer]:
    """Serve a small site that is on the web now."""
    site = tmp_path / "site"
    for name, text in (
        (f"{OLD}/page.mjs", "export {};\n"),
        (f"{OLD}/zones/Europe/Berlin", "TZif"),
        ("index.html", "x"),
        ("404.html", "x"),
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    previous.write_list(site)
    with PagesServer(site) as server:
        yield server


def test_what_is_named_by_its_content_is_fetched_and_put_beside_the_next_build(
    served: PagesServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["previous", served.url, str(tmp_path / "before")]) == 0
    assert "2" in capsys.readouterr().out
    new = tmp_path / "new"
    (new / OLD).mkdir(parents=True)
    (new / OLD / "page.mjs").write_text("export {}; // newer\n")
    # What the new build has is its own; what was damaged on the way stays out.
    assert previous.merge(tmp_path / "before", new) == 1
    assert (new / OLD / "page.mjs").read_text() == "export {}; // newer\n"
    assert (new / OLD / "zones/Europe/Berlin").read_text() == "TZif"
    (tmp_path / "before" / OLD / "page.mjs").write_text("damaged")
    (new / OLD / "page.mjs").unlink()
    assert previous.merge(tmp_path / "before", new) == 0


def test_the_first_deploy_has_none_before_it(served: PagesServer, tmp_path: Path) -> None:
    assert previous.fetch(f"{served.url}not-yet/", tmp_path / "before") == 0
    assert previous.merge(tmp_path / "before", tmp_path) == 0


@pytest.mark.parametrize(
    "listed",
    [
        "a page that says hello",
        "[]",
        "[" * 100_000,
        json.dumps({"assets/followthrough-0123456789ab/../../x": "sha256-x"}),
        json.dumps({"/etc/passwd": "sha256-x"}),
        json.dumps({"index.html": "sha256-x"}),
        json.dumps({f"{OLD}/page.mjs": 1}),
        json.dumps({f"{OLD}/page.mjs": "sha256-another"}),
        json.dumps({f"{OLD}/{number}.mjs": "sha256-x" for number in range(previous.MOST_FILES + 1)}),
    ],
    ids=lambda text: text[:30],
)
def test_a_site_that_says_something_else_is_not_believed(
    served: PagesServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], listed: str
) -> None:
    (served.folder / previous.LIST).write_text(listed)
    assert main(["previous", served.url, str(tmp_path / "before")]) == 2
    assert "expected" in capsys.readouterr().err
    assert [
        path.name for path in tmp_path.rglob("*") if path.is_file() and path.is_relative_to(tmp_path / "before")
    ] == []


def test_a_host_that_does_not_answer_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["previous", "http://127.0.0.1:9/", str(tmp_path / "before")]) == 2
    assert main(["previous", "ftp://127.0.0.1/", str(tmp_path / "before")]) == 2
    assert "https://" in capsys.readouterr().err
