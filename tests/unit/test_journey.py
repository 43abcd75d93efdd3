"""One widget leads to the other with what was told, says in one sentence what to do, and knows what was sent."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import parse_qsl

import pytest

from widgets.views import prerender, view

END = ["situation.events[0].end", "2026-06-01T11:00"]
NOW = "2026-06-01T15:00+02:00"
SENT = [
    ["situation.sent[0].kind", "thank-you"],
    ["situation.sent[0].channel", "email"],
    ["situation.sent[0].at", "2026-06-01T14:30"],
    ["situation.sent[0].to", "Ana"],
]


def ask(guide, widget, *entries, now=NOW):
    answer = view(
        guide,
        {"widget": widget, "root": "../", "now": now, "zone": "Europe/Berlin", "entries": [list(e) for e in entries]},
    )
    assert "error" not in answer, answer
    return answer


def links(text, page):
    """Return what the links to a widget's page carry."""
    found = re.findall(rf'href="\.\./{page}/#ft\?([^"]*)"', text)
    return [parse_qsl(html.unescape(one), keep_blank_values=True, strict_parsing=True) for one in found]


def sentence(answer):
    found = re.search(r'<p class="ft-do">(.*?)</p>', answer["html"]["today"])
    assert found
    return html.unescape(re.sub(r"</?span[^>]*>", "", found[1]))


def test_each_open_step_opens_the_composer_with_all_that_was_told(guide):
    people = [
        ["situation.events[0].with", "Ana"],
        ["situation.events[2].with", "Ben"],
        ["situation.events[2].end", END[1]],
    ]
    answer = ask(guide, "calculator", END, *people, ["situation.region", ""], ["situation.topic", "a & b #1"])
    carried = [dict(one) for one in links(answer["html"]["schedule"], "composer")]
    assert len(carried) == answer["html"]["schedule"].count('data-status="due"') + answer["html"]["schedule"].count(
        'data-status="upcoming"'
    )
    assert [(one["kind"], one["channel"], one["situation.recipient"]) for one in carried[:2]] == [
        ("thank-you", "email", "Ana"),
        ("thank-you", "email", "Ben"),
    ]
    # Rows are numbered anew, what is empty stays behind, and a name can hold anything.
    assert carried[0]["situation.events[1].with"] == "Ben"
    assert carried[0]["situation.topic"] == "a & b #1"
    assert "situation.region" not in carried[0]


def test_that_no_box_is_ticked_is_carried(guide):
    answer = ask(guide, "calculator", END, ["situation.weekend", ""])
    assert ("situation.weekend", "") in links(answer["html"]["schedule"], "composer")[0]
    answer = ask(guide, "calculator", END, ["situation.weekend", ""], ["situation.weekend", "Fri"])
    told = [one for one in links(answer["html"]["schedule"], "composer")[0] if one[0] == "situation.weekend"]
    assert told == [("situation.weekend", "Fri")]


def test_the_example_carries_only_what_was_chosen(guide):
    page = prerender(guide, "calculator", "../")
    assert all({name for name, _ in one} == {"kind", "channel"} for one in links(page, "composer"))
    assert 'data-sent="{}"' in prerender(guide, "composer", "../")


@pytest.mark.parametrize(
    ("now", "told", "said"),
    [
        (NOW, [], "One thing to do today: Thank-you (E-mail), at the latest Tuesday 2 June, 11:00."),
        ("2026-06-02T12:00+02:00", [], "One thing to do today, though it is late: Thank-you (E-mail)."),
        (
            NOW,
            SENT,
            "Nothing to do today; wait until Wednesday 3 June. Then comes: Question about next steps (E-mail).",
        ),
        (NOW, [["situation.status", "withdrawn"]], "Nothing is left to do."),
    ],
)
def test_today_is_one_sentence(guide, now, told, said):
    answer = ask(guide, "calculator", END, *told, now=now)
    assert sentence(answer) == said
    assert answer["status"] == said


