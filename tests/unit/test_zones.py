"""Zone arithmetic against an independent library, over all zones and the clock changes of ten years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
import whenever

from widgets.engine import api
from widgets.engine.times import Clock, When, Zone, at_clock, end_of_day, iso

FIRST, LAST = whenever.Instant.from_utc(2020, 1, 1), whenever.Instant.from_utc(2031, 1, 1)
ZONES = sorted(available_timezones())
MINUTE = timedelta(minutes=1)


def changes(zone: str) -> Iterator[tuple[datetime, datetime]]:
    """Yield what a zone's clocks show at each change: what they would have shown, and what they show."""
    moment: whenever.ZonedDateTime | None = FIRST.to_tz(zone)
    while moment and (moment := moment.next_transition()) and moment.to_instant() < LAST:
        after = moment.to_plain().to_stdlib()
        before = moment.subtract(seconds=1).to_plain().to_stdlib() + timedelta(seconds=1)
        if before != after:
            yield before, after


def around(zone: str) -> Iterator[datetime]:
    """Yield wall-clock times before, in and after every gap and every overlap, and at noon of its day."""
    for before, after in changes(zone):
        low, high = sorted((before, after))
        yield from (low - MINUTE, low, low + (high - low) / 2, high - MINUTE, high, high + MINUTE)
        yield low.replace(hour=12, minute=0, second=0)


def taken(wall: datetime, zone: str) -> whenever.ZonedDateTime:
    """Return what the other library takes a wall-clock time for: as RFC 5545 does."""
    return whenever.PlainDateTime(wall).assume_tz(zone, disambiguation="compatible")


def test_wall_clock_times_are_read_as_another_library_does():
    for zone in ZONES:
        here = ZoneInfo(zone)
        for wall in around(zone):
            when, theirs = When(wall), taken(wall, zone)
            moment = theirs.to_instant().to_stdlib()
            assert when.instant(here) == moment, (zone, wall)
            skipped = theirs.to_plain().to_stdlib() != wall
            assert when.shift(here) == ("skipped" if skipped else "repeated" if theirs.is_repeated() else ""), (
                zone,
                wall,
            )
            assert datetime.fromisoformat(iso(moment, here)) == moment, (zone, wall)
            # A deadline in hours is elapsed time, whatever the clocks do meanwhile.
            later = iso(moment + timedelta(hours=24), here)
            assert later[:16] == theirs.add(hours=24).to_plain().format_iso()[:16], (zone, wall)


def test_days_begin_and_end_as_another_library_has_it():
    for zone in ZONES:
        here = ZoneInfo(zone)
        for day in {wall.date() for wall in around(zone)}:
            # Where clocks go back at midnight, 23:59:59 comes twice, and the day ends with the second.
            following = taken(datetime.combine(day + timedelta(days=1), time()), zone).to_instant().to_stdlib()
            assert end_of_day(day, here) == following - timedelta(seconds=1), (zone, day)
            for clock in ("00:00", "02:30", "09:00"):
                wall = datetime.fromisoformat(f"{day}T{clock}")
                moment = at_clock(day, Clock.parse(clock), here)
                assert moment == taken(wall, zone).to_instant().to_stdlib(), (zone, wall)


def test_there_are_changes_of_every_sort_among_them():
    sizes = {after - before for zone in ZONES for before, after in changes(zone)}
    assert {timedelta(hours=1), timedelta(hours=-1), timedelta(minutes=30), timedelta(minutes=-30)} <= sizes
    assert len(ZONES) > 500


def test_a_day_that_was_left_out_ended_with_the_one_before():
    """Samoa went from 29 to 31 December 2011."""
    apia = ZoneInfo("Pacific/Apia")
    assert end_of_day(date(2011, 12, 30), apia) == end_of_day(date(2011, 12, 29), apia)


@pytest.mark.parametrize(
    ("zone", "day", "last"),
    [
        # Back at 24:00, so that the last hour comes twice.
        ("America/Santiago", "2027-04-03", "2027-04-03T23:59:59-04:00"),
        ("Africa/Cairo", "2026-10-29", "2026-10-29T23:59:59+02:00"),
        # Forward at 23:00 and at 24:00, so that it does not come at all, or the next day begins at one.
        ("America/Nuuk", "2026-03-28", "2026-03-28T22:59:59-02:00"),
        ("Africa/Cairo", "2026-04-23", "2026-04-23T23:59:59+02:00"),
    ],
)
def test_a_day_ends_where_clocks_are_changed_at_its_end(zone, day, last):
    here = ZoneInfo(zone)
    end = end_of_day(date.fromisoformat(day), here)
    assert end == datetime.fromisoformat(last)
    assert When.parse(day).day(here) == date.fromisoformat(day)


