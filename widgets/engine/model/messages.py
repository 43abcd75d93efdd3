"""What messages are made of: channels, kinds, tones, and parts with their wordings."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.engine.decode import Conflict


@dataclass(frozen=True)
class Limit:
    """How long a message on a channel should be: the aim, and from where on it is too long."""

    aim: int
    warn: int
    fail: int

    def __post_init__(self) -> None:
        """Refuse limits that are out of order."""
        if not 0 < self.aim <= self.warn <= self.fail:
            raise Conflict("fail", "aim, warn and fail in growing order", "give aim <= warn <= fail")


@dataclass(frozen=True)
class Channel:
    """A way to reach the other side."""

    id: str
    name: str
    subject: bool = False
    """Whether a message on it has a subject line."""
    office_hours: bool = False
    """Whether it is used in the other side's office hours only, as a call is."""
    words: Limit | None = None
    characters: Limit | None = None
    sentences: Limit | None = None


@dataclass(frozen=True)
class Layout:
    """The order of a message's parts, on the channels that it is made for."""

    channels: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]
    """The paragraphs, each a list of part ids; a part that has nothing to say is left out."""
    subject: tuple[str, ...] = ()
    """The part ids of which the first that can be said is the subject."""


@dataclass(frozen=True)
class MessageKind:
    """A kind of message, and how it is written."""

    id: str
    name: str
    purpose: str
    """What it is for, in one sentence."""
    layouts: tuple[Layout, ...] = ()
    """How it is written; on a channel without a layout it is checked, but not composed."""
    counts: bool = True
    """Whether it counts against the number of messages that are polite."""

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
    name: str


@dataclass(frozen=True)
class Wording:
    """One way to say a part; it can be used when all of its `{slots}` are known."""

    text: str
    tones: tuple[str, ...] = ()
    """The tones that it suits; empty means all."""
    late: bool | None = None
    """Whether it is for a message after its deadline, for one before, or (not given) for both."""


@dataclass(frozen=True)
class Part:
    """A piece of a message: what it does, and the ways to say it. The one that uses most facts is taken."""

    id: str
    does: str
    """What the part does for the message, in a few words."""
    wordings: tuple[Wording, ...]
