"""The tabular Islamic calendar: days of Hijri months without sighting the moon.

Thirty years have eleven leap years (2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29); odd
months have 30 days, even ones 29, the last 30 in leap years; 1 Muharram 1 is 19 July
622 of the proleptic Gregorian calendar (16 July Julian).  Source: Reingold and
Dershowitz, Calendrical Calculations.  Countries that sight the moon differ by a day
or two, so that what is computed here is approximate.
"""

from __future__ import annotations

from timeline.dates.days import day_number, day_of

_BEFORE_FIRST = day_number(622, 7, 19) - 1
_CYCLE = 10631  # days of thirty years


def hijri_day(year: int, month: int, day: int) -> int:
    """Day number (see days.py) of a day of a Hijri year from 1, month 1 to 12."""
    before_month = (59 * (month - 1) + 1) // 2
    before_year = 354 * (year - 1) + (3 + 11 * year) // 30
    return _BEFORE_FIRST + before_year + before_month + day


def hijri_month(year: int, month: int) -> tuple[int, int]:
    """First and last day number of a Hijri month."""
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return hijri_day(year, month, 1), hijri_day(*following, 1) - 1


def hijri_years(year: int, month: int, day: int = 1) -> list[int]:
    """The Hijri years whose day falls in the Gregorian year: mostly one, at times none or two."""
    near = (day_number(year, 1, 1) - _BEFORE_FIRST) * 30 // _CYCLE + 1
    return [
        hijri
        for hijri in range(max(near - 1, 1), near + 3)
        if day_of(hijri_day(hijri, month, day))[0] == year
    ]
