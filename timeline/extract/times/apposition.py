"""Days that the text names twice side by side: «a week later, on 9 March», «Saturday: 24 June».

The calendar date beside a counted or pointed-at day says which day it is.
"""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Context
from timeline.extract.times.match import Reading
from timeline.extract.times.values import Point, weekday_of

_HEADS = frozenset({"day", "dayth", "month", "mabbr", "weekday", "det"})
_MARKS = (",", ":", "(", "–", "—")
_GUESSED = 366  # days that a day which was only guessed may be off
_NEAR = 14  # days that the count may be off
_EXACT = 45  # days within which a weekday that agrees is believed


def beside_its_date(context: Context, reading: Reading) -> Reading:
    """The reading, on the day that a calendar date right after it names."""
    point, scan = reading.point(), context.scan
    if point is None or not point.is_day() or reading.dated or context.read_at is None:
        return reading
    if scan.word(reading.end) not in _MARKS or _names_date(context, reading.start, reading.end):
        return reading
    at = reading.end + 1
    at += scan.lower(at) in scan.lexicon.cues["on_some"]
    if not scan.categories(at).keys() & _HEADS:
        return reading
    beside = context.read_at(at)
    day = beside[0].point() if len(beside) == 1 else None
    if day is None or not day.is_day() or not _names_date(context, at, beside[0].end):
        return reading
    if not _agrees(context, reading, point, day, beside[0].dated):
        return reading
    step = f"the date beside it, «{scan.text_of(at, beside[0].end)}», says which day it is"
    value = replace(day, clock=point.clock, unit=point.unit, fuzzy=False)
    return replace(reading, value=value, steps=(*reading.steps, step), edtf=None)


def _agrees(context: Context, reading: Reading, point: Point, day: Point, dated: bool) -> bool:
    """Whether both can be one day: the same weekday, or no more than the count may be off."""
    here, there = point.days()[0], day.days()[0]
    values = (context.scan.value(i, "weekday") for i in range(reading.start, reading.end))
    for weekday in values:
        if weekday is not None:
            return weekday_of(there) == int(weekday) and (dated or abs(there - here) <= _EXACT)
    return abs(there - here) <= (_GUESSED if point.fuzzy else _NEAR)


def _names_date(context: Context, start: int, end: int) -> bool:
    """Whether the tokens name a day by its month, or by its number and weekday."""
    kinds: set[str] = set()
    for i in range(start, end):
        kinds |= context.scan.categories(i).keys()
    return bool(kinds & {"month", "mabbr"}) or bool("dayth" in kinds and "weekday" in kinds)
