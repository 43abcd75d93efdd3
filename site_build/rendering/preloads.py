"""What a page with a widget asks for ahead: the small modules that it will need, while the page is still being read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

Content = bytes | Path
WIDGET = "<followthrough-widget "
SECTION = "\n## "
# The widget's own module, and the worker, which lives apart from the page but shares its cache.
ENTRIES = ("element.mjs", "worker.mjs")
IMPORT = re.compile(r"""^(?:import|export)\b[^;"']*["']\./(?P<name>[\w-]+\.mjs)["']""", re.MULTILINE)


def modules(assets: Mapping[str, Content], folder: str) -> list[str]:
    """Return the site paths of the modules that every widget needs, in the order in which they would be found.

    They are those that our two entries import by name; the page's own script is a tag of the page. Pyodide, which the
    worker imports by a computed address, is not among them: readers who save data must not pay for it unasked.
    """
    return list(dict.fromkeys(path for entry in ENTRIES for path in _reached(assets, f"{folder}/{entry}", ())))


def hinted(text: str, root: str, paths: list[str]) -> str:
    """Return a page, as Markdown or HTML, with hints before its first widget; `root` as in `../`.

    In the body they work as they do in the head, and there they reach every site builder by the same way. Where a page
    has a section before the widget, what is read first is also loaded first.
    """
    before = text.partition(WIDGET)[0]
    priority = ' fetchpriority="low"' if SECTION in before else ""
    links = "".join(f'<link rel="modulepreload"{priority} href="{root}{path}">\n' for path in paths)
    return text.replace(WIDGET, f"{links}{WIDGET}", 1)


def _reached(assets: Mapping[str, Content], path: str, above: tuple[str, ...]) -> Iterator[str]:
    """Yield a module and all that it imports."""
    if path in above:
        return
    yield path
    content = assets[path]
    text = (content.read_bytes() if isinstance(content, Path) else content).decode()
    for found in IMPORT.finditer(text):
        yield from _reached(assets, str(PurePosixPath(path).with_name(found["name"])), (*above, path))
