"""Chromium with a profile of its own, as slow a processor as wanted, and what its pages weigh."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browser.conftest import chromium, flags

PATIENCE = 180_000
"""Milliseconds; the slowest line takes most of a minute."""
TURN = 0.05
"""Seconds of one turn of running and standing still: much shorter than a start, yet long for a scheduler."""
LOOK = 0.3
"""Seconds after which it is looked for new renderers."""
TRIES = 3
BUSY = """() => new Promise((resolve) => {
  const work = "onmessage = () => { const begun = performance.now(); let sum = 0;"
    + "for (let i = 0; i < 1.5e8; i++) sum += i % 7; postMessage(performance.now() - begun); }";
  const worker = new Worker(URL.createObjectURL(new Blob([work])));
  worker.onmessage = ({ data }) => resolve(data);
  worker.postMessage(0);
})"""


@contextmanager
def visit(playwright: Playwright, profile: Path, *, slower: int = 1) -> Iterator[Page]:
    """Give a page of a browser with this profile; a processor so many times slower where Linux can make it so."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium(),
        args=flags(),
        locale="en-GB",
        timezone_id="Europe/Berlin",
        viewport={"width": 1280, "height": 900},
    )
    try:
        context.set_default_timeout(PATIENCE)
        page = context.pages[0]
        with slowed(profile, slower):
            yield page
    finally:
        _close(context)


def _close(context: BrowserContext) -> None:
    with suppress(Exception):
        context.close()


@contextmanager
def slowed(profile: Path, times: int) -> Iterator[None]:
    """Let the renderers of a profile run for one part in `times` of every turn.

    The browser's own throttling (`Emulation.setCPUThrottlingRate`) is refused for workers, so the processes are stopped
    and continued from outside, which slows every thread of theirs alike.
    """
    if times == 1:
        yield
        return
    end = Event()

    def run() -> None:
        looked, found = 0.0, renderers(profile)
        while not end.is_set():
            _signal(found, signal.SIGCONT)
            time.sleep(TURN / times)
            _signal(found, signal.SIGSTOP)
            stopped = time.monotonic()
            # New ones come with new pages. Looking takes a while, so it is done while they stand still.
            if stopped - looked > LOOK:
                looked, found = stopped, renderers(profile)
                _signal(found, signal.SIGSTOP)
            time.sleep(max(0, TURN - TURN / times - (time.monotonic() - stopped)))
        _signal(renderers(profile), signal.SIGCONT)

    thread = Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def slowness(page: Page, profile: Path, times: int) -> float:
    """Return how many times slower a worker really is when it is `slowed`."""
    free = min(page.evaluate(BUSY) for _ in range(TRIES))
    with slowed(profile, times):
        return min(page.evaluate(BUSY) for _ in range(TRIES)) / free


def memory(profile: Path) -> float:
    """Return the megabytes of the profile's renderers: what they hold alone, and their share of what they share."""
    total = 0
    for process in renderers(profile):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def version() -> str:
    """Return the browser's name and version, as it says them."""
    said = subprocess.run([chromium() or "chromium", "--version"], capture_output=True, text=True, check=False).stdout
    return " ".join(said.split()[:2])


def renderers(profile: Path) -> list[int]:
    """Return the process ids of the renderers that belong to the browser with this profile."""
    parents: dict[int, int] = {}
    lines: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            process = int(folder.name)
            lines[process] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            parents[process] = int((folder / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
    ours = {process for process, line in lines.items() if f"--user-data-dir={profile} " in f"{line} "}

    def belongs(process: int) -> bool:
        while process in parents:
            if process in ours:
                return True
            process = parents[process]
        return False

    return [process for process, line in lines.items() if "--type=renderer" in line and belongs(process)]


def _signal(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)
