"""The check `wrong-name`: the message names the person or the organization that the reader told, and no other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from widgets.engine.checks.base import BaseCheck, Context, Hit
from widgets.engine.facts import answer_at
from widgets.engine.patterns import Pattern
from widgets.engine.text import WORD, Text, pieces

if TYPE_CHECKING:
    from widgets.engine.prose import Prose

# A name: words that begin with a capital, with small words such as "of" or "de" between them; a point only ends
# an abbreviation.
PIECE = r"(?:[^\W\d_a-z]\w{0,2}\.(?=[^\S\n]\w)|[^\W\d_a-z](?:[\w&-]|'(?!s\b)|'(?=s\w))*)"
NAME = re.compile(rf"{PIECE}(?:[^\S\n](?:(?:of|de|da|von|van|der|la|le|al|and|&)[^\S\n])?{PIECE})*")
SPACE = re.compile(r"[\s,]+")
SHORT_FORM = 3
"""Letters that a short form has at least."""


def bare(word: str) -> str:
    """Return a word in small letters and without accents."""
    return "".join(one for one in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(one))


def own_words(name: str, common: frozenset[str]) -> set[str]:
    """Return the words of a name that tell it from others, in small letters; all of them where none does."""
    words = {bare(word) for part in WORD.findall(Text(name).plain) for word in pieces(part)}
    return words - common or words


def one_name(left: str, right: str) -> bool:
    """Return whether two words are one name, or one of them is its beginning, as Teo is of Teodoro."""
    short, long = sorted((left, right), key=len)
    return left == right or (len(short) >= SHORT_FORM and long.startswith(short))


def initials(name: str) -> set[str]:
    """Return a name's first letters, in small letters: of all its words, and of those with a capital."""
    words = WORD.findall(Text(name).plain)
    return {bare("".join(word[0] for word in some)) for some in (words, [word for word in words if word[0].isupper()])}


@dataclass(frozen=True, kw_only=True)
class WrongName(BaseCheck):
    """A name where the other side's is due shares a word with the reader's answer; else it is a flaw."""

    kind: Literal["wrong-name"]
    field: str
    """The id of the field that holds the right name; says nothing when it was not answered."""
    after: tuple[Pattern, ...] = ()
    """What stands before such a name, as in `dear …`."""
    before: tuple[Pattern, ...] = ()
    """What stands after such a name, as in `… 's mission`."""
    unless: tuple[Pattern, ...] = ()
    """A name that matches one of these is never wrong, such as `everybody`."""
    elsewhere: tuple[Pattern, ...] = ()
    """Where one of these stands in the same clause before the name, the name is somebody else's."""
    common: tuple[str, ...] = ()
    """Words that many names share, such as titles; they do not make two names the same."""
    same: tuple[str, ...] = ()
    """Names that one person may have, a group in each text, such as `Elizabeth Liz Beth`."""

    def hits(self, context: Context) -> Iterator[Hit]:
        """Yield every name that is not the one that the reader told."""
        right = self.right(context)
        if not right:
            return
        common = frozenset(bare(word) for word in self.common)
        known = own_words(right, common) | initials(right)
        known |= {
            name
            for group in self.same
            for name in own_words(group, frozenset())
            if own_words(group, frozenset()) & known
        }
        others = self.others(context, right)
        for which, part in context.parts.items():
            text = part.text.unquoted
            for start, end in sorted(set(self.places(text, context.guide.vocabulary.commonest))):
                name = text[start:end]
                words = own_words(name, common)
                if any(one_name(word, own) for word in words for own in known):
                    continue
                if initials(name) & known or words <= others or self.excused(part, name, start):
                    continue
                yield Hit(which, start, end, words={"name": right})

    def right(self, context: Context) -> str:
        """Return the right name: whom the message is to, for the field of the recipient, or the reader's answer."""
        field = next(one for one in context.guide.fields if one.id == self.field)
        return (field.path == "recipient" and context.message.to) or context.facts.get(self.field, "")

    def others(self, context: Context, right: str) -> set[str]:
        """Return the words of the reader's other answers: a name that stands there is no slip of copying."""
        own = next(one.path for one in context.guide.fields if one.id == self.field)
        paths = {"organization", "topic", "my_name", "recipient_role", "recipient"} - {own}
        told = [str(answer_at(context.situation, path) or "") for path in paths]
        told += [*context.situation.notes.values(), *(promise.what for promise in context.situation.promises)]
        return {word for answer in told if answer != right for word in own_words(answer, frozenset())}

    def places(self, text: str, commonest: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Yield where a name stands that ought to be the right one."""
        for pattern in self.after:
            for lead in pattern.finditer(text):
                space = SPACE.match(text, lead.end())
                name = NAME.match(text, space.end() if space else lead.end())
                # A name in the genitive is whose something is; `before` knows what.
                if name and text[name.end() : name.end() + 1] != "'":
                    yield name.span()
        if self.before:
            for name in NAME.finditer(text):
                # A sentence may begin with any word.
                if name[0].casefold() not in commonest and any(
                    pattern.regex.match(text, name.end()) for pattern in self.before
                ):
                    yield name.span()

    def excused(self, part: Prose, name: str, position: int) -> bool:
        """Return whether an exception covers a name at that position: by itself, or by the clause that leads to it."""
        lead = part.lead(position)
        return any(pattern.regex.search(name) for pattern in self.unless) or any(
            pattern.regex.search(lead) for pattern in self.elsewhere
        )
