"""Run every target in a process of its own, and print how many inputs it tried and what it found."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

TARGETS = ("call", "widget", "kept", "loader")
TRIED = re.compile(r"Done (\d+) runs")


def main(seconds: int) -> int:
    """Return 1 where a target found a fault, else 0."""
    found = 0
    for name in TARGETS:
        with tempfile.TemporaryDirectory() as work:
            # A slow input is a fault as well: readers wait for it.
            options = [f"-max_total_time={seconds}", f"-artifact_prefix={work}/", "-timeout=20", "-rss_limit_mb=3000"]
            # The bytes are choices, not a text that is read from its beginning.
            options += ["-len_control=0", "-max_len=1024"]
            command = [sys.executable, "-m", "tests.fuzz.run", name, *options]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            tried = TRIED.findall(done.stderr)
            faults = [path for path in Path(work).iterdir() if path.name.startswith(("crash", "timeout", "oom"))]
            sys.stdout.write(f"{name}: {tried[-1] if tried else 'unknown'} inputs, {len(faults)} faults\n")
            if faults or done.returncode:
                found = 1
                sys.stdout.write(f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}\n")
                sys.stdout.writelines(f"{path.name}: {path.read_bytes()[:500]!r}\n" for path in faults)
    return found


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
