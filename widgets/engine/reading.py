"""Reading what readers typed: what an answer is, and the words of it that a sentence can take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from widgets.engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.engine.model import Field, Grammar, Reading
    from widgets.engine.patterns import Pattern

OTHER = "other"
"""The shape of an answer that no reading fits."""
AS_TOLD = "as_told"
ANSWER = "{answer}"
ENDS = ".!?;:,\u2026\u3002\u061f\uff1f\uff01"
QUESTION_MARKS = "?\u061f\uff1f"
BULLET = re.compile(r"[-*\u2022\u2013\u2014]\s+")
QUOTED = re.compile(r"[\"\u201c\u201e\u00ab]([^\"\u201c\u201d\u00bb]+)[\"\u201c\u201d\u00bb]")
WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
LETTERS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
NEXT_SENTENCE = re.compile(r"(\S+?)[.!?\u2026]+[\"')\u201d\u2019]?\s+(?=\S)")


def tidy(answer: str, abbreviations: Iterable[str] = ()) -> str:
    """Return an answer on one line, without bullet, quotes or end marks around it; `Inc.` keeps its full stop."""
    text = re.sub(r"\s+", " ", answer).strip()
    text = BULLET.sub("", text, count=1) if BULLET.match(text) else text
    whole = QUOTED.fullmatch(text)
    text = (whole[1] if whole else text).strip()
    bare = text.rstrip(ENDS + " ")
    return f"{bare}." if text[len(bare) :].startswith(".") and is_abbreviation(bare, abbreviations) else bare


def is_abbreviation(text: str, abbreviations: Iterable[str]) -> bool:
    """Return whether the last word of a text, whose full stop is left out, is shortened: `Inc`, `U.S`."""
    last = text.rpartition(" ")[2].lstrip("(\"'")
    return bool(LETTERS.fullmatch(last)) or last in abbreviations


def slots_of(field: Field) -> list[str]:
    """Return the names of the slots that answers to a field can fill."""
    told = [f"{field.id}_{AS_TOLD}"] if field.as_told else []
    return [field.id, *(f"{field.id}_{shape}" for shape in field.apart), *told]


def read(grammar: Grammar, field: Field, answer: str) -> dict[str, str]:
    """Return the slots that an answer fills, with their words; none where no sentence could take it."""
    asks = answer.rstrip()[-1:] in QUESTION_MARKS
    text = addressed(grammar, field, trimmed(field, tidy(answer, grammar.abbreviations)))
    for word in grammar.spelled:
        text = re.sub(rf"(?<![\w'\u2019-]){re.escape(word)}(?![\w-])", word, text, flags=re.IGNORECASE)
    if not text or not field.completes:
        return {field.id: text} if text else {}
    shape, text = shaped(grammar, field, lower_first(grammar, text))
    if field.as_told and has_sentences(grammar, text):
        shape = OTHER
    if asks or shape not in (*field.completes, *field.apart, *field.as_told):
        return {}
    filled = {f"{field.id}_{AS_TOLD}": text} if field.as_told else {}
    if shape in field.completes:
        filled[field.id] = text
    elif shape in field.apart:
        filled[f"{field.id}_{shape}"] = text
    return filled


def trimmed(field: Field, text: str) -> str:
    """Return an answer without what the field's leads and tails say that a message leaves out."""
    while (lead := longest(field.leads, text)) and text[lead:].strip(ENDS + " "):
        text = text[lead:].lstrip(ENDS + " ")
    for pattern in field.tails:
        ends = [match for match in pattern.regex.finditer(plain(text)) if match.end() == len(text)]
        if ends and text[: ends[0].start()].strip(ENDS + " "):
            text = text[: ends[0].start()].rstrip(ENDS + " ")
    return text


def longest(patterns: Iterable[Pattern], text: str) -> int:
    """Return how many characters the longest match of a pattern at the beginning of a text has."""
    return max((match.end() for one in patterns if (match := one.regex.match(plain(text)))), default=0)


def addressed(grammar: Grammar, field: Field, text: str) -> str:
    """Return an answer that speaks to the other side where the field says that it speaks of them."""
    first = WORD.match(text)
    begins = first and plain(first[0]).lower() in grammar.address
    if field.address != "anywhere" and not (field.address and begins):
        return text
    return WORD.sub(lambda word: grammar.address.get(plain(word[0]).lower(), word[0]), text)


def shaped(grammar: Grammar, field: Field, text: str) -> tuple[str, str]:
    """Return the shape of an answer, and the words that it becomes."""
    for reading in grammar.readings:
        if fits(reading, field, text):
            return reading.shape, reading.becomes.replace(ANSWER, text)
    return OTHER, text


def fits(reading: Reading, field: Field, text: str) -> bool:
    """Return whether a reading tells what an answer to a field is."""
    if reading.fields and field.id not in reading.fields:
        return False
    searched = plain(text)
    if reading.begins and not any(one.regex.match(searched) for one in reading.begins):
        return False
    stops = [match.start() for one in reading.until if (match := one.regex.search(searched, 1))]
    searched = searched[: min(stops, default=len(searched))]
    return (not reading.holds or found(reading.holds, searched)) and not found(reading.unless, searched)


def found(patterns: Iterable[Pattern], text: str) -> bool:
    """Return whether one of the patterns stands in a text."""
    return any(one.regex.search(text) for one in patterns)


def has_sentences(grammar: Grammar, text: str) -> bool:
    """Return whether an answer is more than one sentence."""
    return any(
        text[match.end()].isupper() and len(match[1]) > 1 and not is_abbreviation(match[1], grammar.abbreviations)
        for match in NEXT_SENTENCE.finditer(text)
    )


def lower_first(grammar: Grammar, text: str) -> str:
    """Return a text that stands inside a sentence: an ordinary first word is in lower case."""
    first = WORD.match(text)
    if not first:
        return text
    named = text[first.end() :].lstrip()[:1].isupper()
    if first[0] not in grammar.lowercase and (named or first[0] not in grammar.ordinary):
        return text
    return first[0].lower() + text[first.end() :]


def upper_first(text: str) -> str:
    """Return a text that begins a sentence; a word with capitals inside, such as a brand's, stays as it is."""
    first = WORD.match(text)
    return text[:1].upper() + text[1:] if first and first[0].islower() else text


def plain(text: str) -> str:
    """Return a text with plain quotes and hyphens, of the same length."""
    return Text(text).plain
