"""Patterns match the words that an author meant, and nothing else."""

from __future__ import annotations

import pytest

from widgets.engine.patterns import Pattern, needed


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


def test_needed_words_leave_out_what_may_be_missing_or_end_anyhow():
    assert needed("(please)? let me (know|tell me) ... by 1*") == (
        frozenset({"let"}),
        frozenset({"me"}),
        frozenset({"by"}),
        frozenset({"know", "tell"}),
    )
    assert Pattern.parse({"regex": "a+"}).needed == ()
