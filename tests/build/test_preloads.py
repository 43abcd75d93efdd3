"""A page with a widget asks ahead for the small modules that it needs, and for nothing that weighs."""

from __future__ import annotations

import re

from site_build.rendering import preloads
from tests.support import Built

ASSETS: dict[str, preloads.Content] = {
    "a/element.mjs": b'/** Opens. */\n\nimport { one } from "./one.mjs";\nimport {\n  two,\n} from "./two.mjs";\n',
    "a/one.mjs": b'import * as two from "./two.mjs";\n/** @import { Big } from "./types.mjs" */\n',
    "a/two.mjs": b'import { one } from "./one.mjs";\nconst later = () => import("./big.mjs");\n',
    "a/worker.mjs": b'export { two } from "./two.mjs";\n',
    "a/big.mjs": b"",
    "a/types.mjs": b"",
}


def test_modules_are_those_that_are_imported_by_name() -> None:
    assert preloads.modules(ASSETS, "a") == ["a/element.mjs", "a/one.mjs", "a/two.mjs", "a/worker.mjs"]


def test_hints_stand_once_before_the_first_widget() -> None:
    text = 'A\n<followthrough-widget data-widget="composer">\nB\n<followthrough-widget data-widget="calculator">\n'
    link = '<link rel="modulepreload" href="../a/one.mjs">\n'
    assert preloads.hinted(text, "../", ["a/one.mjs"]) == text.replace("A\n", f"A\n{link}")
    assert preloads.hinted("A page", "../", ["a/one.mjs"]) == "A page"


def test_what_is_read_first_is_loaded_first() -> None:
    text = '# A\n\n## B\n\n<followthrough-widget data-widget="composer">\n'
    assert '<link rel="modulepreload" fetchpriority="low" href="a/one.mjs">' in preloads.hinted(text, "", ["a/one.mjs"])


def test_only_pages_with_a_widget_have_hints_and_all_lead_somewhere(built: Built) -> None:
    for file in built.folder.rglob("index.html"):
        text = file.read_text("utf-8")
        hints = re.findall(r'<link rel="modulepreload"[^>]* href="([^"]+)"', text)
        assert bool(hints) == (preloads.WIDGET in text), file
        assert all((file.parent / hint).is_file() for hint in hints), file
