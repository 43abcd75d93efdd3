"""Draws the rooms of the code and which imports from which, from the imports themselves: `make architecture`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from tests.support import ROOT

PICTURE = ROOT / "docs" / "architecture.svg"
WIDTH, HIGH = 212, 66


class Room(NamedTuple):
    """A room of the picture: where it stands, and what is in it."""

    left: int
    top: int
    title: str
    inside: str


ROOMS = {
    "ways in": Room(10, 10, "Ways in", "command line, MkDocs plugin"),
    "rendering": Room(274, 10, "Rendering", "from a guide to pages"),
    "delivery": Room(538, 10, "Delivery", "what a browser gets besides"),
    "runtime": Room(538, 126, "Runtime", "Python for the browser"),
    "loading": Room(274, 126, "Loading", "a guide, or diagnostics"),
    "widgets": Room(10, 126, "Widgets", "from a form to HTML"),
    "engine": Room(10, 242, "Engine", "compose, check, schedule"),
}
OUTSIDE = {
    "browser": Room(274, 242, "browser/*.mjs", "elements and a worker"),
    "rules": Room(538, 242, "rules/*.yml", "the guide as data"),
}
WAYS_IN = ("cli", "mkdocs_plugin", "commands")
SHARED = "shared"
"""The modules of `site_build` that stand in no room, since several need them; the picture leaves them out."""
HEAD = (
    '<marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0 10 5 0 10z" fill="#767676"/></marker>'
)
TOLD = (("rules", "loading"), ("browser", "widgets"))
"""What no import shows: data that is read, and a worker that answers."""


def modules() -> dict[str, Path]:
    """Return the project's Python modules by name, without those that run in Pyodide under other names."""
    found = {}
    for folder in ("site_build", "widgets"):
        for path in (ROOT / folder).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if not {"node_modules", "inside", "stubs"} & set(parts):
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imports(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Yield the project's modules that a module imports when it runs, not those for its annotations alone."""
    tree = ast.parse(path.read_text("utf-8"))
    typing = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    unused = {id(node) for block in typing for node in ast.walk(block)}
    for node in ast.walk(tree):
        if id(node) in unused:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from {name if name in known else str(node.module) for name in names} & set(known)


def graph() -> dict[str, set[str]]:
    """Return for each module which it imports."""
    known = modules()
    return {name: {one for one in imports(path, known) if one != name} for name, path in known.items()}


def reached(modules: dict[str, set[str]], start: str) -> set[str]:
    """Return what a module needs, directly or not, itself included."""
    found, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += modules[name]
    return found


def rooms(modules: dict[str, set[str]]) -> dict[str, str]:
    """Return the room of each module: it is the package in which it stands."""

    def room(name: str) -> str:
        top, inner, *_ = (*name.split("."), "")
        if top == "widgets":
            return "engine" if inner == "engine" else "widgets"
        return "ways in" if inner in WAYS_IN else inner if inner in ROOMS else SHARED

    return {name: room(name) for name in modules}


def needs(modules: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return for each room which others it imports from."""
    room = rooms(modules)
    found: dict[str, set[str]] = {title: set() for title in (*ROOMS, SHARED)}
    for name, others in modules.items():
        found[room[name]] |= {room[other] for other in others} - {room[name]}
    return found


def arrows(modules: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Return which room of the picture imports from which, but for what other arrows say already."""
    shown = {title: others - {SHARED} for title, others in needs(modules).items() if title != SHARED}
    return {
        (title, other)
        for title, others in shown.items()
        for other in others
        if not any(other in reached(shown, between) for between in others - {other})
    }


def draw() -> str:
    """Return the picture as SVG."""
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 318" role="img" aria-labelledby="title">',
        f'<title id="title">{escape(sentence())}</title>',
        f"<defs>{HEAD}</defs>",
        '<g font-family="system-ui, sans-serif" font-size="13" text-anchor="middle">',
        *(_arrow(*pair) for pair in sorted(arrows(graph()))),
        *(_arrow(*pair, told=True) for pair in TOLD),
        *(_box(room) for room in ROOMS.values()),
        *(_box(room, dashed=True) for room in OUTSIDE.values()),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def sentence() -> str:
    """Return what the picture shows, in words."""
    told = [f"{ROOMS[source].title} imports from {ROOMS[target].title}" for source, target in sorted(arrows(graph()))]
    return "; ".join(told) + ". Rules are read by Loading; the browser's modules ask Widgets in a worker."


def _box(room: Room, *, dashed: bool = False) -> str:
    middle = room.left + WIDTH // 2
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<rect x="{room.left}" y="{room.top}" width="{WIDTH}" height="{HIGH}" rx="8" fill="#f4efe4" stroke="#2d6a6a"'
        f'{dash}/><text x="{middle}" y="{room.top + 30}" fill="#1f2a30" font-weight="700">{escape(room.title)}</text>'
        f'<text x="{middle}" y="{room.top + 51}" fill="#3a474d">{escape(room.inside)}</text>'
    )


def _arrow(source: str, target: str, *, told: bool = False) -> str:
    """Return a line from one box's edge to another's."""
    begin, end = ({**ROOMS, **OUTSIDE}[name] for name in (source, target))
    if begin.top == end.top:
        right = begin.left < end.left
        x1, x2 = (begin.left + WIDTH, end.left) if right else (begin.left, end.left + WIDTH)
        y1 = y2 = begin.top + HIGH // 2
    else:
        # Beside the middle, where a solid arrow may leave.
        aside = 36 if told else 0
        x1, x2 = begin.left + WIDTH // 2, end.left + WIDTH // 2 + aside
        y1, y2 = (begin.top + HIGH, end.top) if begin.top < end.top else (begin.top, end.top + HIGH)
    dash = ' stroke-dasharray="5 4"' if told else ""
    line = f'fill="none" stroke="#767676" stroke-width="1.6"{dash} marker-end="url(#head)"'
    return f'<path d="M{x1} {y1} {x2} {y2}" {line}/>'


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
