"""Patterns match the words that an author meant, and nothing else."""

from __future__ import annotations

import pytest

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
