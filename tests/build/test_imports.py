"""Imports go one way, as the design draws them."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support import ROOT

JAVASCRIPT_IMPORT = re.compile(r"""^(?:import\b[^;"']*|.*\bimport\()["']\./([\w-]+\.mjs)["']""", re.MULTILINE)
ALLOWED_IN_WIDGETS = {"jinja2", "markupsafe", "js", "pyodide", "pyodide_js"}


def modules(folder: str) -> list[Path]:
    return [path for path in sorted((ROOT / folder).rglob("*.py")) if "node_modules" not in path.parts]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("path", modules("widgets/engine"), ids=str)
def test_the_engine_needs_only_the_standard_library(path: Path) -> None:
    for name in imported(path):
        assert name.split(".")[0] in sys.stdlib_module_names or within(name, "widgets.engine"), name


@pytest.mark.parametrize("path", modules("widgets"), ids=str)
def test_widgets_know_nothing_of_the_build(path: Path) -> None:
    for name in imported(path):
        top = name.split(".")[0]
        assert top in sys.stdlib_module_names | ALLOWED_IN_WIDGETS or top == "widgets", name


def test_one_file_knows_mkdocs() -> None:
    users = [
        path.name
        for folder in ("site_build", "widgets")
        for path in modules(folder)
        if any(within(name, "mkdocs") for name in imported(path))
    ]
    assert users == ["mkdocs_plugin.py"]


@pytest.mark.parametrize("path", [*modules("site_build"), *modules("widgets")], ids=str)
def test_every_module_opens_with_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":"))


def test_no_module_of_the_browser_imports_itself_by_way_of_others() -> None:
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "widgets" / "browser").glob("*.mjs")}
    # What is imported for its types alone stands in comments, as `@import {…} from`.
    graph = {name: set(JAVASCRIPT_IMPORT.findall(text)) for name, text in texts.items()}
    assert graph["element.mjs"] > {"client.mjs", "dom.mjs"}
    tuple(TopologicalSorter(graph).static_order())
