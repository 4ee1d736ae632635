"""Where a length of time lies once an event has given it a begin: from the 18th, two days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from timeline import dates
from timeline.errors import BadDate

_LENGTH = re.compile(r"P(\d{1,6})([DWMY])")


def lasting_from(start: str, duration: str) -> str | None:
    """The EDTF span that begins on the day ``start`` and lasts ``duration``, its first day counted.

    ``duration`` is a TIMEX3 value: two days (``P2D``) from 2023-10-18 are
    ``2023-10-18/2023-10-19``.  None where the length is unknown or shorter than a day,
    where ``start`` is no single day, and outside the years 1 to 9999.
    """
    match = _LENGTH.fullmatch(duration)
    try:
        first = date.fromisoformat(start)
    except ValueError:
        return None
    if match is None or int(match[1]) == 0:
        return None
    count, unit = int(match[1]), match[2]
    try:
        if unit in "DW":
            last = first + timedelta(days=count * (7 if unit == "W" else 1) - 1)
        else:
            step = relativedelta(months=count) if unit == "M" else relativedelta(years=count)
            last = first + step - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    try:
        return start if last == first else dates.interval(start, last.isoformat())
    except BadDate:
        return None
