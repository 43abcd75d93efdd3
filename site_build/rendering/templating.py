"""Jinja2 over the folder of our templates, set up once for all that is made from them."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from site_build.folders import TEMPLATES


def environment(*, autoescape: bool) -> Environment:
    """Return where templates are looked up; what they lack is an error, and `autoescape` is for HTML and SVG."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=autoescape,  # noqa: S701 - Markdown is by trusted authors; whoever makes it says so
    )
