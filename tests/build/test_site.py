"""The built site: every page is there, in order, whole, and asks no other host for anything."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from site_build.rendering import pages
from tests.support import Built
from widgets.engine.model import Guide

# Attributes by which a page makes a browser fetch something, and the elements on which they do.
FETCHING = {
    "src": None,
    "srcset": None,
    "poster": None,
    "data": ("object",),
    "action": ("form",),
    "href": ("link", "use", "image"),
}
TOLD = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')
KEPT_AWAY = ("canonical", "prev", "next", "license")


class Page(HTMLParser):
    """What the tests ask of an HTML page."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.fetched: list[str] = []
        self.rel: dict[str, str] = {}
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element fetches and how it is called."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "link":
            self.rel[given.get("rel", "")] = given.get("href", "")
            if given.get("rel") in KEPT_AWAY:
                return
        for name, tags in FETCHING.items():
            if name in given and (tags is None or tag in tags):
                self.fetched.append(given[name])


def page(built: Built, path: str) -> Page:
    return Page((built.folder / path).read_text("utf-8"))


def test_every_generated_page_is_built(guide: Guide, built: Built) -> None:
    for path in pages.render(guide):
        target = path.replace("/index.md", "").removesuffix(".md")
        assert (built.folder / target / "index.html").is_file()


def test_previous_and_next_lead_through_the_whole_guide(guide: Guide, built: Built) -> None:
    order = ["index.html", "rules/index.html"]
    order += [f"rules/{rule.id}/index.html" for rule in guide.rules]
    order += ["composer/index.html", "calculator/index.html", "checklist/index.html"]
    for here, there in pairwise(order):
        target = (built.folder / here).parent / page(built, here).rel["next"] / "index.html"
        assert target.resolve() == (built.folder / there).resolve()
        back = (built.folder / there).parent / page(built, there).rel["prev"] / "index.html"
        assert back.resolve() == (built.folder / here).resolve()


def test_pages_fetch_only_from_the_site(built: Built) -> None:
    host = f"http://127.0.0.1:{built.port}/"
    for file in built.folder.rglob("*.html"):
        for address in page(built, str(file.relative_to(built.folder))).fetched:
            assert not re.match(r"(?:[a-z]+:)?//", address) or address.startswith(host), (file, address)


def test_styles_fetch_only_from_the_site(built: Built) -> None:
    for file in built.folder.rglob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^)\"']+)", file.read_text("utf-8")):
            assert not re.match(r"(?:https?:)?//", address), (file, address)


def test_our_modules_name_no_host(built: Built) -> None:
    for file in (built.folder / "assets").glob("followthrough-*/**/*.mjs"):
        for address in re.findall(r"https?://[^\s\"'`)]+", file.read_text("utf-8")):
            assert address.startswith("http://www.w3.org/"), (file, address)


def test_ids_are_unique(built: Built) -> None:
    for file in built.folder.rglob("*.html"):
        ids = [id_ for id_ in page(built, str(file.relative_to(built.folder))).ids if not id_.endswith("-ROW")]
        assert sorted(ids) == sorted(set(ids)), file


def test_widgets_stand_in_the_page_with_their_first_result(built: Built) -> None:
    for name in ("composer", "calculator"):
        text = (built.folder / name / "index.html").read_text("utf-8")
        assert f'data-widget="{name}"' in text
        assert 'data-state="static"' in text
        assert "<form" in text
        assert 'type="module"' in text


def test_every_rule_can_be_tried_on_its_page(guide: Guide, built: Built) -> None:
    for rule in guide.rules:
        assert "<followthrough-widget " in (built.folder / f"rules/{rule.id}/index.html").read_text("utf-8"), rule.id


def test_search_finds_rules_and_not_the_forms(guide: Guide, built: Built) -> None:
    index = json.loads((built.folder / "search/search_index.json").read_text("utf-8"))
    found = {entry["location"] for entry in index["docs"]}
    assert {f"rules/{rule.id}/" for rule in guide.rules} <= found
    # The reference lists all labels; a form that was indexed would show them on a page of the guide.
    guides = [entry for entry in index["docs"] if not entry["location"].startswith("reference/")]
    assert not any(guide.labels["start_again"] in entry["text"] for entry in guides)


def test_no_template_is_left(built: Built) -> None:
    for file in built.folder.rglob("*.html"):
        text = re.sub(r"<(code|pre|script)\b.*?</\1>", "", file.read_text("utf-8"), flags=re.DOTALL)
        assert "{{" not in text, file
        assert "{%" not in text, file


@pytest.mark.parametrize("name", ["page.mjs", "followthrough.css"])
def test_every_page_loads_our_assets_of_one_build(built: Built, name: str) -> None:
    folders = {path.parent for path in (built.folder / "assets").glob(f"followthrough-*/{name}")}
    assert len(folders) == 1
    for file in built.folder.rglob("index.html"):
        assert f"{next(iter(folders)).name}/{name}" in file.read_text("utf-8"), file


def test_pages_say_what_they_are(built: Built) -> None:
    titles, described = [], []
    for file in sorted(built.folder.rglob("index.html")):
        if "embed" in file.parts:
            continue
        text = file.read_text("utf-8")
        told = {name: html.unescape(value) for name, value in TOLD.findall(text)}
        address = page(built, str(file.relative_to(built.folder))).rel["canonical"]
        host = f"http://127.0.0.1:{built.port}/some-repo/"
        assert told["og:url"] == address
        assert told["og:description"] == told["description"]
        assert 20 < len(told["description"]) < 300, file
        titles.append(re.findall(r"<title>(.*)</title>", text))
        described.append(told["description"])
        card = Image.open(built.folder / told["og:image"].removeprefix(host))
        assert card.size == (int(told["og:image:width"]), int(told["og:image:height"]))
    assert all(len(title) == 1 for title in titles)
    assert len(set(map(str, titles))) == len(titles)
    assert len(set(described)) == len(described)


def test_rules_are_told_to_programs(guide: Guide, built: Built) -> None:
    for rule in guide.rules:
        text = (built.folder / f"rules/{rule.id}/index.html").read_text("utf-8")
        [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text.partition("</head>")[0])
        how, *asked = json.loads(told)["@graph"]
        assert [step["@type"] for step in how["step"]] == ["HowToStep"] * len(rule.do)
        assert how["name"] == html.unescape(pages.plain(rule.title))
        for questions in asked:
            assert len(questions["mainEntity"]) == len(rule.questions)


def test_a_missing_page_leads_on(built: Built) -> None:
    text = (built.folder / "404.html").read_text("utf-8").partition("<article")[2].partition("</article>")[0]
    links = re.findall(r'href="(/some-repo/[^"]*)"', text)
    assert {"/some-repo/rules/", "/some-repo/composer/", "/some-repo/calculator/"} <= set(links)
    assert all((built.folder / link.removeprefix("/some-repo/") / "index.html").is_file() for link in links)


def test_the_address_is_that_of_the_host(built: Built) -> None:
    assert page(built, "checklist/index.html").rel["canonical"] == f"http://127.0.0.1:{built.port}/some-repo/checklist/"
    assert Path(built.folder / "404.html").is_file()
