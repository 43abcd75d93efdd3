"""The check `open-promise`: promises of either side are spoken of at their time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.checks.mentions import told
from widgets.engine.facts import my_zone, their_zone
from widgets.engine.patterns import Pattern
from widgets.engine.text import Text

if TYPE_CHECKING:
    from widgets.engine.contract import Promise
    from widgets.engine.prose import Prose

HALF = 50
"""From this percentage of its words on a promise is mentioned in a message …"""
MOST = 60
"""… and in a question."""


@dataclass(frozen=True, kw_only=True)
class OpenPromise(BaseCheck):
    """What the reader promised and is due is kept in the message, or given a new date; theirs is not asked for before.

    In a text that is not in the guide's language it is enough to mention it.
    """

    kind: Literal["open-promise"]
    by: Literal["me", "them"] = "me"
    """Whose promises it looks at."""
    kept: tuple[Pattern, ...] = ()
    """The wordings that keep a promise, such as `attached`; where none are given, a mention is enough."""
    unready: tuple[Pattern, ...] = ()
    """The wordings that say that it cannot be kept yet."""
    postponed: tuple[Pattern, ...] = ()
    """The wordings that give it a new date."""
    was_due: tuple[Pattern, ...] = ()
    """Where one of these stands in the same clause before a date, it is the old one."""
    delivers: tuple[str, ...] = ()
    """The message kinds that are there to keep a promise: they keep the only one, and else what they mention, unless it
    is unready."""
    asks: tuple[Pattern, ...] = ()
    """With `by: them`, the wordings that ask without a question mark."""
    about: tuple[Pattern, ...] = ()
    """With `by: them`, the promises that any such question asks about, even where it does not name them."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield a hit, at the start of the body, for every promise that is passed over, or asked for too soon."""
        mine = self.by == "me"
        zone = my_zone(context.situation) if mine else their_zone(context.situation)
        today = context.sent_at.astimezone(zone).date()
        of_theirs = [one for one in context.situation.promises if one.by == self.by and not one.done]
        for promise, due in [(one, one.due) for one in of_theirs if one.due]:
            is_due = due.day(zone) <= today if due.whole_day else due.instant(zone) <= context.sent_at
            if is_due == mine and (self.passed_over(context, promise) if mine else self.asked(context, promise)):
                yield Hit(words={"what": promise.what})

    def passed_over(self, context: Context, promise: Promise) -> bool:
        """Return whether a message neither keeps a promise nor gives it a new date."""
        body = context.body
        delivers = context.message.kind in self.delivers
        alone = [one for one in context.situation.promises if one.by == "me" and not one.done] == [promise]
        # Of several promises each is kept where it is mentioned; a single one may be kept in other words.
        about = [(0, len(body.own))] if alone else around(context, promise)
        keeps = stands(self.kept, body, about)
        if not (mentioned(context, promise) or (alone and (delivers or keeps))):
            return True
        if not body.in_language or any(self.is_new(body, start) for start in places(self.postponed, body, about)):
            return False
        return stands(self.unready, body, about) or not (delivers or keeps or not self.kept)

    def is_new(self, body: Prose, date: int) -> bool:
        """Return whether the date at that position is a new one."""
        lead = body.lead(date)
        return not any(one.regex.search(lead) for one in self.was_due)

    def asked(self, context: Context, promise: Promise) -> bool:
        """Return whether a message asks for what was promised."""
        text = context.body.text
        asking = {text.sentence_at(match.start()) for one in self.asks for match in one.finditer(context.body.own)}
        asking |= set(text.questions)
        if asking and any(one.regex.search(promise.what) for one in self.about):
            return True
        # What a question is about may stand in the sentence before it.
        before = dict(zip(text.sentences[1:], text.sentences, strict=False))
        sentences = [Text(text.own[before.get(one, one)[0] : one[1]]) for one in sorted(asking)]
        return any(told(context.guide.vocabulary, promise.what, [one]) >= MOST for one in sentences)


def places(patterns: tuple[Pattern, ...], body: Prose, about: list[tuple[int, int]]) -> Iterator[int]:
    """Yield where one of the wordings begins within one of the stretches of a message."""
    for start, end in about:
        for one in patterns:
            yield from (match.start() for match in one.regex.finditer(body.own, start, end))


def stands(patterns: tuple[Pattern, ...], body: Prose, about: list[tuple[int, int]]) -> bool:
    """Return whether one of the wordings stands within one of the stretches of a message."""
    return any(True for _ in places(patterns, body, about))


def around(context: Context, promise: Promise) -> list[tuple[int, int]]:
    """Return the sentences that speak of a promise, each with the one after it, as (start, end)."""
    text = context.body.text
    after = [*text.sentences[1:], (0, 0)]
    return (
        [
            (start, max(end, last))
            for (start, end), (_, last) in zip(text.sentences, after, strict=True)
            if told(context.guide.vocabulary, promise.what, [Text(text.own[start:end])]) >= HALF
        ]
        if text.sentences
        else []
    )


def mentioned(context: Context, promise: Promise) -> bool:
    """Return whether a message speaks of what was promised."""
    texts = [part.text for part in context.parts.values()]
    return told(context.guide.vocabulary, promise.what, texts) >= HALF
