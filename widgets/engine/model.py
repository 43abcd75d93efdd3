"""The Guide: the one typed model of a folder of rules. The loader fills it, pages show it, the engine obeys it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from widgets.engine.checks import Check
from widgets.engine.decode import Conflict
from widgets.engine.times import Clock, Duration

Severity = Literal["suggestion", "warning", "error"]
WidgetName = Literal["composer", "calculator"]


@dataclass(frozen=True)
class Parameter:
    """A number of the guide. Prose, checks and steps take it from here, so that they cannot disagree."""

    value: int | str
    """A whole number, or a duration such as `24 hours`, `3 days`, `2 working days`, `1 week`."""
    means: str
    """What the number says, in a few words."""
    source: str = ""
    """The id of the source that it comes from, if it comes from one."""


@dataclass(frozen=True)
class Field:
    """One fact that a reader can give: a question, an example, and where the answer stands in the contract."""

    id: str
    """The name by which message parts use it, as in `{detail}`."""
    ask: str
    """The question, as the form shows it."""
    path: str = ""
    """Where the answer stands in the situation (`recipient`, `events[0].end`); not given means `notes.<id>`."""
    type: Literal["text", "lines", "time", "day", "yes", "zone", "choice", "choices"] = "text"
    """What kind of answer: a line, several lines, a time, a day, a tick, a time zone, or one or some of a list."""
    choices: Literal["", "channels", "kinds", "statuses", "weekdays", "parties"] = ""
    """Which of the guide's lists a choice is made from."""
    example: str = ""
    """An answer as an example; together the examples are the worked example of the widgets."""
    hint: str = ""
    """A line of help under the question."""
    why: str = ""
    """Why this fact makes a message better; shown where it is missing."""
    optional: bool = True
    """Whether a good message can do without it; `compose` names the others as missing first."""


@dataclass(frozen=True)
class Group:
    """Fields that stand together in a form."""

    title: str
    fields: tuple[str, ...]
    more: bool = False
    """Whether the group is folded away at first."""
    repeat: str = ""
    """The situation's list that the group fills row by row: `events`, `promises` or `sent`."""
    add: str = ""
    """The label of the button that adds a row."""


@dataclass(frozen=True)
class WidgetText:
    """What a widget's page says around the form."""

    title: str
    summary: str
    body: str
    """Markdown under the widget."""
    form: tuple[Group, ...]


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
class MessageKind:
    """A kind of message, and the order of its parts."""

    id: str
    name: str
    purpose: str
    """What it is for, in one sentence."""
    layout: tuple[tuple[str, ...], ...] = ()
    """The body's paragraphs, each a list of part ids; empty where the composer does not write this kind yet."""
    subject: tuple[str, ...] = ()
    """The part ids of which the first that can be said is the subject."""
    counts: bool = True
    """Whether it counts against the number of messages that are polite."""


@dataclass(frozen=True)
class Tone:
    """A manner of speaking."""

    id: str
    name: str


@dataclass(frozen=True)
class Status:
    """How things stand."""

    id: str
    name: str
    ends: bool = False
    """Whether nothing more is to be sent, but for the kinds that it keeps."""
    keeps: tuple[str, ...] = ()
    """The message kinds that still make sense when it ends the rest."""
    note: str = ""
    """What the schedule says about it."""
    rule: str = ""
    """The rule that the note belongs to."""


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


@dataclass(frozen=True)
class Timing:
    """When a step is due, counted from an anchor."""

    after: Literal["event-end", "answer-by", "promise-due", "last-sent", "step"]
    """What it is counted from: the end of the event, the date of their decision, a promise's date, the last message
    that was sent since the event, another step."""
    opens: Duration
    best: Duration
    closes: Duration
    step: str = ""
    """For `after: step`, the id of that step; counted from its sending, or else from its best day."""

    def __post_init__(self) -> None:
        """Refuse a window that is out of order or mixes elapsed hours with days."""
        if (self.after == "step") != bool(self.step):
            raise Conflict("step", "a step's id with `after: step`, and only there")
        elapsed = {duration.elapsed for duration in (self.opens, self.best, self.closes) if duration.amount}
        if len(elapsed) > 1:
            raise Conflict("closes", "opens, best and closes all in hours, or all in days")
        if not self.opens.in_hours <= self.best.in_hours <= self.closes.in_hours:
            raise Conflict("closes", "a window that opens before its best moment and closes after it")


