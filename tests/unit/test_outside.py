"""A step opens in an online calendar at its best moment, in UTC, with nothing in the address that could be misread."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from widgets.engine import api
from widgets.outside import links

SITUATION = {
    "now": "2026-06-01T15:00+02:00",
    "their_time_zone": "Europe/Berlin",
    "organization": "Smith & Sons, 100 % #1 + Co",
    "events": [{"with": "Ana\u00efs", "end": "2026-06-01T11:00"}],
}


def first(guide):
    schedule = api.planned_steps(guide, {"situation": SITUATION})
    plan = schedule.steps[0]
    return plan, dict(links(schedule.planner, plan))


def test_the_addresses_are_exactly_these(guide):
    plan, made = first(guide)
    why = plan.why.replace(" ", "%20").replace(",", "%2C").replace(":", "%3A").replace(";", "%3B")
    title = "Thank-you%20to%20Ana%C3%AFs%20%28E-mail%29%2C%20Smith%20%26%20Sons%2C%20100%20%25%20%231%20%2B%20Co"
    assert made["Google Calendar"] == (
        "https://calendar.google.com/calendar/render?action=TEMPLATE"
        f"&text={title}&dates=20260601T130000Z%2F20260601T131500Z&details={why}"
    )
    assert made["Outlook"] == (
        "https://outlook.live.com/calendar/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent"
        f"&startdt=2026-06-01T13%3A00%3A00Z&enddt=2026-06-01T13%3A15%3A00Z&subject={title}&body={why}"
    )


def test_what_is_read_back_is_what_was_meant(guide):
    plan, made = first(guide)
    for address in made.values():
        query = parse_qs(urlsplit(address).query, strict_parsing=True)
        assert urlsplit(address).fragment == ""
        assert "Smith & Sons, 100 % #1 + Co" in (query.get("text") or query["subject"])[0]
        assert (query.get("details") or query["body"]) == [plan.why]
