"""Imports that cost nothing: a module of the standard library runs when one of its names is looked at.

Many modules are imported for one function that nobody calls. What the archive does not have is then taken from the
whole standard library, which is fetched for it. The code of all modules that can wait until this one runs is in one
file: Python's own way into an archive reads each of them twice.
"""

# It runs while Python starts, so it imports only what has been imported by then.
import marshal
import sys
from importlib.machinery import ModuleSpec, PathFinder

from followthrough_deferred import deferred, executing

ARCHIVE = __file__.rpartition("/")[0]
WHOLE = "/lib/whole.zip"
LIST = "standard.txt"
METHODS = "methods.marshal"
CODE = "code.marshal"
MODULE = type(sys)
EARLY = frozenset(sys.modules)
"""What Python has imported before this could help."""


class Late(MODULE):
    """A module that has been imported, but not run; the first look at one of its names runs it."""

    def __getattr__(self, name):
        """Run the module, and return what it calls by that name."""
        run(self)
        return getattr(self, name)


class Finder:
    """Finds the modules of the standard library, before anything else does; it is its own loader."""

    names = None

    @classmethod
    def find_spec(cls, name, path=None, target=None):  # noqa: ARG003 - the protocol of finders
        """Return the spec of a module of the standard library, or None."""
        if cls.names is None:
            told = data(LIST).decode().split()
            cls.names = {one.rstrip("/"): one.endswith("/") for one in told}
        package = sys.modules.get(name.rpartition(".")[0])
        if isinstance(package, Late):
            # As ever, a package runs before what is in it, and may put it there itself, like `collections.abc`.
            run(package)
            if name in sys.modules:
                return ModuleSpec(name, Known)
        if name not in cls.names:
            return packed(name)
        return ModuleSpec(name, cls, origin=f"{ARCHIVE}/{name.replace('.', '/')}", is_package=cls.names[name])

    @staticmethod
    def create_module(spec):
        """Leave it to Python to make the module."""

    @staticmethod
    def exec_module(module):
        """Do not run the module yet."""
        module.__class__ = Late


class Packed:
    """The loader of a module whose code is in the one file; what is there is read at the first look."""

    codes = None

    @classmethod
    def code(cls, name):
        """Return whether a module is a package, and its code, or None where it is not there."""
        if cls.codes is None:
            content = data(CODE)
            cls.codes = marshal.loads(content) if content else {}  # noqa: S302 - it is in the archive that this is in
        return cls.codes.get(name)

    @staticmethod
    def create_module(spec):
        """Leave it to Python to make the module."""

    @classmethod
    def exec_module(cls, module):
        """Run the module."""
        module.__file__ = module.__spec__.origin
        exec(marshal.loads(cls.code(module.__name__)[1]), module.__dict__)  # noqa: S102, S302 - the same


class Known:
    """The loader of a module that is there already."""

    @staticmethod
    def create_module(spec):
        """Return the module."""
        return sys.modules[spec.name]

    @staticmethod
    def exec_module(module):
        """Do nothing."""


def run(module):
    """Run a late module. Raises ImportError where it cannot be had."""
    spec = packed(module.__name__) or found(module.__name__, ARCHIVE) or fetched(module.__name__)
    module.__class__ = MODULE
    module.__spec__, module.__loader__, module.__file__ = spec, spec.loader, spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    try:
        spec.loader.exec_module(module)
    except BaseException:
        # It is tried again when it is used again.
        module.__class__ = Late
        raise
    if module.__name__ == "dataclasses":
        module.dataclass = deferred(module.dataclass)
        module.exec = executing(data(METHODS))


def data(name):
    """Return a file of the archive."""
    return __spec__.loader.get_data(f"{ARCHIVE}/{name}")


def real(name):
    """Return the `__getattr__` of a stub: it looks names up in the module that the stub stands for."""
    made = []

    def look_up(attribute):
        # Python asks every module for some of these; a stub has no more of them than it was given.
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if not made:
            spec = fetched(name)
            module = MODULE(name)
            module.__dict__.update(__spec__=spec, __package__=spec.parent, __file__=spec.origin)
            if spec.submodule_search_locations is not None:
                module.__path__ = spec.submodule_search_locations
            spec.loader.exec_module(module)
            made.append(module)
        return getattr(made[0], attribute)

    return look_up


class Later:
    """A name of a module that a stub stands for; it is looked up when it is used."""

    def __init__(self, look_up, name):
        """Know the name, and what looks it up."""
        self.look_up, self.name = look_up, name

    def __call__(self, *arguments, **named):
        """Call what the name stands for."""
        return self.look_up(self.name)(*arguments, **named)

    def __getattr__(self, attribute):
        """Return an attribute of what the name stands for."""
        return getattr(self.look_up(self.name), attribute)


def packed(name):
    """Return the spec of a module whose code is in the one file, or None."""
    code = Packed.code(name)
    return code and ModuleSpec(name, Packed, origin=f"{ARCHIVE}/{name.replace('.', '/')}", is_package=code[0])


def found(name, archive):
    """Return the spec of a module in an archive, or None."""
    return PathFinder.find_spec(name, ["/".join([archive, *name.split(".")[:-1]])])


def fetched(name):
    """Return the spec of a module in the whole standard library. Raises ImportError where it is not there either."""
    if not found("os", WHOLE):
        from followthrough_host import standardLibrary

        with open(WHOLE, "wb") as file:  # noqa: PTH123 - pathlib may not have run
            file.write(standardLibrary(name).to_bytes())
        for path in [path for path in sys.path_importer_cache if path.startswith(WHOLE)]:
            del sys.path_importer_cache[path]
    spec = found(name, WHOLE)
    if spec is None:
        raise ImportError(f"{name} is not in the standard library of this Python", name=name)
    return spec
