"""The JSON contract's inputs: the situation, the message and the four requests, as typed dataclasses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from widgets.engine.decode import Conflict
from widgets.engine.times import Day, Instant, When, Zone

Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
WEEKDAYS: tuple[Weekday, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Closed:
    """A stretch of days on which the other side is closed, both ends included."""

    from_: Day
    to: Day

    def __post_init__(self) -> None:
        """Refuse a stretch that ends before it begins."""
        if self.to.date < self.from_.date:
            raise Conflict("to", f"a day on or after {self.from_}")


@dataclass(frozen=True)
class Event:
    """One meeting that the reader follows up on."""

    with_: str = ""
    """Whom the reader met, as they would greet them."""
    contact: bool = False
    """Whether questions go to this person; one person is enough."""
    start: When | None = None
    end: When | None = None
    time_zone: Zone | None = None

    def __post_init__(self) -> None:
        """Refuse a meeting that ends before it starts, where both are told alike."""
        if self.start is None or self.end is None or self.start.whole_day or self.end.whole_day:
            return
        start, end = self.start.value, self.end.value
        if (start.tzinfo is None) == (end.tzinfo is None) and end < start:  # type: ignore[union-attr]
            raise Conflict("end", f"a time after the start, {start.isoformat(timespec='minutes')}")


@dataclass(frozen=True)
class Promise:
    """Something that one side said it would do."""

    by: Literal["me", "them"]
    what: str = ""
    due: When | None = None
    done: bool = False


@dataclass(frozen=True)
class Sent:
    """A message that the reader has sent, or a call that they have made."""

    kind: str
    channel: str
    at: When
    to: str = ""


@dataclass(frozen=True)
class Situation:
    """All that a reader tells; every key but `now` may be missing."""

    now: Instant
    my_time_zone: Zone | None = None
    their_time_zone: Zone | None = None
    weekend: tuple[Weekday, ...] | None = None
    """The days of the week on which nobody works there; not given means those of the guide's cadence."""
    region: str = ""
    holidays: tuple[Day, ...] = ()
    closed: tuple[Closed, ...] = ()
    events: tuple[Event, ...] = ()
    answer_by: When | None = None
    promises: tuple[Promise, ...] = ()
    sent: tuple[Sent, ...] = ()
    channels: tuple[str, ...] | None = None
    """The channels that may be used; not given means all."""
    status: str = ""
    """An id of the guide's statuses; not given means the guide's first."""
    recipient: str = ""
    recipient_role: str = ""
    expert_reader: bool = False
    organization: str = ""
    topic: str = ""
    my_name: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a week without a working day."""
        if self.weekend and set(self.weekend) == set(WEEKDAYS):
            raise Conflict("weekend", "at least one working day in the week")


@dataclass(frozen=True)
class Message:
    """A message as it would go out, to be checked."""

    kind: str
    channel: str
    body: str
    subject: str = ""
    sent_at: Instant | None = None
    """When it goes out; not given means the situation's `now`."""
    to: str = ""
    """To whom; not given means the situation's `recipient`."""


@dataclass(frozen=True)
class Other:
    """A message to another person, to hold this one against."""

    to: str
    body: str


@dataclass(frozen=True)
class ComposeRequest:
    """What `compose` takes."""

    situation: Situation
    kind: str
    channel: str
    tone: str = ""
    """An id of the guide's tones; not given means the guide's first."""
    wording: int = 0
    """Which choice of words: 0, 1, 2 …; it wraps around."""


@dataclass(frozen=True)
class CheckRequest:
    """What `check` takes."""

    situation: Situation
    message: Message
    others: tuple[Other, ...] = ()
    """Messages about the same event to other people; two that are too alike look careless."""


@dataclass(frozen=True)
class ScheduleRequest:
    """What `schedule` and `calendar` take."""

    situation: Situation
