"""What the build has compiled for the reader's Python, read in two parts.

The expressions come first, since modules that are imported later make use of them; the guide needs those modules.
"""

from __future__ import annotations

import marshal
import os
import pickle
from functools import cache
from typing import Any

from widgets import expressions

DATA = os.environ["FOLLOWTHROUGH_DATA"]

# It comes from the build that the code comes from, and its content is known to the page.
_file = open(f"{DATA}/guide.data", "rb")  # noqa: PTH123, SIM115 - pathlib takes time to import
expressions.use(*marshal.load(_file))  # noqa: S302


@cache
def content() -> dict[str, Any]:
    """Return the `guide`, and of the data that the site can send the `zones`, the `regions` and their `aliases`."""
    with _file:
        held: dict[str, Any] = pickle.load(_file)  # noqa: S301
    return held
