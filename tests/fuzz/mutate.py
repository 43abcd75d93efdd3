"""Plain data with some of its parts exchanged for others, as the bytes of a fuzzer say."""

from __future__ import annotations

import copy
from typing import Any

from atheris import FuzzedDataProvider

from tests.hostile import STRINGS

ODD: list[Any] = [
    *(None, True, False, 0, 1, -1, 2**63, 10**400, 0.5, float("inf"), float("nan"), "", " ", [], {}, [[]], [None]),
    *("2026-02-30", "2026-06-01", "9999-12-31T23:59", "0001-01-01", "2026-06-01T10:00+14:00", "2026-10-25T02:30"),
    *("Europe/Berlin", "../../etc/passwd", "DE-BE", "email", "thank-you", "x" * 60_000, ["x"] * 1100, "\ud800"),
]


def data(given: FuzzedDataProvider) -> Any:
    """Return any value: an odd one, a hostile text, or a text, number or list of its own."""
    kind = given.ConsumeIntInRange(0, 6)
    if kind <= 2:
        return given.PickValueInList(ODD)
    if kind == 3:
        return given.PickValueInList(STRINGS)
    if kind == 4:
        return given.ConsumeUnicode(40)
    if kind == 5:
        return given.ConsumeInt(4)
    return [data(given) for _ in range(given.ConsumeIntInRange(0, 3))]


def mutated(given: FuzzedDataProvider, base: Any) -> Any:
    """Return a copy of some data with up to eight parts exchanged, added or taken away."""
    made = copy.deepcopy(base)
    for _ in range(given.ConsumeIntInRange(0, 8)):
        here, key = made, None
        for _ in range(given.ConsumeIntInRange(1, 6)):
            if not isinstance(here, dict | list) or not here:
                break
            parent = here
            key = (
                given.PickValueInList(list(parent))
                if isinstance(parent, dict)
                else given.ConsumeIntInRange(0, len(parent) - 1)
            )
            here = parent[key]
        if key is None:
            continue
        act = given.ConsumeIntInRange(0, 3)
        if act == 0 and len(parent) > 1:
            del parent[key]
        elif act == 1 and isinstance(parent, dict):
            parent[given.ConsumeUnicode(12)] = data(given)
        elif act == 2 and isinstance(parent, list):
            parent.append(copy.deepcopy(here))
        else:
            parent[key] = data(given)
    return made
