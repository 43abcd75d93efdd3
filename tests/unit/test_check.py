"""What the checks say: the right words found, at the right place, in any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.engine import api
from widgets.engine.checks import Context
from widgets.engine.checks.similar import alike
from widgets.engine.checks.wrong_name import WrongName
from widgets.engine.patterns import Pattern
from widgets.engine.text import Text
from widgets.form import worked_example

NOW = "2026-06-01T15:00+02:00"


def check(guide, body, situation=None, **message):
    request = {
        "situation": situation or {"now": NOW},
        "message": {"kind": "thank-you", "channel": "email", "body": body, **message},
    }
    return api.call(guide, "check", request)


@settings(deadline=None, max_examples=300)
@given(
    body=st.text(max_size=400), subject=st.text(max_size=60), kind=st.sampled_from(["thank-you", "status", "closing"])
)
def test_any_text_is_answered_with_spans_in_range(guide, body, subject, kind):
    answer = check(guide, body, kind=kind, subject=subject)
    for finding in answer["findings"]:
        text = subject if finding["part"] == "subject" else body
        assert 0 <= finding["start"] <= finding["end"] <= len(text)
        assert finding["text"] == text[finding["start"] : finding["end"]]
        units = text.encode("utf-16-le", "surrogatepass")
        span = units[2 * finding["start_utf16"] : 2 * finding["end_utf16"]]
        assert span.decode("utf-16-le", "surrogatepass") == finding["text"]


def test_a_long_text_takes_no_more_than_its_share(guide):
    """A hundred thousand characters that patterns half match come back; a check that blows up would never end."""
    for piece in ("thank look forward ", " , ", "X", "[", "I would ", "a-"):
        assert check(guide, piece * (100_000 // len(piece)))["overall"] in ("ready", "review", "fix")


def test_positions_count_code_points_and_utf16_units(guide):
    body = "\U0001f33b\U0001f33b [Company]"
    finding = next(one for one in check(guide, body)["findings"] if one["text"] == "[Company]")
    assert (finding["start"], finding["end"], finding["start_utf16"], finding["end_utf16"]) == (3, 12, 5, 14)


def test_verdicts_follow_the_gravest_finding(guide):
    composed = api.call(guide, "compose", {"situation": worked_example(guide), "kind": "thank-you", "channel": "email"})
    assert set(composed["check"]["verdicts"].values()) <= {"pass", "na"}
    assert composed["check"]["overall"] == "ready"
    empty = check(guide, "")
    assert "fail" in empty["verdicts"].values()
    assert empty["overall"] == "fix"


def placeholders(guide, text):
    ids = [one.id for rule in guide.rules for one in rule.checks if one.kind == "placeholder"]
    assert ids
    return [one for one in check(guide, f"Hello. {text} Bye.")["findings"] if one["check"] in ids]


@pytest.mark.parametrize(
    "text", ["[Company]", "{{role}}", "{role}", "<name>", "XXX", "____", "Dear [insert name here],", "[Ihr Name]"]
)
def test_placeholders_are_found(guide, text):
    assert placeholders(guide, text)


@pytest.mark.parametrize("text", ["size XX", "I <3 it", "a_b", "(see below)", "your company name is known to me"])
def test_what_is_no_placeholder_is_left_alone(guide, text):
    assert not placeholders(guide, text)


def test_too_long_is_said_by_degree(guide):
    channel = guide.channel("email")
    grave = {}
    for count in (channel.words.warn, channel.words.warn + 1, channel.words.fail + 1):
        findings = check(guide, "word " * count)["findings"]
        grave[count] = [one["severity"] for one in findings if one["part"] == "body" and one["end"] > 1000]
    assert list(grave.values()) == [[], ["warning"], ["error"]]


def test_two_channels_on_a_day_are_noticed(guide):
    situation = {
        "now": NOW,
        "my_time_zone": "Europe/Berlin",
        "sent": [{"kind": "thank-you", "channel": "linkedin-message", "at": "2026-06-01T10:00"}],
    }
    rule = next(rule for rule in guide.rules for one in rule.checks if getattr(one, "flaw", "") == "same-day")
    assert check(guide, "Thank you", situation)["verdicts"][rule.id] != "pass"
    situation["sent"][0]["at"] = "2026-05-28T10:00"
    assert check(guide, "Thank you", situation)["verdicts"][rule.id] == "pass"


def test_an_open_promise_is_noticed_until_it_is_kept_or_named(guide):
    promise = {"by": "me", "what": "two written references", "due": "2026-05-29"}
    situation = {"now": NOW, "promises": [promise]}
    rule = next(rule for rule in guide.rules for one in rule.checks if one.kind == "open-promise")
    assert check(guide, "Thank you", situation)["verdicts"][rule.id] != "pass"
    assert check(guide, "The two written references follow", situation)["verdicts"][rule.id] == "pass"
    promise["done"] = True
    assert check(guide, "Thank you", situation)["verdicts"][rule.id] == "pass"


def names_found(right, body):
    spec = WrongName(
        kind="wrong-name",
        id="wrong-place",
        message="",
        fix="",
        field="organization",
        after=(Pattern.parse("(role|work|working) at"), Pattern.parse("dear")),
        unless=(Pattern.parse("(hiring)? team"),),
        common=("Ms", "Hospital"),
    )
    context = Context(None, None, None, None, {"body": Text(body)}, {"organization": right}, None)
    return [body[hit.start : hit.end] for hit in spec.hits(context)]


def test_a_wrong_name_is_found_and_a_right_one_is_not():
    assert names_found(
        "Lindenhof Hospital", "I would love to work at Rosenhof Clinic, as the role at Lindenhof is"
    ) == ["Rosenhof Clinic"]
    assert names_found("Bank of Ireland", "the role at Bank of Ireland and at home") == []
    assert names_found("Ana Silva", "Dear Ms Silva,") == []
    assert names_found("Ana Silva", "Dear Hiring Team,") == []
    assert names_found("Ms Ferreira", "Dear Ms Hoffmann,") == ["Ms Hoffmann"]
    assert names_found("Lindenhof Hospital", "working at Rosenhof Hospital. Thank you") == ["Rosenhof Hospital"]
    assert names_found("Lindenhof-Klinik", "working at Lindenhof. Thank you") == []
    assert names_found("Ana Silva", "Dear all,") == []


def test_messages_too_alike_are_measured_by_the_shorter():
    one = Text("Thank you for the talk about the night shift on your ward")
    assert alike(one, one) == 100
    assert alike(one, Text("Something else was on my mind when we met on Tuesday morning")) == 0
    assert alike(one, Text("short")) == 0
