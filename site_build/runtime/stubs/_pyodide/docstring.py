"""In place of Pyodide's maker of docstrings, which imports what reads signatures: nobody asks for help here."""

from followthrough_late import real


def get_cmeth_docstring(func):  # noqa: ARG001 - as the real one
    """Return the docstring for a method in C, which is empty; Pyodide asks at its start."""
    return ""


__getattr__ = real(__name__)
