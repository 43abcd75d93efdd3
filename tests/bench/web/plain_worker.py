"""The Python side of plain.mjs: that of the site's own worker, but with the guide from JSON, as most would have it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from widgets import worker
from widgets.engine.decode import decode
from widgets.engine.model import Guide

answer = worker.answer


@cache
def start() -> dict[str, Any]:
    """Return the guide and what the site offers, from the files that were unpacked beside this module."""
    here = Path(__file__)
    return {
        "guide": decode(Guide, json.loads(here.with_name("guide.json").read_text("utf-8"))),
        "offered": json.loads(here.with_name("offered.json").read_text("utf-8")),
    }


# `answer` asks its own module for them, wherever that has them from.
worker.start, guide = start, worker.guide
