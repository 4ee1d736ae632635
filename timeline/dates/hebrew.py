"""The Hebrew calendar: the day on which a Hebrew year begins, and its feasts.

The year begins at the new moon of Tishri as reckoned (not sighted), moved so that it
falls on no Sunday, Wednesday or Friday and no year gets a length that the calendar
does not know.  Source: Reingold and Dershowitz, Calendrical Calculations.  A feast
begins on the evening before the day that is given here.
"""

from __future__ import annotations

from timeline.dates.days import day_number

_FIRST = day_number(-3760, 9, 7)  # 1 Tishri 1: 7 October 3761 BC of the Julian calendar
_YEARS_AHEAD = 3761  # a Gregorian year and this: the Hebrew year that begins in its autumn


def new_year(year: int) -> int:
    """Day number (see days.py) of 1 Tishri of a Hebrew year: Rosh Hashanah."""
    before, here, after = (_elapsed(y) for y in (year - 1, year, year + 1))
    delay = 2 if after - here == 356 else int(here - before == 382)
    return _FIRST + here + delay


def _elapsed(year: int) -> int:
    """Days from the first new moon to that of the year, moved off the days it must not be."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months  # of 1080 to the hour
    day = 29 * months + parts // 25920
    return day + (3 * (day + 1) % 7 < 3)


def rosh_hashanah(year: int) -> int:
    """Day number of the Jewish new year that falls in the Gregorian year."""
    return new_year(year + _YEARS_AHEAD)


def passover(year: int) -> int:
    """Day number of 15 Nisan in the Gregorian year: 163 days before the next new year."""
    return rosh_hashanah(year) - 163


def hanukkah(year: int) -> int:
    """Day number of 25 Kislev of the Hebrew year that begins in the Gregorian year."""
    begin = rosh_hashanah(year)
    long = new_year(year + _YEARS_AHEAD + 1) - begin in (355, 385)  # Heshvan has 30 days
    return begin + 83 + long
