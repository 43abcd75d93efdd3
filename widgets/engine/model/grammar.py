"""How answers are read before they go into a message: data of the guide's language, so that no code knows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from widgets.engine.patterns import Pattern
from widgets.engine.problems import Conflict


@dataclass(frozen=True)
class Reading:
    """One way to tell what an answer is, such as a phrase or a whole clause; the first reading that fits decides."""

    shape: str
    """What the answer is then: a name such as `clause`, by which fields say what they can use."""
    fields: tuple[str, ...] = ()
    """The ids of the fields whose answers it reads; empty means all."""
    begins: tuple[Pattern, ...] = ()
    """The answer begins with one of these; none means that any beginning will do."""
    holds: tuple[Pattern, ...] = ()
    """One of these stands in the answer."""
    unless: tuple[Pattern, ...] = ()
    """None of these stands in the answer."""
    until: tuple[Pattern, ...] = ()
    """`holds` and `unless` look only at the words before the first of these, which opens a clause of its own."""
    becomes: str = "{answer}"
    """The words that go into the message, with `{answer}` for the answer, as in `experience in {answer}`."""

    def __post_init__(self) -> None:
        """Refuse to lose the answer."""
        if "{answer}" not in self.becomes:
            raise Conflict("becomes", "text with the slot {answer}", "write {answer} where the answer stands")


@dataclass(frozen=True)
class Grammar:
    """What the composer must know of the guide's language to put answers into sentences."""

    lowercase: tuple[str, ...] = ()
    """Words that lose their capital when they move into the middle of a sentence; never a word that may be a name."""
    ordinary: tuple[str, ...] = ()
    """Words that lose it too, unless the next word has a capital as well, as in a name."""
    spelled: tuple[str, ...] = ()
    """Words that are always written so, such as `I`, even where a reader typed small letters."""
    abbreviations: tuple[str, ...] = ()
    """Words whose full stop belongs to them and ends no sentence, such as `Inc`."""
    address: dict[str, str] = field(default_factory=dict)
    """Words about the other side and the words with which a message speaks to it, as in `their: your`."""
    readings: tuple[Reading, ...] = ()
    """How answers are told apart, in their order; an answer that none fits has the shape `other`."""
