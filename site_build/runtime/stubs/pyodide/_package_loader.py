"""In place of Pyodide's loader of packages, which imports archives of all sorts: our lock lists no package."""

from pathlib import Path
from site import getsitepackages

from followthrough_late import real

SITE_PACKAGES = Path(getsitepackages()[0])
DSO_DIR = Path("/usr/lib")


def init_loaded_packages():
    """Do nothing; Pyodide calls it at its start, and there is no package."""


__getattr__ = real(__name__)
