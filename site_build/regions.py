"""Public holidays and weekends from the `holidays` library, a small record a region, in the language of a guide."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import holidays
from babel import Locale, UnknownLocaleError
from holidays.registry import COUNTRIES

from site_build.dates import today
from widgets.engine.contract import WEEKDAYS

YEARS_BACK, YEARS_AHEAD = 1, 3
"""How many years around one a record covers; further ahead, too many dates are still to be decreed."""
WEEKENDS = {"LY": ("Fri", "Sat"), "PS": ("Fri", "Sat")}
"""Where the library takes Saturday and Sunday for the weekend, and people there do not."""

DATED = re.compile(r"\s*[(\uff08](?=(?:[^()\uff08\uff09]*\d){8})[^()\uff08\uff09]*[)\uff09]")
"""The date, in figures and of some country's order, of the working day for which a day off was given."""


@dataclass(frozen=True)
class Place:
    """A country or a part of one, as the library calls it."""

    code: str
    country: str
    part: str | None


@dataclass(frozen=True)
class Library:
    """A source of regions for programs that have the library at hand."""

    year: int = field(default_factory=lambda: today().year)
    """The year around which it tells of holidays, as a build of that year would; the library itself knows no end."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the code of every country and part that the library knows."""
        return tuple(places())

    @property
    def aliases(self) -> dict[str, str]:
        """Return the other codes of countries, such as `GBR` and `UK` for `GB`."""
        return {
            alias: code for _, code, *others in COUNTRIES.values() for alias in others if re.fullmatch("[A-Z]+", alias)
        }

    def has(self, code: str) -> bool:
        """Return whether the library knows a region."""
        return code in places()

    def data(self, code: str, language: str) -> dict[str, Any]:
        """Return the record of a region."""
        return record(places()[code], self.year, language)


@cache
def places() -> dict[str, Place]:
    """Return every place that the library knows, by its code: the country, then its parts by code."""
    found = {}
    for country, parts in holidays.list_supported_countries(include_aliases=False).items():
        found[country] = Place(country, country, None)
        for part in sorted(parts):
            code = f"{country}-{_ascii(part)}"
            found[code] = Place(code, country, part)
    return found


def record(place: Place, year: int, language: str) -> dict[str, Any]:
    """Return what a file says about a place: `code`, `name`, `years`, `weekend`, `holidays` and, if any, `workdays`.

    `years` are the first and the last, within those that the library has data for; `holidays` has the dates of each by
    its name. A weekend that changes with the years is that of the given one. Only public holidays are meant: those
    on which, as the library has it, the place as a whole is off.
    """
    entity = getattr(holidays, place.country)
    known_years = (entity.start_year, entity.end_year)
    first, last = (_within(known_years, asked) for asked in (year - YEARS_BACK, year + YEARS_AHEAD))
    known = holidays.country_holidays(
        place.country,
        subdiv=place.part,
        years=range(first, last + 1),
        # With None it would look at the language of this machine.
        language=_spoken(entity, language) or entity.default_language,
    )
    week = [date(_within((first, last), year), 7, day) for day in range(1, 8)]
    named: dict[str, list[str]] = {}
    for day, name in sorted(known.items()):
        named.setdefault(DATED.sub("", name), []).append(day.isoformat())
    workdays = sorted(day.isoformat() for day in known.weekend_workdays if first <= day.year <= last)
    return {
        "code": place.code,
        "name": name_of(place, language),
        "years": [first, last],
        "weekend": WEEKENDS.get(place.country)
        or [WEEKDAYS[number] for number in sorted(day.weekday() for day in week if known.is_weekend(day))],
        "holidays": named,
        **({"workdays": workdays} if workdays else {}),
    }


def name_of(place: Place, language: str) -> str:
    """Return a place in words, `Berlin, Germany`: the country in a guide's language, the part as the library has it."""
    territories = _locale(language).territories
    country: str = territories.get(place.country, place.country)
    if place.part is None:
        return country
    aliases = [
        name for name, part in getattr(holidays, place.country).subdivisions_aliases.items() if part == place.part
    ]
    # Beside names, the library lists other codes.
    names = [name for name in aliases if len(name) > 2 and not name.isupper()] or aliases or [place.part]
    return f"{names[0]}, {country}"


def listed(language: str) -> list[str]:
    """Return what a form offers: `Berlin, Germany (DE-BE)`, each country before its parts, ordered by name."""
    named = {place.code: name_of(place, language) for place in places().values()}
    ordered = sorted(
        places().values(),
        key=lambda one: (_ordered(named[one.country]), one.part is not None, _ordered(named[one.code])),
    )
    return [f"{named[place.code]} ({place.code})" for place in ordered]


def _within(years: tuple[int, int], year: int) -> int:
    return min(max(year, years[0]), years[1])


def _spoken(entity: Any, language: str) -> str | None:
    """Return the library's own tag for a language, the place's variety first, or None where it has no names in it."""
    wanted = language.replace("-", "_")
    known = [tag for tag in entity.supported_languages if wanted in (tag, tag.partition("_")[0])] or [
        tag for tag in entity.supported_languages if tag.partition("_")[0] == wanted.partition("_")[0]
    ]
    return entity.default_language if entity.default_language in known else next(iter(sorted(known)), None)


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _ascii(name: str) -> str:
    """Return a name as a part of a code and of a file's name: `Sao-Paulo-Capital`."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")


def _ordered(name: str) -> str:
    """Return a name as lists are sorted: without accents and case."""
    return _ascii(name).casefold() or name
