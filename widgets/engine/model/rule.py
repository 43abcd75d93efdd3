"""One rule: its text, its numbers, its checks, its steps, its examples and its sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from widgets.engine.checks import Check
from widgets.engine.model.messages import Part
from widgets.engine.model.plan import Note, Step
from widgets.engine.problems import Conflict, either


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
class Example:
    """A message that shows the rule kept or broken; it is run through the checks, and the page shows what they say."""

    title: str
    """What is special about it, in a few words."""
    body: str
    """The text of the message."""
    kind: str
    """The id of the message kind."""
    channel: str
    """The id of its channel."""
    good: bool
    """Whether it keeps the rule."""
    why: str
    """What to see in it."""
    subject: str = ""
    """Its subject line, where its channel has one."""
    situation: dict[str, Any] = field(default_factory=dict)
    """Keys of the situation that differ from the guide's worked example."""
    finds: tuple[str, ...] = ()
    """The ids of the checks of this rule that must find something; empty for a good example."""

    def __post_init__(self) -> None:
        """Refuse a bad example that names no finding, and a good one that does."""
        if self.good == bool(self.finds):
            expected = "no checks in a good example" if self.good else "the checks that find something in a bad example"
            fix = "delete the line, or write good: false" if self.good else "add finds: […], or write good: true"
            raise Conflict("finds", expected, fix, either(self.finds) if self.finds else "")


@dataclass(frozen=True)
class Source:
    """Where a claim comes from."""

    id: str
    """A name by which parameters refer to it."""
    title: str
    """The title of the page, book or paper."""
    by: str
    """Who wrote or published it, and when."""
    url: str
    """Its address."""
    says: str
    """What it says, with its limits."""
    kind: Literal["study", "poll", "figures", "advice", "reference"] | None = None
    """How far it can be trusted: a `study` by researchers, a `poll` or `figures` that a firm made and published itself,
    `advice` from people of the trade, or a `reference` for a limit or a definition. The page says it."""


@dataclass(frozen=True)
class Question:
    """What readers ask about a rule."""

    ask: str
    """The question, in the words in which people ask it."""
    answer: str
    """The answer, which says first what to do; Markdown."""


@dataclass(frozen=True)
class Rule:
    """One piece of advice: its text, its numbers, its checks and its steps."""

    id: str
    """The rule's name in addresses and references, such as `promises`. Keep it once published."""
    title: str
    """The advice in a few words, as a heading."""
    summary: str
    """What to do and when, in two lines at most: the first thing that the page says."""
    why: str
    """Why it matters; Markdown."""
    do: tuple[str, ...]
    """What to do, a line each; Markdown."""
    avoid: tuple[str, ...]
    """What not to do, a line each; Markdown."""
    body: str
    """The text of the page: how to do it; Markdown with headings from `##` on."""
    checklist: tuple[str, ...]
    """The lines of the one-page checklist."""
    parameters: dict[str, Parameter] = field(default_factory=dict)
    """The rule's numbers by name. Texts of this rule use them as `{{ name }}`, other texts as `{{ rule_id.name }}`."""
    checks: tuple[Check, ...] = ()
    """What can be checked in a message."""
    steps: tuple[Step, ...] = ()
    """What the rule adds to the schedule."""
    notes: tuple[Note, ...] = ()
    """Sentences that every schedule says."""
    parts: tuple[Part, ...] = ()
    """Pieces of messages that the rule asks for; the layouts of the message kinds say where they stand."""
    examples: tuple[Example, ...] = ()
    """Whole messages that keep the rule or break it, at least one of each where the rule has checks."""
    questions: tuple[Question, ...] = ()
    """What readers ask about it, with answers."""
    evidence: str = ""
    """How well founded the rule is, and what nobody knows; Markdown."""
    sources: tuple[Source, ...] = ()
    """Where the rule's claims come from."""
