"""The JSON contract's inputs: the situation, the message and the four requests, as typed dataclasses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from widgets.engine.problems import Conflict
from widgets.engine.times import Day, Instant, When, Zone

Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
WEEKDAYS: tuple[Weekday, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Closed:
    """A stretch of days on which the other side is closed, both ends included."""

    from_: Day
    """The first day."""
    to: Day | None = None
    """The last day; not given means that it is the first, too."""

    def __post_init__(self) -> None:
        """Refuse a stretch that ends before it begins."""
        if self.last < self.from_.date:
            raise Conflict("to", f"a day on or after {self.from_}")

    @property
    def last(self) -> date:
        """Return the last day."""
        return (self.to or self.from_).date


@dataclass(frozen=True)
class Event:
    """One meeting that the reader follows up on."""

    with_: str = ""
    """Whom the reader met, as they would greet them."""
    contact: bool = False
    """Whether questions go to this person; one person is enough."""
    start: When | None = None
    """When it began; a time without an offset is the wall clock in `time_zone`."""
    end: When | None = None
    """When it ended; not given means the start. A bare day ends as it does there."""
    time_zone: Zone | None = None
    """Where the clock of `start` and `end` stands; not given means `their_time_zone`."""
    notes: dict[str, str] = field(default_factory=dict)
    """What was said with this person, by field id; in a message to them it goes before the situation's `notes`."""

    def __post_init__(self) -> None:
        """Refuse a meeting that ends before it starts, where both are told alike."""
        start, end = self.start and self.start.value, self.end and self.end.value
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            return
        if (start.tzinfo is None) == (end.tzinfo is None) and end < start:
            raise Conflict("end", f"a time after the start, {start.isoformat(timespec='minutes')}")


@dataclass(frozen=True)
class Promise:
    """Something that one side said it would do."""

    by: Literal["me", "them"]
    """Who promised it: the reader or the other side."""
    what: str = ""
    """What was promised, in a few words."""
    due: When | None = None
    """By when."""
    done: bool = False
    """Whether it has been kept."""


@dataclass(frozen=True)
class Sent:
    """A message that the reader has sent, or a call that they have made."""

    kind: str
    """The id of a message kind; a call is of the kind that it asked about."""
    channel: str
    """The id of a channel."""
    at: When
    """When, on the reader's clock if it has no offset."""
    to: str = ""
    """To whom; not given means to everybody."""


@dataclass(frozen=True)
class Situation:
    """All that a reader tells; every key but `now` may be missing."""

    now: Instant
    """The moment of the question, with its offset. It is always given, never read from a clock."""
    my_time_zone: Zone | None = None
    """Where the reader is; not given means `their_time_zone`."""
    their_time_zone: Zone | None = None
    """Where working days and office hours count; not given means `my_time_zone`."""
    weekend: tuple[Weekday, ...] | None = None
    """The days of the week on which nobody works there; not given means those of the region, else of the cadence."""
    region: str = ""
    """A country or a part of one, as a code such as `DE` or `DE-BE`: its public holidays are days off. Where none are
    known, or not for these years, the schedule says so and counts none."""
    holidays: tuple[Day, ...] = ()
    """Further days off."""
    closed: tuple[Closed, ...] = ()
    """Stretches of days on which the other side is closed."""
    events: tuple[Event, ...] = ()
    """The meetings that the reader follows up on."""
    answer_by: When | None = None
    """The day, or time, that the other side gave for its decision."""
    promises: tuple[Promise, ...] = ()
    """What either side said it would do."""
    sent: tuple[Sent, ...] = ()
    """What the reader has sent already."""
    channels: tuple[str, ...] | None = None
    """The channels that may be used; not given means all."""
    status: str = ""
    """An id of the guide's statuses; not given means the guide's first."""
    recipient: str = ""
    """Whom the message is for, as the reader would greet them."""
    recipient_role: str = ""
    """What the recipient does."""
    expert_reader: bool = False
    """Whether the recipient knows the terms of the trade."""
    organization: str = ""
    """The place, firm or body."""
    topic: str = ""
    """What it is about, in the words of the guide's own field."""
    my_name: str = ""
    """The reader's name."""
    notes: dict[str, str] = field(default_factory=dict)
    """The answers to the guide's own fields, by field id."""

    def __post_init__(self) -> None:
        """Refuse a week without a working day."""
        if self.weekend and set(self.weekend) == set(WEEKDAYS):
            raise Conflict("weekend", "at least one working day in the week")


@dataclass(frozen=True)
class Message:
    """A message as it would go out, to be checked."""

    kind: str
    """The id of a message kind."""
    channel: str
    """The id of a channel."""
    body: str
    """The text."""
    subject: str = ""
    """The subject line, on a channel that has one."""
    sent_at: Instant | None = None
    """When it goes out; not given means the situation's `now`."""
    to: str = ""
    """To whom; not given means the situation's `recipient`."""


@dataclass(frozen=True)
class Other:
    """A message to another person, to hold this one against."""

    to: str
    """To whom it goes."""
    body: str
    """Its text."""


@dataclass(frozen=True)
class Ignored:
    """A finding that the reader does not want to hear of again."""

    check: str
    """The id of the check."""
    text: str = ""
    """The words that it found, as the finding had them."""


@dataclass(frozen=True)
class ComposeRequest:
    """What `compose` takes."""

    situation: Situation
    """What the reader tells."""
    kind: str
    """The id of a message kind that the guide has a layout for."""
    channel: str
    """The id of a channel of that layout."""
    tone: str = ""
    """An id of the guide's tones; not given means the guide's first."""
    wording: int = 0
    """Which choice of words: 0, 1, 2 …; it wraps around."""
    others: tuple[Other, ...] = ()
    """Messages about the same event to other people, for the check of this one."""
    ignored: tuple[Ignored, ...] = ()
    """Findings to leave out of the check of this one."""


@dataclass(frozen=True)
class CheckRequest:
    """What `check` takes."""

    situation: Situation
    """What the reader tells."""
    message: Message
    """The message to check."""
    others: tuple[Other, ...] = ()
    """Messages about the same event to other people; two that are too alike look careless."""
    ignored: tuple[Ignored, ...] = ()
    """Findings to leave out, each once: the answer lists them apart, and the verdicts do not count them."""


@dataclass(frozen=True)
class ScheduleRequest:
    """What `schedule` and `calendar` take."""

    situation: Situation
    """What the reader tells."""
