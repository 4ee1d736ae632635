"""The part of a month that words like *early*, *mid* and *the end of* leave."""

from __future__ import annotations

from timeline.dates import day_number, days_in
from timeline.extract.times.match import Reading
from timeline.extract.times.scan import Scan

_CATEGORIES = ("early", "laterin", "edgeadj", "edge")
_THIRDS = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}


def third_of_month(reading: Reading, scan: Scan) -> tuple[int, int] | None:
    """First and last day number of the part of its month that the reading names, or None.

    A month has three parts: days 1 to 10 are early, 11 to 20 the middle, the rest late.
    None too where the year is unknown or outside 1 to 9999.
    """
    point = reading.point()
    if point is None or point.unit != "month" or point.index is None or point.year is None:
        return None
    if not 1 <= point.year <= 9999:
        return None
    third = _third(reading, scan)
    if third is None:
        return None
    last = days_in(point.year, point.index) if third == 2 else 10 * third + 10
    return (
        day_number(point.year, point.index, 10 * third + 1),
        day_number(point.year, point.index, last),
    )


def _third(reading: Reading, scan: Scan) -> int | None:
    for i in range(reading.start, reading.end):
        categories = scan.categories(i)
        if "month" in categories or "mabbr" in categories or "unit" in categories:
            return None
        for category in _CATEGORIES:
            if (third := _THIRDS.get(str(categories.get(category)))) is not None:
                return third
    return None
