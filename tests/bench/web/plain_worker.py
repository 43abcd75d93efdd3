"""The Python side of plain.mjs: that of the site's own worker, but with the guide from JSON, as most would have it."""

import importlib
import json
import os
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import widgets


@cache
def content() -> dict[str, Any]:
    """Return the guide and what the site offers, from the files that were unpacked beside this module."""
    from widgets.engine.decode import decode
    from widgets.engine.model import Guide

    here = Path(__file__)
    return {
        "guide": decode(Guide, json.loads(here.with_name("guide.json").read_text("utf-8"))),
        **json.loads(here.with_name("offered.json").read_text("utf-8")),
    }


# The worker asks this module for them, wherever that has them from.
start = ModuleType("widgets.start")
start.content = content
start.DATA = Path(os.environ["FOLLOWTHROUGH_DATA"])

sys.modules["widgets.start"] = widgets.start = start

answer = importlib.import_module("widgets.worker").answer
