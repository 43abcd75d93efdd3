"""The policy of every page: it admits what the theme writes, by hash, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from site_build.delivery.policy import Inline, policy, problem, with_policy
from tests.support import Built, mkdocs, said

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
STRICT = {
    "default-src": {"'self'"},
    "connect-src": {"'self'"},
    "worker-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'self'"},
    "form-action": {"'none'"},
    "img-src": {"'self'", "data:"},
}


def stated(page: str) -> dict[str, set[str]]:
    """Return the one policy that a page states."""
    (text,) = META.findall(page)
    return {name: set(sources) for name, *sources in (part.split() for part in text.split("; "))}


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_every_page_states_a_strict_policy_in_its_first_kilobyte(built: Built) -> None:
    pages = sorted(built.folder.rglob("*.html"))
    assert {"404.html", "away.html", "index.html"} == {path.name for path in pages}
    for path in pages:
        page = path.read_text("utf-8")
        given = stated(page)
        assert {name: given[name] for name in STRICT} == STRICT, path
        # Markdown aligns the columns of a table by a style at each cell, which is admitted by its hash alone.
        styles = given["style-src"] - {"'self'", "'unsafe-hashes'"}
        assert all(one.startswith("'sha256-") for one in styles), path
        scripts = given["script-src"]
        assert {"'self'", "'wasm-unsafe-eval'"} <= scripts, path
        assert all(one.startswith("'sha256-") for one in scripts - {"'self'", "'wasm-unsafe-eval'"}), path
        inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
        assert {hashed(script) for script in inline} <= scripts, path
        assert page.index('charset="utf-8"') < 1024, path
        before = page[: page.index("Content-Security-Policy")]
        assert "<script" not in before, path
        assert "<link" not in before, path


def test_all_pages_of_the_theme_state_the_same_one(built: Built) -> None:
    policies = {META.findall(path.read_text("utf-8"))[0] for path in built.folder.glob("**/*.html")}
    # The bare pages for frames have no script of the theme.
    assert len(policies) == 2


def test_what_stands_in_a_page_is_admitted_as_it_stands() -> None:
    inline = Inline()
    inline.add(
        "<html><head><script>one()</script><SCRIPT type=module>two()</SCRIPT ><style>a { color: red }</style>"
        '<script src="x.js">three()</script><script type="application/json">{"four": 4}</script></head>'
        "<body><article><script>four()</script><p onclick='five()'></article><script>six()</script>"
        "<td style='text-align: right'>1<td style=\"font: 1em &quot;A&quot;\">2"
    )
    given = {name: set(sources) for name, *sources in (part.split() for part in policy(inline).split("; "))}
    assert given["script-src"] == {"'self'", "'wasm-unsafe-eval'", *map(hashed, ("one()", "two()", "six()"))}
    styles = {hashed(text) for text in ("a { color: red }", "text-align: right", 'font: 1em "A"')}
    assert given["style-src"] == {"'self'", "'unsafe-hashes'", *styles}


def test_a_page_with_a_policy_or_without_a_head_stays() -> None:
    page = with_policy('<head><meta charset="utf-8"><title>A</title></head>', "default-src 'self'")
    assert page.index("charset") < page.index("Content-Security-Policy") < page.index("<title>")
    assert with_policy(page, "another") == page
    assert with_policy("a fragment", "another") == "a fragment"


def test_an_author_admits_other_hosts_by_name(project: Path, tmp_path: Path) -> None:
    config = project / "mkdocs.yml"
    allow = "  - followthrough:\n      allow:\n        frame-src: [https://video.example.org]\n"
    allow += "        object-src: [https://example.org]\n"
    config.write_text(config.read_text("utf-8").replace("  - followthrough:\n", allow, 1), "utf-8")
    done = mkdocs("build", "--site-dir", str(tmp_path / "site"), url="http://127.0.0.1/", folder=project)
    assert done.returncode == 0, said(done)
    given = stated((tmp_path / "site" / "index.html").read_text("utf-8"))
    assert given["frame-src"] == {"'self'", "https://video.example.org"}
    assert given["object-src"] == {"https://example.org"}


@pytest.mark.parametrize(
    "allowed",
    [
        {"frame-source": ["https://example.org"]},
        {"script-src": ["'unsafe-inline'"]},
        {"script-src": ["'unsafe-eval'"]},
        {"img-src": ["https://example.org; script-src *"]},
        {"img-src": "https://example.org"},
        {"img-src": [1]},
        {"img-src": ["*"]},
    ],
)
def test_nobody_opens_it_by_a_slip(allowed: dict[str, list[str]]) -> None:
    assert "expected" in problem(allowed)


@pytest.mark.parametrize(
    "page",
    [
        '<head><meta content="<script>hit()</script>"></head>',
        "<head><meta content='a \"> <script>hit()</script>'></head>",
        "<head></head><!-- <script>hit()</script> -->",
        "<head></head><article>x</article><script>hit()</script></article>",
    ],
)
def test_what_stands_in_an_attribute_a_comment_or_an_article_is_not_admitted(page: str) -> None:
    inline = Inline()
    inline.add(page)
    assert inline.scripts == set()
    inline.add(f"{page}<script type='module' data-x='>'>ours()</script>")
    assert inline.scripts == {hashed("ours()")}
