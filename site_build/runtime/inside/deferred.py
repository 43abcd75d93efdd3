"""Dataclasses that cost nothing until they are used: their methods are written and compiled at the first need of one.

A guide's model has some fifty of them. A guide that comes as a pickle makes no use of most of their methods.
"""

METHODS = ("__init__", "__repr__", "__eq__", "__hash__")
ATTRIBUTES = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")

written = set()
"""What has been compiled: a build does so ahead."""


def executing(made):
    """Return what stands for `exec` where methods are written: it takes their code from `made`, by their source."""
    import marshal

    codes = marshal.loads(made) if made else {}  # noqa: S302 - it is in the archive that this module is in

    def execute(source, *places):
        code = codes.get(source)
        written.add(source)
        exec(marshal.loads(code) if code else source, *places)  # noqa: S102, S302 - as `dataclasses` does

    return execute


def deferred(dataclass):
    """Return a decorator that does what `dataclass` does, but later."""

    def decorate(cls=None, /, **options):
        if cls is None:
            return lambda one: decorate(one, **options)
        if options.keys() & {"slots", "weakref_slot"}:
            # These make another class.
            return dataclass(cls, **options)
        return defer(cls, lambda: dataclass(cls, **options))

    return decorate


def defer(cls, make):
    """Return a class with what stands in for all that a dataclass has, until one of it is used."""
    stands_in = {}

    def settle():
        for name, own in stands_in.items():
            if cls.__dict__.get(name) is own:
                delattr(cls, name)
        stands_in.clear()
        make()

    stands_in |= {name: method(cls, name, settle) for name in METHODS if name not in cls.__dict__}
    stands_in |= {name: Attribute(cls, name, settle) for name in ATTRIBUTES}
    for name, own in stands_in.items():
        setattr(cls, name, own)
    return cls


def method(cls, name, settle):
    """Return what stands in for a method."""

    def call(self, *arguments, **named):
        settle()
        return getattr(cls, name)(self, *arguments, **named)

    return call


class Attribute:
    """What stands in for an attribute of a class."""

    def __init__(self, cls, name, settle):
        """Know what to do when it is asked for."""
        self.cls, self.name, self.settle = cls, name, settle

    def __get__(self, instance, owner):
        """Return the attribute."""
        self.settle()
        return getattr(self.cls, self.name)
