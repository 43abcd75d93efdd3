"""The last touch to a built site: what can be said only once all of its pages are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from site_build.policy import Inline, policy, with_policy


def finish(folder: Path, *, allowed: Mapping[str, Sequence[str]] | None = None, served: bool = False) -> None:
    """State in every page of a built site what a browser may do for it; see `policy` for the two others."""
    paths = sorted(folder.rglob("*.html"))
    inline = Inline()
    for path in paths:
        inline.add(path.read_text("utf-8"))
    stated = policy(inline, allowed, served=served)
    for path in paths:
        page = path.read_text("utf-8")
        # Else the host would take it for changed.
        if (changed := with_policy(page, stated)) != page:
            path.write_text(changed, "utf-8", newline="\n")
