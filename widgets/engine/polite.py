"""What politeness leaves out before any day is named: doubles, what meets another message, what would be too much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.engine.model import Guide
    from widgets.engine.window import Window


def doubled(window: Window, windows: Sequence[Window]) -> bool:
    """Return whether an earlier step asks the same on the same channel, as where a step had to change its channel."""
    for other in windows:
        if other is window or other.key == window.key:
            return False
        alike = not other.step.each and other.step.kind == window.step.kind and other.channel == window.channel
        elsewhere = other.sent is not None and other.sent.channel != window.channel
        if alike and not (elsewhere or window.step.each or other.refused or other.needless):
            return True
    return False


def met(window: Window, windows: Sequence[Window], best: Callable[[Window], datetime]) -> Window | None:
    """Return the window that a step meets and goes into: one that has opened by its best day, or is done; else None."""
    for other in windows:
        if window.step.meets == other.step.id and not other.refused and not other.needless:
            return other if other.sent or best(window) >= other.opens else None
    return None


def together(window: Window, windows: Sequence[Window], best: Callable[[Window], datetime]) -> Window | None:
    """Return the reminder that takes in one of the same day, since one message asks for both; else None.

    It is the one that was to come first, which also keeps its room the longest.
    """
    for other in sorted(windows, key=lambda one: one.best):
        if other is window or other.key == window.key or window.step.each != "their-promise":
            return None
        if other.step.id == window.step.id and not other.done and best(other) == best(window):
            return other
    return None


def with_room(guide: Guide, windows: Sequence[Window], left: int) -> list[tuple[str, int]]:
    """Return the keys of the questions for which there is room, the weightiest first.

    What is optional yields first, then what may go into another question, then what repeats one, then the promises of
    the other side, the later ones before the earlier.
    """
    asking = [
        window
        for window in windows
        if guide.kind(window.step.kind).counts
        and not (window.done or window.refused or window.needless)
        and not doubled(window, windows)
        and not met(window, windows, lambda one: one.best)
        and not together(window, windows, lambda one: one.best)
    ]
    asking.sort(key=weight)
    return [window.key for window in asking[:left]]


def weight(window: Window) -> tuple[bool, bool, bool, bool, datetime]:
    """Return what questions are ordered by, the weightiest first."""
    step = window.step
    return step.optional, bool(step.meets), window.timing.after == "step", bool(step.each), window.best
