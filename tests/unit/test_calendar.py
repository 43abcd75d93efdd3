"""The calendar is RFC 5545 text: lines, escapes and dates as that standard has them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from widgets.engine import api
from widgets.engine.icalendar import escape, fold

SITUATION = {
    "now": "2026-06-01T15:00+02:00",
    "their_time_zone": "Europe/Berlin",
    "organization": "Smith, Jones; Co",
    "events": [{"with": "Ana\u00efs \U0001f33b", "end": "2026-06-01T11:00"}],
}


def events(text):
    unfolded = text.replace("\r\n ", "")
    return [
        dict(line.split(":", 1) for line in block.split("\r\n") if ":" in line)
        for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)BEGIN:VALARM", unfolded, re.DOTALL)
    ]


@given(st.text())
def test_no_line_is_over_75_octets_and_unfolding_gives_it_back(text):
    folded = fold(escape(text))
    assert all(len(line.encode("utf-8", "surrogatepass")) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == escape(text)
    assert "\n" not in escape(text)


def test_every_open_step_is_an_event_and_no_other(guide):
    planned = api.call(guide, "schedule", {"situation": SITUATION})
    found = events(api.call(guide, "calendar", {"situation": SITUATION}))
    asked = [step for step in planned["steps"] if step["status"] in ("due", "upcoming", "late")]
    assert len(found) == len(asked)
    for event, step in zip(found, asked, strict=True):
        if len(step["best"]) == 10:
            assert event["DTSTART;VALUE=DATE"] == step["best"].replace("-", "")
        else:
            assert event["DTSTART"].endswith("Z")
        assert event["DESCRIPTION"] == escape(step["why"])


def test_a_second_export_updates_the_first(guide):
    later = {**SITUATION, "now": "2026-06-03T15:00+02:00"}
    first = {event["UID"] for event in events(api.call(guide, "calendar", {"situation": SITUATION}))}
    second = {event["UID"] for event in events(api.call(guide, "calendar", {"situation": later}))}
    assert second <= first
    other = {**SITUATION, "organization": "Another"}
    assert not first & {event["UID"] for event in events(api.call(guide, "calendar", {"situation": other}))}
