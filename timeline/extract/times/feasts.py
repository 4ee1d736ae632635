"""Days of feasts: fixed, by the nth weekday of a month, or counted from Easter."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from dateutil.easter import easter

from timeline.dates import day_number, day_of, days_in


def feast_day(kind: str, year: int) -> tuple[int, int] | None:
    """(month, day) of a feast in a year from 1 to 9999.

    ``kind`` is ``12-25``, ``11-nth4-3`` (the fourth Thursday of November; nth5 is the
    last) or ``easter+49`` (days from Western Easter).  The names of the tables in
    ``lexicons/times_feasts.toml`` are kinds too; a year that a table lacks gives None.
    """
    if not kind.startswith("easter") and not kind[0].isdigit():
        return _tables()[kind].get(year)
    if kind.startswith("easter"):
        sunday = easter(year)
        number = day_number(sunday.year, sunday.month, sunday.day) + int(kind[6:] or "0")
        _, month, day = day_of(number)
        return month, day
    month_text, _, rest = kind.partition("-")
    month = int(month_text)
    if not rest.startswith("nth"):
        return month, int(rest)
    nth, weekday = int(rest[3]), int(rest[5])
    first = (day_number(year, month, 1) - 1) % 7
    day = 1 + (weekday - first) % 7 + 7 * (nth - 1)
    return month, day if day <= days_in(year, month) else day - 7


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[int, tuple[int, int]]]:
    source = resources.files("timeline.extract") / "lexicons" / "times_feasts.toml"
    return {
        kind: {int(day[:4]): (int(day[5:7]), int(day[8:])) for day in days}
        for kind, days in tomllib.loads(source.read_text("utf-8")).items()
    }
