"""Links that open a step in an online calendar. They leave the site, so only the reader's own click follows them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from widgets.engine.icalendar import LENGTH, title, utc

if TYPE_CHECKING:
    from widgets.engine.deciding import Planned
    from widgets.engine.planner import Planner

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/deeplink/compose"


def links(planner: Planner, plan: Planned) -> list[tuple[str, str]]:
    """Return the name and the address of each calendar, with the step at its best moment, in UTC, as in our file."""
    start, end = plan.best, plan.best + LENGTH
    said = title(planner, plan)
    google = {"action": "TEMPLATE", "text": said, "dates": f"{utc(start)}/{utc(end)}", "details": plan.why}
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "startdt": extended(start),
        "enddt": extended(end),
        "subject": said,
        "body": plan.why,
    }
    return [("Google Calendar", address(GOOGLE, google)), ("Outlook", address(OUTLOOK, outlook))]


def address(base: str, query: dict[str, str]) -> str:
    """Return an address with its query; a space is %20, since Outlook shows a plus as it is."""
    return f"{base}?{urlencode(query, quote_via=quote, safe='', errors='replace')}"


def extended(moment: datetime) -> str:
    """Return a moment in the extended format of ISO 8601, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
