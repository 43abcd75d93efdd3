"""A fenced block on any page becomes a widget; what is wrong with it is said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.loading.strings import TextProblem
from site_build.rendering.placing import place, root_of
from tests.support import mkdocs, said
from widgets.engine.model import Guide

BLOCK = """\
# A page

```followthrough
widget: composer
tone: formal
fields:
  topic: line cook <b>
```

The end.
"""


def test_a_block_becomes_the_widget_with_its_answers(guide: Guide) -> None:
    text, problems = place(BLOCK, guide, "../../")
    assert problems == []
    assert text.startswith('# A page\n\n\n<section class="followthrough"')
    assert text.endswith("</section>\n\n\nThe end.\n")
    assert 'data-root="../../"' in text
    assert "data-given" in text
    assert 'value="line cook &lt;b&gt;"' in text
    assert 'name="tone" value="formal" checked>' in text
    widget = text[text.index("<section") : text.rindex("</section>")]
    assert "\n\n" not in widget


def test_a_block_that_is_shown_in_another_stays(guide: Guide) -> None:
    text = f"````md\n{BLOCK}\n````\n\n~~~\nplain\n~~~\n\n``` not closed"
    assert place(text, guide, "") == (text, [])


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        (
            "widgt: composer",
            TextProblem(3, "unknown-key", "widgt to be a known key", '"widgt"', 'did you mean "widget"?'),
        ),
        (
            "widget: composr",
            TextProblem(
                3, "unknown-value", "widget to be composer or calculator", '"composr"', 'did you mean "composer"?'
            ),
        ),
        (
            "widget: composer\ntone: frmal",
            TextProblem(3, "unknown-tone", "tone to be warm, formal or brief", '"frmal"', 'did you mean "formal"?'),
        ),
    ],
)
def test_a_faulty_block_is_named_and_left(guide: Guide, block: str, problem: TextProblem) -> None:
    text = f"One\n\n```followthrough\n{block}\n```\n"
    left, problems = place(text, guide, "")
    assert left == text
    assert problem in problems


@pytest.mark.parametrize(
    "block", ["", "[", "just words", "- a list", "widget: [composer]", "widget: composer\nfields: x"]
)
def test_no_block_brings_it_down(guide: Guide, block: str) -> None:
    text = f"```followthrough\n{block}\n```"
    left, problems = place(text, guide, "")
    assert left == text
    assert problems


def test_a_page_has_each_widget_once(guide: Guide) -> None:
    _, problems = place(BLOCK + BLOCK, guide, "")
    assert [problem.code for problem in problems] == ["placed-twice"]


def test_the_way_to_the_root_follows_the_path() -> None:
    assert [root_of(path) for path in ("index.md", "composer.md", "rules/index.md", "rules/prompt.md")] == [
        "./",
        "../",
        "../",
        "../../",
    ]


def test_a_build_names_the_line_in_the_file(project: Path) -> None:
    page = project / "docs" / "index.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n```followthrough\nwidget: composr\n```\n\n{{{{ prompt.deadlin }}}}\n", "utf-8")
    done = mkdocs("build", "--strict", url="http://127.0.0.1:8000/", folder=project)
    line = len(text.splitlines()) + 2
    assert done.returncode == 1
    # A page whose numbers are wrong is not looked at any further.
    assert f"docs/index.md:{line + 4}:1: error[unknown-variable]" in said(done)
    page.write_text(f"{text}\n```followthrough\nwidget: composr\n```\n", "utf-8")
    done = mkdocs("build", "--strict", url="http://127.0.0.1:8000/", folder=project)
    assert f"docs/index.md:{line}:1: error[unknown-value]" in said(done)
    assert "Traceback" not in said(done)
