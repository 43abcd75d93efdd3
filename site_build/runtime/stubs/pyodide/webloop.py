"""In place of Pyodide's event loop, which imports all of asyncio: the worker calls Python and waits for nothing."""

from followthrough_late import real


def _initialize_event_loop():
    """Do nothing; Pyodide calls it at its start."""


__getattr__ = real(__name__)
