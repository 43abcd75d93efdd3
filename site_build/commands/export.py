"""The guide as a plain MkDocs project: the same pages and assets, and a configuration without our plugin."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from site_build.commands.moving import relinked, renamed
from site_build.folders import THEME
from site_build.rendering import cards, heads
from site_build.rendering.site import Site, build, expand, features, fill, with_extensions

OURS = 'class="followthrough'
"""What every widget and every picture of ours stands in."""


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml and keeps `!ENV` and its kin as they are."""


class _Dumper(yaml.SafeDumper):
    """Writes what `_Loader` kept."""


class _Tagged:
    """A value with a tag that MkDocs knows and we need not."""

    def __init__(self, node: yaml.Node) -> None:
        self.node = node


_Loader.add_multi_constructor("!", lambda _loader, _suffix, node: _Tagged(node))
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, _suffix, node: _Tagged(node))
_Dumper.add_representer(_Tagged, lambda _dumper, tagged: tagged.node)


def export(config: Path, target: Path) -> int:
    """Write the project that `config` describes to `target` and return the number of files.

    Raises GuideError for a broken guide, ValueError and OSError for what cannot be read or written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ValueError("expected an empty folder or none, got one with files in it")
    settings = _settings(config)
    home = config.parent
    options = _plugins(settings).get("followthrough", {})
    site = build(home / options.get("rules", "rules"), reference=options.get("reference", False))
    written = _without_us(settings, site)
    docs = _with_heads(_docs(home / settings.get("docs_dir", "docs"), site), written["site_name"])
    moves = _moves(docs) if settings.get("use_directory_urls", True) else {}
    files: dict[str, str | bytes | Path] = {**dict(_theme(written, home)), **dict(_beside(settings, home))}
    for name, content in docs.items():
        moved = relinked(content, name, moves, docs) if isinstance(content, str) else content
        files[f"docs/{moves.get(name, name)}"] = moved
    if "nav" in written:
        written["nav"] = renamed(written["nav"], moves)
    files["mkdocs.yml"] = yaml.dump(written, Dumper=_Dumper, sort_keys=False, allow_unicode=True)
    for name, content in files.items():
        _write(target / name, content)
    return len(files)


def _settings(config: Path) -> dict[str, Any]:
    """Return what mkdocs.yml says. Raises ValueError where it is not YAML with keys and values."""
    try:
        settings = yaml.load(config.read_text("utf-8-sig"), _Loader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise ValueError(f"{config}: expected a file that can be read, got: {error.strerror or error}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{config}: expected YAML, got something else: {' '.join(str(error).split())}") from None
    if not isinstance(settings, dict):
        raise ValueError(f"{config}: expected keys and values, got something else")  # noqa: TRY004 - a fault of input
    return settings


def _plugins(settings: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the options of every plugin by its name, in whichever of MkDocs' ways they are written."""
    given = settings.get("plugins") or []
    plugins: dict[str, Any] = {}
    for entry in [given] if isinstance(given, dict) else given:
        plugins |= entry if isinstance(entry, dict) else {str(entry): None}
    return {name: options or {} for name, options in plugins.items()}


def _docs(source: Path, site: Site) -> dict[str, str | bytes | Path]:
    """Return everything among the docs by its path: what lies there, with pages filled in, and what the guide adds."""
    files: dict[str, str | bytes | Path] = {}
    for path in sorted(source.rglob("*")):
        if path.is_file():
            name = path.relative_to(source).as_posix()
            files[name] = _filled(path, name, site) if name.endswith(".md") else path
    return {**files, **site.pages, **site.assets}


def _with_heads(docs: dict[str, str | bytes | Path], site_name: str) -> dict[str, str | bytes | Path]:
    """Return the docs with what their pages say of themselves, and the pictures that they are shared with."""
    files = dict(docs)
    for name, text in docs.items():
        if isinstance(text, str) and name.endswith(".md"):
            meta, markdown = heads.split(text)
            missing = heads.missing(name, markdown, meta)
            files[name] = heads.joined(missing, text)
            if "image" in missing:
                files[missing["image"]] = cards.card(heads.title(markdown, meta), site_name)
    return files


def _filled(path: Path, name: str, site: Site) -> str:
    text, problems = fill(path.read_text("utf-8-sig"), name, site)
    if problems:
        raise ValueError(f"{path}:{problems[0].line}: expected {problems[0].expected}, got {problems[0].got}")
    return text


def _moves(files: Mapping[str, str | bytes | Path]) -> dict[str, str]:
    """Return the new paths of pages with HTML of ours: `composer.md` becomes `composer/index.md`, at the same address.

    Links in a widget and beside a picture are relative to the page's address. MkDocs leaves them so, but Zensical takes
    them as relative to the file. For an `index.md` the two are the same.
    """
    pages = {name: PurePosixPath(name) for name, text in files.items() if isinstance(text, str) and OURS in text}
    return {
        name: (path.with_suffix("") / "index.md").as_posix()
        for name, path in pages.items()
        if path.name not in ("index.md", "README.md")
    }


def _theme(written: dict[str, Any], home: Path) -> Iterator[tuple[str, Path]]:
    """Yield our templates, icons and fonts, which stand in the theme's own folder, under what a site has there."""
    theme = written.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    if isinstance(folder, str) and _within(home, folder):
        found = (path for path in sorted(THEME.rglob("*")) if path.is_file())
        yield from ((f"{PurePosixPath(folder)}/{path.relative_to(THEME).as_posix()}", path) for path in found)


def _beside(settings: dict[str, Any], home: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files outside the docs that the configuration names: hooks, and the theme's own templates."""
    theme = settings.get("theme")
    named = [theme.get("custom_dir") if isinstance(theme, dict) else None, *(settings.get("hooks") or [])]
    for name in named:
        # What lies elsewhere, or is named by a tag, cannot be carried along.
        if isinstance(name, str) and _within(home, name):
            found = [home / name, *sorted((home / name).rglob("*"))]
            yield from ((path.relative_to(home).as_posix(), path) for path in found if path.is_file())


def _within(home: Path, name: str) -> bool:
    return (home / name).resolve().is_relative_to(home.resolve())


def _without_us(settings: dict[str, Any], site: Site) -> dict[str, Any]:
    """Return the configuration with everything that the plugin would have done written out."""
    plugins = {name: options for name, options in _plugins(settings).items() if name != "followthrough"}
    theme = settings.get("theme")
    if isinstance(theme, dict) and theme.get("name") == "material":
        theme = {"custom_dir": "theme", **theme, "features": [*theme.get("features", []), *features(site)]}
    return {
        **settings,
        **({"theme": theme} if theme else {}),
        "extra": {**site.extra, **settings.get("extra", {})},
        "site_name": settings.get("site_name") or site.name,
        "site_description": settings.get("site_description") or site.description,
        "docs_dir": "docs",
        **({"nav": expand(settings["nav"], site)} if "nav" in settings else {}),
        "plugins": [{name: options} if options else name for name, options in plugins.items()],
        "extra_css": [*site.styles, *settings.get("extra_css", [])],
        "markdown_extensions": with_extensions(settings.get("markdown_extensions", [])),
        "extra_javascript": [*settings.get("extra_javascript", []), {"path": site.module, "type": "module"}],
    }


def _write(path: Path, content: str | bytes | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
