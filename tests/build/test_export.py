"""The exported guide is a plain project: three tools build it, whole and with no link that leads nowhere."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from site_build.cli import main
from site_build.commands.moving import relinked
from site_build.delivery.finishing import Told, finish
from site_build.rendering import pages
from tests.exports import BUILDERS, build, export
from tests.support import ROOT, Built
from widgets.engine.api import call
from widgets.engine.model import Guide
from widgets.form import worked_example

HOST = "http://127.0.0.1:9999"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(tmp_path_factory.mktemp("an export") / "my guide")


@pytest.fixture(scope="module", params=BUILDERS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = export(tmp_path_factory.mktemp(request.param) / "my guide")
    return build(request.param, folder, f"{HOST}/some-repo/")


def words(file: Path) -> str:
    """Return the text of a page as a reader sees it."""
    text = re.sub(r"<(script|style|template)\b.*?</\1>", "", file.read_text("utf-8"), flags=re.DOTALL)
    return flat(html.unescape(re.sub(r"<[^>]+>", "", text)))


def flat(text: str) -> str:
    return " ".join(text.split())


def plain(markdown: str) -> str:
    return html.unescape(pages.plain(markdown))


def test_it_names_nothing_of_ours(exported: Path) -> None:
    text = (exported / "mkdocs.yml").read_text("utf-8")
    assert "followthrough:" not in text
    assert "!ENV" in text
    assert "*.md" not in text


def test_mkdocs_builds_the_same_site_but_for_the_last_touch(tmp_path: Path, built: Built) -> None:
    target = build("mkdocs", export(tmp_path / "my guide"), f"http://127.0.0.1:{built.port}/some-repo/")
    ours = next(target.glob("assets/followthrough-*"))
    # Only the plugin can complete a site once it is built: its policy, and what makes it work without a network.
    finish(target, Told(name="After the interview", assets=ours.relative_to(target).as_posix()))
    files = [{path.relative_to(site) for path in site.rglob("*")} for site in (target, built.folder)]
    assert files[0] == files[1]
    for path in sorted(files[0]):
        if path.suffix == ".html":
            assert (target / path).read_text("utf-8") == (built.folder / path).read_text("utf-8"), path


def test_every_page_is_there_with_its_words(site: Path, guide: Guide) -> None:
    overview, checklist = words(site / "rules/index.html"), words(site / "checklist/index.html")
    assert flat(guide.title) in overview
    for rule in guide.rules:
        page = words(site / f"rules/{rule.id}/index.html")
        for canary in (rule.title, rule.summary):
            assert plain(canary) in page
            assert plain(canary) in overview
        assert plain(rule.title) in checklist
        for line in rule.checklist:
            assert plain(line) in checklist
    for source in (ROOT / "docs").rglob("*.md"):
        title = re.search(r"^# (.+)$", source.read_text("utf-8"), re.MULTILINE)
        folder = source.relative_to(ROOT / "docs").with_suffix("")
        folder = folder.parent if folder.name == "index" else folder
        assert title
        assert plain(title[1]) in words(site / folder / "index.html")


def test_widgets_stand_there_with_their_first_result(site: Path, guide: Guide) -> None:
    situation = worked_example(guide)
    kind = next(kind for kind in guide.kinds if kind.layouts)
    composed = call(guide, "compose", {"situation": situation, "kind": kind.id, "channel": kind.written_on[0]})
    composer, calculator = words(site / "composer/index.html"), words(site / "calculator/index.html")
    assert guide.composer.title in composer
    for paragraph in composed["body"].split("\n\n"):
        assert flat(paragraph) in composer
    assert guide.calculator.title in calculator
    steps = call(guide, "schedule", {"situation": situation})["steps"]
    assert steps
    for step in steps:
        assert flat(step["why"]) in calculator


def test_no_link_leads_nowhere(site: Path) -> None:
    for file in site.rglob("*.html"):
        here = f"{HOST}/some-repo/{file.relative_to(site).as_posix().removesuffix('index.html')}"
        text = re.sub(r"<(template|code)\b.*?</\1>", "", file.read_text("utf-8"), flags=re.DOTALL)
        for address in re.findall(r'<[a-z][^>]*? (?:href|src)="([^"#?]+)', text):
            target = urljoin(here, html.unescape(address))
            if not target.startswith(f"{HOST}/"):
                continue
            path = unquote(urlsplit(target).path)
            assert path.startswith("/some-repo/"), (file, address)
            found = site / path.removeprefix("/some-repo/")
            assert (found / "index.html" if path.endswith("/") else found).exists(), (file, address)


def test_every_page_loads_our_module(site: Path) -> None:
    for file in site.rglob("index.html"):
        if "embed" not in file.parts:
            text = file.read_text("utf-8")
            assert re.search(r'<script[^>]*assets/followthrough-\w+/page\.mjs"[^>]*type="module"', text), file


def test_a_folder_with_files_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for folder in (tmp_path, tmp_path / "mine.txt"):
        assert main(["export", str(folder), "--config", str(ROOT / "mkdocs.yml")]) == 2
        assert "expected an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_links_to_a_moved_page_and_from_it() -> None:
    moves = {"try.md": "try/index.md"}
    known = ["index.md", "try.md", "rules/a.md", "images/a b.png"]
    written = (
        "[a](try.md) [b](rules/a.md#x) ![c](images/a%20b.png 'd') [e](https://example.org/try.md)\n\n[f]: try.md\n"
    )
    assert relinked(written, "index.md", moves, known) == written.replace("try.md)", "try/index.md)", 1).replace(
        "[f]: try.md", "[f]: try/index.md"
    )
    assert relinked(written, "try.md", moves, known) == (
        "[a](index.md) [b](../rules/a.md#x) ![c](../images/a%20b.png 'd') [e](https://example.org/try.md)\n\n"
        "[f]: index.md\n"
    )
    assert relinked("[a](../try.md)", "rules/a.md", moves, known) == "[a](../try/index.md)"


def test_a_page_with_a_widget_of_its_own_is_carried_along(project: Path, tmp_path: Path) -> None:
    (project / "docs/own.md").write_text(
        "# Own\n\n[Rules](rules/index.md)\n\n```followthrough\nwidget: composer\n```\n"
    )
    (project / "docs/adr/note.md").write_text("# Note\n\n[Own](../own.md)\n")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  - Checklist:", "  - Own: own.md\n  - Checklist:"), "utf-8")
    folder = export(tmp_path / "export", config)
    assert "](../rules/index.md)" in (folder / "docs/own/index.md").read_text("utf-8")
    assert "](../own/index.md)" in (folder / "docs/adr/note.md").read_text("utf-8")
    assert "\n- Own: own/index.md\n" in (folder / "mkdocs.yml").read_text("utf-8")


def test_what_the_configuration_names_is_carried_along(project: Path, tmp_path: Path) -> None:
    (project / "overrides").mkdir()
    (project / "overrides/main.html").write_text('{% extends "base.html" %}')
    (project / "hook.py").write_text('"""Nothing."""\n')
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  name: material\n", "  name: material\n  custom_dir: overrides\n", 1)
    text = re.sub(r"(?ms)^plugins:.*?^\n", "plugins:\n  search: {lang: en}\n  followthrough: {rules: rules}\n\n", text)
    text += "\nhooks: [hook.py]\n"
    text = text.replace("  - tables\n", "  - tables\n  - pymdownx.emoji:\n      emoji_index: !!python/name:x.y\n")
    config.write_text(re.sub(r"(?m)^.*reference\.md$\n", "", text), "utf-8")
    folder = export(tmp_path / "export", config)
    assert (folder / "overrides/main.html").is_file()
    assert (folder / "hook.py").is_file()
    written = (folder / "mkdocs.yml").read_text("utf-8")
    assert "!!python/name:x.y" in written
    assert "plugins:\n- search:\n    lang: en\n" in written


@pytest.mark.parametrize("text", ["", "[", "- a\n", "site_name: \xff", "a: b: c"])
def test_a_configuration_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(text.encode("latin-1"))
    assert main(["export", str(tmp_path / "export"), "--config", str(tmp_path / "mkdocs.yml")]) == 2
    assert main(["export", str(tmp_path / "export"), "--config", str(tmp_path / "none.yml")]) == 2
    assert capsys.readouterr().err.count("mkdocs.yml: expected") == 1
    assert not (tmp_path / "export").exists()
