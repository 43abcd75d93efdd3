"""What Python runs in the browser, as source: ours, the libraries of the templates, the standard library."""

from __future__ import annotations

import ast
import importlib.metadata
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

from site_build import cache
from site_build.folders import WIDGETS
from site_build.runtime.changes import changed
from site_build.runtime.source import STANDARD_LIBRARY
from site_build.runtime.zipped import Members
from widgets.templates import TEMPLATES, environment, source

INSIDE = Path(__file__).parent / "inside"
STUBS = Path(__file__).parent / "stubs"
# What the templates need besides the standard library, taken as it is installed.
LIBRARIES = ("jinja2", "markupsafe")
COMPILERS = {
    f"jinja2/{name}.py"
    for name in (
        *("_identifier", "bccache", "constants", "ext", "idtracking", "loaders", "meta", "nativetypes", "optimizer"),
        *("sandbox", "visitor"),
    )
}
"""What makes templates, or loads them by other ways than ours."""
TEMPLATE_FOLDER = "widgets/templates/compiled"


def whole(pyodide: Path) -> Members:
    """Return all code."""
    return {**standard(pyodide), **own()}


def standard(pyodide: Path) -> Members:
    """Return the Python modules of the standard library, and of Pyodide itself."""
    with ZipFile(pyodide / STANDARD_LIBRARY) as packed:
        return {name: packed.read(name) for name in packed.namelist() if name.endswith(".py")}


def own() -> Members:
    """Return the modules and templates of the widgets, and the libraries that they use, with their licences."""
    found = {}
    for folder in (WIDGETS, WIDGETS / "engine", WIDGETS / "templates"):
        for path in folder.glob("*" if folder == WIDGETS else "**/*"):
            if path.suffix in (".py", ".j2"):
                found[f"widgets/{path.relative_to(WIDGETS).as_posix()}"] = path.read_bytes()
    for library in LIBRARIES:
        (place,) = find_spec(library).submodule_search_locations  # type: ignore[union-attr, misc]  # a package has one
        for path in Path(place).glob("*.py"):
            found[f"{library}/{path.name}"] = path.read_bytes()
        for file in importlib.metadata.files(library) or ():
            if file.name.startswith("LICENSE"):
                found[f"{library}/{file.name}"] = Path(str(file.locate())).read_bytes()
    return found


def key(pyodide: Path) -> str:
    """Return a name for all that the code is made from."""
    return cache.key(cache.named({**own(), "pyodide": (pyodide / "package.json").read_bytes()}))


def late(pyodide: Path) -> Members:
    """Return all code, with the stubs in place of what they stand for, and each module to run only when it is used.

    Raises RuntimeMissingError where it is not the code that we know.
    """
    stubs = {path.relative_to(STUBS).as_posix(): path.read_bytes() for path in STUBS.rglob("*.py")}
    code = {path: content for path, content in changed(whole(pyodide)).items() if path not in COMPILERS}
    return {
        **code,
        **stubs,
        **templates(),
        "jinja2/nodes.py": only(code["jinja2/nodes.py"].decode(), "EvalContext"),
        "standard.txt": listed(standard(pyodide).keys() - stubs),
        **dict.fromkeys(("code.marshal", "methods.marshal"), b""),
        "followthrough_deferred.py": (INSIDE / "deferred.py").read_bytes(),
        "followthrough_late.py": (INSIDE / "late.py").read_bytes(),
        "sitecustomize.py": (INSIDE / "sitecustomize.py").read_bytes(),
    }


def templates() -> Members:
    """Return our templates as Python modules."""
    files = {name: f"{name}.html.j2" for name in TEMPLATES}
    made = {
        name: environment().compile(source(file) or "", file, file, raw=True, defer_init=True)
        for name, file in files.items()
    }
    return {
        f"{TEMPLATE_FOLDER}/__init__.py": b"",
        **{f"{TEMPLATE_FOLDER}/{name}.py": text.encode() for name, text in made.items()},
    }


def only(text: str, name: str) -> bytes:
    """Return of a module the class of that name, and the imports before it from outside its package."""
    kept = [
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.Import) or (isinstance(node, ast.ClassDef) and node.name == name)
    ]
    return "\n".join(ast.unparse(node) for node in kept).encode()


def listed(paths: Iterable[str]) -> bytes:
    """Return the modules of source files, a line each, those that are packages with a slash behind them."""
    names = (path.removesuffix(".py").replace("/", ".") for path in paths)
    told = (f"{name.removesuffix('.__init__')}/" if name.endswith(".__init__") else name for name in names)
    return "\n".join(sorted(told)).encode()
