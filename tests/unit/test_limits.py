"""Requests have a size, and whatever else comes is answered or named."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from widgets.engine import api
from widgets.engine.limits import DEEPEST, LONGEST_TEXT, MOST_ITEMS, MOST_VALUES, oversized
from widgets.engine.problems import InvalidError
from widgets.form import worked_example
from widgets.views import view

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=12), inside, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(
    ["now", "events", "sent", "promises", "closed", "holidays", "weekend", "region", "notes", "channels", "answer_by"]
)
ONE_TEST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def nested(depth):
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            {"situation": {"recipient": "x" * (LONGEST_TEXT + 1)}},
            "recipient: expected at most 50000 characters",
        ),
        (
            {"situation": {"events": [{}] * (MOST_ITEMS + 1)}},
            "events: expected at most 1000 values, got 1001",
        ),
        ({str(number): 1 for number in range(MOST_ITEMS + 1)}, "the whole input: expected at most 1000 values"),
        (nested(DEEPEST + 2), "expected at most 12 levels"),
        (nested(200_000), "expected at most 12 levels"),
        ([[0] * MOST_ITEMS] * (MOST_VALUES // MOST_ITEMS + 1), "expected at most 20000 values in all"),
    ],
    ids=["text", "list", "keys", "levels", "abyss", "all"],
)
def test_what_is_too_large_is_named(value, said):
    (problem, *_) = oversized(value)
    assert problem.code == "too-large"
    assert said in str(problem)


def test_the_largest_request_is_still_taken():
    assert oversized({"a": ["x" * LONGEST_TEXT] * (MOST_ITEMS - 1)}) == []
    assert oversized(nested(DEEPEST)) == []


@pytest.mark.parametrize("name", api.CALLS)
def test_every_call_refuses_what_is_too_large(guide, name):
    with pytest.raises(InvalidError, match="at most 50000 characters"):
        api.call(guide, name, {"situation": {"recipient": "x" * 60_000}})


def test_a_reader_is_told_which_answer_is_too_long(guide):
    field = next(field for field in guide.fields if field.id == "recipient")
    entries = [["situation.recipient", "x" * 60_000]]
    request = {"widget": "composer", "entries": entries, "now": "2026-11-24T10:00+01:00", "zone": "Europe/Berlin"}
    error = view(guide, request)["error"]
    assert error["problems"][0]["name"] == "situation.recipient"
    assert error["sentence"] == f"“{field.ask}” is too long: at most 50000 characters, please."


@ONE_TEST
@given(data=st.data())
def test_whatever_comes_is_answered_or_named(guide, data):
    name = data.draw(st.sampled_from(list(api.CALLS)))
    situation = {**worked_example(guide), **data.draw(st.dictionaries(KEYS, ANYTHING, max_size=3))}
    request = {"situation": situation, "kind": "thank-you", "channel": "email"}
    if name == "check":
        request = {"situation": situation, "message": data.draw(ANYTHING)}
    request |= data.draw(st.dictionaries(st.text(max_size=8), ANYTHING, max_size=1))
    with suppress(InvalidError):
        json.dumps(api.call(guide, name, request))


@ONE_TEST
@given(entries=ANYTHING, pairs=st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5))
def test_a_widget_shows_something_for_whatever_its_form_holds(guide, entries, pairs):
    for given_ in (entries, [list(pair) for pair in pairs]):
        for widget in ("composer", "calculator"):
            request = {"widget": widget, "entries": given_, "now": "2026-11-24T10:00+01:00", "zone": "Europe/Berlin"}
            json.dumps(view(guide, request))


@pytest.mark.parametrize(("name", "label"), [("message.body", "body"), ("message.subject", "subject")])
def test_a_message_that_is_too_long_is_named_as_the_form_names_it(guide, name, label):
    entries = [["kind", "thank-you"], ["channel", "email"], ["message.body", "Hello"], ["message.subject", "Thanks"]]
    entries = [[key, "x " * LONGEST_TEXT if key == name else value] for key, value in entries]
    request = {"widget": "composer", "entries": entries, "edited": True, "now": "2026-11-24T10:00+01:00"}
    problems = view(guide, {**request, "zone": "Europe/Berlin"})["error"]["problems"]
    assert problems == [
        {"name": name, "sentence": f"“{guide.labels[label]}” is too long: at most 50000 characters, please."}
    ]
