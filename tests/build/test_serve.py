"""`mkdocs serve`: a change in rules/ shows, a broken file is named and survived, and mending it goes on."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support import free_port

PATIENCE = 90


class Served:
    """A running `mkdocs serve`, with what it says."""

    def __init__(self, folder: Path) -> None:
        """Start it on a free port."""
        self.address = f"127.0.0.1:{free_port()}"
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line)

    def until(self, pattern: str) -> str:
        """Wait until it says something; return all it said until then."""
        said = ""
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, said):
            assert self.process.poll() is None, said
            try:
                said += self.lines.get(timeout=max(0.1, end - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"never said {pattern}: {said}")
        return said

    def get(self, path: str) -> str:
        """Return a page."""
        with urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
            return answer.read().decode()


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    served = Served(project)
    yield served
    served.process.terminate()
    served.process.wait(10)


def test_a_change_shows_and_a_fault_is_survived(project: Path, served: Served) -> None:
    said = served.until("Serving on")
    assert "WARNING" not in said
    file = next((project / "rules").glob("1-*.yml"))
    text = file.read_text("utf-8")
    id_ = re.search(r"^id: (.+)$", text, re.MULTILINE)[1]  # type: ignore[index]

    file.write_text(re.sub(r"(?m)^title: .*$", "title: A canary sang", text, count=1), "utf-8")
    served.until("Reloading browsers")
    assert "A canary sang" in served.get(f"rules/{id_}/")

    file.write_text(text.replace("\nwhy:", "\nwhi:", 1), "utf-8")
    said = served.until("resolved")
    assert re.search(r"rules/1-[a-z-]+\.yml:\d+:1: error\[unknown-key\]: expected a known key, got \"whi\"", said)
    assert "Traceback" not in said

    file.write_text(re.sub(r"(?m)^title: .*$", "title: All is well", text, count=1), "utf-8")
    served.until("Reloading browsers")
    assert "All is well" in served.get("rules/")
