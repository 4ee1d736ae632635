"""Days by number in the proleptic Gregorian calendar with the astronomical year zero.

0001-01-01 is day 1; earlier days are zero or negative.  Unlike ``datetime`` this
knows years outside 1 to 9999.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date

_LENGTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in(year: int, month: int) -> int:
    """Days of the month; ``year`` is astronomical and may be zero or negative."""
    return 29 if month == 2 and isleap(year) else _LENGTH[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Day number in the proleptic Gregorian calendar, 0001-01-01 = 1; any year."""
    years = year - 1
    before_year = years * 365 + years // 4 - years // 100 + years // 400
    leap = month > 2 and isleap(year)
    return before_year + sum(_LENGTH[: month - 1]) + leap + day


def day_of(number: int) -> tuple[int, int, int]:
    """(year, month, day) of a day number; the inverse of :func:`day_number`."""
    cycle, rest = divmod(number - 1, 146097)  # days of 400 years, after which dates come back
    day = date.fromordinal(rest + 1)
    return 400 * cycle + day.year, day.month, day.day


def iso_day(number: int) -> str:
    """The EDTF day of a day number: ``2023-10-18``, ``-0043-03-15``, ``Y12000-01-01``."""
    year, month, day = day_of(number)
    return f"{edtf_year(year)}-{month:02d}-{day:02d}"


def edtf_year(year: int) -> str:
    """The EDTF year of an astronomical year: ``0079``, ``-0043``, ``Y170000002``."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"
