"""Plain data becomes dataclasses, and every problem is named by its path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest

from widgets.engine.decode import decode
from widgets.engine.problems import Conflict, InvalidError, Problem, path_text
from widgets.engine.times import Duration


@dataclass(frozen=True)
class Cat:
    kind: Literal["cat"]
    lives: int = 9


@dataclass(frozen=True)
class Dog:
    kind: Literal["dog"]
    tricks: tuple[str, ...] = ()


@dataclass(frozen=True)
class House:
    name: str
    pets: tuple[Cat | Dog, ...] = ()
    from_: Duration | None = None
    open: bool = False
    doors: int = 1

    def __post_init__(self):
        if self.doors < 1:
            raise Conflict("doors", "at least one door", "add a door")


def test_fills_every_shape():
    house = decode(
        House,
        {"name": "Blue", "pets": [{"kind": "dog", "tricks": ["sit"]}, {"kind": "cat"}], "from": "2 working days"},
    )
    assert house == House("Blue", (Dog("dog", ("sit",)), Cat("cat", 9)), Duration(2, "working days"))


def test_reports_every_problem_at_once():
    with pytest.raises(InvalidError) as caught:
        decode(
            House,
            {"nmae": "Blue", "pets": [{"kind": "cta"}, {"kind": "cat", "lives": "many"}], "from": "soon", "open": 1},
        )
    assert caught.value.problems == [
        Problem(("nmae",), "unknown-key", "a known key", '"nmae"', 'did you mean "name"?'),
        Problem(("pets", 0, "kind"), "unknown-value", "cat or dog", '"cta"', 'did you mean "cat"?'),
        Problem(("pets", 1, "lives"), "wrong-type", "a whole number", '"many"'),
        Problem(("from",), "wrong-value", Duration.expected, '"soon"'),
        Problem(("open",), "wrong-type", "true or false", "1"),
    ]


def test_blames_one_key_for_a_contradiction():
    with pytest.raises(InvalidError) as caught:
        decode(House, {"name": "Blue", "doors": 0})
    assert caught.value.problems == [Problem(("doors",), "contradiction", "at least one door", "0", "add a door")]


@pytest.mark.parametrize(("kind", "value"), [(int, True), (str, 3), (bool, "true"), (House, []), (list[int], "12")])
def test_takes_no_type_for_another(kind, value):
    with pytest.raises(InvalidError):
        decode(kind, value)


def test_writes_paths_as_people_do():
    assert path_text(("events", 0, "end")) == "events[0].end"
    assert path_text(()) == "the whole input"
