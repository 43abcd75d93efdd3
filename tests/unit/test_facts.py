"""Facts come from where the guide says that they stand, under the names that it gives them."""

from __future__ import annotations

from dataclasses import replace

from widgets.engine.contract import Situation
from widgets.engine.decode import decode
from widgets.engine.facts import facts, same_person
from widgets.engine.model import Field


def known(guide, fields, **situation):
    other = replace(guide, fields=tuple(Field(id=id_, ask="?", **more) for id_, more in fields.items()))
    return facts(other, decode(Situation, {"now": "2026-06-02T15:00+02:00", **situation}))


def test_the_recipient_goes_by_the_fields_own_name_and_may_come_from_the_event(guide):
    fields = {"manager": {"path": "recipient"}}
    assert known(guide, fields, recipient="Ms Costa")["manager"] == "Ms Costa"
    met = {"events": [{"with": "Mr Haddad", "end": "2026-06-01T11:00"}]}
    assert known(guide, fields, **met) == {"manager": "Mr Haddad"}


def test_days_and_times_are_said_in_words_and_ticks_are_no_facts(guide):
    fields = {
        "form-due2": {"path": "answer_by", "type": "day"},
        "end": {"path": "events[0].end", "type": "time"},
        "status": {"path": "status", "type": "choice"},
    }
    said = known(guide, fields, answer_by="2026-06-15", status="waiting", events=[{"end": "2026-06-01T11:00"}])
    assert said == {"form-due2": "Monday 15 June", "end": "Monday 1 June, 11:00"}


def test_what_was_said_with_a_person_goes_before_what_was_said_at_all(guide):
    fields = {"who": {"path": "recipient"}, "moment": {}, "other": {}}
    events = [
        {"with": "Ana Silva", "end": "2026-06-01T11:00", "notes": {"moment": "the garden", "other": " "}},
        {"with": "Mr Lang", "end": "2026-06-01T12:00", "notes": {"moment": "the cellar"}},
    ]
    notes = {"moment": "the roof", "other": "the gate"}
    for recipient, moment in {"Ms Silva": "the garden", "Mr Lang": "the cellar", "Dr Wu": "the roof"}.items():
        said = known(guide, fields, events=events, notes=notes, recipient=recipient)
        assert (said["moment"], said["other"]) == (moment, "the gate")


def test_names_that_share_a_word_are_one_person():
    assert same_person("Ana Silva", "Ms Silva")
    assert same_person("Ana", "Ana and Tom")
    assert same_person("李雷", "李雷")
    assert same_person("Mrs Silva", "Ana Silva")
    assert not same_person("Mrs Silva", "Mrs Lang")
    assert not same_person("Ana Silva", "Ana Costa")
    assert not same_person("", "")
    assert not same_person("Jo van der Berg", "Al van der Meer")