def test_no_short_word_of_a_title_is_broken_at_its_hyphen(guide):
    answer = ask(guide, "calculator", END, ["situation.events[0].with", "Ana <b>-o Featherstonehaugh-Cholmondeley"])
    assert '(<span class="ft-unbroken">E-mail</span>)' in answer["html"]["schedule"]
    # A long one would not fit onto a phone.
    assert "Ana &lt;b&gt;-o Featherstonehaugh-Cholmondeley" in answer["html"]["schedule"]


def test_the_composer_says_when_it_is_best_sent(guide):
    composer = ask(guide, "composer", ["kind", "check-in"], ["channel", "email"], ["situation.recipient", "Ana"], END)
    text = composer["html"]["next"]
    assert "Best sent Wednesday 3 June; at the latest Friday 5 June." in text
    (carried,) = links(text, "calculator")
    assert carried == [("told", ""), ("situation.recipient", "Ana"), ("situation.events[0].end", END[1])]


def test_without_a_time_it_says_where_to_look(guide):
    text = ask(guide, "composer", ["situation.recipient", "Ana"])["html"]["next"]
    assert guide.labels["when_unknown"] in text
    assert len(links(text, "calculator")) == 1


def test_i_sent_this_adds_a_row_and_the_next_thing_is_named(guide):
    told = [["kind", "thank-you"], ["channel", "email"], ["situation.recipient", "Ana"], END]
    text = ask(guide, "composer", *told)["html"]["next"]
    found = re.search(r'data-sent="([^"]*)"', text)
    assert found
    marks = json.loads(html.unescape(found[1]))
    assert marks == {
        "row": {
            "situation.sent[].kind": "thank-you",
            "situation.sent[].channel": "email",
            "situation.sent[].to": "Ana",
        },
        "at": "situation.sent[].at",
        "zone": "Europe/Berlin",
    }
    text = ask(guide, "composer", *told, *SENT)["html"]["next"]
    assert "Marked as sent on Monday 1 June, 14:30." in text
    assert "Next: Question about next steps to Ana (E-mail), Wednesday 3 June." in text
    assert 'data-unsent="situation.sent[0].kind"' in text
    assert "data-sent" not in text


def test_what_was_sent_to_one_person_is_not_sent_to_another(guide):
    told = [["kind", "thank-you"], ["channel", "email"], ["situation.recipient", "Ben"], END]
    people = [
        ["situation.events[0].with", "Ana"],
        ["situation.events[1].with", "Ben"],
        ["situation.events[1].end", END[1]],
    ]
    text = ask(guide, "composer", *told, *people, *SENT)["html"]["next"]
    assert "Marked" not in text
    assert "data-sent" in text


def test_for_whom_a_message_was_does_not_change_whom_questions_go_to(guide):
    people = [["situation.events[0].with", "Ana"], ["situation.events[0].contact", "true"]]
    more = [["situation.events[1].with", "Ben"], ["situation.events[1].end", END[1]], ["situation.recipient", "Ben"]]
    answer = ask(guide, "calculator", END, *people, *more)
    assert "next steps to Ana" in answer["html"]["schedule"]


def test_a_date_of_theirs_makes_the_plan_the_readers_own_before_the_interview_has_a_time(guide):
    answer = ask(guide, "calculator", ["situation.answer_by", "2026-06-10"])
    assert not answer["example"]
    assert sentence(answer).startswith("Nothing to do today; wait until Thursday 11 June")
    assert "You told of no meeting" in html.unescape(answer["html"]["schedule"])
    assert ask(guide, "calculator", ["situation.promises[0].by", "them"])["example"]


def test_days_on_which_they_are_closed_can_be_told_by_the_first_alone(guide):
    told = [END, ["situation.answer_by", "2026-06-10"]]
    one = [["situation.closed[0].from", "2026-06-11"], ["situation.closed[0].to", ""]]
    answer = ask(guide, "calculator", *told, *one)
    assert "Days off there are not counted: Thursday 11 June." in html.unescape(answer["html"]["schedule"])
    more = [["situation.closed[1].from", "2026-06-12"], ["situation.closed[1].to", "2026-06-14"]]
    answer = ask(guide, "calculator", *told, *one, *more)
    assert "Thursday 11 June to Sunday 14 June." in html.unescape(answer["html"]["schedule"])
