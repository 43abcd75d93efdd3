"""The last touch to a built site: what can be said only once all of its pages are there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from site_build.delivery import app, previous, service_worker
from site_build.delivery.bundle import digest
from site_build.delivery.policy import Inline, policy, with_policy

LINKED = re.compile(r'(<(?:link|script)\b[^>]*?\s(?:href|src)=")([^"?#:]+\.(?:css|js))(")')
# A host serves it under any address, so that a way that is relative leads nowhere.
MISSING = "404.html"


@dataclass(frozen=True)
class Told:
    """What a finished site needs to be told about itself."""

    name: str
    description: str = ""
    language: str = "en"
    assets: str = ""
    """The folder of our assets."""
    pages: Sequence[str] = ()
    """The pages that readers use, as addresses from the site's root."""
    allowed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Places that the author admits, by directive of the policy."""
    offline: bool = True
    """Whether browsers may keep the site for use without a network."""
    served: bool = False
    """Whether the site is made to be seen while it is written."""
    previous: Path | None = None
    """A folder with the files of the site that is on the web now."""


def finish(folder: Path, told: Told) -> None:
    """Complete a built site.

    Every page states what a browser may do for it; files without a hash in their names get one into their addresses;
    a manifest and a service worker make the site an app that works offline; files of the build before stay.
    """
    paths = sorted(folder.rglob("*.html"))
    inline = Inline()
    for path in paths:
        inline.add(path.read_text("utf-8"))
    stated = policy(inline, told.allowed, served=told.served)
    offline = told.offline and not told.served
    if offline:
        app.write(folder, told.name, told.description, told.language)
    marks: dict[Path, str] = {}
    for path in paths:
        page = path.read_text("utf-8")
        changed = LINKED.sub(lambda found, path=path: _marked(found, path.parent, marks), page)  # type: ignore[misc]
        name = path.relative_to(folder).as_posix()
        if offline and name != MISSING and not name.startswith("embed/"):
            changed = _with_head(changed, app.head("../" * name.count("/") or "./", f"{told.assets}/offline.mjs"))
        changed = with_policy(changed, stated)
        if changed != page:
            path.write_text(changed, "utf-8", newline="\n")
    service_worker.write(folder, told.assets, told.pages if offline else None)
    previous.write_list(folder)
    if told.previous:
        previous.merge(told.previous, folder)


def _with_head(page: str, head: str) -> str:
    return page if head in page else page.replace("</head>", f"{head}</head>", 1)


def _marked(found: re.Match[str], folder: Path, marks: dict[Path, str]) -> str:
    """Return a link to a style sheet or a script with a hash of its content, unless its name tells that."""
    file = folder / found[2]
    if service_worker.NAMED_BY_CONTENT.search(found[2]) or not file.is_file():
        return found[0]
    if file not in marks:
        marks[file] = digest({"": file})
    return f"{found[1]}{found[2]}?{marks[file]}{found[3]}"
