"""Answers `vectors.json` as a reader's Python would, into `answers.json`."""

from __future__ import annotations

from pathlib import Path

from answers import answers


def main() -> None:
    """Answer them."""
    from widgets.worker import guide

    Path("answers.json").write_text(answers(guide(), Path("vectors.json").read_text("utf-8")), "utf-8")