@dataclass(frozen=True)
class Step:
    """A dated recommendation that the rule adds to the schedule."""

    id: str
    kind: str
    channel: str
    timings: tuple[Timing, ...]
    """The first whose anchor is known is used."""
    why: str
    """The reason, for the reader; slots: `{anchor}`, `{to}`, `{what}`."""
    each: Literal["", "event", "my-promise", "their-promise"] = ""
    """One step for each of these; not given means one in all."""
    days: Literal["any", "working"] = "working"
    """Whether it may fall on a day off."""
    instead: tuple[str, ...] = ()
    """Other channels, the best first, for when `channel` may not be used; none means that the step is left out then."""
    unless: tuple[Literal["answer-by", "their-promise"], ...] = ()
    """It is not needed when the other side gave a date for its decision, or promised something."""
    late: Literal["send", "skip"] = "send"
    """What to do after it closed."""
    late_why: str = ""
    """The reason when it is late; slots as in `why`."""
    into: str = ""
    """The id of the step that takes its place when it is late and that one is due."""
    optional: bool = False


@dataclass(frozen=True)
class Note:
    """A sentence that the rule adds to every schedule."""

    message: str
    severity: Severity = "suggestion"


@dataclass(frozen=True)
class Example:
    """A message that shows the rule kept or broken; it is run through the checks, and the page shows what they say."""

    title: str
    body: str
    kind: str
    channel: str
    good: bool
    why: str
    """What to see in it."""
    subject: str = ""
    situation: dict[str, Any] = field(default_factory=dict)
    """Keys of the situation that differ from the guide's worked example."""
    finds: tuple[str, ...] = ()
    """The ids of the checks of this rule that must find something; empty for a good example."""

    def __post_init__(self) -> None:
        """Refuse a bad example that names no finding, and a good one that does."""
        if self.good == bool(self.finds):
            raise Conflict("finds", "the checks that find something in a bad example, and none in a good one")


@dataclass(frozen=True)
class Source:
    """Where a claim comes from."""

    id: str
    title: str
    by: str
    url: str
    says: str
    """What it says, with its limits."""


@dataclass(frozen=True)
class Rule:
    """One piece of advice: its text, its numbers, its checks and its steps."""

    id: str
    title: str
    summary: str
    """What to do and when, in one sentence."""
    why: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    body: str
    checklist: tuple[str, ...]
    """The lines of the one-page checklist."""
    parameters: dict[str, Parameter] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[Note, ...] = ()
    parts: tuple[Part, ...] = ()
    examples: tuple[Example, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Cadence:
    """What all steps share."""

    max_messages: int
    """How many messages that count may be sent after an event."""
    office_opens: Clock
    office_closes: Clock
    """The hours, in the other side's time zone, for channels that keep office hours."""
    remind_at: Clock
    """The time of day, there, at which a step is best done that is due on a day; calendars remind at it."""


@dataclass(frozen=True)
class Guide:
    """One guide: what it is about, the lists that its rules refer to, and the rules in their order."""

    id: str
    title: str
    summary: str
    audience: str
    body: str
    """Markdown of the overview page."""
    now: str
    """The moment of the worked example, with its offset."""
    fields: tuple[Field, ...]
    channels: tuple[Channel, ...]
    kinds: tuple[MessageKind, ...]
    tones: tuple[Tone, ...]
    statuses: tuple[Status, ...]
    cadence: Cadence
    composer: WidgetText
    calculator: WidgetText
    language: str = "en"
    """A BCP 47 tag: the language of the guide."""
    labels: dict[str, str] = field(default_factory=dict)
    """Every text that the widgets show; what a guide does not give comes from its language's own file."""
    lowercase: tuple[str, ...] = ()
    """Words that lose their capital when an answer moves into the middle of a sentence."""
    parts: tuple[Part, ...] = ()
    """Parts that belong to no rule, such as the greeting."""
    rules: tuple[Rule, ...] = ()

    @cached_property
    def all_parts(self) -> dict[str, Part]:
        """Return every part of the guide and of its rules by its id."""
        return {part.id: part for parts in (self.parts, *(rule.parts for rule in self.rules)) for part in parts}

    def channel(self, id_: str) -> Channel:
        """Return the channel of that id; KeyError where there is none."""
        return find(self.channels, id_)

    def kind(self, id_: str) -> MessageKind:
        """Return the message kind of that id; KeyError where there is none."""
        return find(self.kinds, id_)

    def rule(self, id_: str) -> Rule:
        """Return the rule of that id; KeyError where there is none."""
        return find(self.rules, id_)

    def status(self, id_: str) -> Status:
        """Return the status of that id, or the first where the id is empty; KeyError where there is none."""
        return find(self.statuses, id_) if id_ else self.statuses[0]


def find(things: tuple[Any, ...], id_: str) -> Any:
    """Return the thing of that id; KeyError where there is none."""
    for thing in things:
        if thing.id == id_:
            return thing
    raise KeyError(id_)
