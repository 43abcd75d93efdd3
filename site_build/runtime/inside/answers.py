"""The answers to a list of vectors, as JSON. It runs in CPython and in Pyodide, so it asks `widgets` alone."""

from __future__ import annotations

import json
from typing import Any

from widgets.engine import api
from widgets.engine.model import Guide
from widgets.engine.problems import InvalidError
from widgets.views import view


def answer(guide: Guide, vector: list[Any]) -> Any:
    """Return what the engine says to `[call, request]`, or its problems as text; `view` is what a page would ask."""
    call, request = vector
    try:
        return view(guide, request) if call == "view" else api.call(guide, call, request)
    except InvalidError as error:
        return {"problems": [str(problem) for problem in error.problems]}


def answers(guide: Guide, vectors: str) -> str:
    """Return the answers to vectors given as JSON, in their order."""
    return json.dumps([answer(guide, vector) for vector in json.loads(vectors)], ensure_ascii=False)
