"""The whole guide, and how to find a thing in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from widgets.engine.model.forms import Field, WidgetText
from widgets.engine.model.grammar import Grammar
from widgets.engine.model.language import Negation, Vocabulary
from widgets.engine.model.messages import Channel, MessageKind, Part, Tone
from widgets.engine.model.plan import Cadence, Status, Step
from widgets.engine.model.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol, TypeVar

    class Named(Protocol):
        """What has an id."""

        @property
        def id(self) -> str:
            """Return it."""

    One = TypeVar("One", bound=Named)


@dataclass(frozen=True)
class Guide:
    """One guide: what it is about, the lists that its rules refer to, and the rules in their order."""

    id: str
    """A short name for the guide, such as `after-a-talk`; it goes into calendars and file names."""
    title: str
    """The guide's title."""
    summary: str
    """What the guide is for, in one sentence."""
    audience: str
    """Whom it is for."""
    body: str
    """Markdown of the overview page."""
    now: str
    """The moment of the worked example, with its offset."""
    fields: tuple[Field, ...]
    """Every fact that a reader can give. A form shows those that it names."""
    channels: tuple[Channel, ...]
    """The ways to reach the other side; the first is the usual one."""
    kinds: tuple[MessageKind, ...]
    """The kinds of message; the composer offers those with a layout, in this order."""
    tones: tuple[Tone, ...]
    """The manners of speaking; the first is the usual one."""
    statuses: tuple[Status, ...]
    """How things can stand; the first holds where the reader says nothing."""
    cadence: Cadence
    """What all steps share."""
    composer: WidgetText
    """The page of the composer."""
    calculator: WidgetText
    """The page of the calculator."""
    language: str = "en"
    """A BCP 47 tag: the language of the guide."""
    labels: dict[str, str] = field(default_factory=dict)
    """Every text that the widgets show; what a guide does not give comes from its language's own file."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    """Words of the guide's language that say little by themselves."""
    negation: Negation = field(default_factory=Negation)
    """How the guide's language says no."""
    grammar: Grammar = field(default_factory=Grammar)
    """What the composer must know of the language."""
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

    def called(self, step: Step) -> str:
        """Return what a step is called: by its own name, or else by that of its message kind."""
        return step.name or self.kind(step.kind).name

    def rule(self, id_: str) -> Rule:
        """Return the rule of that id; KeyError where there is none."""
        return find(self.rules, id_)

    def status(self, id_: str) -> Status:
        """Return the status of that id, or the first where the id is empty; KeyError where there is none."""
        return find(self.statuses, id_) if id_ else self.statuses[0]


def find(things: Iterable[One], id_: str) -> One:
    """Return the thing of that id; KeyError where there is none."""
    for thing in things:
        if thing.id == id_:
            return thing
    raise KeyError(id_)
