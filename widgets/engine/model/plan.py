"""What schedules are made of: steps, their timings, the cadence that they share, and how things stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any, Literal

from widgets.engine.contract import WEEKDAYS, Weekday
from widgets.engine.patterns import Pattern
from widgets.engine.problems import Conflict
from widgets.engine.times import Clock, Duration


@dataclass(frozen=True)
class Timing:
    """When a step is due, counted from an anchor."""

    after: Literal["event-end", "answer-by", "promise-due", "last-sent", "last-question", "step", "now"]
    """What it is counted from: the end of the event, the date of their decision, a promise's date, the last message
    that was sent since the event, the last message that asks for something and was sent or is still to be, another
    step, the moment at which the reader asks."""
    opens: Duration
    """From when on."""
    best: Duration
    """The best time."""
    closes: Duration
    """Until when."""
    step: str = ""
    """For `after: step`, the id of that step; counted from its sending, or else from its best day."""
    why: str = ""
    """The reason where this timing applies, in place of the step's own; slots as there."""
    late_why: str = ""
    """The same for when it is late."""
    at_most: Duration | None = None
    """Another measure for `closes`; the shorter one counts, as in 5 days, but 4 working days at most."""
    over: Duration | None = None
    """How long after the anchor a late step is given up; not given means never."""
    holds: Duration | None = None
    """How long after the day by which the other side said that they would decide or be in touch it opens, if that is
    later. Not given means that it does not wait for it."""

    def __post_init__(self) -> None:
        """Refuse a window that is out of order or mixes elapsed hours with days."""
        if (self.after == "step") != bool(self.step):
            fix = "name the step" if self.after == "step" else "write after: step, or delete this line"
            raise Conflict("step", "the id of a step where after is step, and only there", fix)
        for key in ("at_most", "over", "holds"):
            limit = getattr(self, key)
            if limit and (limit.elapsed or self.closes.elapsed or limit.amount < 0):
                raise Conflict(key, "a time in days, in a window in days", "count in days, or delete it", str(limit))
        told = f"opens {self.opens}, best {self.best}, closes {self.closes}"
        durations = {"opens": self.opens, "best": self.best, "closes": self.closes}
        elapsed = {key: duration.elapsed for key, duration in durations.items() if duration.amount}
        if len(set(elapsed.values())) > 1:
            odd = [key for key, value in elapsed.items() if [*elapsed.values()].count(value) == 1]
            expected, fix = "opens, best and closes all in hours, or all in days", "write all three in the same unit"
            raise Conflict(odd[-1], expected, fix, told)
        if not self.opens.in_hours <= self.best.in_hours <= self.closes.in_hours:
            key = "best" if self.opens.in_hours <= self.closes.in_hours else "closes"
            raise Conflict(key, "opens, best and closes in this order", "let the best moment lie between them", told)


@dataclass(frozen=True)
class StepCase:
    """A worked situation: what becomes of the step in it."""

    title: str
    """The situation in a few words, for the page."""
    situation: dict[str, Any]
    """Keys of the situation that differ from the guide's worked example."""
    status: Literal["due", "upcoming", "late", "done", "skipped", "absent"]
    """What the step is then; `absent` where the schedule does not have it."""
    best: str = ""
    """The day on which it is best done, if that is part of the case."""


