"""The regions of a build: all that the library knows, in its own words, and small."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import date, timedelta

import holidays
import pytest

from site_build import region_files, regions
from site_build.compiled import compiled
from site_build.dates import today
from site_build.rendering import site
from site_build.runtime.reader_data import data
from tests.support import ROOT, Built
from widgets.engine.contract import Situation
from widgets.engine.decode import decode
from widgets.engine.model import Guide
from widgets.engine.regions import Region
from widgets.engine.working_days import WorkingDays

YEAR = 2026
# Bytes, as a host sends them: one region, which a reader loads; the list, which comes with the first touch of its
# control; what the archive says of all data, which every reader loads; and all files together, which no reader loads.
MOST = {"region": 1_200, "list": 9_000, "offered": 9_000, "all": 500_000}


@pytest.fixture(scope="module")
def records() -> dict[str, bytes]:
    return region_files.records("en", YEAR)


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_every_country_and_part_that_the_library_knows_has_a_file(records: dict[str, bytes]) -> None:
    known = holidays.list_supported_countries(include_aliases=False)
    assert len(known) >= 250
    assert len(records) == len(known) + sum(map(len, known.values()))
    assert all(re.fullmatch(r"[A-Z]{2}(-[A-Za-z0-9-]+)?", code) for code in records)
    assert {f"regions/{code}.json" for code in records} <= data("en", YEAR).keys()


def test_days_on_and_off_are_the_librarys(guide: Guide, records: dict[str, bytes]) -> None:
    """Hold every day of every country, and one in two weeks of every part, against the library."""
    nothing = decode(Situation, {"now": f"{YEAR}-01-01T00:00Z"})
    for code, place in regions.places().items():
        region = Region.of(json.loads(records[code]))
        theirs = holidays.country_holidays(
            place.country, subdiv=place.part, years=range(region.first.year, region.last.year + 1)
        )
        ours = WorkingDays.of(nothing, guide.cadence, region)
        every = timedelta(days=14 if place.part else 1)
        day = region.first
        while day <= region.last:
            if place.country not in regions.WEEKENDS:
                assert ours.off(day) != theirs.is_working_day(day), (code, day)
            day += every
        assert region.holidays.keys() == theirs.keys(), code


def test_a_weekend_that_the_library_has_wrong_is_right(records: dict[str, bytes]) -> None:
    for code in ("LY", "PS"):
        assert json.loads(records[code])["weekend"] == ["Fri", "Sat"]


def test_the_years_are_those_around_the_build(records: dict[str, bytes]) -> None:
    years = Counter(tuple(json.loads(content)["years"]) for content in records.values())
    assert years.most_common(1)[0][0] == (YEAR - 1, YEAR + 3)
    # Where the library knows less, the file says so.
    assert json.loads(records["LK"])["years"] == [YEAR - 1, holidays.country_holidays("LK").end_year]
    assert json.loads(region_files.records("en", 2030)["DE"])["years"] == [2029, 2033]


def test_the_day_of_the_build_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    assert today() == date(2020, 1, 1)
    for day, years in ((date(2031, 5, 1), [2030, 2034]), (None, [2019, 2023])):
        made = site.build(ROOT / "rules", on=day)
        content = made.assets[made.asset("regions/DE.json")]
        assert isinstance(content, bytes)
        assert json.loads(content)["years"] == years


def test_names_are_in_the_guides_language_where_they_can_be() -> None:
    place = regions.places()["DE-BE"]
    assert "Good Friday" in regions.record(place, YEAR, "en")["holidays"]
    assert "Karfreitag" in regions.record(place, YEAR, "de")["holidays"]
    assert regions.record(place, YEAR, "de-AT")["name"] == "Berlin, Deutschland"
    # The library has no German for France, so the names stay French; and Berlin's are not those of this machine.
    assert "Fête du Travail" in regions.record(regions.places()["FR"], YEAR, "de")["holidays"]
    assert "Karfreitag" in regions.record(place, YEAR, "tlh")["holidays"]


def test_the_machines_language_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = regions.record(regions.places()["FR"], YEAR, "de")
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, "th_TH.UTF-8")
    assert regions.record(regions.places()["FR"], YEAR, "de") == before


def test_the_list_is_in_words_with_countries_before_their_parts() -> None:
    listed = json.loads(region_files.listed("en"))
    assert len(listed) == len(set(listed)) == len(regions.places())
    assert listed[0] == "Afghanistan (AF)"
    germany = listed.index("Germany (DE)")
    assert listed[germany + 1] == "Augsburg, Germany (DE-Augsburg)"
    assert listed.index("Scotland, United Kingdom (GB-SCT)") > listed.index("United Kingdom (GB)")


def test_a_reader_loads_little(records: dict[str, bytes]) -> None:
    sizes = {code: packed(content) for code, content in records.items()}
    assert max(sizes.values()) <= MOST["region"]
    assert sum(sizes.values()) <= MOST["all"]
    assert packed(region_files.listed("en")) <= MOST["list"]
    assert packed(compiled(region_files.offered())) <= MOST["offered"]


def test_pages_hold_no_list_of_regions(built: Built) -> None:
    for page in built.folder.rglob("*.html"):
        assert page.read_text("utf-8").count("Brandenburg") == 0, page


@pytest.mark.parametrize("language", ["en", "ru", "vi", "zh-CN"])
def test_no_name_of_a_holiday_has_a_date_in_figures(language: str) -> None:
    """A day off in exchange for a working day is told without that day, which the record has as one that is worked."""
    for code, content in region_files.records(language, YEAR).items():
        for name in json.loads(content)["holidays"]:
            assert not re.search(r"\d\D{0,3}\d\d\D{1,3}\d\d|\d{4}\D\d\d", name), (code, name)
