"""The Python side of plain.mjs: that of the site's own worker, but with the guide from JSON, as most would have it."""

import json
from functools import cache
from pathlib import Path

from widgets import worker
from widgets.engine.decode import decode
from widgets.engine.model import Guide

answer = worker.answer


@cache
def guide() -> Guide:
    """Return the guide that was unpacked beside this module."""
    return decode(Guide, json.loads(Path(__file__).with_name("guide.json").read_text("utf-8")))


# `answer` asks its own module for the guide, wherever that has it from.
worker.guide = guide
