"""The check `wrong-name`: the message names the person or the organization that the reader told, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.patterns import Pattern
from widgets.engine.text import Text

# A name: words that begin with a capital, with small words such as "of" or "de" between them; a point only ends
# an abbreviation.
WORD = r"(?:[^\W\d_a-z]\w{0,2}\.|[^\W\d_a-z][\w'&-]*)"
NAME = re.compile(rf"[\s,]+({WORD}(?:[ ](?:(?:of|de|da|von|van|der|la|le|al|and|&)[ ])?{WORD})*)")


def telling(name: str, common: frozenset[str]) -> set[str]:
    """Return the words of a name that tell it from others, in small letters; all of them where none does."""
    words = {word for part in Text(name).words for word in part.casefold().replace("'", "-").split("-")}
    return words - common or words


@dataclass(frozen=True, kw_only=True)
class WrongName(BaseCheck):
    """A name that stands right after one of the patterns shares a word with the reader's answer; else it is a flaw."""

    kind: Literal["wrong-name"]
    field: str
    """The id of the field that holds the right name; says nothing when it was not answered."""
    after: tuple[Pattern, ...]
    """What stands before a name, such as `dear`."""
    unless: tuple[Pattern, ...] = ()
    """A name that matches one of these is never wrong, such as `everybody`."""
    common: tuple[str, ...] = ()
    """Words that many names share, such as titles; they do not make two names the same."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every name that is not the one that the reader told."""
        right = context.facts.get(self.field)
        if not right:
            return
        common = frozenset(word.casefold() for word in self.common)
        for part, text in context.texts.items():
            for lead in (match for pattern in self.after for match in pattern.regex.finditer(text.plain)):
                name = NAME.match(text.plain, lead.end())
                if name and not (telling(name[1], common) & telling(right, common)) and not self.excused(name[1]):
                    yield Hit(part, *name.span(1), words={"name": right})  # type: ignore[arg-type]

    def excused(self, name: str) -> bool:
        """Return whether an exception covers a name."""
        return any(pattern.regex.search(name) for pattern in self.unless)
