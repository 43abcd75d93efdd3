"""Days on and off where the other side is. The expected days are those that the places' governments have published."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.regions import Library
from tests.support import use_holidays_of_the_tests
from widgets.engine import api
from widgets.engine.contract import Situation
from widgets.engine.decode import decode
from widgets.engine.model import Cadence
from widgets.engine.regions import REGISTRY, Folder, Region, Registry
from widgets.engine.times import Clock, Duration
from widgets.engine.working_days import WorkingDays

CADENCE = Cadence(3, Clock.parse("09:00"), Clock.parse("17:00"), Clock.parse("09:00"))
RECORD = {
    "code": "XX-A",
    "name": "Partland, Landland",
    "years": [2026, 2027],
    "weekend": ["Fri", "Sat"],
    "holidays": {"Spring Day": ["2026-03-22", "2027-03-22"], "Long Feast": ["2026-06-07", "2026-06-08", "2026-06-09"]},
    "workdays": ["2026-03-20"],
}


def working_days(region, year=2026, **told):
    situation = decode(Situation, {"now": f"{year}-01-01T00:00Z", **told})
    found = Region.of(Library(year).data(region, "en"))
    return WorkingDays.of(situation, CADENCE, found)


def plan(guide, now, **situation):
    event = {"end": f"{now[:10]}T08:00"}
    return api.call(guide, "schedule", {"situation": {"now": now, "events": [event], **situation}})


def notes(answer):
    """Return what a plan says of its calendar."""
    said = [note["message"] for note in answer["notes"] if not note["rule"]]
    return [message for message in said if "questions in all" not in message]


@pytest.mark.parametrize(
    ("day", "off", "on"),
    [
        # Germany by state: Corpus Christi, Women's Day, Repentance Day, All Saints, Reformation Day
        ("2026-06-04", "DE-BY DE-BW DE-HE DE-NW DE-RP DE-SL", "DE DE-BE DE-HH DE-SN"),
        ("2027-03-08", "DE-BE DE-MV", "DE DE-BY DE-BB"),
        ("2026-11-18", "DE-SN", "DE DE-BE DE-BY DE-TH"),
        ("2027-11-01", "DE-BY DE-NW", "DE-BE DE-SN"),
        ("2028-10-31", "DE-BB DE-HH DE-NI DE-SN", "DE-BE DE-BY DE-HE"),
        ("2026-05-01", "DE DE-BE DE-BY FR", "GB-ENG US"),
        # The United Kingdom by nation
        ("2026-04-03", "GB-ENG GB-NIR GB-SCT GB-WLS", "US IE"),
        ("2026-04-06", "GB-ENG GB-NIR GB-WLS", "GB-SCT"),
        ("2026-08-03", "GB-SCT IE", "GB-ENG GB-NIR GB-WLS"),
        ("2026-08-31", "GB-ENG GB-NIR GB-WLS", "GB-SCT"),
        ("2026-11-30", "GB-SCT", "GB-ENG"),
        ("2027-12-28", "GB-ENG GB-NIR GB-SCT GB-WLS", "DE"),
        # The Gulf: Friday is off, but for the Emirates; Sunday is not
        ("2026-09-04", "SA QA KW BH OM", "AE"),
        ("2026-09-06", "AE", "SA QA KW BH OM"),
        ("2026-09-23", "SA", "AE KW"),
        # Israel: Friday and Saturday, Yom Kippur on a Monday
        ("2026-09-04", "IL", "US"),
        ("2026-09-06", "GB", "IL"),
        ("2026-09-21", "IL", "US"),
        # India: Republic Day and Gandhi's birthday everywhere, Shivaji's birthday in Maharashtra
        ("2026-02-19", "IN-MH", "IN-KA IN-WB IN-DL"),
        ("2026-01-26", "IN IN-MH IN-KA IN-WB", "GB"),
        ("2026-10-02", "IN IN-MH IN-KA IN-WB", "DE"),
        # The United States: Juneteenth, Independence Day on a Saturday, Thanksgiving, Patriots' Day
        ("2026-06-19", "US US-NY", "CA"),
        ("2026-07-03", "US US-TX", "GB"),
        ("2026-11-26", "US US-CA", "GB"),
        ("2026-04-20", "US-MA US-ME", "US US-NY"),
        # Sundays that China works, in exchange for a longer New Year
        ("2025-01-26", "US HK", "CN"),
    ],
)
def test_a_day_is_off_where_it_is_a_holiday_and_only_there(day, off, on):
    said = {code: working_days(code, int(day[:4])).off(date.fromisoformat(day)) for code in (*off.split(), *on.split())}
    assert said == {code: code in off.split() for code in said}


@pytest.mark.parametrize(
    ("region", "start", "days", "end"),
    [
        ("DE-BE", "2026-04-02", 1, "2026-04-07"),  # Easter
        ("GB-SCT", "2026-04-02", 1, "2026-04-06"),
        ("GB-ENG", "2026-12-24", 1, "2026-12-29"),  # Boxing Day on a Saturday
        ("DE-BY", "2026-12-31", 3, "2027-01-07"),  # Epiphany
        ("DE-BE", "2026-12-31", 3, "2027-01-06"),
        ("US", "2026-11-25", 1, "2026-11-27"),
        ("SA", "2026-09-03", 1, "2026-09-06"),  # Thursday, then Sunday
        ("IL", "2026-09-24", -3, "2026-09-20"),  # back over Yom Kippur
        ("AE", "2026-12-01", 1, "2026-12-04"),
    ],
)
def test_working_days_are_counted_over_long_weekends_and_year_ends(region, start, days, end):
    counted = working_days(region).add(date.fromisoformat(start), Duration(days, "working days"))
    assert counted.isoformat() == end


def test_days_on_which_they_are_closed_are_added_to_the_holidays():
    closed = [{"from": "2026-12-24", "to": "2027-01-03"}]
    days = working_days("DE-BY", closed=closed, holidays=["2027-01-04"])
    assert days.add(date(2026, 12, 23), Duration(1, "working days")) == date(2027, 1, 5)
    assert days.add(date(2026, 12, 23), Duration(2, "working days")) == date(2027, 1, 7)
    assert days.on_or_before(date(2027, 1, 4)) == date(2026, 12, 23)


def test_the_weekend_that_is_told_comes_before_the_regions():
    friday, sunday = date(2026, 9, 4), date(2026, 9, 6)
    theirs, told = working_days("IL"), working_days("IL", weekend=["Sat", "Sun"])
    assert (theirs.off(friday), theirs.off(sunday)) == (True, False)
    assert (told.off(friday), told.off(sunday)) == (False, True)


@settings(deadline=None, max_examples=100)
@given(
    region=st.sampled_from(["DE-BY", "GB-SCT", "IL", "SA", "US-NY", "CN", "IN-MH", "NP", "IR"]),
    now=st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31)),
)
def test_no_step_asks_on_a_day_off_of_the_region(guide, region, now):
    zone = {"their_time_zone": "UTC"}
    answer = plan(guide, f"{now:%Y-%m-%dT%H:%M}+00:00", region=region, **zone)
    days = working_days(region, now.year)
    declared = {step.id: step for rule in guide.rules for step in rule.steps}
    for step in answer["steps"]:
        if step["status"] in ("due", "upcoming", "late") and declared[step["id"]].days == "working":
            assert not days.off(date.fromisoformat(step["best"][:10])), step


def test_the_holidays_of_the_plan_are_named(guide):
    said = notes(plan(guide, "2026-12-18T15:00+01:00", region="DE-BE", their_time_zone="Europe/Berlin"))
    assert len(said) == 1
    for words in ("Berlin, Germany", "Christmas Day on Friday 25 December", "New Year's Day on Friday 1 January"):
        assert words in said[0]
    # Boxing Day falls on a Saturday, which is off anyhow.
    assert "26 December" not in said[0]


def test_the_reason_names_the_holiday_over_which_working_days_are_counted(guide):
    told = {"events": [{"end": "2026-11-16T11:00"}], "answer_by": "2026-11-25", "their_time_zone": "America/New_York"}
    answer = plan(guide, "2026-11-20T15:00-05:00", region="US-NY", **told)
    status = next(step for step in answer["steps"] if step["id"] == "status")
    assert status["best"] == "2026-11-27"
    assert "Days off there are not counted: Thanksgiving Day on Thursday 26 November." in status["why"]


def test_the_reason_says_that_a_day_of_the_weekend_is_worked_where_a_step_falls_on_it(guide):
    told = {"events": [{"end": "2026-09-28T11:00"}], "their_time_zone": "Asia/Shanghai"}
    answer = plan(guide, "2026-09-28T15:00+08:00", region="CN", **told)
    call = next(step for step in answer["steps"] if step["id"] == "call")
    assert call["best"][:10] == "2026-10-10"
    assert "Saturday 10 October is a working day there, in exchange for another day off." in call["why"]


def test_a_weekend_of_its_own_and_a_holiday_of_several_days_are_said(guide):
    said = notes(plan(guide, "2026-03-16T15:00+02:00", region="IL", their_time_zone="Asia/Jerusalem"))
    assert said[0] == "The weekend in Israel is Friday and Saturday."
    said = notes(plan(guide, "2027-09-28T15:00+08:00", region="CN", their_time_zone="Asia/Shanghai"))
    assert "National Day on Friday 1 October; National Day (observed) from Monday 4 October to Tuesday" in said[0]


@pytest.mark.parametrize(
    ("now", "more", "years"),
    [
        ("2026-06-01T15:00+02:00", {"answer_by": "2031-03-03"}, "from 2025 to 2029"),
        ("2029-06-20T15:00+02:00", {}, ""),
        # The library's own data on Sri Lanka ends with 2026.
        ("2026-12-20T15:00+02:00", {"region": "LK"}, "from 2025 to 2026"),
        # Data that looks certain for a far year is not.
        ("2090-06-01T15:00+02:00", {}, "from 2025 to 2029"),
    ],
)
def test_a_date_outside_the_data_is_said_to_be_so(guide, now, more, years):
    said = notes(plan(guide, now, **{"region": "DE-BE", **more}))
    assert any("known here" in note for note in said) == bool(years)
    assert any(years in note for note in said) or not years


@pytest.mark.parametrize(
    ("told", "nearest"),
    [("DE-BX", "DE-BY"), ("DE-ZZ", "DE"), ("GB-SCOT", "GB-SCT"), ("Atlantis", ""), ("XX", ""), ("Germany", "")],
)
def test_an_unknown_region_is_said_to_be_unknown_with_the_nearest(guide, told, nearest):
    said = notes(plan(guide, "2026-06-01T15:00+02:00", region=told))
    assert len(said) == 1
    assert f"“{told}”" in said[0]
    assert ("nearest" in said[0]) == bool(nearest)
    assert said[0].endswith(f"{nearest}." if nearest else "counted.")


@pytest.mark.parametrize("told", ["DE-BE", "de-be", "DEU-BE", "de_be", " DE-BE "])
def test_a_code_is_known_however_it_is_written(told):
    assert REGISTRY.code(told) == "DE-BE"


def test_the_united_kingdom_is_known_by_its_other_name(guide):
    said = notes(plan(guide, "2026-04-01T15:00+01:00", region="UK-SCT", their_time_zone="Europe/London"))
    assert "Scotland, United Kingdom" in said[0]


def test_a_region_is_read_from_its_file(tmp_path):
    registry = Registry()
    assert registry.find("XX-A", "en") is None
    registry.use(lambda: Folder(tmp_path, ("XX", "XX-A"), {"XXL": "XX"}))
    assert registry.find("XX-A", "en") is None
    (tmp_path / "XX-A.json").write_text(json.dumps(RECORD), "utf-8")
    region = registry.find("xxl-a", "en")
    assert region == Region.of(RECORD)
    assert region.weekdays == ("Fri", "Sat")
    assert (region.covers(date(2026, 1, 1)), region.covers(date(2028, 1, 1))) == (True, False)
    days = WorkingDays.of(decode(Situation, {"now": "2026-01-01T00:00Z"}), CADENCE, region)
    assert [days.off(date(2026, 3, day)) for day in (20, 21, 22, 23)] == [False, True, True, False]


def test_a_registry_without_a_source_says_that_it_has_no_list(guide, tmp_path):
    REGISTRY.use(lambda: Folder(tmp_path, (), {}))
    try:
        assert "no list" in notes(plan(guide, "2026-06-01T15:00+02:00", region="DE-BE"))[0]
    finally:
        use_holidays_of_the_tests()


def test_holidays_that_are_over_are_not_told(guide):
    told = {"now": "2026-06-16T10:00+02:00", "their_time_zone": "Europe/Berlin", "region": "DE-BE"}
    answer = api.call(guide, "schedule", {"situation": {**told, "events": [{"end": "2025-09-15T11:00"}]}})
    assert not [note for note in answer["notes"] if "public holidays" in note["message"]]
