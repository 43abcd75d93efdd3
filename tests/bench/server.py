"""The site as GitHub Pages serves it, on a line of a given speed, with a count of what was sent."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from tests.browser.pages_server import PagesServer

CHUNK = 4096


@dataclass
class Line:
    """A line that all connections share: a token bucket without a burst, and a delay before every answer."""

    name: str
    rate: float = 0
    """Bytes a second; 0 means as fast as it goes."""
    delay: float = 0
    """Seconds from a request to the first byte of its answer."""
    _free_at: float = 0
    _lock: Lock = field(default_factory=Lock)

    def wait_for(self, size: int) -> None:
        """Return when that many bytes have gone through."""
        if not self.rate:
            return
        with self._lock:
            self._free_at = max(time.monotonic(), self._free_at) + size / self.rate
            until = self._free_at
        time.sleep(max(0, until - time.monotonic()))


# A browser's own throttling does not reach what a worker fetches, so the server is slow in its place.
FREE = Line("no limit")
PHONE = Line("9 Mbit/s, 60 ms", 9e6 / 8, 0.060)
SLOW = Line("1.6 Mbit/s, 150 ms", 1.6e6 / 8, 0.150)


@dataclass(frozen=True)
class Sent:
    """One answer: the path below the site, and the bytes of its body as they went over the line."""

    path: str
    size: int


class MeasuredServer(PagesServer):
    """A PagesServer with the ETag that Pages sends; `line` says how fast it is, `answered` what it has sent."""

    def __init__(self, folder: Path, port: int = 0, line: Line = FREE) -> None:
        """Bind the port."""
        super().__init__(folder, port=port)
        self.line = line
        self.answered: list[Sent] = []
        self.server.RequestHandlerClass = _handler(self, self.server.RequestHandlerClass)


def _handler(pages: MeasuredServer, base: Any) -> Any:
    class Handler(base):  # type: ignore[misc]  # the class that the server has
        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            if status == 200:
                headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                if self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
            path = self.path.partition("?")[0].removeprefix(pages.prefix)
            pages.answered.append(Sent(path, len(body) if self.command == "GET" else 0))
            time.sleep(pages.line.delay)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                for start in range(0, len(body), CHUNK):
                    chunk = body[start : start + CHUNK]
                    pages.line.wait_for(len(chunk))
                    self.wfile.write(chunk)

    return Handler
