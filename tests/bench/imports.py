"""How long a program waits for `import widgets.engine.api`, in a Python that has just been started."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

from tests.bench.figures import summary
from tests.support import ROOT

CODE = {"python alone": "pass", "the engine": "import widgets.engine.api"}


def measure(rounds: int) -> dict[str, Any]:
    """Return the milliseconds of a process that imports nothing, and of one that imports the engine."""
    times: dict[str, list[float]] = {name: [] for name in CODE}
    # The first run writes the bytecode.
    for number in range(rounds + 1):
        for name, code in CODE.items():
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
            if number:
                times[name].append((time.perf_counter() - begun) * 1000)
    return {name: summary(values) for name, values in times.items()}
