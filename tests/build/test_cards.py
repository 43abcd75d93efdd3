"""The pictures that pages are shared with: every title fits, whatever its script, and is drawn the same each time."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from site_build.rendering import cards, heads
from tests.support import mkdocs, said

SITE = "After the interview, and before the next one, for everybody who waits for an answer"


def drawn(title: str) -> Image.Image:
    return Image.open(BytesIO(cards.card(title, SITE))).convert("RGB")


@pytest.mark.parametrize(
    "title",
    [
        "Composer",
        "Keep your promises, and ask kindly about theirs",
        "Donaudampfschifffahrtsgesellschaftskapit\u00e4n",
        "Łódź, Őr, ελληνικά, Привет",
        "word " * 60,
        "w" * 300,
    ],
)
def test_titles_stay_within_the_margins(title: str) -> None:
    picture, paper = drawn(title), Image.new("RGB", cards.SIZE, cards.PAPER).getpixel((0, 0))
    assert picture.size == cards.SIZE
    edge = picture.crop((cards.SIZE[0] - cards.MARGIN + 8, 0, cards.SIZE[0], cards.SIZE[1] - 24))
    assert edge.getcolors() == [(edge.width * edge.height, paper)]
    body = picture.crop((cards.MARGIN, 250, cards.SIZE[0], cards.SIZE[1] - 24))
    assert len(body.getcolors(maxcolors=256) or []) > 2


def test_what_no_font_has_is_left_out() -> None:
    assert drawn("\u65e5\u672c\u8a9e").tobytes() == drawn("").tobytes()


def test_the_same_title_is_drawn_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cards_drawn = []
    for name in ("one", "two"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp(name)))
        cards_drawn.append(cards.card("Stay patient", SITE))
    assert cards_drawn[0] == cards_drawn[1]


def test_a_page_says_what_its_front_matter_leaves_out() -> None:
    text = "# Own *page*\n\n```yaml\na: b\n```\n\nWhat it is about, with a [link](x.md). More\nof it.\n\nAnd more.\n"
    assert heads.missing("a/own.md", text, {}) == {
        "image": "assets/cards/a/own.png",
        "description": "What it is about, with a link. More of it.",
    }
    assert heads.title(text, {}) == "Own page"
    assert heads.missing("own.md", text, {"image": "x.png", "description": "Mine"}) == {}
    assert heads.missing("own.md", "# Only\n\n- a list\n", {}) == {"image": "assets/cards/own.png"}
    long = heads.missing("own.md", f"# A\n\n{'Some words & more ' * 20}\n", {})["description"]
    assert long.endswith("\u2026")
    assert len(long.replace("&amp;", "&")) <= heads.LENGTH


def test_what_a_site_has_of_its_own_stays(project: Path) -> None:
    (project / "overrides").mkdir()
    (project / "overrides/main.html").write_text(
        '{% extends "followthrough.html" %}{% block announce %}Ours{% endblock %}'
    )
    for name in ("icon.png", "index.png"):
        (project / "docs" / name).write_bytes(cards.card(name, SITE))
    config = (project / "mkdocs.yml").read_text("utf-8")
    config = config.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n  favicon: icon.png\n", 1)
    (project / "mkdocs.yml").write_text(config, "utf-8")
    index = project / "docs/index.md"
    index.write_text(index.read_text("utf-8").replace("---\n", "---\nimage: index.png\n", 1), "utf-8")
    done = mkdocs("build", "--strict", url="http://127.0.0.1:9999/", folder=project)
    assert done.returncode == 0, said(done)
    page = (project / "site/index.html").read_text("utf-8")
    assert re.findall(r'rel="icon" href="([^"]+)"', page) == ["icon.png"]
    assert '<meta property="og:image" content="http://127.0.0.1:9999/index.png">' in page
    assert "og:image:width" not in page
    assert "Ours" in page
    assert not (project / "site/assets/cards/index.png").exists()


@pytest.mark.parametrize("text", ["# A\n", "---\ntitle: A\n---\n\n# A\n"])
def test_front_matter_is_completed(text: str) -> None:
    meta, markdown = heads.split(heads.joined({"description": 'He said "no": & left'}, text))
    assert meta["description"] == 'He said "no": & left'
    assert markdown.strip() == "# A"
    assert ("title" in meta) == ("title" in text)
