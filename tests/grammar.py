"""Reads the project's prose as a grammar checker does: `make check`. Exit status 1 where it finds a fault."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.support import ROOT

WORDS = ROOT / "tests" / "words.txt"
"""Words of the trade that harper's dictionary lacks."""
NOT_OURS = {
    # Matters of style, in which the project has another.
    "Excellent",
    "ExpandMemoryShorthands",
    "ExpandTimeShorthands",
    "LongSentences",  # a page's reading grade is measured by itself
    "NumericRangeEnDash",
    "OrthographicConsistency",
    "OxfordComma",
    "UseTitleCase",
    # They take the cells of tables, attributes and entities for sentences.
    "Dashes",
    "PronounVerbAgreement",
    "SentenceCapitalization",
    "Spaces",
    "UnclosedQuotes",
    # They judge what is quoted: messages that are no good, and a German one.
    "FillerWords",
    "IntroCueCommaBeforeThanks",
    "PossessiveYour",
    # Wrong about us more often than right: "a finding", "an opening", "style sheet", "some ten minutes".
    "CompoundNouns",
    "DisjointPrefixes",
    "DiscourseMarkers",
    "MassNouns",
    "MissingPreposition",
    "Months",
    "OutOfDate",
    "PhrasalVerbAsCompoundNoun",
    "QuantifierNumeralConflict",
    "SingleBe",
    "SplitWords",
}


def faults(paths: list[Path]) -> Iterator[str]:
    """Yield what the checker finds in Markdown files, a line each: file, line, column, rule, what it says."""
    lines: list[str] = []
    begins: list[int] = []
    known = set(WORDS.read_text("utf-8").split())
    for path in paths:
        begins.append(len(lines) + 1)
        lines += [*path.read_text("utf-8").splitlines(), ""]
    for fault in judged("\n".join(lines)):
        word = fault["matched_text"]
        # Names, which begin with a capital or hold a digit, are in no dictionary.
        if fault["rule"] in NOT_OURS or (fault["rule"] == "SpellCheck" and (word in known or not word.islower())):
            continue
        number = bisect_right(begins, fault["line"]) - 1
        line = fault["line"] - begins[number] + 1
        text = f"{fault['rule']}: {fault['message']} ({word})"
        yield f"{paths[number]}:{line}:{fault['column']}: {' '.join(text.split())}"


def judged(text: str) -> list[dict[str, Any]]:
    """Return harper's findings in a Markdown text."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "prose.md"
        page.write_text(text, "utf-8")
        command = [sys.executable, "-m", "harper", "lint", "--format", "json", "--quiet", "--no-color"]
        command += ["--dialect", "uk", str(page)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    (file,) = json.loads(done.stdout)
    found: list[dict[str, Any]] = file["lints"]
    return found


def main(folders: list[str]) -> int:
    """Print the faults of the Markdown files at the root and in some folders, and return an exit status."""
    paths = [*ROOT.glob("*.md"), *(path for folder in folders for path in Path(folder).rglob("*.md"))]
    found = list(faults(sorted(paths)))
    sys.stdout.write("".join(f"{one}\n" for one in found) or f"{len(paths)} pages read, no fault\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
