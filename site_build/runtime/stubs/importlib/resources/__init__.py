"""In place of importlib.resources, which zoneinfo asks for a package of zones that is not there."""

from followthrough_late import real
from importlib import import_module


def files(anchor):
    """Return the resources of a package, as the real one does. Raises ModuleNotFoundError where there is no such package."""
    import_module(anchor)
    return __getattr__("files")(anchor)


__getattr__ = real(__name__)
