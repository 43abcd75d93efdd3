"""What all checks share: their common keys, what they are given, and what they report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from widgets.engine.lateness import is_late

if TYPE_CHECKING:
    from datetime import datetime

    from widgets.engine.contract import Message, Other, Situation
    from widgets.engine.model import Channel, Guide
    from widgets.engine.prose import PartName, Prose


@dataclass(frozen=True)
class Context:
    """A message under check, with everything that a check may ask about it."""

    guide: Guide
    situation: Situation
    message: Message
    channel: Channel
    parts: dict[PartName, Prose]
    """The message's parts by name: `body`, and `subject` where the channel has one."""
    facts: dict[str, str]
    """What the reader told, by field id."""
    sent_at: datetime
    """When the message goes out, in UTC."""
    others: tuple[Other, ...] = ()
    """Messages to other people about the same event."""

    @property
    def body(self) -> Prose:
        """Return the body."""
        return self.parts["body"]

    @cached_property
    def late(self) -> bool:
        """Return whether the message goes out after its time."""
        return is_late(self.guide, self.situation, self.message.kind, self.sent_at, self.message.to)


@dataclass(frozen=True)
class Hit:
    """A place where a check finds something; positions count code points of that part's `plain` text."""

    part: PartName = "body"
    start: int = 0
    end: int = 0
    severity: Literal["suggestion", "warning", "error"] | None = None
    """Where it differs from the check's own."""
    words: dict[str, object] = field(default_factory=dict)
    """Values for the slots of the check's message and fix."""


@dataclass(frozen=True)
class Case:
    """A message to try a check on, where more than its body matters."""

    body: str = ""
    """The text."""
    subject: str = ""
    """The subject line."""
    kind: str = ""
    """The message kind; not given means the first that the check applies to."""
    channel: str = ""
    """The channel; not given means the first that the check applies to."""
    situation: dict[str, Any] = field(default_factory=dict)
    """Keys of the situation that differ from the guide's worked example."""
    others: tuple[dict[str, Any], ...] = ()
    """Messages to other people, each with `to` and `body`."""


@dataclass(frozen=True, kw_only=True)
class BaseCheck:
    """A machine-checkable statement of a rule."""

    reads: ClassVar[bool] = False
    """Whether it needs a text in the guide's language; such a check says nothing about a text in another one."""

    id: str
    """A name for the flaw, such as `generic-opening`."""
    message: str
    """What is wrong, for the reader."""
    fix: str
    """How to mend it."""
    severity: Literal["suggestion", "warning", "error"] = "warning"
    """How weighty a finding is: the rule counts as kept with a suggestion, nearly kept with a warning, not kept
    with an error."""
    kinds: tuple[str, ...] = ()
    """The message kinds that it applies to; empty means all."""
    channels: tuple[str, ...] = ()
    """The channels that it applies to; empty means all."""
    not_at: tuple[str, ...] = ()
    """The statuses at which it says nothing: whoever has an offer may speak of the first day."""
    from_words: int = 0
    """It says nothing about a message with fewer words in its sentences; greeting and signature do not count."""
    when_late: bool = True
    """Whether it also speaks of a message that goes out after its time."""
    passes: tuple[str | Case, ...] = ()
    """Messages in which it must find nothing, tried at every build: a body, or a case with more."""
    fails: tuple[str | Case, ...] = ()
    """Messages in which it must find something, tried at every build: a body, or a case with more."""

    def applies(self, context: Context) -> bool:
        """Return whether it says anything about messages like this one."""
        message = context.message
        return (
            (not self.kinds or message.kind in self.kinds)
            and (not self.channels or message.channel in self.channels)
            and context.situation.status not in self.not_at
            and (not self.from_words or context.body.text.said >= self.from_words)
            and (self.when_late or not context.late)
            and (not self.reads or context.body.in_language)
        )

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every place where the flaw stands."""
        raise NotImplementedError
