"""Applications side by side, and those that come from a file or a link: read like any input."""

from __future__ import annotations

import json

import pytest

from widgets.form import example_entries
from widgets.views import view

NOW = "2026-11-24T10:00+01:00"
END = ["situation.events[0].end", "2026-11-24T09:00"]


def name(organization):
    return ["situation.organization", organization]


def opened(guide, data):
    return view(guide, {"widget": "kept", "text": data if isinstance(data, str) else json.dumps(data)})


def file(guide, *applications, **more):
    return {"followthrough": 1, "guide": guide.id, "applications": list(applications), **more}


def board(guide, **applications):
    asked = [{"id": id_, "entries": entries} for id_, entries in applications.items()]
    request = {"widget": "board", "now": NOW, "zone": "Europe/Berlin", "current": "a", "applications": asked}
    return view(guide, request)


def order(html):
    """Return the ids of a board's rows from first to last."""
    return [part.split('"')[0] for part in html.split('data-open="')[1:]]


def test_what_is_written_is_read_again(guide):
    entries = [*example_entries(guide), ["kind", "status"], ["message.body", "Hello,\n\nAna"], ["wording", "2"]]
    answer = opened(guide, file(guide, {"id": "a1-b2", "entries": entries}, {"entries": [name("Other")]}))
    assert answer == {
        "applications": [{"id": "a1-b2", "entries": entries}, {"id": "", "entries": [name("Other")]}],
        "said": "",
    }


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("", "kept_unreadable"),
        ("{", "kept_unreadable"),
        ("[" * 100_000, "kept_unreadable"),
        ("null", "kept_foreign"),
        ("[]", "kept_foreign"),
        ('{"title": "something else"}', "kept_foreign"),
        ('{"followthrough": 2}', "kept_version"),
        ('{"followthrough": true}', "kept_version"),
        ('{"followthrough": 1, "guide": "other", "applications": []}', "kept_other_guide"),
    ],
)
def test_what_is_not_ours_is_refused_in_a_sentence(guide, text, label):
    assert opened(guide, text)["error"]["sentence"].startswith(guide.labels[label].split("{")[0])


@pytest.mark.parametrize(
    ("application", "named"),
    [
        ({"entries": [["situation.organization"]]}, "applications[0].entries"),
        ({"entries": [["situation.organization", 5]]}, "applications[0].entries[0][1]"),
        ({"entries": "text"}, "applications[0].entries"),
        ({}, "entries"),
        ({"entries": [], "titel": "x"}, "titel"),
        ({"entries": [], "id": "<script>"}, "applications[0].id"),
        ({"entries": [["situation.organization", "x" * 20_001]]}, "20000 characters at most"),
        ({"entries": [["situation.organization", "x"]] * 1001}, "1000 entries at most"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_of_it_is_taken(guide, application, named):
    answer = opened(guide, file(guide, application))
    assert "applications" not in answer
    assert named in answer["error"]["sentence"]
    assert len(answer["error"]["sentence"]) < 600


def test_too_many_applications_are_refused(guide):
    answer = opened(guide, file(guide, *[{"entries": []}] * 201))
    assert "200 applications at most" in answer["error"]["sentence"]


def test_what_nobody_asks_is_left_out_and_said(guide):
    entries = [name("Alder"), ["situation.salary", "5"], ["__proto__", "x"], ["situation.notes.nothing", "x"]]
    answer = opened(guide, file(guide, {"entries": entries}))
    assert answer["applications"] == [{"id": "", "entries": [name("Alder")]}]
    for left_out in ("situation.salary", "__proto__", "situation.notes.nothing"):
        assert left_out in answer["said"]


def test_an_answer_that_is_not_of_its_kind_stays_and_is_said(guide):
    entries = [name("Alder"), ["situation.events[0].end", "soon"]]
    answer = opened(guide, file(guide, {"entries": entries}))
    assert answer["applications"][0]["entries"] == entries
    ask = next(field.ask for field in guide.fields if field.id == "end")
    assert ask in answer["said"]
    assert "soon" in answer["said"]


def test_the_board_says_for_each_what_comes_next(guide):
    said = board(
        guide,
        b=[name("Undated")],
        c=[name("Unclear"), ["situation.events[0].end", "soon"]],
        a=[name("<b>Due</b>"), END, ["situation.topic", "porter"]],
        d=[name("Over"), END, ["situation.status", "withdrawn"]],
        e=[],
        f=[["situation.recipient", "Ms Ferreira"]],
    )["html"]["board"]
    assert order(said)[0] == "a"
    assert "&lt;b&gt;Due&lt;/b&gt;" in said
    assert "<b>Due" not in said
    assert said.count("aria-current") == 1
    for text in ("board_no_time", "board_unclear", "board_nothing", "board_unnamed", "board_now"):
        assert guide.labels[text] in said
    assert "porter" in said
    assert "Ms Ferreira" in said
    assert guide.kind("thank-you").name in said


def test_the_board_is_in_the_order_of_what_is_next(guide):
    sent = [
        ["situation.sent[0].kind", "thank-you"],
        ["situation.sent[0].channel", "email"],
        ["situation.sent[0].at", "2026-11-24T09:30"],
    ]
    asks_first = [*sent, ["situation.answer_by", "2026-12-18"]]
    said = board(guide, a=[name("Later"), END, *asks_first], b=[name("Sooner"), END, *sent], c=[name("Now"), END])
    assert order(said["html"]["board"]) == ["c", "b", "a"]


def test_the_board_asks_once_for_the_data_of_all(guide):
    answer = board(
        guide,
        a=[END, ["situation.region", "DE-BE"], ["situation.their_time_zone", "Mars/Base"]],
        b=[END, ["situation.region", "DE-BE"], ["situation.their_time_zone", "Mars/Other"]],
    )
    assert answer == {"needs": ["zones/Mars/Base", "zones/Mars/Other"]}


def test_an_empty_board_is_empty(guide):
    assert board(guide) == {"html": {"board": ""}}


def test_a_board_leaves_out_what_is_no_application(guide):
    applications = [None, "a", {"id": "b"}, {"id": "c", "entries": [name("Blue Door")]}]
    request = {"widget": "board", "now": NOW, "zone": "Europe/Berlin", "current": "", "applications": applications}
    assert order(view(guide, request)["html"]["board"]) == ["c"]
