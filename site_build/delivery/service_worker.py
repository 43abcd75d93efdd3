"""What a reader's browser keeps of a site for use without a network: a list, at the head of the service worker."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import normpath
from typing import Any

WORKER = "service-worker.mjs"
AWAY = "away.html"
NAMED_BY_CONTENT = re.compile(r"(?:^|/)assets/(?:followthrough-|pyodide-)|\.[0-9a-f]{8}\.min\.(?:js|css)$")
LINKED = re.compile(
    r'<(?:link|script|img)\b[^>]*?\s(?:href|src)="([^"?#:]+\.(?:css|m?js|svg|png|woff2|webmanifest))[?"]'
)
IMPORT = re.compile(r"^import \{ build \} .*$", re.MULTILINE)
MOST_PAGES = 60
MOST_BYTES = 4_000_000
"""Of a longer guide readers keep the pages that they have seen."""
INDEX = "search/search_index.json"
SITEMAP = "sitemap.xml"
MOST_INDEX = 1_000_000
# For other people's pages, and ours in their frames.
APART = ("frame.mjs", "host.mjs", WORKER)
GONE = """/** Takes back what an earlier build of this site had readers' browsers keep. */

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.endsWith(` ${registration.scope}`)) await caches.delete(name);
      await registration.unregister();
    })(),
  ),
);
"""


def write(folder: Path, assets: str, pages: Sequence[str] | None) -> None:
    """Write the service worker of a built site; `assets` is our folder, `pages` those that readers use.

    Where there are none, it is one that ends itself: browsers that had one look for it at the same address.
    """
    text = GONE
    if pages is not None:
        build = f"const build = {json.dumps(listed(folder, assets, pages), indent=1)};"
        text = IMPORT.sub(lambda _: build, (folder / assets / WORKER).read_text("utf-8"), count=1)
    (folder / WORKER).write_text(text, "utf-8", newline="\n")


def listed(folder: Path, assets: str, pages: Sequence[str]) -> dict[str, Any]:
    """Return what a browser keeps, as service-worker.mjs takes it."""
    kept = _few(folder, [page for page in dict.fromkeys(("", *pages)) if _file(folder, page).is_file()])
    linked = sorted({path for page in kept for path in _linked(folder, page)})
    own = {path.relative_to(folder).as_posix() for path in (folder / assets).iterdir() if path.is_file()}
    own -= {f"{assets}/{name}" for name in APART}
    manifest = (folder / assets / "manifest.mjs").read_text("utf-8")
    told = json.loads(manifest.removeprefix("export const manifest = ").rstrip().rstrip(";"))
    own |= {f"{assets}/{path}" for path in told["data"]}
    runtime = [
        told["archive"],
        told["wasm"],
        *(f"{told['pyodide']}{name}" for name in ("pyodide.mjs", "pyodide.asm.mjs")),
    ]
    theme = [path.relative_to(folder).as_posix() for path in folder.glob("assets/javascripts/workers/search.*.min.js")]
    index = [INDEX] if theme and (folder / INDEX).is_file() and (folder / INDEX).stat().st_size <= MOST_INDEX else []
    # Instant navigation asks which pages there are.
    index += [SITEMAP] if (folder / SITEMAP).is_file() else []
    named = [path for path in linked if NAMED_BY_CONTENT.search(path)]
    return {
        "pages": [*kept, AWAY, *(path for path in linked if path not in named), *index],
        "away": AWAY,
        "files": sorted({*own, *named, *theme}),
        "runtime": [normpath(f"{assets}/{path}") for path in runtime],
    }


def _few(folder: Path, pages: list[str]) -> list[str]:
    """Return those pages that every browser keeps: all where they are few, else those of the first level that fit."""
    sizes = {page: _file(folder, page).stat().st_size for page in pages}
    if len(pages) <= MOST_PAGES and sum(sizes.values()) <= MOST_BYTES:
        return pages
    kept, left = [], MOST_BYTES
    for page in pages:
        if page.strip("/").count("/") == 0 and sizes[page] <= left:
            kept.append(page)
            left -= sizes[page]
    return kept


def _file(folder: Path, page: str) -> Path:
    return folder / page / "index.html" if not page or page.endswith("/") else folder / page


def _linked(folder: Path, page: str) -> Iterator[str]:
    """Yield the files of the site that a page loads, from the site's root."""
    file = _file(folder, page)
    for address in LINKED.findall(file.read_text("utf-8")):
        path = (file.parent / address).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            yield path.relative_to(folder.resolve()).as_posix()