def notes(guide, **situation):
    answer = api.call(guide, "schedule", {"situation": situation})
    return [note["message"] for note in answer["notes"] if note["severity"] == "warning"]


def test_the_reader_is_told_of_a_skipped_time(guide):
    said = notes(
        guide, now="2026-03-30T09:00+02:00", their_time_zone="Europe/Berlin", events=[{"end": "2026-03-29T02:30"}]
    )
    assert len(said) == 1
    assert all(words in said[0] for words in ("Europe/Berlin", "29 March 2026, 02:30", "03:30", "+02:00"))


def test_the_reader_is_told_of_a_repeated_time(guide):
    event = {"end": "2026-11-01T01:30", "time_zone": "America/New_York"}
    said = notes(guide, now="2026-11-02T09:00+01:00", their_time_zone="Europe/Berlin", events=[event, event])
    assert len(said) == 1
    assert all(words in said[0] for words in ("America/New_York", "1 November 2026, 01:30", "01:30", "-04:00"))


def test_times_are_read_on_the_clock_of_the_side_that_told_them(guide):
    """A time that New York skips is none that Berlin does: it depends on whose clock it was read from."""
    zones = {"my_time_zone": "America/New_York", "their_time_zone": "Europe/Berlin"}
    now, end, skipped = "2026-03-09T12:00-04:00", "2026-03-06T11:00", "2026-03-08T02:30"
    mine, theirs = ({"by": side, "what": "the papers", "due": skipped} for side in ("me", "them"))
    sent = {"kind": "thank-you", "channel": "email", "at": skipped}
    told = {"now": now, "events": [{"end": end}], **zones}
    assert len(notes(guide, **told, promises=[mine])) == len(notes(guide, **told, sent=[sent])) == 1
    assert not notes(guide, **told, promises=[theirs])
    assert not notes(guide, **told, answer_by=skipped)
    assert not notes(guide, **{**told, "events": [{"end": f"{skipped}-05:00"}]})


@pytest.mark.parametrize(
    ("mine", "differs"),
    [("Asia/Tokyo", True), ("Europe/Paris", False), ("Europe/Berlin", False), ("Asia/Kolkata", True), (None, False)],
)
def test_steps_say_when_they_are_where_the_reader_is(guide, mine, differs):
    situation = {
        "now": "2026-06-01T15:00+02:00",
        "their_time_zone": "Europe/Berlin",
        "events": [{"end": "2026-06-01T11:00"}],
        **({"my_time_zone": mine} if mine else {}),
    }
    for step in api.call(guide, "schedule", {"situation": situation})["steps"]:
        assert (step["mine"] is not None) == differs
        for name, here in (step["mine"] or {}).items():
            moment, there = datetime.fromisoformat(here), step[name]
            assert (
                moment.utcoffset() == datetime.fromisoformat("2026-06-01T12:00Z").astimezone(ZoneInfo(mine)).utcoffset()
            )
            if len(there) > 10:
                assert moment == datetime.fromisoformat(there)
            else:
                assert moment.astimezone(ZoneInfo("Europe/Berlin")).date().isoformat() == there


def test_a_reason_names_both_clocks_where_they_differ(guide):
    event = {"with": "Ana", "end": "2026-06-01T20:00"}
    promise = {"by": "me", "what": "two references", "due": "2026-06-04T12:00"}
    sent = {"kind": "status", "channel": "email", "at": "2026-06-10T09:00"}
    situation = {
        "now": "2026-06-02T09:00+12:00",
        "my_time_zone": "Pacific/Auckland",
        "their_time_zone": "America/Los_Angeles",
        "events": [event],
        "promises": [promise],
    }

    def why(**more):
        answer = api.call(guide, "schedule", {"situation": {**situation, **more}})
        return {step["id"]: step["why"] for step in answer["steps"]}

    said = why()
    assert "by Tuesday 2 June, 20:00 there (Wednesday 3 June, 15:00 where you are)" in said["thank-you"]
    assert "by Wednesday 3 June, 17:00 there (Thursday 4 June, 12:00 where you are)" in said["promise"]
    said = why(now="2026-06-10T10:00+12:00", sent=[sent])
    assert "on Tuesday 9 June there (Wednesday 10 June where you are)" in said["status"]
    assert "Tuesday 9 June there (Wednesday 10 June where you are)" in said["call"]
    assert "where you are" not in " ".join(why(my_time_zone="America/Los_Angeles").values())


@pytest.mark.parametrize(
    "name", ["right/Europe/Berlin", "posix/Europe/Berlin", "localtime", "Factory", "GMT+2", "europe"]
)
def test_what_is_a_zone_on_some_machines_only_is_none(name):
    with pytest.raises(ValueError, match="IANA"):
        Zone.parse(name)
