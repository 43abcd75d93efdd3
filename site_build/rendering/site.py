"""A folder of rules to everything that a site needs of it: pages, assets, and which of them every page loads."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from site_build import cache
from site_build.dates import today
from site_build.delivery import bundle
from site_build.folders import LANGUAGES, TEMPLATES, THEME, WIDGETS
from site_build.loading import loader, strings
from site_build.loading.schema import FILES, schema
from site_build.rendering import embed, licences, pages, placing, preloads
from site_build.rendering.bare import bare
from site_build.runtime import runtime
from widgets.engine.model import Guide

MOST_IN_A_LIST, IN_A_GROUP = 40, 20
"""How many pages stand beside each other in a navigation, and how many of more go into a group."""


@dataclass(frozen=True)
class Site:
    """What one guide adds to a site."""

    guide: Guide
    pages: dict[str, str]
    """Markdown by its path among the docs, in reading order."""
    assets: dict[str, bytes | Path]
    """Content, or a file to copy, by its path on the site."""
    reference: dict[str, str] = field(default_factory=dict)
    """The pages for authors and programs, which a site may leave out."""

    def asset(self, name: str) -> str:
        """Return the site path of one of our assets: `assets/followthrough-…/page.mjs` for `page.mjs`."""
        return next(path for path in self.assets if path.startswith(bundle.FOLDER) and path.endswith(f"/{name}"))

    @property
    def module(self) -> str:
        """Return the module that every page loads."""
        return self.asset("page.mjs")

    @property
    def folder(self) -> str:
        """Return the folder of our assets."""
        return self.module.rpartition("/")[0]

    @cached_property
    def modules(self) -> list[str]:
        """Return the modules that every page with a widget loads."""
        return preloads.modules(self.assets, self.folder)

    @property
    def styles(self) -> list[str]:
        """Return the style sheets that every page loads."""
        return [self.asset("followthrough.css"), self.asset("guide.css")]

    @property
    def name(self) -> str:
        """Return what the site is called, as a theme writes it into its pages: as HTML without marks."""
        return html.escape(bare(self.guide.title))

    @property
    def description(self) -> str:
        """Return what the site says of itself, which a theme writes into an attribute."""
        return html.escape(bare(self.guide.summary))

    @property
    def extra(self) -> dict[str, Any]:
        """Return what our templates read from a configuration's `extra`."""
        return {"missing": {name: self.guide.labels[f"missing_{name}"] for name in ("title", "text")}}


def watched() -> list[Path]:
    """Return the folders, beside the rules, whose files make the site."""
    return [THEME, TEMPLATES, LANGUAGES, WIDGETS / "templates", WIDGETS / "browser"]


_last: tuple[tuple[int, frozenset[cache.Stamp]], Site] | None = None


def build(folder: Path, *, reference: bool = False, on: date | None = None) -> Site:
    """Return the site of a folder of rules, with the reference on demand. Raises GuideError.

    Public holidays are those of the years around the day of the build, `on`, which is `today()` where it is not given.
    Where no file has changed since the last time, nothing is made again.
    """
    global _last  # noqa: PLW0603 - live reload builds again and again in one process, mostly for a page in docs/
    year = (on or today()).year
    stamp = year, frozenset(cache.stamps([folder, *watched()]))
    if _last is None or _last[0] != stamp:
        guide = loader.load(folder)
        texts = written(guide, loader.key(folder))
        schemas: dict[str, bytes | Path] = {path: text.encode() for path, text in texts["schemas"].items()}
        # Who edits waits for the page; what is published is built by a process of its own.
        ours = bundle.assets(guide, runtime(), year, quick=_last is not None)
        assets = schemas | ours | {licences.TEXTS: licences.texts()}
        made = Site(guide, texts["pages"], assets, texts["reference"] | {"licences.md": licences.page()})
        hinted = {path: preloads.hinted(text, placing.root_of(path), made.modules) for path, text in made.pages.items()}
        framed = embed.pages(guide, texts["widgets"], made.asset, made.modules)
        _last = stamp, replace(made, pages=hinted, assets={**made.assets, **framed})
    site = _last[1]
    return replace(site, pages={**site.pages, **site.reference}) if reference else site


def written(guide: Guide, key: str) -> dict[str, dict[str, str]]:
    """Return the texts that follow from a guide and our code alone, by path: `pages`, `reference` and `schemas`.

    `key` names both; under it they are kept. `widgets` are those of the bare pages, by name.
    """

    def make() -> bytes:
        schemas = {f"schema/{name}.json": json.dumps(schema(name), indent=1) for name in FILES}
        made = {"pages": pages.render(guide), "reference": pages.reference(), "widgets": embed.widgets(guide)}
        return json.dumps({**made, "schemas": schemas}).encode()

    texts: dict[str, dict[str, str]] = json.loads(cache.remembered("texts", key, make))
    return texts


def with_extensions(given: list[Any]) -> list[Any]:
    """Return a site's Markdown extensions with those that the generated pages need."""
    names = [next(iter(one)) if isinstance(one, dict) else one for one in given]
    return [*given, *(name for name in ("attr_list", "md_in_html", "tables") if name not in names)]


def fill(markdown: str, path: str, site: Site) -> tuple[str, list[strings.TextProblem]]:
    """Return a page that was written by hand with the guide's numbers and widgets in it, and what is wrong with it."""
    text, problems = strings.render(markdown, loader.parameters(site.guide))
    root = placing.root_of(path)
    placed, more = placing.place(str(text), site.guide, root)
    return preloads.hinted(placed, root, site.modules), [*problems, *more]


def expand(nav: Any, site: Site) -> Any:
    """Return a navigation with every `folder/*.md` replaced by the guide's pages of that folder, in their order.

    Very many are put into groups: with `features`, a page's navigation lists only those of its own.
    """
    if isinstance(nav, list):
        return [expand(entry, site) for entry in nav]
    if isinstance(nav, dict):
        return {title: expand(entry, site) for title, entry in nav.items()}
    if isinstance(nav, str) and nav.endswith("/*.md"):
        return _grouped([path for path in site.pages if path.startswith(nav.removesuffix("*.md"))], site.guide)
    return nav


def features(site: Site) -> list[str]:
    """Return the features of Material that a site needs, whatever its author chose."""
    # Else every page would list every rule: nobody could use it, and the site would grow with the square of the rules.
    return ["navigation.prune"] if len(site.guide.rules) > MOST_IN_A_LIST else []


def _grouped(paths: list[str], guide: Guide) -> list[Any]:
    """Return pages as a navigation takes them: the index, then the others, by twenty where they are many."""
    index = [path for path in paths if path.endswith("/index.md")]
    others = [path for path in paths if path not in index]
    if len(others) <= MOST_IN_A_LIST:
        return paths
    title = guide.labels["from_to"]
    return index + [
        {title.format(first=first + 1, last=min(first + IN_A_GROUP, len(others))): others[first : first + IN_A_GROUP]}
        for first in range(0, len(others), IN_A_GROUP)
    ]
