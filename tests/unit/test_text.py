"""A text keeps its positions, whatever is asked of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from widgets.engine.checks.mentions import tells_of
from widgets.engine.text import Text


@given(st.text())
def test_positions_stay_in_range_and_order(raw):
    text = Text(raw)
    assert len(text.plain) == len(raw)
    ends = [0]
    for start, end in text.sentences:
        assert ends[-1] <= start < end <= len(raw)
        ends.append(end)


@given(st.text())
def test_utf16_positions_are_those_of_a_browser(raw):
    text = Text(raw)
    for position in range(len(raw) + 1):
        assert text.utf16(position) == len(raw[:position].encode("utf-16-le", "surrogatepass")) // 2


def test_counts_as_people_do():
    text = Text("Dear Ana,\n\nThank you for your time. Could we talk at 3.30 p.m. on Monday? I don\u2019t mind\u2026")
    assert [text.raw[start:end] for start, end in text.sentences] == [
        "Dear Ana,",
        "Thank you for your time.",
        "Could we talk at 3.30 p.m.",
        "on Monday?",
        "I don\u2019t mind\u2026",
    ]
    assert text.questions == [(63, 73)]
    assert text.words[-2:] == ["don't", "mind"]


def test_a_fact_is_mentioned_by_half_of_its_telling_words():
    text = Text("Your plan to move the handover to tablets stayed with me.")
    assert tells_of(text, "moving the night handover to tablets")
    assert not tells_of(text, "the new ward for children in autumn")
    assert not tells_of(text, "")
