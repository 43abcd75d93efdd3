"""The data that a request needs, and whether it is here: time zones and regions, each a file of the site."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

from widgets.engine.regions import REGISTRY

ZONE = re.compile(r"[A-Za-z][\w+-]{0,31}(/[\w+-]{1,31}){0,2}", re.ASCII)


class NeedsError(Exception):
    """Some data has to be fetched first; `paths` says where it stands, from the folder of our assets."""

    def __init__(self, paths: list[str]) -> None:
        """Keep the paths."""
        super().__init__(", ".join(paths))
        self.paths = paths


def lacking(situation: dict[str, Any], fetched: tuple[str, ...]) -> list[str]:
    """Return the paths of the data that a situation needs, that is not here, and that was not looked for already."""
    needed = [zone_path(zone) for zone in zones(situation) if not loaded(zone)]
    region = situation.get("region")
    code = REGISTRY.code(region) if isinstance(region, str) else ""
    if code and not REGISTRY.has(code):
        needed.append(region_path(code))
    return [path for path in needed if path not in fetched]


def zones(situation: dict[str, Any]) -> list[str]:
    """Return the time zones that a situation names, as far as they look like names."""
    named = [situation.get("my_time_zone"), situation.get("their_time_zone")]
    named += [event.get("time_zone") for event in situation.get("events", [])]
    return sorted({zone for zone in named if isinstance(zone, str) and ZONE.fullmatch(zone)})


def zone_path(zone: str) -> str:
    """Return where the data of a time zone stands."""
    return f"zones/{zone}"


def region_path(code: str) -> str:
    """Return where the data of a region stands."""
    return f"regions/{code}.json"


def loaded(zone: str) -> bool:
    """Return whether the data of a zone is here."""
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, KeyError):
        return False
    return True
