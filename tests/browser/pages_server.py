"""A small stand-in for GitHub Pages: a site under a sub-path, gzip on the fly, no header that Pages does not send."""

from __future__ import annotations

import gzip
import mimetypes
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

MODULE = "text/javascript; charset=utf-8"
TYPES = {".mjs": MODULE, ".js": MODULE, ".wasm": "application/wasm"}
COMPRESSED = ("text/", "application/javascript", "application/json", "application/wasm", "application/xml", "image/svg")


class PagesServer:
    """Serves a folder under `/<repository>/` on a free port; a path with a part in `blocked` gets no answer.

    One with a part in `faulty` gets an answer that is `corrupt`, `truncated`, or `stalled` in its middle.
    """

    def __init__(self, folder: Path, repository: str = "some-repo", port: int = 0) -> None:
        """Bind the port; `with` starts and stops the serving."""
        self.folder = folder.resolve()
        self.prefix = f"/{repository}/"
        self.blocked: set[str] = set()
        self.faulty: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        self.goes_on = Event()
        self.requests: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        """Return the site's address, with the slash."""
        return f"http://127.0.0.1:{self.server.server_port}{self.prefix}"

    def __enter__(self) -> Self:
        """Begin to serve."""
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.server.shutdown()
        self.server.server_close()

    def sent(self, path: str, body: bytes) -> Iterator[bytes]:
        """Yield what is sent of an answer."""
        fault = next((how for part, how in self.faulty.items() if part in path), "")
        half = len(body) // 2 if fault else len(body)
        yield body[:half]
        if fault == "corrupt":
            yield bytes(byte ^ 255 for byte in body[half:])
        elif fault == "stalled":
            self.goes_on.wait(60)

    def find(self, path: str) -> tuple[int, Path | str]:
        """Return the status, and the file or the address to go to."""
        missing = self.folder / "404.html"
        if path == self.prefix[:-1]:
            return 301, self.prefix
        if not path.startswith(self.prefix):
            return 404, missing
        file = (self.folder / path.removeprefix(self.prefix)).resolve()
        if not file.is_relative_to(self.folder):
            return 404, missing
        if file.is_dir():
            return (200, file / "index.html") if path.endswith("/") else (301, f"{path}/")
        return (200, file) if file.is_file() else (404, missing)


def _handler(pages: PagesServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            pages.requests.append(path)
            if any(part in path for part in pages.blocked):
                self.close_connection = True
                return
            status, found = pages.find(path)
            if isinstance(found, str):
                self.answer(status, b"", {"Location": found})
                return
            body, headers = content(found, gzipped="gzip" in self.headers.get("Accept-Encoding", ""))
            if status == 200:
                headers["Cache-Control"] = "max-age=600"
            self.answer(status, body, headers)

        do_HEAD = do_GET  # noqa: N815 - the base class looks for that name

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in (headers | pages.headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.writelines(pages.sent(self.path, body))
                self.close_connection = self.close_connection or any(part in self.path for part in pages.faulty)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            # A browser may leave before the answer is whole.
            with suppress(ConnectionError):
                super().handle()

    return Handler


def content(file: Path, *, gzipped: bool) -> tuple[bytes, dict[str, str]]:
    """Return a file as the host sends it, with its headers."""
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if kind.startswith("text/") and "charset" not in kind:
        kind += "; charset=utf-8"
    headers = {"Content-Type": kind, "Access-Control-Allow-Origin": "*"}
    if not gzipped or not kind.startswith(COMPRESSED):
        return file.read_bytes(), headers
    headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return packed(file, file.stat().st_mtime_ns), headers


@lru_cache(maxsize=256)
def packed(path: Path, _changed: int) -> bytes:
    """Return a file's bytes in gzip, as the host would send them."""
    return gzip.compress(path.read_bytes(), 6)


if __name__ == "__main__":
    PagesServer(Path(sys.argv[1]), port=int(sys.argv[2])).server.serve_forever()
