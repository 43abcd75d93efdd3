"""A text keeps its positions, whatever is asked of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.engine.checks.mentions import told
from widgets.engine.text import Text

TYPED = st.text() | st.text(alphabet='ae\u0301\u200b\u00ad\u00a0\u2019\u201c\U0001f33b .\n>"')


@given(TYPED)
def test_positions_stay_in_range_and_order(raw):
    text = Text(raw)
    assert len(text.own) == len(text.unquoted) == len(text.plain) <= len(raw)
    ends = [0]
    for start, end in text.sentences:
        assert ends[-1] <= start < end <= len(text.plain)
        ends.append(end)


@given(TYPED)
def test_every_place_of_the_plain_text_is_one_of_the_typed_text(raw):
    text = Text(raw)
    places = [text.place(start, start + 1) for start in range(len(text.plain))]
    assert [start for start, _ in places] == sorted({start for start, _ in places})
    for start, end in places:
        assert 0 <= start < end <= len(raw)
        # No accent is torn from its letter.
        assert end == len(raw) or not unicodedata.combining(raw[end])


@given(st.text(alphabet="abc \u00e9\u00fc\u00f1\u00e7\u0159\u1ec7\u015b."))
def test_composed_accents_read_like_accents_in_two_pieces(raw):
    assert Text(unicodedata.normalize("NFD", raw)).plain == Text(raw).plain


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
        "Could we talk at 3.30 p.m. on Monday?",
        "I don\u2019t mind\u2026",
    ]
    assert text.questions == [(36, 73)]
    assert text.words[-2:] == ["don't", "mind"]


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("I met Dr. Silva and Mr. Lang at St. Mary's.", 1),
        ("It begins at 9 a.m. on Monday.", 1),
        ("J. R. Smith called.", 1),
        ("That was me. Then I left!", 2),
        ("\u00bfPuedo preguntar? Gracias.", 2),
    ],
)
def test_a_point_is_not_always_an_end(raw, count):
    assert len(Text(raw).sentences) == count


def test_greeting_and_signature_are_not_said():
    text = Text("Dear Ms Ferreira,\n\nThank you for the tour of the ward.\n\nKind regards,\nAmina Diallo")
    assert text.said == 8


@pytest.mark.parametrize(
    "below",
    [
        "> On Monday you wrote\n> that all is well.",
        "-----Original Message-----\nSee you.",
        "_____________________\nSee you.",
    ],
)
def test_what_is_answered_to_is_not_ones_own(below):
    text = Text(f"Gladly.\n\n{below}")
    assert text.words == ["Gladly"]
    assert len(text.sentences) == 1


def test_a_fact_is_mentioned_in_any_form_of_its_words(guide):
    text = Text("Your plan to manage the bedside handovers on tablets stayed with me.")
    assert told(guide.vocabulary, "managing the night handover on tablets", [text]) == 75
    assert told(guide.vocabulary, "the new ward for children in autumn", [text]) == 0
    assert told(guide.vocabulary, "", [text]) == 0


def test_a_stem_is_a_word_without_its_ending(guide):
    stem = guide.vocabulary.stem
    assert stem("Discussed") == stem("discussing") == stem("discuss")
    assert stem("opportunities") == stem("opportunity")
    assert stem("is") == "is"
