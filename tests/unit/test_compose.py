"""What is composed holds its own check, uses what the reader gave, and invents nothing."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.engine import api
from widgets.engine.facts import SLOT
from widgets.form import worked_example

WRITTEN = "thank-you"


def compose(guide, situation, **more):
    return api.call(guide, "compose", {"situation": situation, "kind": WRITTEN, "channel": "email", **more})


def wordings(guide):
    return max(len(part.wordings) for part in guide.all_parts.values())


@pytest.mark.parametrize("tone", ["warm", "formal", "brief"])
def test_every_wording_with_all_facts_passes_its_own_check(guide, tone):
    assert tone in [one.id for one in guide.tones]
    situation = worked_example(guide)
    texts = set()
    for wording in range(wordings(guide)):
        answer = compose(guide, situation, tone=tone, wording=wording)
        assert answer["check"]["findings"] == []
        assert answer["missing"] == []
        assert not SLOT.search(answer["subject"] + answer["body"])
        texts.add(answer["body"])
    assert len(texts) >= 3


def test_every_fact_that_was_given_stands_in_the_message(guide):
    situation = worked_example(guide)
    answer = compose(guide, situation)
    told = [situation["recipient"], situation["organization"], situation["topic"], situation["my_name"]]
    for fact in [*told, *situation["notes"].values()]:
        assert fact in answer["body"]


@settings(deadline=None, max_examples=200)
@given(data=st.data(), tone=st.sampled_from(["warm", "formal", "brief"]), wording=st.integers(0, 12))
def test_any_set_of_facts_makes_a_whole_text(guide, data, tone, wording):
    full = worked_example(guide)
    keys = ["recipient", "organization", "topic", "my_name", "events"]
    situation = {"now": full["now"], "notes": {}}
    for key in data.draw(st.sets(st.sampled_from(keys))):
        situation[key] = full[key]
    for key in data.draw(st.sets(st.sampled_from(sorted(full["notes"])))):
        situation["notes"][key] = full["notes"][key]
    answer = compose(guide, situation, tone=tone, wording=wording)
    for text in (answer["subject"], answer["body"]):
        assert text.strip() == text != ""
        assert not re.search(r"\{|\}| {2}| [,.;]|[,.;]{2}|\n{3}| \n", text)
    assert all(paragraph[0].isupper() for paragraph in answer["body"].split("\n\n"))
    given_notes = situation["notes"].values()
    for fact in full["notes"].values():
        assert (fact in answer["body"]) <= (fact in given_notes)
    missing = [one["field"] for one in answer["missing"]]
    assert not set(missing) & (set(situation["notes"]) | set(situation))


def test_an_answer_may_be_a_sentence_of_its_own(guide):
    situation = worked_example(guide)
    situation["notes"]["detail"] = "  The way the night team\n hands over.  "
    assert "the way the night team hands over." in compose(guide, situation)["body"]


def test_after_the_deadline_it_does_not_pretend(guide):
    situation = worked_example(guide)
    step = next(step for rule in guide.rules for step in rule.steps if step.kind == WRITTEN)
    deadline = step.timings[0].closes
    end = datetime.fromisoformat(situation["events"][0]["end"] + "+02:00")
    in_time = {**situation, "now": (end + timedelta(hours=deadline.in_hours)).isoformat()}
    late = {**situation, "now": (end + timedelta(hours=deadline.in_hours, minutes=1)).isoformat()}
    late_words = [one.text for part in guide.all_parts.values() for one in part.wordings if one.late]
    assert not any(words in compose(guide, in_time)["body"] for words in late_words)
    assert any(words in compose(guide, late)["body"] for words in late_words)


def test_the_same_request_gives_the_same_words(guide):
    situation = worked_example(guide)
    assert compose(guide, situation, wording=5) == compose(guide, situation, wording=5)


def test_the_day_is_said_as_people_say_it(guide):
    situation = worked_example(guide)
    said = {}
    for days in (0, 1, 3, 30):
        moment = datetime.fromisoformat(situation["now"]) + timedelta(days=days)
        said[days] = compose(guide, {**situation, "now": moment.isoformat()})["body"]
    assert "today" in said[0]
    assert "yesterday" in said[1]
    assert "on Monday" in said[3]
    assert "on 1 June" in said[30]
