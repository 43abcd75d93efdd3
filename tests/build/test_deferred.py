"""A dataclass whose methods are written late is the same dataclass, however it is used first."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from site_build.runtime.inside.deferred import deferred

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = deferred(dataclasses.dataclass)


def classes() -> tuple[type[Any], type[Any]]:
    """Return a dataclass and one that inherits from it, neither used yet."""

    @dataclass(frozen=True, kw_only=True)
    class Base:
        """A base."""

        name: str
        parts: tuple[int, ...] = ()

    @dataclass(frozen=True, kw_only=True)
    class Own(Base):
        """One that inherits."""

        size: int = 1
        more: dict[str, int] = field(default_factory=dict, compare=False)

        def __post_init__(self) -> None:
            """Refuse what makes no sense."""
            if self.size < 0:
                raise ValueError("size")

    return Base, Own


@pytest.mark.parametrize(
    "use",
    [
        lambda _, own: own(name="a"),
        lambda base, _: base(name="a") == base(name="a"),
        lambda _, own: fields(own),
        lambda base, own: (is_dataclass(own), is_dataclass(base)),
        lambda _, own: hash(own.__new__(own).__class__),
        lambda _, own: own.__match_args__,
    ],
)
def test_it_is_the_same_whatever_comes_first(use: Callable[[type[Any], type[Any]], Any]) -> None:
    base, own = classes()
    use(base, own)
    one = own(name="a", parts=(1, 2))
    assert repr(one).endswith("Own(name='a', parts=(1, 2), size=1, more={})")
    assert [known.name for known in fields(one)] == ["name", "parts", "size", "more"]
    assert one == own(name="a", parts=(1, 2), more={"x": 1})
    assert one != own(name="b", parts=(1, 2))
    assert len({one, own(name="a", parts=(1, 2))}) == 1
    assert replace(one, size=5).size == 5
    assert one.more is not own(name="a").more
    with pytest.raises(ValueError, match="size"):
        own(name="a", size=-1)
    with pytest.raises(FrozenInstanceError):
        one.name = "b"
    with pytest.raises(TypeError):
        own("a")
    assert base(name="a") != one


@dataclass(frozen=True)
class Kept:
    """One that a pickle can name."""

    name: str


def test_a_pickle_needs_none_of_its_methods() -> None:
    made = object.__new__(Kept)
    made.__dict__["name"] = "a"
    again = pickle.loads(pickle.dumps(made))
    assert again.name == "a"
    assert again == Kept("a")


def test_own_methods_stay() -> None:
    @dataclass
    class Named:  # noqa: PLW1641 - that is what is tried
        """One with methods of its own."""

        name: str

        def __repr__(self) -> str:
            """Return its name."""
            return self.name

        def __eq__(self, other: object) -> bool:
            """Return that all are equal."""
            return isinstance(other, Named)

    assert repr(Named("a")) == "a"
    assert Named("a") == Named("b")
    assert Named.__hash__ is None
