"""The picture of the rooms is what the imports are, and they go one way."""

from __future__ import annotations

from graphlib import TopologicalSorter

from tests.architecture import PICTURE, ROOMS, SHARED, draw, graph, needs, rooms


def test_the_picture_is_true() -> None:
    assert PICTURE.read_text("utf-8") == draw(), "run `make architecture`"


def test_no_module_imports_itself_by_a_detour() -> None:
    # A circle raises CycleError, which names it.
    assert set(TopologicalSorter(graph()).static_order()) == set(graph())


def test_every_room_is_lived_in_and_rooms_need_each_other_one_way_only() -> None:
    modules = graph()
    assert set(rooms(modules).values()) == {*ROOMS, SHARED}
    assert set(TopologicalSorter(needs(modules)).static_order()) == {*ROOMS, SHARED}


def test_what_rooms_share_needs_none_of_them() -> None:
    assert needs(graph())[SHARED] == {"engine"}
