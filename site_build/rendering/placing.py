"""Widgets and pictures where an author wants them: a fenced block `followthrough` in Markdown becomes their HTML."""

from __future__ import annotations

from pathlib import PurePosixPath

from site_build.loading.blocks import pieces
from site_build.loading.strings import TextProblem
from site_build.rendering.pictures import PICTURES
from widgets.engine.model import Guide
from widgets.views import prerender


def place(markdown: str, guide: Guide, root: str, *, widgets: bool = True) -> tuple[str, list[TextProblem]]:
    """Return Markdown with its blocks replaced, and what is wrong with those that stay; `root` as in `../`.

    On a page that is to be printed `widgets` are left out.
    """
    out: list[str] = []
    problems: list[TextProblem] = []
    for piece in pieces(markdown, guide):
        placement = piece.placement
        problems += piece.problems
        if placement is None:
            out.append(piece.text)
        elif placement.picture:
            out.append(f"\n{PICTURES[placement.picture](guide, root)}\n")
        elif placement.widget and widgets:
            chosen = {"kind": placement.kind, "channel": placement.channel, "tone": placement.tone}
            out.append(f"\n{prerender(guide, placement.widget, root, chosen=chosen, given=placement.fields)}\n")
    return "\n".join(out), problems


def root_of(path: str) -> str:
    """Return the way from a page, named by its path among the docs, to the site's root: `../` for `composer.md`."""
    folders = PurePosixPath(path).parts[:-1]
    return "../" * (len(folders) + (PurePosixPath(path).name != "index.md")) or "./"
