"""Sources to the bytecode of the Python that runs this, without what a reader's Python makes no use of."""

from __future__ import annotations

import ast
import marshal
from importlib._bootstrap_external import _code_to_hash_pyc  # py_compile takes files, and keeps docstrings or drops all
from importlib.util import source_hash
from types import CodeType
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from followthrough_late import CODE, METHODS

OURS = ("widgets/", "jinja2/", "markupsafe/")
"""What is taken whole; the standard library is taken as far as it ran."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def main(archive: str, needed: set[str], early: set[str], written: set[str]) -> None:
    """Write `made.zip`: the needed modules of an archive, all of ours, its texts, and methods by their source.

    The `early` ones stand there as Python itself looks for them, all others in one file.
    """
    with ZipFile(archive) as all_, ZipFile("made.zip", "w") as made:
        modules = [name for name in all_.namelist() if name.endswith(".py")]
        taken = [name for name in modules if name in needed or name.startswith(OURS)]
        codes = {name: code(name, all_.read(name)) for name in taken}
        members = {f"{name}c": pyc(codes[name], all_.read(name)) for name in taken if name in early}
        members |= {CODE: marshal.dumps(dict(map(named, (one for one in codes.items() if one[0] not in early))), 2)}
        members |= {name: all_.read(name) for name in all_.namelist() if name.endswith(".txt")}
        members |= {METHODS: methods(written)}
        for name in sorted(members):
            made.writestr(ZipInfo(name), members[name], ZIP_STORED)


def methods(written: set[str]) -> bytes:
    """Return sources of dataclasses' methods with their bytecode."""
    codes = {text: marshal.dumps(compile(text, "<string>", "exec", dont_inherit=True), 2) for text in sorted(written)}
    return marshal.dumps(codes, 2)


def named(module: tuple[str, CodeType]) -> tuple[str, tuple[bool, bytes]]:
    """Return a module's name, whether it is a package, and its code in bytes."""
    path, made = module
    name = path.removesuffix(".py").replace("/", ".")
    return name.removesuffix(".__init__"), (name.endswith(".__init__"), marshal.dumps(made))


def code(path: str, text: bytes) -> CodeType:
    """Return the code of a module."""
    tree = ast.parse(text, path)
    shorten(tree)
    return compile(tree, path, "exec", dont_inherit=True, optimize=1)


def pyc(made: CodeType, text: bytes) -> bytes:
    """Return the content of a .pyc that is never held against its source, which is not there."""
    return bytes(_code_to_hash_pyc(made, source_hash(text), checked=False))


def shorten(tree: ast.Module) -> None:
    """Take the docstrings out of a module.

    A class keeps a point of its own: where it has none, `dataclass` would put the signature there, which takes long.
    """
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.ClassDef, *FUNCTIONS)) or ast.get_docstring(node, clean=False) is None:
            continue
        if isinstance(node, ast.ClassDef):
            node.body[0] = ast.copy_location(ast.Expr(ast.copy_location(ast.Constant("."), node.body[0])), node.body[0])
        elif isinstance(node, ast.Module):
            del node.body[0]
        else:
            node.body[0] = ast.copy_location(ast.Pass(), node.body[0])
