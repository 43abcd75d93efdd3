"""What the checks say: the right words found, at the right place, in any text."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.engine import api
from widgets.engine.checks.forbids import Forbids
from widgets.engine.checks.similar import alike
from widgets.engine.decode import decode
from widgets.engine.prose import Prose
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


PIECES = (
    "thank look forward ",
    " , ",
    "X",
    "[",
    "(",
    "I would ",
    "a-",
    "not ",
    "I would not love to ",
    "join Acme Foo ",
    "Dear Kubernetes SQL at Acme. ",
    '"a" ',
    "' ",
    "A.B. ",
    "e\u0301\u200b ",
    "you must decide by Friday or I will ",
)


@pytest.mark.no_cover  # what counts branches takes time of its own
@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_no_faster_than_the_text(guide, piece):
    """Four times the text takes about four times the work; sixteen times would be a check that blows up."""

    def work(length):
        body = piece * (length // len(piece) + 1)
        begun = process_time()
        check(guide, body[:length])
        return process_time() - begun

    # What blows up does so every time; what a busy machine delays, it delays only now and then.
    assert any(work(40_000) < 10 * work(10_000) for _ in range(5))


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
        ids = [one.id for rule in guide.rules for one in rule.checks if one.kind == "length"]
        grave[count] = [one["severity"] for one in findings if one["check"] in ids]
    assert list(grave.values()) == [[], ["warning"], ["error"]]


def test_two_channels_on_a_day_are_noticed(guide):
    sent = {"kind": "thank-you", "channel": "linkedin-message", "at": "2026-06-01T10:00"}
    situation = {"now": NOW, "my_time_zone": "Europe/Berlin", "sent": [sent]}
    rule = next(rule for rule in guide.rules for one in rule.checks if getattr(one, "flaw", "") == "same-day")
    assert check(guide, "Thank you", situation)["verdicts"][rule.id] != "pass"
    sent["at"] = "2026-05-28T10:00"
    assert check(guide, "Thank you", situation)["verdicts"][rule.id] == "pass"


def test_an_open_promise_is_noticed_until_it_is_kept_or_named(guide):
    promise: dict[str, Any] = {"by": "me", "what": "two written references", "due": "2026-05-29"}
    situation = {"now": NOW, "promises": [promise]}
    rule = next(rule for rule in guide.rules for one in rule.checks if one.kind == "open-promise")
    assert check(guide, "Thank you", situation)["verdicts"][rule.id] != "pass"
    assert check(guide, "The two written references are attached.", situation)["verdicts"][rule.id] == "pass"
    assert check(guide, "You will have the two written references on Friday.", situation)["verdicts"][rule.id] == "pass"
    assert check(guide, "I have not forgotten the two written references.", situation)["verdicts"][rule.id] != "pass"
    promise["done"] = True
    assert check(guide, "Thank you", situation)["verdicts"][rule.id] == "pass"


def names_found(guide, right, body):
    """Return the names that are wrong in a message to somebody, or to a place, of that name."""
    found = []
    for field in ("recipient", "organization"):
        answer = check(guide, body, {"now": NOW, field: right})
        found += [one["text"] for one in answer["findings"] if one["check"] in wrong_name_checks(guide)]
    return found


def wrong_name_checks(guide):
    return [one.id for rule in guide.rules for one in rule.checks if one.kind == "wrong-name"]


@pytest.mark.parametrize(
    ("right", "body", "wrong"),
    [
        (
            "Lindenhof Hospital",
            "I would love to work at Rosenhof Clinic. It is the role at Lindenhof.",
            "Rosenhof Clinic",
        ),
        ("Lindenhof Hospital", "I look forward to joining Rosenhof Hospital. Thank you", "Rosenhof Hospital"),
        ("Clarity Eyewear", "I really hope I can be part of the VisionHub family.", "VisionHub"),
        ("Dunmore Fisheries", "I am more certain than ever that Blue Heron is where I want to be.", "Blue Heron"),
        ("Hafner", "I admire Nordbau's commitment to apprentices.", "Nordbau"),
        ("Ms Ferreira", "Dear Ms Hoffmann,", "Ms Hoffmann"),
        ("Sheila", "So thanks once more, Brian, and mind the ladders.", "Brian"),
        ("Grace", "Dear Will,", "Will"),
    ],
)
def test_a_wrong_name_is_found(guide, right, body, wrong):
    assert names_found(guide, right, body) == [wrong]


@pytest.mark.parametrize(
    ("right", "body"),
    [
        ("Bank of Ireland", "the role at Bank of Ireland and at home"),
        ("University College London", "I would love to work at UCL."),
        ("Lindenhof-Klinik", "I would love working at Lindenhof. Thank you"),
        ("Hafner", "In my last job at Nordbau I led a team of six, and I used to work at Siemens."),
        ("Hafner", "My friend at Nordbau would love to work with you."),
        ("Ana Silva", "Dear Ms Silva,"),
        ("Ana Silva", "Dear Hiring Team,"),
        ("Ana Silva", "Dear all,"),
        ("José Núñez", "Dear Jose Nunez,"),
        ("Elizabeth Moore", "Hi Liz,"),
        ("Tom", "Hi Tom, Anna says hello."),
    ],
)
def test_a_right_name_and_somebody_elses_are_left_alone(guide, right, body):
    assert names_found(guide, right, body) == []


def test_the_person_it_is_to_comes_before_the_recipient(guide):
    situation = {"now": NOW, "recipient": "Ms Ferreira"}
    assert [
        one["text"]
        for one in check(guide, "Dear Ms Ferreira,", situation, to="Mr Lang")["findings"]
        if one["check"] in wrong_name_checks(guide)
    ] == ["Ms Ferreira"]
    assert not [
        one
        for one in check(guide, "Dear Mr Lang,", situation, to="Mr Lang")["findings"]
        if one["check"] in wrong_name_checks(guide)
    ]


def found(guide, body, situation=None, **message):
    """Return the ids of the checks that find something."""
    return {one["check"] for one in check(guide, body, situation, **message)["findings"]}


LONG = (
    "Thank you for your time. I have driven lorries for ten years and look forward to your answer. The coffee in the "
    "yard was very good, and so was the look at the new ramp. {}"
)


@pytest.mark.parametrize(
    "words",
    [
        "I am not very interested.",
        "I am no longer interested in the job.",
        "I don't think that I would love to work there.",
    ],
)
def test_what_is_negated_does_not_count(guide, words):
    assert "no-interest" in found(guide, LONG.format(words))


@pytest.mark.parametrize(
    "words",
    [
        "I am not only interested but thrilled.",
        "I could not be more interested.",
        "There is no question, and I am interested.",
    ],
)
def test_what_only_looks_negated_counts(guide, words):
    assert "no-interest" not in found(guide, LONG.format(words))


def test_a_quotation_is_somebody_elses_words(guide):
    assert "demand" in found(guide, "I need an answer.", kind="status")
    for quoted in (
        'You said "I need an answer" to the guests.',
        "\u201cI need an answer\u201d is what guests say.",
        "> I need an answer.\n\nOf course.",
    ):
        assert "demand" not in found(guide, quoted, kind="status")


def test_a_name_is_no_word(guide):
    """A firm called Thank You Ltd is not thanked by naming it, and a person called Grace or Patience is no flaw."""
    situation = {"now": NOW, "organization": "Thank You Ltd", "recipient": "Grace"}
    assert "no-thanks" in found(guide, "Dear Grace, it was good to see Thank You Ltd.", situation)
    assert "no-thanks" not in found(guide, "Dear Grace, thank you for showing me Thank You Ltd.", situation)


def test_the_mail_that_is_answered_does_not_count(guide):
    limit = guide.channel("email").words.fail
    body = "Thank you for the dates. The tenth suits me well.\n\n> " + "word " * (limit + 50)
    assert check(guide, body, kind="status")["stats"]["words"] == 10
    assert "too-many-words" not in found(guide, body, kind="status")


def test_another_language_is_said_to_be_one(guide):
    german = (
        "Sehr geehrte Frau Ferreira, vielen Dank f\u00fcr das freundliche Gespr\u00e4ch heute Vormittag. "
        "Ich freue mich auf Ihre Antwort. [Firma]"
    )
    answer = check(guide, german)
    assert answer["notes"]
    assert {one["check"] for one in answer["findings"]} == {"left-to-fill-in"}
    assert not check(guide, "Dear Ms Ferreira, thank you for the conversation today.")["notes"]


def test_a_finding_is_ignored_once(guide):
    body = "I need an answer. I need an answer."
    request = {"situation": {"now": NOW}, "message": {"kind": "closing", "channel": "email", "body": body}}
    first = api.call(guide, "check", request)
    demands = [one for one in first["findings"] if one["check"] == "demand"]
    assert len(demands) == 2
    ignored = [{"check": one["check"], "text": one["text"]} for one in demands]
    once = api.call(guide, "check", {**request, "ignored": ignored[:1]})
    assert [one["start"] for one in once["findings"] if one["check"] == "demand"] == [demands[1]["start"]]
    assert [one["start"] for one in once["ignored"]] == [demands[0]["start"]]
    twice = api.call(guide, "check", {**request, "ignored": ignored})
    rule = demands[0]["rule"]
    assert (first["verdicts"][rule], once["verdicts"][rule], twice["verdicts"][rule]) == ("fail", "fail", "pass")


def test_every_finding_links_to_its_check(guide):
    for one in check(guide, "I need an answer, [Company].")["findings"]:
        assert one["link"] == f"rules/{one['rule']}/#{one['check']}"
        assert one["message"]
        assert one["fix"]


def test_positions_are_those_of_the_text_as_typed(guide):
    """What is not seen, and accents in two pieces, neither hide a flaw nor move its place."""
    for typed in ("I need\u00a0an an\u200bswer.", "I ne\u00aded an answer.", "Cafe\u0301: I need an answer."):
        flaw = next(one for one in check(guide, typed, kind="status")["findings"] if one["check"] == "demand")
        assert typed[flaw["start"] : flaw["end"]] == flaw["text"]
        assert flaw["text"].startswith("I ne")
        assert flaw["text"].endswith("swer")


def test_a_late_or_short_thank_you_is_asked_for_thanks_alone(guide):
    situation = worked_example(guide)
    four = {"no-interest", "no-qualification", "no-look-ahead"}
    long = (
        "Dear Ms Ferreira, thank you for the interview. "
        + "The coffee was very good, and everybody was kind to me in the corridor. " * 3
    )
    assert found(guide, long, situation) >= four
    assert not found(guide, "Dear Ms Ferreira, thank you for the interview.", situation) & four
    assert not found(guide, long, {**situation, "now": "2026-06-04T09:00+02:00"}) & four
    assert "no-thanks" in found(guide, "Good evening.", {**situation, "now": "2026-06-04T09:00+02:00"})


def test_messages_too_alike_are_measured_by_the_shorter():
    one = Text("Thank you for the talk about the night shift on your ward")
    assert alike(one, one) == 100
    assert alike(one, Text("Something else was on my mind when we met on Tuesday morning")) == 0
    assert alike(one, Text("short")) == 0


TOGETHER: dict[str, Any] = {
    "id": "deadline",
    "kind": "forbids",
    "message": "no",
    "fix": "no",
    "any": ["at once"],
    "together": [{"each": [["by 1*"], ["answer"]], "unless": ["you said"]}],
}


def met(guide, check, body):
    return [body[start:end] for start, end in check.spans(Prose(guide, Text(body), None))]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("I need an answer by 14 May.", ["answer by 14"]),
        ("By 14 May, please, an answer.", ["By 14 May, please, an answer"]),
        ("An answer would be nice. I am free by 14 May.", []),
        ("You said that I would have an answer by 14 May.", []),
        ("I do not need an answer by 14 May.", []),
        ("An answer at once, by 14 May.", ["answer at once, by 14", "at once"]),
    ],
)
def test_words_can_be_a_flaw_where_they_meet(guide, body, found):
    assert met(guide, decode(Forbids, TOGETHER), body) == found


def test_words_that_meet_can_count_after_a_not_too(guide):
    check = decode(Forbids, {**TOGETHER, "together": [{**TOGETHER["together"][0], "even_negated": True}]})
    assert met(guide, check, "I do not need an answer by 14 May.") == ["answer by 14"]


def test_a_check_can_be_silent_at_a_status(guide):
    body = "I look forward to starting with you on Monday."
    for status, heard in (("waiting", True), ("offer", False)):
        answer = check(guide, body, {"now": NOW, "status": status})
        assert ("presumed" in [finding["check"] for finding in answer["findings"]]) == heard
