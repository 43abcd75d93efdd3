"""A part of a message as the language checks read it: names put out of the way, negation seen, its language known."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from widgets.engine.spans import Spans
from widgets.engine.text import WORD, Text, blank

if TYPE_CHECKING:
    from widgets.engine.contract import Message, Situation
    from widgets.engine.model import Guide

PartName = Literal["subject", "body"]
MASK = "_"
"""Stands for each letter of a name: still a word, but none that a pattern knows."""
SCOPE = 7
"""A negation reaches over at most so many words."""
FEW = 6
"""Of fewer words nobody can tell the language."""
LEAST_SHARE = 20
"""From this percentage of the language's commonest words on a text is in that language. In the English messages of our
corpus they make up 33 to 72 percent, in the German and Spanish ones 1 to 6 (tests/corpus)."""
LEAD = 120
"""So many characters before a word can lead up to it."""
BETWEEN = re.compile(rf"[^\S\n]*(?:[\w'-]+[^\S\n]+){{0,{SCOPE}}}")
PAUSE = re.compile(r"[,;:()\u2013\u2014]")


class Prose:
    """One part of a message, read with the guide's language and the reader's situation in mind."""

    def __init__(self, guide: Guide, text: Text, names: re.Pattern[str] | None) -> None:
        """Keep the text, and the names that are no words in it."""
        self.guide = guide
        self.text = text
        self.names = names

    @property
    def plain(self) -> str:
        """Return the whole text, made plain."""
        return self.text.plain

    @cached_property
    def own(self) -> str:
        """Return what the reader wrote, without names; as long as `plain`."""
        return self._nameless(self.text.own)

    @cached_property
    def unquoted(self) -> str:
        """Return what the reader says in their own voice, without names and quotations; as long as `plain`."""
        return self._nameless(self.text.unquoted)

    def _nameless(self, text: str) -> str:
        return blank(text, [match.span() for match in self.names.finditer(text)], MASK) if self.names else text

    @cached_property
    def in_language(self) -> bool:
        """Return whether it is written in the guide's language, as far as one can tell."""
        words = [word.casefold() for word in WORD.findall(self.own) if MASK not in word]
        if len(words) < FEW or not self.guide.vocabulary.function:
            return True
        known = sum(word in self.guide.vocabulary.commonest for word in words)
        return 100 * known >= LEAST_SHARE * len(words)

    @cached_property
    def _negations(self) -> list[int]:
        """Return where the words end that turn what follows into its opposite."""
        negation, text = self.guide.negation, self.own
        excused = Spans(match.span() for one in negation.unless for match in one.finditer(text))
        found = {match.span() for one in negation.any for match in one.finditer(text)}
        return sorted(end for start, end in found if not excused.overlap(start, end))

    def negated(self, start: int) -> bool:
        """Return whether a negation reaches what begins at that position: in the same clause, a few words before it."""
        last = bisect_right(self._negations, start)
        for end in self._negations[max(0, last - SCOPE) : last]:
            between = BETWEEN.match(self.own, end, start)
            if between and between.end() == start:
                words = self.own[end:start]
                if not any(one.regex.search(words) for one in self.guide.negation.breaks):
                    return True
        return False

    def lead(self, position: int) -> str:
        """Return what leads up to a position in the same clause: what stands after the last comma or linking word."""
        start, _ = self.text.sentence_at(position)
        before = self.own[max(start, position - LEAD) : position]
        ends = [match.end() for match in PAUSE.finditer(before)]
        ends += [match.end() for one in self.guide.negation.breaks for match in one.regex.finditer(before)]
        return before[max(ends, default=0) :]


def parts_of(guide: Guide, situation: Situation, message: Message) -> dict[PartName, Prose]:
    """Return the parts of a message by name: `body`, and `subject` where the channel has one and it was given."""
    names = names_in(situation, message)
    texts: dict[PartName, str] = {"body": message.body}
    if guide.channel(message.channel).subject and message.subject:
        texts = {"subject": message.subject, **texts}
    return {name: Prose(guide, Text(text), names) for name, text in texts.items()}


def names_in(situation: Situation, message: Message) -> re.Pattern[str] | None:
    """Return what finds the names that the reader told, as they are spelt; or None.

    A name may be a word too (Grace, Will, Thank You Ltd): in the text it says nothing but itself.
    """
    people = (situation.recipient, situation.my_name, message.to, *(event.with_ for event in situation.events))
    whole = {Text(name).plain.strip() for name in (situation.organization, *people)}
    parts = {word for name in people for word in WORD.findall(Text(name).plain) if len(word) > 1 and word[0].isupper()}
    topic = Text(situation.topic).plain.strip()
    exact = sorted((re.escape(name) for name in (whole | parts) - {""}), key=len, reverse=True)
    choices = [*exact, f"(?i:{re.escape(topic)})"] if topic else exact
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)") if choices else None
