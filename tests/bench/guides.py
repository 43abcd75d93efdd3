"""Guides of any size: the rules of the guide that `followthrough new` writes, again and again under other ids."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from itertools import count, cycle, islice
from pathlib import Path

from site_build.cli import main

IDS = re.compile(r"^(?:  - )?id: ([a-z-]+)$", re.MULTILINE)
# The lines in which a rule names its own things. Texts may hold the same words, and are left alone.
NAMED = re.compile(r"^(?:  - )?id: .*$|\bfinds: \[.*$", re.MULTILINE)
# A second step at the same hour is left out of a schedule, and a part that no layout names is never used.
ONCE = re.compile(r"^steps:.*?(?=^examples:)", re.MULTILINE | re.DOTALL)


def write(folder: Path, rules: int) -> Path:
    """Write a guide of so many rules into a new folder, and return the folder."""
    with redirect_stdout(io.StringIO()) as said:
        if main(["new", str(folder)]):
            raise RuntimeError(f"no guide in {folder}: {said.getvalue()}")
    originals = sorted((folder / "rules").glob("[0-9]*.yml"))
    for number, original in zip(count(len(originals) + 1), islice(cycle(originals), rules - len(originals))):
        name, text = again(original, f"n{number}")
        (folder / "rules" / f"{number}-{name}.yml").write_text(text, "utf-8")
    return folder


def again(original: Path, suffix: str) -> tuple[str, str]:
    """Return the id and the text of a copy of a rule: its texts, numbers, checks and examples, under other ids."""
    text = ONCE.sub("", original.read_text("utf-8"))
    own = re.compile(rf"\b({'|'.join(sorted(IDS.findall(text), key=len, reverse=True))})(?![a-z-])")
    renamed = NAMED.sub(lambda line: own.sub(rf"\1-{suffix}", line[0]), text)
    return f"{original.stem.partition('-')[2]}-{suffix}", renamed