@dataclass(frozen=True)
class Step:
    """A dated recommendation that the rule adds to the schedule."""

    id: str
    """A name for references and calendars."""
    kind: str
    """The id of the message kind."""
    channel: str
    """The id of the channel to use."""
    timings: tuple[Timing, ...]
    """The first whose anchor is known is used."""
    why: str
    """The reason, for the reader; slots: `{anchor}`, `{closes}`, `{to}`, `{what}`. What was moved is added to it."""
    name: str = ""
    """What it is called, where the name of its kind does not fit."""
    each: Literal["", "event", "my-promise", "their-promise"] = ""
    """One step for each of these; not given means one in all."""
    days: Literal["any", "working"] = "working"
    """Whether it may fall on a day off."""
    instead: tuple[str, ...] = ()
    """Other channels, the best first, for when `channel` may not be used; none means that the step is left out then."""
    also: tuple[str, ...] = ()
    """Further channels on which a message of its kind has done it too."""
    when: tuple[str, ...] = ()
    """The statuses in which there is such a step, even if they end the rest; not given means all that end nothing."""
    unless: tuple[Literal["answer-by", "their-promise", "in-touch", "further-event"], ...] = ()
    """It is not needed when the other side gave a date for its decision, promised something for a day, said that they
    will be in touch without naming one, or when a further event is to come. With `further-event` it is a step for each
    round. A question about a promise of theirs is needless with `answer-by` only where the promise is to be in touch
    and its time is over no sooner than that date."""
    late: Literal["send", "skip"] = "send"
    """What to do after it closed."""
    late_why: str = ""
    """The reason when it is late, whether to send it all the same or to leave it out; slots as in `why`."""
    into: str = ""
    """The id of the step that takes its place when it is late and the best day of that one has come."""
    meets: str = ""
    """The id of the step that takes its place when it would come no sooner than that one opens."""
    recalls: bool = False
    """Whether its reason names what they promised without a day, to be asked about in the same message."""
    last: bool = False
    """Whether nothing more is sent once it has been done, but for the reader's own promises."""
    optional: bool = False
    """Whether it may be left out; it yields first when there would be too many messages."""
    cases: tuple[StepCase, ...] = ()
    """Worked situations, tried at every build and shown on the rule's page."""


@dataclass(frozen=True)
class Note:
    """A sentence that the rule adds to every schedule."""

    message: str
    """The sentence."""
    severity: Literal["suggestion", "warning", "error"] = "suggestion"
    """How weighty it is."""


@dataclass(frozen=True)
class Status:
    """How things stand."""

    id: str
    """A name for references."""
    name: str
    """The answer, as the reader would give it."""
    ends: bool = False
    """Whether nothing more is to be sent, but for the kinds that it keeps."""
    keeps: tuple[str, ...] = ()
    """The message kinds that still make sense when it ends the rest."""
    renewed: bool = False
    """Whether an event that is still to come begins everything anew, so that only what belongs to earlier ones ends."""
    note: str = ""
    """What the schedule says about it."""
    rule: str = ""
    """The rule that the note belongs to."""


@dataclass(frozen=True)
class Cadence:
    """What all steps share."""

    max_messages: int
    """How many messages that count may be sent after an event."""
    office_opens: Clock
    """From when on the other side can be called."""
    office_closes: Clock
    """The hours, in the other side's time zone, for channels that keep office hours."""
    remind_at: Clock
    """The time of day, there, at which a step is best done that is due on a day; calendars remind at it."""
    quiet_from: Clock = Clock(time(22))  # noqa: RUF009 - it is frozen
    """When the reader's night begins, on the reader's clock; no best time falls into it where another hour will do."""
    quiet_until: Clock = Clock(time(8))  # noqa: RUF009
    """When it ends."""
    apart: Duration = Duration(1, "days")  # noqa: RUF009 - it is frozen
    """How much time lies between two messages that ask for something, at least."""
    weekend: tuple[Weekday, ...] = ("Sat", "Sun")
    """The days off of a week, where the reader names no others."""
    in_touch: tuple[Pattern, ...] = ()
    """What a promise of theirs says when it means that they will be in touch."""

    def __post_init__(self) -> None:
        """Refuse a cadence that leaves no time to do anything in."""
        if self.max_messages < 1:
            raise Conflict("max_messages", "at least 1", "allow one message or more")
        if self.quiet_from.time <= self.quiet_until.time:
            expected = f"a time after the night has ended at {self.quiet_until}"
            raise Conflict("quiet_from", expected, "give the evening here, with the hours from 00 to 23")
        if self.apart.elapsed or self.apart.amount < 1:
            raise Conflict("apart", "one day or more", "count in days", str(self.apart))
        if self.office_closes.time <= self.office_opens.time:
            expected = f"a time after the office opens at {self.office_opens}"
            raise Conflict("office_closes", expected, "give the later time here, with the hours from 00 to 23")
        if set(self.weekend) == set(WEEKDAYS):
            raise Conflict("weekend", "at least one working day in the week", "leave a day out")
