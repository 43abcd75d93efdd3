"""The calendar is RFC 5545 text that the `icalendar` package reads whole, and a second import updates the first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.situations import situations
from tests.support import ROOT
from widgets.engine import api
from widgets.engine.icalendar import CONTROL, escape, fold

SITUATION = {
    "now": "2026-06-01T15:00+02:00",
    "their_time_zone": "Europe/Berlin",
    "organization": "Smith, Jones; Co",
    "topic": "staff nurse",
    "events": [{"with": "Ana\u00efs \U0001f33b", "end": "2026-06-01T11:00"}],
}
ASKED = ("due", "upcoming", "late")
SCENARIOS = [
    pytest.param(one["situation"], id=one["title"])
    for file in sorted((ROOT / "tests" / "scenarios").glob("*.yml"))
    for one in yaml.safe_load(file.read_text("utf-8"))
]


def text_of(guide, **changes):
    return api.call(guide, "calendar", {"situation": {**SITUATION, **changes}})


def read(text):
    """Return the events of a calendar; fails on anything that the package or RFC 5545 has to complain about."""
    raw = text.encode()
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut
    whole = icalendar.Calendar.from_ical(raw)
    assert (whole["VERSION"], whole["CALSCALE"]) == ("2.0", "GREGORIAN")
    assert "METHOD" not in whole
    for component in whole.walk():
        assert not component.errors, component.errors
    events = whole.walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events)
    return events


def uids(text, *, open_only=False):
    return {str(event["UID"]) for event in read(text) if not open_only or event["STATUS"] == "CONFIRMED"}


def check(guide, situation):
    """Hold an answer of `calendar` against the one of `schedule`."""
    steps = api.call(guide, "schedule", {"situation": situation})["steps"]
    events = read(api.call(guide, "calendar", {"situation": situation}))
    now = datetime.fromisoformat(situation["now"])
    named = situation.get("their_time_zone") or situation.get("my_time_zone")
    zone = ZoneInfo(named) if named else now.tzinfo
    assert len(events) == len(steps)
    for event, step in zip(events, steps, strict=True):
        start = event.decoded("DTSTART")
        assert start.tzinfo is not None
        assert start.utcoffset() == timedelta(0)
        wanted = datetime.fromisoformat(step["best"])
        if len(step["best"]) == 10:
            assert start.astimezone(zone).date() == wanted.date()
        else:
            assert start == wanted
        assert event.decoded("DTEND") - start == timedelta(minutes=15)
        assert event.decoded("DTSTAMP") == now.astimezone(UTC).replace(microsecond=0)
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["DESCRIPTION"] == step["why"]
        assert event["STATUS"] == ("CONFIRMED" if step["status"] in ASKED else "CANCELLED")
        alarms = event.walk("VALARM")
        assert len(alarms) == (step["status"] in ASKED)
        for alarm in alarms:
            assert alarm["ACTION"] == "DISPLAY"
            assert alarm["DESCRIPTION"] == event["SUMMARY"]
            assert alarm.decoded("TRIGGER") == timedelta(0)


@given(st.text())
def test_no_line_is_over_75_octets_and_unfolding_gives_it_back(text):
    folded = fold(escape(text))
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == escape(text)
    assert "\n" not in escape(text)


def test_a_title_says_the_place_and_what_has_become_of_the_step(guide):
    sent = [{"kind": "thank-you", "channel": "email", "at": "2026-06-01T12:00"}]
    steps = api.call(guide, "schedule", {"situation": {**SITUATION, "sent": sent}})["steps"]
    text = text_of(guide, sent=sent)
    labels = guide.labels
    for event, step in zip(read(text), steps, strict=True):
        said = labels["calendar_at"].format(step=step["title"], organization=SITUATION["organization"])
        wanted = said if step["status"] in ASKED else labels[f"calendar_{step['status']}"].format(step=said)
        assert event["SUMMARY"] == wanted
    assert {step["status"] for step in steps} > {"done"}
    # Names are written as the standard prints them, for programs that mind the case.
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize("situation", SCENARIOS)
def test_every_step_of_every_scenario_is_an_event(guide, situation):
    check(guide, situation)


@settings(deadline=None, max_examples=100)
@given(situation=situations())
def test_every_step_of_any_situation_is_an_event(guide, situation):
    check(guide, situation)


@settings(deadline=None, max_examples=200)
@given(text=st.text(min_size=1, max_size=120))
def test_any_text_comes_through_as_it_was_told(guide, text):
    """Whatever a reader types, the package reads back; control characters and halves of characters are left out."""
    changes = {
        "organization": text,
        "topic": text,
        "promises": [{"by": "me", "what": text, "due": "2026-06-05"}],
        "events": [{"with": text, "end": "2026-06-01"}],
    }
    steps = api.call(guide, "schedule", {"situation": {**SITUATION, **changes}})["steps"]
    for event, step in zip(read(text_of(guide, **changes)), steps, strict=True):
        kept = CONTROL.sub("", step["why"].replace("\r\n", "\n").replace("\r", "\n"))
        assert str(event["DESCRIPTION"]) == kept


def test_special_characters_are_escaped_and_read_back(guide):
    promise = {"by": "me", "what": "a\\b; c, d\nand \U0001f33b\u2028\u202e\x85 e", "due": "2026-06-05"}
    said = [str(event["DESCRIPTION"]) for event in read(text_of(guide, promises=[promise]))]
    assert any("a\\b; c, d\nand \U0001f33b e" in one for one in said)


def test_half_a_character_does_no_harm(guide):
    assert read(text_of(guide, organization="\ud800 Hospital", topic="\udfff"))


@pytest.mark.parametrize(
    "changes",
    [
        {"now": "2026-06-03T15:00+02:00"},
        {"events": [{"with": "Ana\u00efs \U0001f33b", "end": "2026-06-01T11:20"}]},
        {"events": [{"with": "Ana\u00efs \U0001f33b", "end": "2026-06-02T17:00"}]},
        {"events": [{"with": "Anna", "start": "2026-06-01"}]},
        {"their_time_zone": "America/New_York"},
        {"organization": " Smith,  jones; co "},
        {"sent": [{"kind": "thank-you", "channel": "email", "at": "2026-06-01T12:00"}]},
        {"answer_by": "2026-06-20"},
        {"status": "rejected"},
    ],
)
def test_a_second_import_updates_the_first(guide, changes):
    """The UIDs are the same after a correction of times, names or spelling, and after everything that happens."""
    later = {"now": "2026-06-01T15:01+02:00", **changes}
    first, second = read(text_of(guide)), read(text_of(guide, **later))
    assert {str(event["UID"]) for event in first} == {str(event["UID"]) for event in second}
    assert min(event["SEQUENCE"] for event in second) > max(event["SEQUENCE"] for event in first)


def test_what_is_left_out_later_is_taken_back(guide):
    first = uids(text_of(guide), open_only=True)
    second = read(text_of(guide, now="2026-06-05T15:00+02:00", status="offer"))
    cancelled = {str(event["UID"]) for event in second if event["STATUS"] == "CANCELLED"}
    assert first <= cancelled


def test_a_person_added_later_changes_no_other_step(guide):
    more = [*SITUATION["events"], {"with": "Ben", "end": "2026-06-01T10:00"}]
    assert uids(text_of(guide)) < uids(text_of(guide, events=more))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"organization": "Another"}),
        ({}, {"topic": "head nurse"}),
        (
            {"organization": "", "topic": ""},
            {"organization": "", "topic": "", "events": [{"with": "Ben", "end": "2026-06-01T11:00"}]},
        ),
        (
            {"organization": "", "topic": "", "events": [{"end": "2026-06-01T11:00"}]},
            {"organization": "", "topic": "", "events": [{"end": "2026-06-02T11:00"}]},
        ),
    ],
)
def test_two_plans_do_not_overwrite_each_other(guide, one, other):
    """Several jobs at one firm, too, have reminders of their own."""
    assert not uids(text_of(guide, **one)) & uids(text_of(guide, **other))


def test_a_revision_fits_into_31_bits_for_as_long_as_times_are_taken(guide):
    events = [{"end": "2199-12-30T10:00"}]
    assert all(0 <= event["SEQUENCE"] < 2**31 for event in read(text_of(guide, now="2199-12-31T23:59Z", events=events)))


def test_a_reminder_rings_on_their_day_wherever_the_reader_is(guide):
    """A promise for the 5th in Tokyo is due on the evening of the 4th in Los Angeles."""
    zones = {"my_time_zone": "America/Los_Angeles", "their_time_zone": "Asia/Tokyo"}
    promise = {"by": "me", "what": "two references", "due": "2026-06-05"}
    events = read(text_of(guide, now="2026-06-03T10:00-07:00", promises=[promise], **zones))
    due = next(event for event in events if "two references" in event["DESCRIPTION"])
    here = due.decoded("DTSTART").astimezone(ZoneInfo("America/Los_Angeles"))
    assert (here.date().isoformat(), here.hour) == ("2026-06-04", 17)


def test_plans_without_a_meeting_do_not_overwrite_each_other(guide):
    told = {"now": "2026-06-01T09:00+02:00", "their_time_zone": "Europe/Berlin"}

    def made(what):
        promise = {"by": "them", "what": what, "due": "2026-06-05"}
        return uids(api.call(guide, "calendar", {"situation": {**told, "promises": [promise]}}))

    assert made("the roster") == made("the roster")
    assert not made("the roster") & made("the pay table")
