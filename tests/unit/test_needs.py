"""What a page shows asks for the data that it needs, a file a zone and a file a region, and for nothing twice."""

from __future__ import annotations

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from site_build import region_files, regions
from tests.support import use_holidays_of_the_tests
from widgets import needs
from widgets.engine.regions import REGISTRY, Folder
from widgets.form import fill, name_of
from widgets.views import view

END = ["situation.events[0].end", "2026-12-18T11:00"]


@pytest.fixture
def folder(tmp_path):
    """Return a folder for files of regions, as a page has one, in place of the library."""
    REGISTRY.use(lambda: Folder(tmp_path, tuple(regions.places()), {"UK": "GB"}))
    yield tmp_path
    use_holidays_of_the_tests()


def put(folder, code):
    (folder / f"{code}.json").write_bytes(region_files.records("en", 2026)[code])


def ask(guide, *entries, **more):
    request = {"widget": "calculator", "now": "2026-12-18T15:00+01:00", "entries": [list(one) for one in entries]}
    return view(guide, {**request, **more})


def days(answer):
    return [date.fromisoformat(part[:10]) for part in answer["html"]["schedule"].split('datetime="')[1:]]


def test_a_region_is_asked_for_once_and_changes_the_dates(guide, folder):
    region = ("situation.region", "Berlin, Germany (DE-BE)")
    before = ask(guide, END)
    assert ask(guide, END, region) == {"needs": ["regions/DE-BE.json"]}
    put(folder, "DE-BE")
    after = ask(guide, END, region)
    assert date(2027, 1, 1) in days(before)
    assert date(2027, 1, 1) not in days(after)
    assert "Christmas Day" in after["html"]["schedule"]


def test_what_cannot_be_had_is_not_asked_for_again(guide, folder):
    answer = ask(guide, END, ("situation.region", "DE-BE"), fetched=["regions/DE-BE.json"])
    assert "no list of public holidays" in answer["html"]["schedule"]
    assert not list(folder.iterdir())


def test_an_unknown_region_is_not_asked_for(guide, folder):
    assert "“Atlantis”" in ask(guide, END, ("situation.region", "Atlantis"))["html"]["schedule"]
    assert not list(folder.iterdir())


def test_the_weekend_follows_the_region_even_before_there_is_a_date(guide, folder):
    name = name_of(next(field for field in guide.fields if field.path == "weekend"))
    assert ask(guide)["ticks"] == {name: list(guide.cadence.weekend)}
    assert ask(guide, ("situation.region", "IL")) == {"needs": ["regions/IL.json"]}
    put(folder, "IL")
    answer = ask(guide, ("situation.region", "IL"))
    assert (answer["example"], answer["ticks"]) == (True, {name: ["Fri", "Sat"]})


def test_zones_and_regions_are_asked_for_alike(guide, folder, monkeypatch):
    monkeypatch.setattr(needs, "loaded", lambda _: False)
    told = (END, ("situation.region", "US-NY"), ("situation.their_time_zone", "America/New_York"))
    assert ask(guide, *told) == {"needs": ["zones/America/New_York", "regions/US-NY.json"]}
    put(folder, "US-NY")
    assert "html" in ask(guide, *told, fetched=["zones/America/New_York"])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Berlin, Germany (DE-BE)", "DE-BE"),
        ("Myanmar (Burma) (MM)", "MM"),
        ("DE-BE", "DE-BE"),
        ("Berlin", "Berlin"),
        ("()", "()"),
    ],
)
def test_the_code_is_taken_from_what_the_list_offers(guide, typed, code):
    assert fill(guide, [["situation.region", typed]]).request["situation"] == {"region": code}


def test_every_name_that_is_offered_is_understood(guide):
    for offered in json.loads(region_files.listed("en")):
        told = fill(guide, [["situation.region", offered]]).request["situation"]["region"]
        assert told in regions.places(), offered


def test_both_zones_stand_in_the_page(guide):
    zones = (("situation.their_time_zone", "Asia/Tokyo"), ("situation.my_time_zone", "America/New_York"))
    answer = ask(guide, ("situation.events[0].end", "2026-12-18T11:00"), *zones, zone="Europe/Berlin")
    said = answer["html"]["schedule"]
    closes = ZoneInfo("Asia/Tokyo")
    assert str(closes) in said
    assert "America/New_York" in said
    # The thank-you closes at 11:00 in Tokyo: on the evening before in New York.
    assert "Saturday 19 December, 11:00" in said
    assert "(Friday 18 December, 21:00 where you are)" in said
    # A whole day is the day before there when its morning is their evening.
    assert 'datetime="2026-12-21">Monday 21 December</time> <span class="ft-mine">(Sunday 20 December, 19:00' in said
    copied = answer["files"]["schedule"]["text"]
    assert "where you are" in copied
    # Nobody sees on paper, or in a chat, what the page said around it.
    assert copied.splitlines()[-1] in answer["html"]["schedule"]


def test_one_zone_is_enough_where_both_clocks_show_the_same(guide):
    zones = (("situation.their_time_zone", "Europe/Berlin"), ("situation.my_time_zone", "Europe/Paris"))
    said = ask(guide, END, *zones)["html"]
    assert "where you are" not in said["schedule"] + said["today"]
