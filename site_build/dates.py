"""The day of a build, which decides what years the data of public holidays covers."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return the day of the build: that of SOURCE_DATE_EPOCH, by which builds are made again as they were, or today."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(told), UTC).date() if told.isdecimal() else datetime.now(UTC).date()
