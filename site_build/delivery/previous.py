"""The build before: pages of it that are still open need its files, so they stay for one deploy."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from urllib.error import HTTPError
from urllib.request import urlopen

from site_build.delivery.bundle import integrity
from site_build.delivery.service_worker import NAMED_BY_CONTENT

LIST = "assets/files.json"
"""Where a site names its files whose names tell their content, with their hashes."""
MOST_FILES = 5000
MOST_BYTES = 40_000_000
PATIENCE = 30
AT_ONCE = 16


def write_list(folder: Path) -> None:
    """Write the list of a built site."""
    paths = sorted(path for path in (folder / "assets").rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    files = {name: integrity(path.read_bytes()) for name, path in named.items() if NAMED_BY_CONTENT.search(name)}
    (folder / LIST).write_text(json.dumps(files, indent=1), "utf-8", newline="\n")


def merge(before: Path, folder: Path) -> int:
    """Copy what the site before names and the new one lacks, and return the number of files.

    What is not as the list says is left out: it would only be a fault that shows later.
    """
    if not (before / LIST).is_file():
        return 0
    count = 0
    for name, hashed in files((before / LIST).read_bytes()).items():
        source, target = before / name, folder / name
        if target.exists() or not source.is_file() or integrity(source.read_bytes()) != hashed:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        count += 1
    return count


def fetch(address: str, folder: Path) -> int:
    """Get the listed files of the site at an address into a folder and return how many; 0 where there is no such site.

    Raises OSError where it does not answer, and ValueError where it answers with something else.
    """
    home = address.rstrip("/")
    if not home.startswith(("https://", "http://")):
        raise ValueError(f"expected an address that begins with https://, got {address}")
    try:
        raw = _get(f"{home}/{LIST}")
    except HTTPError as error:
        if error.code == 404:
            return 0
        raise
    wanted = files(raw)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for name, content in zip(wanted, pool.map(lambda name: _get(f"{home}/{name}"), wanted), strict=True):
            if integrity(content) != wanted[name]:
                raise ValueError(f"{name}: expected what {LIST} says, got something else")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    (folder / LIST).write_bytes(raw)
    return len(wanted)


def files(raw: bytes) -> dict[str, str]:
    """Return what a list names, by path. Raises ValueError where it is no list of ours."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or len(found) > MOST_FILES:
        raise ValueError(f"{LIST}: expected paths and hashes, got something else")
    for name, hashed in found.items():
        path = PurePosixPath(name)
        if not isinstance(hashed, str) or path.is_absolute() or ".." in path.parts or "\\" in name:
            raise ValueError(f"{LIST}: expected a path in the site, got {name!r}")
        if not name.startswith("assets/") or not NAMED_BY_CONTENT.search(name):
            raise ValueError(f"{LIST}: expected a file that is named by its content, got {name!r}")
    return found


def _get(address: str) -> bytes:
    with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - its scheme is known
        content: bytes = answer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"{address}: expected less than {MOST_BYTES // 1_000_000} MB, got more")
    return content
