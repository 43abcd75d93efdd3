"""The guide as a plain MkDocs project: the same pages and assets, and a configuration without our plugin."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from site_build.site import Site, build, expand, fill, with_extensions


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml and keeps `!ENV` and its kin as they are."""


class _Dumper(yaml.SafeDumper):
    """Writes what `_Loader` kept."""


class _Tagged:
    """A value with a tag that MkDocs knows and we need not."""

    def __init__(self, node: yaml.Node) -> None:
        self.node = node


_Loader.add_multi_constructor("!", lambda _loader, _suffix, node: _Tagged(node))
_Dumper.add_representer(_Tagged, lambda _dumper, tagged: tagged.node)


def export(config: Path, target: Path) -> int:
    """Write the project that `config` describes to `target` and return the number of files.

    Raises GuideError for a broken guide, ValueError and OSError for what cannot be read or written.
    """
    if target.exists() and any(target.iterdir()):
        raise ValueError("expected an empty folder or none, got one with files in it")
    settings = yaml.load(config.read_text("utf-8"), _Loader)  # noqa: S506 - a SafeLoader
    home = config.parent
    options = _options(settings)
    site = build(home / options.get("rules", "rules"), reference=options.get("reference", False))
    source = home / settings.get("docs_dir", "docs")
    files: dict[str, bytes | Path] = {
        path.relative_to(source).as_posix(): path for path in sorted(source.rglob("*")) if path.is_file()
    }
    for name, path in files.items():
        if name.endswith(".md") and isinstance(path, Path):
            files[name] = _filled(path, name, site)
    files |= {path: text.encode() for path, text in site.pages.items()} | site.assets
    docs = target / "docs"
    for name, content in files.items():
        _write(docs / name, content)
    _write(target / "mkdocs.yml", _without_us(settings, site).encode())
    return len(files) + 1


def _options(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the options of our plugin entry."""
    for entry in settings.get("plugins", []):
        if isinstance(entry, dict) and "followthrough" in entry:
            return entry["followthrough"] or {}
    return {}


def _filled(path: Path, name: str, site: Site) -> bytes:
    text, problems = fill(path.read_text("utf-8-sig"), name, site)
    if problems:
        raise ValueError(f"{path}:{problems[0].line}: expected {problems[0].expected}, got {problems[0].got}")
    return text.encode()


def _without_us(settings: dict[str, Any], site: Site) -> str:
    """Return the configuration with everything that the plugin would have done written out."""
    plugins = [entry for entry in settings.get("plugins", []) if "followthrough" not in entry]
    written = {
        **settings,
        "site_name": settings.get("site_name") or site.guide.title,
        "site_description": settings.get("site_description") or site.guide.summary,
        "docs_dir": "docs",
        "plugins": plugins,
        "extra_css": [*site.styles, *settings.get("extra_css", [])],
        "markdown_extensions": with_extensions(settings.get("markdown_extensions", [])),
        "extra_javascript": [*settings.get("extra_javascript", []), {"path": site.module, "type": "module"}],
    }
    if "nav" in settings:
        written["nav"] = expand(settings["nav"], site)
    return yaml.dump(written, Dumper=_Dumper, sort_keys=False, allow_unicode=True)


def _write(path: Path, content: bytes | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_bytes(content)
