"""Public holidays and weekends of places, from the one source that a program names: built files, or a library."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any, Protocol

from widgets.engine.contract import WEEKDAYS, Weekday

# Codes differ in a letter or two, so a word that only resembles one must resemble it much.
NEAR = 0.75
LONGEST = 3
"""Letters of a country's code; what is longer is a name, and resembles a code only by chance."""


@dataclass(frozen=True)
class Region:
    """A country, or a part of one, in the years that its data covers."""

    code: str
    """`DE` or `DE-BE`: ISO 3166 as far as it goes."""
    name: str
    """In words: `Berlin, Germany`."""
    first: date
    """The first day that the data covers."""
    last: date
    """The last one."""
    weekend: frozenset[int]
    """The days off of a week, Monday being 0."""
    holidays: dict[date, str]
    """The public holidays, with their names."""
    workdays: frozenset[date]
    """Days of a weekend on which people work all the same."""

    @classmethod
    def of(cls, data: dict[str, Any]) -> Region:
        """Return the region that a file of the build describes; see docs/adr/0008-regions-as-data.md."""
        days = {date.fromisoformat(day): name for name, days in data["holidays"].items() for day in days}
        return cls(
            data["code"],
            data["name"],
            date(data["years"][0], 1, 1),
            date(data["years"][1], 12, 31),
            weekday_numbers(data["weekend"]),
            dict(sorted(days.items())),
            frozenset(date.fromisoformat(day) for day in data.get("workdays", ())),
        )

    @property
    def weekdays(self) -> tuple[Weekday, ...]:
        """Return the days off of a week by their names in the contract."""
        return tuple(day for number, day in enumerate(WEEKDAYS) if number in self.weekend)

    def covers(self, day: date) -> bool:
        """Return whether the data says anything about that day."""
        return self.first <= day <= self.last


class Source(Protocol):
    """What can tell of regions: a folder of built files, or a library."""

    @property
    def codes(self) -> Iterable[str]:
        """Return the codes that it knows."""

    @property
    def aliases(self) -> Mapping[str, str]:
        """Return further names of countries that programs use, each with the code: `{"UK": "GB", "DEU": "DE"}`."""

    def has(self, code: str) -> bool:
        """Return whether the data of one of the codes is here."""

    def data(self, code: str, language: str) -> dict[str, Any]:
        """Return what `Region.of` takes, for the years that it has, its names in a language where that can be had.

        Raises OSError where the data of that code is not here.
        """


@dataclass(frozen=True)
class Folder:
    """A source that reads the files of a build; their years and their language are those of the build."""

    folder: Path
    codes: tuple[str, ...]
    aliases: dict[str, str]

    def has(self, code: str) -> bool:
        """Return whether its file is here."""
        return self._file(code).is_file()

    def data(self, code: str, _language: str) -> dict[str, Any]:
        """Return what its file holds."""
        held: dict[str, Any] = json.loads(self._file(code).read_bytes())
        return held

    def _file(self, code: str) -> Path:
        return self.folder / f"{code}.json"


@dataclass(frozen=True)
class Known:
    """A source with what it knows, by the form in which codes are compared."""

    source: Source
    codes: dict[str, str]
    countries: dict[str, str]

    @classmethod
    def of(cls, source: Source) -> Known:
        """Ask a source what it knows."""
        return cls(
            source,
            {plain(code): code for code in source.codes},
            {plain(alias): plain(code) for alias, code in source.aliases.items()},
        )


class Registry:
    """The one place that the engine asks about regions."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.use(lambda: Folder(Path(), (), {}))

    def use(self, source: Callable[[], Source]) -> None:
        """Take that source from now on; it is made when the first region is asked for."""
        self._make = source
        self._made: Known | None = None
        self._found: dict[tuple[str, str], Region] = {}

    @property
    def codes(self) -> Mapping[str, str]:
        """Return every code that is known, by the form in which codes are compared; none where there is no source."""
        return self._known.codes

    def code(self, told: str) -> str:
        """Return the code as it is spelled here, for one in any case, or an empty text where none is known."""
        # Most readers name none, and a source takes time to make.
        return self.codes.get(self._plain(told), "") if told else ""

    def has(self, told: str) -> bool:
        """Return whether the data of a region is here."""
        code = self.code(told)
        return bool(code) and self._known.source.has(code)

    def find(self, told: str, language: str) -> Region | None:
        """Return the region of a code, or None where it is unknown or its data is not here."""
        if not told or not self.has(told):
            return None
        key = (self.code(told), language)
        if key not in self._found:
            self._found[key] = Region.of(self._known.source.data(*key))
        return self._found[key]

    def nearest(self, told: str) -> str:
        """Return the known code that is most like an unknown one, else the country of an unknown part, else nothing."""
        wanted = self._plain(told)
        country = wanted.partition("-")[0]
        near = difflib.get_close_matches(wanted, self.codes, n=20, cutoff=NEAR) if len(country) <= LONGEST else []
        # Codes go from the large to the small, so of several that are as near, the one that begins alike.
        best = max(near, key=lambda code: same_start(code, wanted), default=country)
        return self.codes.get(best, "")

    @property
    def _known(self) -> Known:
        if self._made is None:
            self._made = Known.of(self._make())
        return self._made

    def _plain(self, told: str) -> str:
        """Return a code as they are compared, its country by the name that is used here."""
        country, hyphen, part = plain(told).partition("-")
        return self._known.countries.get(country, country) + hyphen + part


def plain(code: str) -> str:
    """Return a code as codes are compared: small letters without accents, hyphens in place of anything else."""
    letters = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def same_start(one: str, other: str) -> int:
    """Return with how many equal letters two words begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def weekday_numbers(weekdays: Iterable[Weekday]) -> frozenset[int]:
    """Return days of the week as numbers, Monday being 0."""
    return frozenset(WEEKDAYS.index(day) for day in weekdays)


REGISTRY = Registry()
