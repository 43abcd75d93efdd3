"""Moments as a field for a time takes them, told from now, so that no test depends on the hour at which it runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
"""Where the browsers of the tests are."""
FORMAT = "%Y-%m-%dT%H:%M"


def ago(**time: int) -> str:
    """Return the wall clock's time so long ago; `time` is what `timedelta` takes."""
    return (datetime.now(UTC) - timedelta(**time)).astimezone(BERLIN).strftime(FORMAT)


def moment(value: str) -> datetime:
    """Return the moment that a field for a time names."""
    return datetime.strptime(value, FORMAT).replace(tzinfo=BERLIN)
