"""What takes time to make and can be made again: kept in the user's cache, under a key of all that it is made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from site_build.folders import HERE, WIDGETS

KEPT = 4
"""How many things of a kind are held at most, for those who go to and fro between some."""
MADE = ("__pycache__", "node_modules")
Stamp = tuple[Path, int, int]
"""A file, when it was changed last, in nanoseconds, and its size in bytes."""


def folder() -> Path:
    """Return the folder where the user's system keeps what can be fetched or made again."""
    told = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (told if told.is_absolute() else Path.home() / ".cache") / "followthrough"


def remembered(kind: str, key: str, make: Callable[[], bytes], kept: int = KEPT) -> bytes:
    """Return what was made before under a key, or make it and keep it, one of at most `kept` of its kind."""
    content = recall(kind, key)
    if content is None:
        content = make()
        keep(kind, key, content, kept)
    return content


def recall(kind: str, key: str) -> bytes | None:
    """Return what was kept under a key, or None where it is not there, or not whole."""
    with suppress(OSError, ValueError):
        digest, content = (folder() / kind / key).read_bytes().split(b"\n", 1)
        if digest == hashlib.sha256(content).hexdigest().encode():
            return content
    return None


def keep(kind: str, key: str, content: bytes, kept: int = KEPT) -> None:
    """Keep something under a key, where the cache can be written to; it appears whole or not at all."""
    home = folder() / kind
    with suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=home, prefix=".", delete=False) as partial:
            partial.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        Path(partial.name).replace(home / key)
        for old in sorted(home.glob("[!.]*"), key=lambda path: path.stat().st_mtime)[:-kept]:
            old.unlink(missing_ok=True)


def key(parts: Iterable[bytes]) -> str:
    """Return a name for what is made from these parts."""
    total = hashlib.sha256()
    for part in parts:
        total.update(f"{len(part)}\n".encode() + part)
    return total.hexdigest()[:20]


def named(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the names and the content of files, as parts of a key."""
    for name in sorted(files):
        yield name.encode()
        yield files[name]


def code() -> bytes:
    """Return a digest of all our code, templates and labels."""
    # The same files, read a moment ago, need no second look; under `mkdocs serve` they may change.
    return _digest(tuple(stamps((HERE, WIDGETS))))


@lru_cache(maxsize=1)
def _digest(files: tuple[Stamp, ...]) -> bytes:
    return key(named({path.as_posix(): path.read_bytes() for path, *_ in files})).encode()


def stamps(places: Iterable[Path]) -> Iterator[Stamp]:
    """Yield what tells one state of the files in folders from another, without reading them."""
    for place in places:
        for folder, inner, names in os.walk(place):
            inner[:] = [name for name in inner if name not in MADE]
            for path in (Path(folder, name) for name in names):
                # Editors leave links that lead nowhere.
                if path.is_file():
                    status = path.stat()
                    yield path, status.st_mtime_ns, status.st_size
