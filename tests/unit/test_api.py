"""The contract: every call answers in full, and bad input is named by its path."""

from __future__ import annotations

import json
from typing import Any

import pytest

from widgets.engine import api
from widgets.engine.problems import InvalidError
from widgets.engine.times import When
from widgets.form import worked_example

FULL = {
    "now": "2026-06-01T15:00+02:00",
    "my_time_zone": "Europe/Berlin",
    "their_time_zone": "America/New_York",
    "weekend": ["Sat", "Sun"],
    "region": "US-NY",
    "holidays": ["2026-06-04"],
    "closed": [{"from": "2026-12-24", "to": "2027-01-03"}],
    "events": [
        {
            "with": "Ana",
            "contact": True,
            "start": "2026-06-01T10:00",
            "end": "2026-06-01T11:00",
            "time_zone": "Europe/Berlin",
        },
        {"with": "Ben", "end": "2026-06-01"},
    ],
    "answer_by": "2026-06-15",
    "promises": [{"by": "me", "what": "two references", "due": "2026-06-05T12:00", "done": False}],
    "sent": [{"kind": "thank-you", "channel": "email", "at": "2026-06-01T13:00+02:00", "to": "Ana"}],
    "channels": ["email", "phone"],
    "status": "waiting",
    "recipient": "Ana",
    "recipient_role": "head nurse",
    "expert_reader": True,
    "organization": "Lindenhof Hospital",
    "topic": "staff nurse",
    "my_name": "Amina Diallo",
    "notes": {"detail": "the bedside handover"},
}


def wrong(guide, call, request):
    with pytest.raises(InvalidError) as caught:
        api.call(guide, call, request)
    return [str(problem) for problem in caught.value.problems]


def test_every_field_of_the_contract_is_accepted(guide):
    message = {"kind": "thank-you", "channel": "email", "body": "Hello", "sent_at": "2026-06-01T15:00Z", "to": "Ana"}
    assert api.call(guide, "check", {"situation": FULL, "message": message})["overall"] in ("ready", "review", "fix")
    assert api.call(guide, "schedule", {"situation": FULL})["steps"]
    assert api.call(guide, "compose", {"situation": FULL, "kind": "thank-you", "channel": "email"})["body"]
    assert api.call(guide, "calendar", {"situation": FULL}).startswith("BEGIN:VCALENDAR\r\n")


def test_every_answer_is_json(guide):
    requests: dict[str, dict[str, Any]] = {
        "compose": {"situation": FULL, "kind": "thank-you", "channel": "email"},
        "schedule": {"situation": FULL},
    }
    for call, request in requests.items():
        answer = api.call(guide, call, request)
        assert json.loads(json.dumps(answer)) == answer


def test_answers_have_the_shape_of_the_contract(guide):
    situation = worked_example(guide)
    composed = api.call(guide, "compose", {"situation": situation, "kind": "thank-you", "channel": "email"})
    assert list(composed) == ["subject", "body", "check", "missing"]
    assert list(composed["check"]) == ["verdicts", "findings", "ignored", "overall", "notes", "stats"]
    assert list(composed["check"]["verdicts"]) == [rule.id for rule in guide.rules]
    planned = api.call(guide, "schedule", {"situation": situation})
    assert list(planned) == ["today", "steps", "notes"]
    assert list(planned["steps"][0]) == [
        "id",
        "title",
        "kind",
        "channel",
        "to",
        "opens",
        "best",
        "closes",
        "mine",
        "status",
        "rule",
        "why",
        "optional",
    ]


def test_bad_values_are_named_by_path_all_at_once(guide):
    situation = {
        "now": "2026-06-01T09:00",
        "their_time_zone": "Mars/Base",
        "weekend": ["Sat", "Sonntag"],
        "events": [{"end": "tomorrow"}, {"start": "2026-06-01T11:00", "end": "2026-06-01T10:00"}],
        "promises": [{"by": "they"}],
        "organisation": "Lindenhof",
    }
    assert wrong(guide, "schedule", {"situation": situation}) == [
        'situation.organisation: expected a known key, got "organisation" (did you mean "organization"?)',
        'situation.now: expected a time with its offset such as "2026-06-01T09:00+02:00", got "2026-06-01T09:00"',
        'situation.their_time_zone: expected an IANA time zone such as "Europe/Berlin", got "Mars/Base"',
        'situation.weekend[1]: expected Mon, Tue, Wed, Thu, Fri, Sat or Sun, got "Sonntag"',
        f'situation.events[0].end: expected {When.expected}, got "tomorrow"',
        'situation.events[1].end: expected a time after the start, 2026-06-01T11:00, got "2026-06-01T10:00"',
        'situation.promises[0].by: expected me or them, got "they" (did you mean "them"?)',
    ]


def test_references_to_the_guide_are_checked(guide):
    situation = {"now": "2026-06-01T09:00Z", "status": "wating", "channels": ["e-mail"], "notes": {"detial": "x"}}
    statuses = [status.id for status in guide.statuses]
    problems = wrong(guide, "compose", {"situation": situation, "kind": "thankyou", "channel": "email", "tone": "wram"})
    assert [problem.partition(":")[0] for problem in problems] == [
        "situation.status",
        "situation.channels[0]",
        "situation.notes.detial",
        "kind",
        "tone",
    ]
    assert problems[0] == (
        f"situation.status: expected {', '.join(statuses[:-1])} or {statuses[-1]}, "
        'got "wating" (did you mean "waiting"?)'
    )


def test_a_schedule_asks_by_name_for_what_it_cannot_do_without(guide):
    assert wrong(guide, "schedule", {"situation": {"now": "2026-06-01T09:00Z"}}) == [
        (
            "situation.events: expected an event with an end or a start, or a day in answer_by or promises[].due, "
            'got none (add {"end": "…"})'
        )
    ]


@pytest.mark.parametrize("request_", [None, [], "text", {}, {"situation": None}, {"situation": {"now": 5}}])
def test_no_request_brings_it_down(guide, request_):
    for call in api.CALLS:
        assert wrong(guide, call, request_)


def test_an_unknown_call_is_named(guide):
    assert wrong(guide, "compse", {}) == [
        'call: expected compose, check, schedule or calendar, got "compse" (did you mean "compose"?)'
    ]
