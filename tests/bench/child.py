"""Runs a command as its only child and prints what that took, as JSON: `python -m tests.bench.child LIMIT COMMAND…`."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.support import ROOT


def ran(command: list[str], folder: Path, limit: float) -> dict[str, Any]:
    """Return `seconds`, the peak `megabytes` of one process, and whether the command `ended` within so many seconds.

    A process of its own stands between, since Linux counts the memory of whoever started a process as that process's.
    Raises RuntimeError where the command fails.
    """
    between = [sys.executable, "-m", "tests.bench.child", str(limit), str(folder), *command]
    done = subprocess.run(between, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def main() -> None:
    """Run the command that the arguments name."""
    limit, folder, *command = sys.argv[1:]
    ended = True
    begun = time.perf_counter()
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=float(limit))
        if done.returncode:
            sys.exit(done.stderr or done.stdout)
    except subprocess.TimeoutExpired:
        ended = False
    seconds = time.perf_counter() - begun
    # In kilobytes on Linux, in bytes on macOS.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": peak, "ended": ended}))


if __name__ == "__main__":
    main()
