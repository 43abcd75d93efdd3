"""Small changes of texts that others wrote; one that no longer fits its text stops the build."""

from __future__ import annotations

from site_build.runtime.source import RuntimeMissingError
from site_build.runtime.zipped import Members

PLAIN_SIGNATURE = (
    "_default_sig_stencil, False, 0, (), (), py2js_default, (), (), (), py2js_default, js2py_default_call_result"
)
OF_PYTHON = {
    "_pyodide/_base.py": (
        # It takes a source apart into words, to see whether it ends in a semicolon; none that Pyodide runs does.
        (
            "def should_quiet(source: str, /) -> bool:\n",
            "def should_quiet(source: str, /) -> bool:\n    return False\n",
        ),
    ),
    "_pyodide/jsbind.py": (
        # Else the stub of `inspect` would have to look it up.
        ("no_default = Parameter.empty\n", "no_default = object()\n"),
        (
            "kwparam_defaults.append(p.default)\n",
            "kwparam_defaults.append(no_default if p.default is Parameter.empty else p.default)\n",
        ),
        # What that works out for `(*args, **kwargs)`, which would have to read the signature.
        (
            "default_signature = func_to_sig_inner(_default_sig_stencil, None)\n",
            f"default_signature = JsFuncSignature({PLAIN_SIGNATURE})\n",
        ),
    ),
    "_pyodide/__init__.py": (
        # What writes an error down is read when there is one.
        ("excepthook = traceback.print_exception\n", "excepthook = lambda *told: traceback.print_exception(*told)\n"),
    ),
}
"""What Pyodide does at its start for nothing, by file: a text that stands there once, and another for it."""


def changed(members: Members) -> Members:
    """Return Python's files as they are to run. Raises RuntimeMissingError."""
    return {path: _changed(path, content) if path in OF_PYTHON else content for path, content in members.items()}


def _changed(path: str, content: bytes) -> bytes:
    text = content.decode()
    for old, new in OF_PYTHON[path]:
        text = replaced(path, text, old, new)
    return text.encode()


def replaced(path: str, text: str, old: str, new: str) -> str:
    """Return a file's text with one place changed. Raises RuntimeMissingError where it is not there, or not alone."""
    if text.count(old) != 1:
        raise RuntimeMissingError(f"this version of Pyodide has another {path} than the trimming knows: {old.strip()}")
    return text.replace(old, new)
