"""The picture of the rooms is what the imports are, and they go one way."""

from __future__ import annotations

from graphlib import TopologicalSorter

from tests.architecture import PICTURE, ROOMS, arrows, draw, graph, rooms


def test_the_picture_is_true() -> None:
    assert PICTURE.read_text("utf-8") == draw(), "run `make architecture`"


def test_no_module_imports_itself_by_a_detour() -> None:
    # A circle raises CycleError, which names it.
    assert set(TopologicalSorter(graph()).static_order()) == set(graph())


def test_every_room_is_lived_in_and_no_two_need_each_other() -> None:
    modules = graph()
    assert set(rooms(modules).values()) == set(ROOMS)
    found = arrows(modules)
    assert not {(target, source) for source, target in found} & found
