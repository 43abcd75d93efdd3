"""Pages moved among the docs, with every Markdown link to them and from them leading where it led."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote, unquote

# The target of `[words](target)`, of `![words](target)` and of `[label]: target`.
LINK = re.compile(r"(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:[ ]+<?)(?P<target>[^\s()<>#?]+)", re.MULTILINE)


def relinked(markdown: str, page: str, moves: Mapping[str, str], known: Collection[str]) -> str:
    """Return a page's text with its links as they must be once every page in `moves` stands at its new path.

    `page` is the path from which the text was written, and `known` are the old paths of all files; a link to anything
    else, and one that need not change, stays as it was written.
    """

    def replaced(match: re.Match[str]) -> str:
        here = moves.get(page, page)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(match["target"])))
        there = moves.get(path, path)
        if path not in known or (here, there) == (page, path):
            return match[0]
        return match["before"] + quote(posixpath.relpath(there, posixpath.dirname(here) or "."))

    return LINK.sub(replaced, markdown)


def renamed(nav: Any, moves: Mapping[str, str]) -> Any:
    """Return a navigation with the new paths of the pages."""
    if isinstance(nav, list):
        return [renamed(entry, moves) for entry in nav]
    if isinstance(nav, dict):
        return {title: renamed(entry, moves) for title, entry in nav.items()}
    return moves.get(nav, nav) if isinstance(nav, str) else nav
