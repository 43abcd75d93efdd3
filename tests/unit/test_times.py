"""Durations, days, wall-clock times and instants keep apart."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.engine.contract import Situation
from widgets.engine.decode import decode
from widgets.engine.model import Cadence
from widgets.engine.times import Clock, Day, Duration, Instant, When, Zone, at_clock, end_of_day, iso
from widgets.engine.working_days import WorkingDays

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(st.integers(-9999, 9999), st.sampled_from(["hours", "days", "working days", "weeks"]))
def test_a_duration_reads_what_it_writes(amount, unit):
    assert Duration.parse(str(Duration(amount, unit))) == Duration(amount, unit)


@pytest.mark.parametrize("text", ["1 hour", "2 hours", "1 working day", "0 days", "1 week before", "3 days before"])
def test_a_duration_is_written_as_people_say_it(text):
    assert str(Duration.parse(text)) == text


@pytest.mark.parametrize("text", ["", "3", "3 months", "-1 days", "1.5 hours", 3, None, "three days", "1 day\n2 days"])
def test_a_duration_refuses_what_it_cannot_mean(text):
    with pytest.raises(ValueError, match="a duration such as"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Day, "2026-02-30"),
        (Day, "2026-6-1"),
        (Clock, "24:00"),
        (Clock, "9:00"),
        (Zone, "Mars/Base"),
        (Zone, "../etc/passwd"),
        (Zone, ""),
        (Instant, "2026-06-01T09:00"),
        (Instant, "2026-06-01"),
        (When, "now"),
        (When, "0001-01-01"),
        (When, 5),
        *((kind, odd) for kind in (Day, Clock, Zone, Instant, When) for odd in (None, 20260601, date(2026, 6, 1))),
        (Day, "20260601"),
        (Day, "2026-W23-1"),
        (Day, "2026-W23-1T"),
        (When, "2026-W23-1"),
        (When, "2026-W23-1T11:00"),
        (When, "20260601T110000"),
    ],
)
def test_a_time_refuses_what_it_cannot_mean(kind, text):
    with pytest.raises(ValueError, match=r"such as"):
        kind.parse(text)


@pytest.mark.parametrize("text", ["1969-12-31T16:00-08:00", "2200-01-01T00:00+01:00"])
def test_a_clock_that_was_set_back_is_taken_anywhere(text):
    assert Instant.parse(text).at == datetime.fromisoformat(text)


def test_a_skipped_time_is_read_with_the_offset_before_the_gap():
    assert When.parse("2026-03-29T02:30").instant(BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_repeated_time_means_the_first():
    assert When.parse("2026-10-25T02:30").instant(BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_bare_day_ends_with_the_day_there():
    assert When.parse("2026-06-01").instant(BERLIN) == datetime(2026, 6, 1, 21, 59, 59, tzinfo=UTC)


def test_an_offset_that_was_told_holds_whatever_the_zone():
    assert When.parse("2026-06-01T09:00-05:00").instant(BERLIN) == datetime(2026, 6, 1, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("2026-03-29T02:30", "skipped"),
        ("2026-10-25T02:30", "repeated"),
        ("2026-10-25T03:00", ""),
        ("2026-03-29", ""),
        ("2026-03-29T02:30+01:00", ""),
        ("2026-10-25T02:30+02:00", ""),
    ],
)
def test_a_clock_that_was_changed_is_noticed(text, shift):
    assert When.parse(text).shift(BERLIN) == shift


def test_the_day_is_that_of_the_zone():
    late = When.parse("2026-06-01T23:30Z")
    assert (late.day(UTC), late.day(BERLIN)) == (date(2026, 6, 1), date(2026, 6, 2))


def test_a_moment_is_written_with_its_zones_offset():
    moment = at_clock(date(2026, 12, 1), Clock.parse("09:05"), BERLIN)
    assert (iso(moment, BERLIN), iso(moment, UTC)) == ("2026-12-01T09:05+01:00", "2026-12-01T08:05+00:00")
    assert iso(end_of_day(date(2026, 12, 1), BERLIN), BERLIN) == "2026-12-01T23:59:59+01:00"


def test_moments_are_reckoned_in_utc():
    told = [When.parse("2026-06-01T09:00").instant(BERLIN), When.parse("2026-06-01T09:00-05:00").instant(BERLIN)]
    made = [end_of_day(date(2026, 6, 1), BERLIN), at_clock(date(2026, 6, 1), Clock.parse("09:05"), BERLIN)]
    # Differences of moments count elapsed time only between two in UTC.
    assert {moment.tzinfo for moment in (*told, *made)} == {UTC}


def test_a_time_of_day_is_written_with_two_digits_each():
    assert str(Clock.parse("09:05")) == "09:05"


def working_days(**more):
    cadence = Cadence(3, Clock.parse("09:00"), Clock.parse("17:00"), Clock.parse("09:00"))
    return WorkingDays.of(decode(Situation, {"now": "2026-01-01T00:00Z", **more}), cadence)


@given(DAYS, st.integers(0, 30))
def test_counting_back_is_counting_forward_from_there(day, count):
    calendar = working_days(closed=[{"from": "2026-12-24", "to": "2027-01-03"}])
    first = calendar.on_or_after(day)
    assert calendar.add(calendar.add(first, Duration(count, "working days")), Duration(-count, "working days")) == first


@given(DAYS, st.integers(0, 30))
def test_adding_working_days_counts_exactly_those(day, count):
    calendar = working_days(weekend=["Fri", "Sat"], holidays=["2026-06-04"])
    end = calendar.add(day, Duration(count, "working days"))
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(not calendar.off(one) for one in between) == count


@given(DAYS)
def test_the_next_working_day_is_the_first_that_is_not_off(day):
    calendar = working_days(closed=[{"from": "2026-12-24", "to": "2027-01-03"}])
    found = calendar.on_or_after(day)
    assert found >= day
    assert not calendar.off(found)
    assert all(calendar.off(day + timedelta(days=n)) for n in range((found - day).days))
