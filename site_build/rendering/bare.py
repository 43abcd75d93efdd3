"""Markdown as bare text: links as their words, no marks, no tags, on one line."""

from __future__ import annotations

import html
import re


def bare(markdown: str) -> str:
    """Return the words of a piece of Markdown."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"<[^>]+>|[*`]", "", text)
    return html.unescape(" ".join(text.split()))
