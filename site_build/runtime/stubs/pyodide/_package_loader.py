"""In place of Pyodide's loader of packages, which imports archives of all sorts: our lock lists no package."""

from site import getsitepackages

from followthrough_late import real


class Folder:
    """What JavaScript asks for as text."""

    def __init__(self, path):
        """Know the path."""
        self.path = path

    def __str__(self):
        """Return the path."""
        return self.path


SITE_PACKAGES = Folder(getsitepackages()[0])
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages():
    """Do nothing; Pyodide calls it at its start, and there is no package."""


__getattr__ = real(__name__)
