"""One target under atheris: `python -m tests.fuzz.run call -max_total_time=60`, with libFuzzer's own options."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["widgets", "site_build"]):
    from tests.fuzz import targets

if __name__ == "__main__":
    name = sys.argv.pop(1)
    # It takes longer than any input may.
    targets.situation()
    atheris.Setup(sys.argv, getattr(targets, name))
    atheris.Fuzz()
