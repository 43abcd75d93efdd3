"""The one place that knows MkDocs: it hands the guide's pages and assets to the build, and decides nothing itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from site_build.delivery.finishing import Told, finish
from site_build.delivery.policy import problem
from site_build.folders import THEME
from site_build.loading.diagnostics import Diagnostic, GuideError, shown
from site_build.rendering import cards, heads
from site_build.rendering.site import Site, build, expand, features, fill, watched, with_extensions
from site_build.runtime import RuntimeMissingError

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

PREVIOUS = "FOLLOWTHROUGH_PREVIOUS"
"""Set in the environment, it names a folder with the files of the site that is on the web now."""


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs has not annotated what makes subclasses
    """What mkdocs.yml may say about the plugin."""

    rules = option.Dir(exists=True, default="rules")
    reference = option.Type(bool, default=False)
    allow = option.Type(dict, default={})
    offline = option.Type(bool, default=True)


class FollowthroughPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the guide in `rules/` to a MkDocs site."""

    site: Site
    cards: dict[str, str]
    """The title of every page that is shared with a picture of ours, by the picture's path."""
    served = False
    addresses: tuple[str, ...] = ()

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Note whether the site is made to be seen while it is written."""
        self.served = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the guide; name the site after it, place its pages in the navigation and its widgets on the pages."""
        folder = self.config.rules
        if wrong := problem(self.config.allow):
            raise PluginError(f"mkdocs.yml: plugins: followthrough: {wrong}")
        try:
            self.site = build(Path(folder), reference=self.config.reference)
        except GuideError as error:
            raise PluginError(f"{error}\nThe guide in {folder} has problems: {len(error.diagnostics)}.") from None
        except RuntimeMissingError as error:
            raise PluginError(str(error)) from None
        config.site_name = config.site_name or self.site.name
        config.site_description = config.site_description or self.site.description
        config.nav = expand(config.nav, self.site)
        script = option.ExtraScriptValue(self.site.module)
        script.type = "module"
        config.extra_javascript.append(script)
        # Before the site's own style sheets, which have the last word.
        config.extra_css[:0] = self.site.styles
        config.markdown_extensions = with_extensions(config.markdown_extensions)
        if config.theme.name == "material":
            # Behind a site's own templates, before Material's.
            config.theme.dirs.insert(bool(config.theme.custom_dir), str(THEME))
            config.theme["features"] = [*config.theme["features"], *features(self.site)]
            for name, value in self.site.extra.items():
                config.extra.setdefault(name, value)
        self.cards = {}
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated pages and the assets, as if they lay in docs/."""
        for path, text in self.site.pages.items():
            files.append(File.generated(config, path, content=text))
        readers = [files.get_file_from_path(path) for path in self.site.pages if path not in self.site.reference]
        self.addresses = tuple(file.url for file in readers if file)
        for path, content in self.site.assets.items():
            given: dict[str, Any] = (
                {"abs_src_path": str(content)} if isinstance(content, Path) else {"content": content}
            )
            files.append(File.generated(config, path, **given))
        return files

    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        """Fill the guide's numbers into a page that was written by hand, and complete what any page says of itself."""
        text = markdown if page.file.generated_by else self._filled(markdown, page)
        page.meta = {**heads.missing(page.file.src_uri, text, page.meta), **page.meta}
        if page.meta.get("image") == heads.card_path(page.file.src_uri):
            self.cards[page.meta["image"]] = heads.title(text, page.meta)
        return text

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Add the pictures that pages are shared with, now that every page's title is known."""
        for path, title in self.cards.items():
            files.append(File.generated(config, path, content=cards.card(title, config.site_name)))
        return env

    # What other plugins do to a page is done by then.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the site."""
        before = os.environ.get(PREVIOUS)
        told = Told(
            name=config.site_name,
            description=config.site_description or "",
            language=self.site.guide.language,
            assets=self.site.folder,
            pages=self.addresses,
            allowed=self.config.allow,
            offline=self.config.offline,
            served=self.served,
            previous=Path(before) if before else None,
        )
        finish(Path(config.site_dir), told)

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Rebuild when the guide, a template or a module for the browser changes."""
        for folder in (Path(self.config.rules), *watched()):
            server.watch(str(folder))
        return server

    def _filled(self, markdown: str, page: Page) -> str:
        text, problems = fill(markdown, page.file.src_uri, self.site)
        if problems:
            # MkDocs has taken the front matter away; an author counts its lines.
            before = page.file.content_string.partition(markdown)[0].count("\n")
            file = shown(Path(page.file.abs_src_path or page.file.src_uri))
            found = [Diagnostic(file, before + p.line, 1, p.code, "error", p.expected, p.got, p.fix) for p in problems]
            raise PluginError(str(GuideError(found)))
        return text
