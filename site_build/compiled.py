"""A guide that has been loaded, to bytes that Python in the browser turns into the same guide without a second look."""

from __future__ import annotations

import copyreg
import io
import pickle
from dataclasses import fields, is_dataclass
from typing import Any

# Python 3.8 and newer read it.
PROTOCOL = 5


def compiled(content: Any) -> bytes:
    """Return the pickle of a guide, or of plain data with one in it; equal ones give the same bytes."""
    buffer = io.BytesIO()
    _Pickler(buffer, PROTOCOL).dump(content)
    return buffer.getvalue()


class _Pickler(pickle.Pickler):
    """Writes the fields of dataclasses, and nothing that was computed from them: a pattern is compiled when it is used.

    A pickle says which of its texts are one object. That is chance, so here all equal texts are one.
    """

    def __init__(self, *arguments: Any) -> None:
        """Know no text yet."""
        super().__init__(*arguments)
        self.texts: dict[str, str] = {}

    def reducer_override(self, value: Any) -> Any:
        """Return how a value is made again, where it is a dataclass."""
        if isinstance(value, type) or not is_dataclass(value):
            return NotImplemented
        state = {field.name: self.own(getattr(value, field.name)) for field in fields(value)}
        return copyreg.__newobj__, (type(value),), self.own(state)  # type: ignore[attr-defined]  # what pickles have used since protocol 2

    def own(self, value: Any) -> Any:
        """Return plain data again, its equal texts as one object."""
        if isinstance(value, str):
            return self.texts.setdefault(value, value)
        if isinstance(value, tuple | list):
            return type(value)(self.own(one) for one in value)
        if isinstance(value, dict):
            return {self.own(key): self.own(one) for key, one in value.items()}
        return value
