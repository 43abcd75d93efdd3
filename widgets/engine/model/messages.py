"""What messages are made of: channels, kinds, tones, and parts with their wordings."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.engine.problems import Conflict


@dataclass(frozen=True)
class Limit:
    """How long a message on a channel should be: the aim, and from where on it is too long."""

    aim: int
    """A good length."""
    warn: int
    """Longer than this is a warning."""
    fail: int
    """Longer than this is an error."""

    def __post_init__(self) -> None:
        """Refuse limits that are out of order."""
        if not 0 < self.aim <= self.warn <= self.fail:
            key = "aim" if self.aim < 1 else "warn" if self.aim > self.warn else "fail"
            got = f"aim {self.aim}, warn {self.warn}, fail {self.fail}"
            raise Conflict(
                key,
                "aim, warn and fail over 0, each at least as large as the one before",
                "give numbers that grow",
                got,
            )


@dataclass(frozen=True)
class Channel:
    """A way to reach the other side."""

    id: str
    """A name for references, such as `email`."""
    name: str
    """What readers call it."""
    subject: bool = False
    """Whether a message on it has a subject line."""
    office_hours: bool = False
    """Whether it is used in the other side's office hours only, as a call is."""
    words: Limit | None = None
    """How many words a message should have."""
    characters: Limit | None = None
    """How many characters a message should have."""
    sentences: Limit | None = None
    """How many sentences a message should have."""


@dataclass(frozen=True)
class Layout:
    """The order of a message's parts, on the channels that it is made for."""

    channels: tuple[str, ...]
    """The ids of the channels."""
    body: tuple[tuple[str, ...], ...]
    """The paragraphs, each a list of part ids; a part that has nothing to say is left out. After a part that ends with
    a comma the sentence goes on; one that ends with a colon is said only where another follows it."""
    subject: tuple[str, ...] = ()
    """The part ids of which the first that can be said is the subject."""
    outline: bool = False
    """Whether the paragraphs are the points of a list, as for a call, each on a line of its own."""
    shortens: tuple[str, ...] = ()
    """The part ids which, in this order, take wordings with fewer facts while the message is over the channel's
    `warn`."""
    drops: tuple[str, ...] = ()
    """The part ids that are left out after that, in this order, while it is still too long; where there is room
    again, the last comes back first."""


@dataclass(frozen=True)
class MessageKind:
    """A kind of message, and how it is written."""

    id: str
    """A name for references, such as `reminder`."""
    name: str
    """What readers call it."""
    purpose: str
    """What it is for, in one sentence."""
    layouts: tuple[Layout, ...] = ()
    """How it is written; on a channel without a layout it is checked, but not composed."""
    counts: bool = True
    """Whether it counts against the number of messages that are polite."""
    needs: tuple[str, ...] = ()
    """The ids of the fields that it is about; `compose` names them first where they are missing."""

    def layout(self, channel: str) -> Layout | None:
        """Return how it is written on a channel, or None."""
        return next((layout for layout in self.layouts if channel in layout.channels), None)

    @property
    def written_on(self) -> list[str]:
        """Return the ids of the channels on which it can be composed."""
        return [channel for layout in self.layouts for channel in layout.channels]


@dataclass(frozen=True)
class Tone:
    """A manner of speaking."""

    id: str
    """A name for references."""
    name: str
    """What readers call it."""


@dataclass(frozen=True)
class Wording:
    """One way to say a part; it can be used when all of its `{slots}` are known."""

    text: str
    """The words, with slots such as `{detail}`: the id of a field whose answer is words, with its shape where the field
    has several, or a slot that the situation gives, such as `{event_day}`."""
    tones: tuple[str, ...] = ()
    """The tones that it suits; empty means all."""
    late: bool | None = None
    """Whether it is for a message after its deadline, for one before, or (not given) for both."""
    statuses: tuple[str, ...] = ()
    """How things must stand for it; empty means that it does not matter. Where one that names the status can be said,
    those that name none are left aside."""


@dataclass(frozen=True)
class Part:
    """A piece of a message: what it does, and the ways to say it.

    The one that uses most facts is taken, of several with as many that which stands first; those with the same facts
    take turns.
    """

    id: str
    """A name by which layouts place it."""
    does: str
    """What the part does for the message, in a few words."""
    wordings: tuple[Wording, ...]
    """The ways to say it; give one without slots where something can be said without any fact."""
