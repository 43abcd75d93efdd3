"""Nothing that a reader types, opens or follows becomes markup, a header, an address, or a property of a calendar."""

from __future__ import annotations

import json
import re
from email import policy
from email.parser import BytesParser
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar

from tests.hostile import STRINGS, faults
from widgets.engine.facts import path_of
from widgets.form import name_of
from widgets.mail import draft
from widgets.views import view

UNTYPED = re.compile(r"end|start|zone|due|answer_by|region|days|closed")
NOW = "2026-11-24T10:00+01:00"
COMPONENTS = {"VCALENDAR", "VEVENT", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
PROPERTIES = {
    *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "SEQUENCE", "TRANSP", "CATEGORIES"),
    *("LAST-MODIFIED", "CREATED", "URL", "DURATION", "CLASS", "PRIORITY", "X-MICROSOFT-CDO-BUSYSTATUS", "METHOD"),
}


def names(guide):
    """Return the names of all controls that hold what a reader tells, in the first row."""
    typed = [name_of(field, 0 if "[]" in path_of(field) else "") for field in guide.fields]
    return [*typed, "message.subject", "message.body", "to", "ignored[0].check", "ignored[0].text", "tone", "kind"]


def asked(guide, widget, entries, **more):
    return view(
        guide, {"widget": widget, "entries": entries, "now": NOW, "zone": "Europe/Berlin", "root": "../", **more}
    )


def regions(answer):
    return "\n".join(answer.get("html", {}).values())


def assert_sound(answer):
    json.dumps(answer)
    assert faults(regions(answer)) == []


def test_there_are_enough_of_them():
    assert len(set(STRINGS)) >= 60


@pytest.mark.parametrize("text", STRINGS, ids=lambda text: ascii(text[:30]))
def test_a_text_in_every_field_stays_a_text(guide, text):
    alone = names(guide)[STRINGS.index(text) % len(names(guide))]
    everywhere = [[name, text] for name in names(guide)]
    dated = [[name, text] for name in names(guide) if not UNTYPED.search(name)]
    dated.append(["situation.events[0].end", "2026-11-23T17:00"])
    for entries in (everywhere, dated, [[alone, text]]):
        for widget in ("composer", "calculator"):
            assert_sound(asked(guide, widget, entries))
    assert_sound(asked(guide, "composer", dated, edited=True))
    board = view(
        guide,
        {
            "widget": "board",
            "now": NOW,
            "zone": text,
            "root": "../",
            "current": text,
            "applications": [{"id": text, "entries": dated}, {"id": "a", "entries": everywhere}],
        },
    )
    assert_sound(board)


@pytest.mark.parametrize("text", STRINGS, ids=lambda text: ascii(text[:30]))
def test_a_text_in_a_file_is_read_as_a_text(guide, text):
    entries = [[name, text] for name in names(guide)]
    file = {"followthrough": 1, "guide": guide.id, "applications": [{"id": "a", "entries": entries}]}
    read = view(guide, {"widget": "kept", "text": json.dumps(file)})
    (application,) = read["applications"]
    assert {value for _, value in application["entries"]} == {text}
    for broken in ({**file, "guide": text}, {**file, text: text}, {**file, "followthrough": text}, text):
        answer = view(guide, {"widget": "kept", "text": json.dumps(broken)})
        assert answer.get("error") or answer["applications"]


@pytest.mark.parametrize("text", STRINGS, ids=lambda text: ascii(text[:30]))
def test_no_header_and_no_address_gets_into_a_draft(text):
    raw = draft(text.encode("utf-8", "replace").decode(), text.encode("utf-8", "replace").decode()).encode("ascii")
    message = BytesParser(policy=policy.default).parsebytes(raw)
    assert set(message) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


@pytest.mark.parametrize("text", STRINGS, ids=lambda text: ascii(text[:30]))
def test_no_property_gets_into_a_calendar(guide, text):
    entries = [
        *([name, text] for name in names(guide) if name.startswith(("situation.recipient", "situation.organization"))),
        ["situation.events[0].with", text],
        ["situation.topic", text],
        ["situation.my_name", text],
        ["situation.events[0].end", "2026-11-23T17:00"],
        ["situation.promises[0].by", "me"],
        ["situation.promises[0].what", text],
        ["situation.promises[0].due", "2026-11-26"],
    ]
    answer = asked(guide, "calculator", entries)
    raw = answer["files"]["calendar"]["text"].encode("utf-8", "replace")
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 and not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line) for line in lines)
    calendar = Calendar.from_ical(raw)
    assert {part.name for part in calendar.walk()} <= {
        "VCALENDAR",
        "VEVENT",
        "VALARM",
        "VTIMEZONE",
        "STANDARD",
        "DAYLIGHT",
    }
    events = calendar.walk("VEVENT")
    assert events
    for event in events:
        assert set(event) <= PROPERTIES
        assert "evil" not in " ".join(f"{name} {event[name].params}" for name in event)
    # Links to online calendars carry the same words as parameters, and no others.
    for address in re.findall(r'href="(https://[^"]*)"', regions(answer)):
        assert not urlsplit(address).hostname.endswith("evil.example")
        assert not {"bcc", "cc", "to", "add", "attendees"} & set(
            parse_qs(urlsplit(address.replace("&amp;", "&")).query)
        )
