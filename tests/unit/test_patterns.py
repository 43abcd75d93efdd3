"""Patterns match the words that an author meant, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from widgets.engine.patterns import Pattern


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("thank you", "I Thank  You for", "Thank  You"),
        ("thank you", "thankyou", None),
        ("thanks", "thanksgiving", None),
        ("thank*", "so thankful for", "thankful"),
        ("look (forward|ahead) to", "I look ahead to it", "look ahead to"),
        ("(very)? keen", "I am keen on", "keen"),
        ("(very)? keen", "I am very keen on", "very keen"),
        ("look ... hearing", "I look forward to hearing from you", "look forward to hearing"),
        ("look ... hearing", "look. Then hearing", None),
        ("asap", "ASAP.", "ASAP"),
        ("don't", "we don't know", "don't"),
        ("dear sir or madam", "Dear Sir or Madam,", "Dear Sir or Madam"),
    ],
)
def test_finds(pattern, text, found):
    match = Pattern.parse(pattern).regex.search(text)
    assert (match[0].strip() if match else None) == found


@pytest.mark.parametrize(
    "source", ["", "   ", "(a", "a)", "a||b)", "... a", "a ...", "(|a)", "*", "a*b", "wh?at", "(a)? ... b", 7]
)
def test_refuses_what_is_no_pattern(source):
    with pytest.raises(ValueError, match="words, with"):
        Pattern.parse(source)


@pytest.mark.parametrize(
    ("pattern", "text", "count"),
    [
        ("let me know ... (by|before) 1*", "Let me know, please, by 15 June. LET ME KNOW BY 15 JULY", 2),
        ("(don't|I'm not) (here)?", "I DON'T. I'm not", 2),
        ("thank* (you)?", "Thankful, thanks", 2),
        ("(e-mail|re) me", "an E-Mail me, re-me", 1),
        ("thank you", "thanks to you", 0),
    ],
)
def test_finditer_looks_for_the_needed_words_first_and_misses_nothing(pattern, text, count):
    found = [match.span() for match in Pattern.parse(pattern).finditer(text)]
    assert found == [match.span() for match in Pattern.parse(pattern).regex.finditer(text)]
    assert len(found) == count


PIECES = ["let", "me", "know", "don't", "e-mail", "(by|before the)", "(tell me|know)", "(please)?", "1*", "(thank*|re)"]
WORDS = [
    "let",
    "Me",
    "know",
    "tell",
    "don't",
    "e-mail",
    "mail",
    "by",
    "before",
    "the",
    "please",
    "15",
    "thankful",
    "re",
    "I",
]


@given(
    st.lists(st.sampled_from([*PIECES, "..."]), min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", ", ", ". ", "\n", "-", "'"])), max_size=12),
)
def test_a_look_at_the_words_never_misses_a_match(pieces, words):
    try:
        pattern = Pattern.parse(" ".join(pieces))
    except ValueError:
        reject()
    text = "".join(word + mark for word, mark in words)
    assert [one.span() for one in pattern.finditer(text)] == [one.span() for one in pattern.regex.finditer(text)]


def test_a_text_without_the_words_is_not_searched():
    """It would be right all the same, but compiling an expression takes its time."""
    for text in ("Let me see", "let me know", "know me, let by", "by, let and me then know"):
        pattern = Pattern.parse("let me (know|tell them) ... by")
        assert list(pattern.finditer(text)) == []
        assert not {"regex", "_small"} & vars(pattern).keys()
