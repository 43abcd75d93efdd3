"""The check `wrong-name`: the message names the person or the organization that the reader told, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern
from widgets.engine.text import Text

# A name: words that begin with a capital, with small words such as "of" or "de" between them.
NAME = re.compile(
    r"[\s,]+((?:[^\W\d_a-z][\w'.&-]*)(?:[ ](?:(?:of|de|da|von|van|der|la|le|al|and|&)[ ])?[^\W\d_a-z][\w'.&-]*)*)"
)


def share_a_word(left: str, right: str) -> bool:
    """Return whether two names have a word in common, so that `Ms Silva` passes for `Ana Silva`."""
    return bool({word.casefold() for word in Text(left).words} & {word.casefold() for word in Text(right).words})


@dataclass(frozen=True, kw_only=True)
class WrongName(BaseCheck):
    """A name that stands right after one of the patterns shares a word with the reader's answer; else it is a flaw."""

    kind: Literal["wrong-name"]
    field: str
    """The id of the field that holds the right name; says nothing when it was not answered."""
    after: tuple[Pattern, ...]
    """What stands before a name, such as `role at` or `dear`."""
    unless: tuple[Pattern, ...] = ()
    """A name that matches one of these is never wrong, such as `hiring team`."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every name that is not the one that the reader told."""
        right = context.facts.get(self.field)
        if not right:
            return
        for part, text in context.texts.items():
            for lead in (match for pattern in self.after for match in pattern.regex.finditer(text.plain)):
                name = NAME.match(text.plain, lead.end())
                if name and not share_a_word(name[1], right) and not self.excused(name[1]):
                    yield Hit(part, *name.span(1), words={"name": right})  # type: ignore[arg-type]

    def excused(self, name: str) -> bool:
        """Return whether an exception covers a name."""
        return any(pattern.regex.search(name) for pattern in self.unless)
