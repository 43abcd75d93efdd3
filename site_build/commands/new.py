"""A new guide: the small one in starter/, written into a folder, to be changed into an author's own."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from site_build.folders import STARTER

DOT = "dot-"
"""How a name begins in starter/ that begins with a dot in a guide: hidden files get lost on the way into a wheel."""


def new(target: Path) -> list[str]:
    """Write the guide to a new or an empty folder and return the paths of its files in it, sorted.

    Raises ValueError where the folder holds something already, OSError where it cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ValueError("expected an empty folder or none, got one with files in it")
    written = {}
    for source in STARTER.rglob("*"):
        if source.is_file() and "__pycache__" not in source.parts:
            parts = [f".{part.removeprefix(DOT)}" if part.startswith(DOT) else part for part in _parts(source)]
            written["/".join(parts)] = source.read_text("utf-8").replace("@version@", version("followthrough"))
    for name, text in written.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return sorted(written)


def _parts(source: Path) -> tuple[str, ...]:
    return source.relative_to(STARTER).parts
