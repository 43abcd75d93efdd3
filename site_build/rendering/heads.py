"""What a page tells search engines and messengers of itself, where its front matter leaves it out."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from site_build.rendering.bare import bare

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^# +(.+?)(?: *\{[^}]*\})? *$", re.MULTILINE)
PROSE = re.compile(r"[^\W_]|[*_\[]\w|\"")
"""How a paragraph begins that is neither a heading nor a list, a table, a block or a tag."""
FENCED = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
LENGTH = 160
"""Characters of a description that search engines show at most."""


def card_path(path: str) -> str:
    """Return the site path of the picture that a page is shared with: `assets/cards/rules/prompt.png`."""
    return f"assets/cards/{PurePosixPath(path).with_suffix('.png')}"


def title(markdown: str, meta: Mapping[str, Any]) -> str:
    """Return what a page is called where it is read: its heading, or else the title of its front matter."""
    heading = HEADING.search(markdown)
    return bare(heading[1]) if heading else str(meta.get("title") or "")


def missing(path: str, markdown: str, meta: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys that the front matter of a page lacks, with their values: `description` and `image`."""
    found = {"image": card_path(path), "description": _description(markdown)}
    return {key: value for key, value in found.items() if value and key not in meta}


def split(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a page, empty where there is none, and the Markdown after it."""
    match = FRONT_MATTER.match(text)
    data = yaml.safe_load(match[1]) if match else {}
    return (data, text[match.end() :]) if match and isinstance(data, dict) else ({}, text)


def joined(meta: Mapping[str, str], text: str) -> str:
    """Return a page with more keys in its front matter."""
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
    match = FRONT_MATTER.match(text)
    return f"---\n{lines}{text[4:]}" if match else f"---\n{lines}---\n\n{text}"


def _description(markdown: str) -> str:
    """Return the beginning of a page's first paragraph, whole sentences where they fit."""
    for paragraph in FENCED.sub("", markdown).split("\n\n"):
        if PROSE.match(paragraph.lstrip("\n")) and not paragraph.startswith(("- ", "* ")):
            text = bare(re.sub(r"^\{.*\}$", "", paragraph, flags=re.MULTILINE))
            cut = text[: LENGTH - 1]
            if len(text) > LENGTH:
                text = cut[: cut.rindex(". ") + 1] if ". " in cut else f"{cut.rpartition(' ')[0]}\u2026"
            # Material writes it into an attribute as it stands.
            return html.escape(text)
    return ""
