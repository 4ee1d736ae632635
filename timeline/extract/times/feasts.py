"""Days of feasts: fixed, by the nth weekday of a month, counted from Easter or a new moon."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from dateutil.easter import EASTER_JULIAN, EASTER_ORTHODOX, EASTER_WESTERN, easter

from timeline.dates import day_number, day_of, days_in
from timeline.dates.hebrew import hanukkah, passover, rosh_hashanah

_KIND = re.compile(r"(?P<name>\d\d-\d\d|\d\d-nth\d-\d|[a-z-]+?)(?P<off>[+-]\d+)?")
_HEBREW = {"rosh-hashanah": rosh_hashanah, "passover": passover, "hanukkah": hanukkah}
_JULIAN = 1582  # the last year in which all of the West kept Easter by the old calendar
_TABLES = ("times_feasts.toml", "times_feasts_moon.toml")


def feast_day(kind: str, year: int) -> tuple[int, int] | None:
    """(month, day) of a feast in a year from 1 to 9998.

    ``kind`` is a day (``12-25``), the nth weekday of a month (``11-nth4-3``: the fourth
    Thursday of November; nth5 is the last), ``easter`` or ``pascha`` (of the Western and
    the Eastern churches), a Hebrew feast, or a table of ``lexicons/times_feasts*.toml``;
    ``easter+49`` lies 49 days later.  A year that a table lacks gives None.
    """
    match = _KIND.fullmatch(kind)
    if match is None:
        raise ValueError(f"unknown feast {kind!r}")
    name, off = match["name"], int(match["off"] or 0)
    first = _begin(name, year)
    if first is None:
        return None
    _, month, day = day_of(first + off)
    return month, day


def _begin(name: str, year: int) -> int | None:
    """Day number of the feast that others are counted from."""
    if name in ("easter", "pascha"):
        western = EASTER_WESTERN if year > _JULIAN else EASTER_JULIAN
        sunday = easter(year, EASTER_ORTHODOX if name == "pascha" else western)
        return day_number(sunday.year, sunday.month, sunday.day)
    if name == "advent":  # the fourth Sunday before Christmas
        eve = day_number(year, 12, 24)
        return eve - eve % 7 - 21
    if name in _HEBREW:
        return _HEBREW[name](year)
    if not name[0].isdigit():
        found = _tables()[name].get(year)
        return None if found is None else day_number(year, *found)
    month = int(name[:2])
    if "nth" not in name:
        return day_number(year, month, int(name[3:]))
    nth, weekday = int(name[6]), int(name[8])
    first = (day_number(year, month, 1) - 1) % 7
    day = 1 + (weekday - first) % 7 + 7 * (nth - 1)
    return day_number(year, month, day if day <= days_in(year, month) else day - 7)


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[int, tuple[int, int]]]:
    folder = resources.files("timeline.extract") / "lexicons"
    return {
        kind: {int(day[:4]): (int(day[5:7]), int(day[8:])) for day in days}
        for name in _TABLES
        for kind, days in tomllib.loads((folder / name).read_text("utf-8")).items()
    }
