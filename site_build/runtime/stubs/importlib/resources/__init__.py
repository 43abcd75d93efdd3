"""In place of importlib.resources, which zoneinfo asks for a package of zones that is not there."""

from importlib import import_module

from followthrough_late import real


def files(anchor):
    """Return the resources of a package. Raises ModuleNotFoundError where there is none of that name."""
    import_module(anchor)
    return __getattr__("files")(anchor)


__getattr__ = real(__name__)
