"""A step with the time in which it is due in one situation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.engine.contract import Sent
    from widgets.engine.counting import Anchor, Times
    from widgets.engine.model import Rule, Step, Timing
    from widgets.engine.subjects import Subject


@dataclass(frozen=True)
class Window:
    """The time in which a step is due; all moments in UTC."""

    rule: Rule
    step: Step
    channel: str
    subject: Subject
    timing: Timing
    anchor: Anchor
    times: Times
    refused: bool = False
    """Whether none of its channels may be used."""
    needless: str = ""
    """The condition of `unless` that makes it needless, or an empty text."""
    sent: Sent | None = None
    """The message by which the reader has done it."""

    @property
    def unit(self) -> str:
        """Return what its time is counted in: `moment`, `day` or `office`."""
        return self.times.unit

    @property
    def opens(self) -> datetime:
        """Return from when on it is due."""
        return self.times.opens

    @property
    def best(self) -> datetime:
        """Return the best moment for it."""
        return self.times.best

    @property
    def closes(self) -> datetime:
        """Return until when it is due."""
        return self.times.closes

    @property
    def key(self) -> tuple[str, int]:
        """Return what tells it from the other windows, whatever time it is."""
        return self.step.id, self.subject.number

    @property
    def id(self) -> str:
        """Return the step's id, with a number from the second of its sort, or from the second round, on."""
        number = self.subject.number + self.subject.round
        return self.step.id + (f"-{number + 1}" if number else "")

    @property
    def done(self) -> bool:
        """Return whether the reader has done it."""
        return self.sent is not None or (self.subject.promise is not None and self.subject.promise.done)
