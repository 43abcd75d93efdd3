"""What a site ships that others have made, under which licences: the page that lists it, and the texts themselves."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator
from dataclasses import dataclass

from site_build.folders import THEME
from site_build.runtime import runtime
from site_build.runtime.source import LOCK

TEXTS = "licences.txt"
FONT = THEME / "assets" / "fonts" / "OFL.txt"


@dataclass(frozen=True)
class Shipped:
    """One work of others."""

    name: str
    version: str
    licence: str
    """Its SPDX identifier."""
    what: str
    """What it does on the site."""
    home: str
    """Where it comes from."""
    package: str = ""
    """The Python package that holds its licence, where one does."""

    @property
    def text(self) -> str:
        """Return the text of its licence, empty where the package that it came in has none."""
        if not self.package:
            return ""
        package = importlib.metadata.distribution(self.package)
        names = sorted(package.metadata.get_all("License-File") or ())
        # Where they stand depends on the version of the standard for packages.
        found = [package.read_text(f"licenses/{name}") or package.read_text(name) or "" for name in names]
        return "\n\n".join(text.strip() for text in found)


def shipped() -> tuple[Shipped, ...]:
    """Return all of them."""
    python = json.loads((runtime() / LOCK).read_text("utf-8"))["info"]
    pyodide = json.loads((runtime() / "package.json").read_text("utf-8"))
    return (
        Shipped(
            "Pyodide",
            pyodide["version"],
            pyodide["license"],
            "Python for browsers, without what no page here uses; with parts of Emscripten (MIT)",
            "https://github.com/pyodide/pyodide",
        ),
        Shipped("CPython", python["python"], "Python-2.0.1", "the language and its library", "https://www.python.org/"),
        _package("Jinja", "jinja2", "BSD-3-Clause", "the widgets' templates", "https://palletsprojects.com/"),
        _package("MarkupSafe", "markupsafe", "BSD-3-Clause", "escaping in them", "https://palletsprojects.com/"),
        _package(
            "Time zones", "tzdata", "Apache-2.0", "the IANA database, public domain", "https://www.iana.org/time-zones"
        ),
        _package("holidays", "holidays", "MIT", "public holidays, as data", "https://github.com/vacanza/holidays"),
        _package(
            "Material for MkDocs",
            "mkdocs-material",
            "MIT",
            "look, navigation and search; with Lunr (MIT) and RxJS (Apache-2.0)",
            "https://squidfunk.github.io/mkdocs-material/",
        ),
        Shipped("Material Design Icons", "", "Apache-2.0", "the theme's icons", "https://pictogrammers.com/"),
        Shipped(
            "Source Serif 4", "", "OFL-1.1", "the letters of titles", "https://github.com/adobe-fonts/source-serif"
        ),
    )


def page() -> str:
    """Return the page that lists them, as Markdown."""
    rows = [f"| [{one.name}]({one.home}) | {one.version} | {one.licence} | {one.what} |" for one in shipped()]
    return "\n".join(
        [
            "---",
            "title: Licences",
            "description: What this site ships that others have made, and under which licences.",
            "---",
            "",
            "# Licences",
            "",
            f"This site ships work of others, from its own address. [The licences' texts]({TEXTS}) are in one file.",
            "",
            "| what | version | licence | for |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def texts() -> bytes:
    """Return the texts of the licences, one after another."""
    return "\n\n".join(_texts()).encode()


def _texts() -> Iterator[str]:
    for one in shipped():
        named = f"{one.name} {one.version}".strip()
        # Some packages hold no licence; then it says where it is.
        yield f"{'=' * 72}\n{named}: {one.licence}\n{'=' * 72}\n\n{one.text or f'See {one.home}'}"
    yield f"{'=' * 72}\nSource Serif 4: OFL-1.1\n{'=' * 72}\n\n{FONT.read_text('utf-8').strip()}\n"


def _package(name: str, package: str, licence: str, what: str, home: str) -> Shipped:
    return Shipped(name, importlib.metadata.version(package), licence, what, home, package)
