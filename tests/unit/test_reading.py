"""Answers as people write them are told apart, and each fills the slot in which it is grammatical, or none."""

from __future__ import annotations

import pytest

from widgets.engine.model import Field, Grammar, Reading
from widgets.engine.patterns import Pattern
from widgets.engine.reading import read, tidy, upper_first

SHAPES = {
    "topic": {
        "the Staff Nurse position": "Staff Nurse role",
        "early-shift baker": "early-shift baker role",
        "apprenticeship as a plumber": "apprenticeship as a plumber",
        "nurse on the children's ward": "role of nurse on the children's ward",
        "Head of Marketing": "Head of Marketing role",
        "1st year teacher": "1st year teacher role",
    },
    "detail": {
        "about the new kiln": "the new kiln",
        "New kiln": "the new kiln",
        "New York trip": "as_told: New York trip",
        "the team's move to event-driven design": "the team's move to event-driven design",
        "We laughed about the broken lift": "as_told: we laughed about the broken lift",
        "that you train apprentices in-house": "as_told: you train apprentices in-house",
        "laughed about the broken lift": "as_told: we laughed about the broken lift",
        "your story about the flood": "moment: your story about the flood",
        "seeing the hens": "moment: seeing the hens",
        "their new oven": "your new oven",
        "she showed me the oven": "",
        "How do you do it?": "",
    },
    "learned": {
        "You are opening a second clinic in May": "you are opening a second clinic in May",
        "the team ships every Friday": "the team ships every Friday",
        "the new handover tool": "phrase: the new handover tool",
        "they train every driver themselves": "you train every driver yourselves",
        "how tips are shared": "question: how tips are shared",
        "your bakery supplies two schools": "as_told: your bakery supplies two schools",
    },
    "need": {
        "You need someone who can weld": "someone who can weld",
        "can weld": "someone who can weld",
        "good with children": "someone good with children",
        "team player": "a team player",
        "to be on site at six": "as_told: to be on site at six",
    },
    "qualification": {
        "I ran a night ward for five years": "clause: I ran a night ward for five years",
        "ran a night ward": "clause: I ran a night ward",
        "running a 12-bed ward": "experience in running a 12-bed ward",
        "6 years of Java": "6 years of Java",
        "Fluent Spanish and a forklift licence": "my fluent Spanish and a forklift licence",
        "certified in first aid": "clause: I am certified in first aid",
        "i'm a former teacher": "clause: I'm a former teacher",
        "Java, Kotlin and SQL": "as_told: Java, Kotlin and SQL",
    },
    "concern": {
        "I have no forklift licence": "clause: I have no forklift licence",
        "no management experience": "the fact that I have no management experience",
        "whether I could start early": "question: whether I could start early",
        "They worried that I lack SQL": "stated: you worried that I lack SQL",
        "gap in my CV": "the gap in my CV",
        "salary expectations": "my salary expectations",
    },
    "answer": {
        "I finished a course in May": "I finished a course in May",
        "a course in May": "as_told: a course in May",
        "Yes, I can move in July": "I can move in July",
        "moving closer in August": "I am moving closer in August",
        "can start at once": "I can start at once",
    },
    "personal": {
        "Good luck with the marathon": "sentence: good luck with the marathon",
        "the marathon on Sunday": "event: the marathon on Sunday",
        "we both grew up in Porto": "shared: we both grew up in Porto",
        "she is running the Berlin marathon": "",
        "you are running the Berlin marathon": "clause: you are running the Berlin marathon",
        "your team enjoys the party": "your team enjoys the party",
        "that the move goes well": "the move goes well",
    },
    "promise_what": {
        "send two references": "two references",
        "to send them my portfolio by Friday": "my portfolio",
        "vaccination certificate": "the vaccination certificate",
        "let them know my start date": "news: let you know my start date",
        "they will call me next week": "deed: call me",
        "get back to me": "news: get back to me",
    },
}
CASES = [(field, answer, wanted) for field, shapes in SHAPES.items() for answer, wanted in shapes.items()]


@pytest.mark.parametrize(("id_", "answer", "wanted"), CASES)
def test_each_answer_fills_the_slot_where_it_is_grammatical(guide, id_, answer, wanted):
    field = next(field for field in guide.fields if field.id == id_)
    filled = read(guide.grammar, field, answer)
    shape, _, words = wanted.rpartition(": ")
    slot = f"{id_}_{shape}" if shape else id_
    assert filled.get(slot, "") == words
    plain = {name for name in filled if not name.endswith("_as_told")}
    assert plain == ({slot} if words and shape != "as_told" else set())


def test_what_can_stand_after_a_colon_is_known_in_every_usable_shape(guide):
    field = next(field for field in guide.fields if field.id == "detail")
    for answer in ("about the new kiln", "We laughed about the lift", "your story about the flood"):
        assert read(guide.grammar, field, answer)["detail_as_told"]


def test_several_sentences_stand_only_after_a_colon(guide):
    field = next(field for field in guide.fields if field.id == "learned")
    assert set(read(guide.grammar, field, "You have a kiln. It is new.")) == {"learned_as_told"}
    assert "learned" in read(guide.grammar, field, "you work with Dr. Lopez and the St. Anna clinic")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  Acme Inc. ", "Acme Inc."),
        ("the lift.", "the lift"),
        ("- the lift;", "the lift"),
        ("“the broken lift”", "the broken lift"),
        ("the “broken” lift", "the “broken” lift"),
        ("in the U.S.", "in the U.S."),
        ("two\n lines …", "two lines"),
        ("?", ""),
    ],
)
def test_answers_are_tidied_and_names_keep_their_full_stop(typed, words):
    assert tidy(typed, ["Inc"]) == words


@pytest.mark.parametrize(
    ("word", "wanted"), [("staff nurse", "Staff nurse"), ("iOS", "iOS"), ("ñandú", "Ñandú"), ("李", "李")]
)
def test_a_sentence_begins_with_a_capital_where_a_word_can_have_one(word, wanted):
    assert upper_first(word) == wanted


def test_a_guide_in_another_language_tells_its_own_shapes():
    clause = Reading("clause", begins=(Pattern.parse("(ich|wir)"),))
    phrase = Reading(
        "phrase", until=(Pattern.parse("(die|das)"),), unless=(Pattern.parse("(ist|hat)"),), becomes="Ihr {answer}"
    )
    field = Field("detail", "Was war schön?", completes=("phrase",), apart=("clause",), as_told=("other",))
    grammar = Grammar(lowercase=("Wir",), readings=(clause, phrase))
    assert read(grammar, field, "Wir haben gelacht.") == {
        "detail_as_told": "wir haben gelacht",
        "detail_clause": "wir haben gelacht",
    }
    assert read(grammar, field, "Garten, das ist schön")["detail"] == "Ihr Garten, das ist schön"
    assert read(grammar, field, "Garten ist schön") == {"detail_as_told": "Garten ist schön"}
