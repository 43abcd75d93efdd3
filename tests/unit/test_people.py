"""Several people who were met: each has a message of their own, and what is the same in them is shown."""

from __future__ import annotations

import html
import re

import pytest

from widgets import form
from widgets.engine.checks.similar import shared
from widgets.engine.text import Text
from widgets.people import people
from widgets.views import view

ANA, LANG = "Ana Costa", "Mr Lang"
BOTH = {"situation.recipient": ANA, "situation.events[0].with": LANG}
WHEN = {"situation.events[0].end": "2026-06-01T11:00"}


def ask(guide, entries, **more):
    request = {"widget": "composer", "now": "2026-06-01T15:00+02:00", "zone": "Europe/Berlin", "fetched": []}
    answer = view(guide, {**request, "entries": [list(pair) for pair in entries.items()], **more})
    assert "error" not in answer, answer
    return answer


def letters(answer):
    """Return the texts that are shown beside each other, by name."""
    found = re.findall(r"<h4>(.*?)</h4>.*?<div class=\"ft-text\">(.*?)</div>", answer["html"]["beside"], re.DOTALL)
    return {name: html.unescape(re.sub("<.*?>", "", text)) for name, text in found}


@pytest.mark.parametrize(
    ("entries", "keys"),
    [
        ({}, []),
        ({"situation.recipient": ANA}, ["first"]),
        (BOTH, ["first", "p0"]),
        # Rows keep their number when one before them is taken away.
        ({"situation.recipient": ANA, "situation.events[4].with": LANG}, ["first", "p4"]),
        # The calculator's row and the recipient are one person.
        ({"situation.recipient": "Ms Costa", "situation.events[0].with": ANA}, ["first"]),
        ({"situation.events[0].with": ANA, "situation.events[1].with": LANG}, ["p0", "p1"]),
    ],
)
def test_everybody_is_named_once(guide, entries, keys):
    assert [one.key for one in people(form.fill(guide, list(entries.items())))] == keys


def test_one_person_needs_no_choice(guide):
    answer = ask(guide, {"situation.recipient": ANA})
    assert answer["html"]["people"] == answer["html"]["beside"] == ""
    assert answer["fields"]["beside"] is None


@pytest.mark.parametrize("told", [{}, WHEN])
def test_each_is_greeted_and_thanked_in_other_words(guide, told):
    first, second = (ask(guide, {**BOTH, **told, "to": key})["fields"]["message.body"] for key in ("first", "p0"))
    assert ANA in first
    assert LANG in second
    assert first.replace(ANA, LANG) != second


def test_a_note_about_one_person_goes_before_that_about_all(guide):
    notes = {"situation.notes.detail": "the night team", "situation.events[0].notes.detail": "the new garden"}
    texts = letters(ask(guide, {**BOTH, **notes}))
    assert "the night team" in texts[ANA]
    assert "the new garden" in texts[LANG]
    assert "the night team" not in texts[LANG]


def test_what_stands_beside_is_what_each_would_get(guide):
    answers = {key: ask(guide, {**BOTH, **WHEN, "to": key}) for key in ("first", "p0")}
    written = {ANA: answers["first"]["fields"]["message.body"], LANG: answers["p0"]["fields"]["message.body"]}
    assert letters(answers["first"]) == letters(answers["p0"]) == written


def test_own_words_to_another_are_held_against_this_message(guide):
    text = "Thank you for the interview today. I enjoyed it very much and look forward to hearing from you."
    own = {"kind": "thank-you", "message.body": text, "own.p0.body": text}
    answer = ask(guide, {**BOTH, **own}, edited=True)
    check = next(one for rule in guide.rules for one in rule.checks if one.kind == "similar")
    assert f"#{check.id}" in answer["html"]["check"]
    assert LANG in answer["html"]["check"]
    assert letters(answer) == {ANA: text, LANG: text}
    other = ask(guide, {**BOTH, **own, "own.p0.body": "Hello, I have not much to say."}, edited=True)
    assert f"#{check.id}" not in other["html"]["check"]


def test_somebody_who_is_gone_gives_way_to_the_first(guide):
    assert 'value="first" checked' in ask(guide, {**BOTH, "to": "p9"})["html"]["people"]


def test_what_is_shared_is_found_in_whole_words():
    text = Text("Hello “Ana”, I enjoyed talking about the garden 😀 with you.")
    spans = shared(text, [Text("we ENJOYED talking about hens"), Text("the garden with you")])
    assert [text.raw[start:end] for start, end in spans] == ["enjoyed talking about", "the garden 😀 with you"]
    assert shared(text, [Text("talking about")]) == []


def test_the_message_can_be_taken_along(guide):
    files = ask(guide, {"situation.recipient": ANA})["files"]
    assert files["message"]["name"] == "thank-you.txt"
    assert ANA in files["message"]["text"]
    assert "\r\nX-Unsent: 1\r\n" in files["draft"]["text"]
    note = ask(guide, {"situation.recipient": ANA, "channel": "linkedin-note"})["files"]
    assert "draft" not in note


def test_the_count_says_what_the_channel_allows(guide):
    def count(body):
        entries = {"channel": "linkedin-note", "message.body": body}
        return ask(guide, entries, edited=True)["html"]["count"]

    limit = guide.channel("linkedin-note").characters.warn
    assert f"<span>2 of {limit} characters</span>" in count("Hi")
    assert f'<span class="ft-over">{limit + 4} characters, 4 too many</span>' in count("x" * (limit + 4))
