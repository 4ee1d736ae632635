"""Periods that end on a day named after them: the nine months ended Sept. 30, the year to March.

The period keeps its TIMEX3 value; its EDTF is the span of days (or months) that ends
with the date beside it.
"""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.scan import Scan
from timeline.extract.times.values import Length, Point, containing, day_point, same_day, shifted

Found = tuple[Match, Reading]
_SIZES = {"quarter": (3, "month"), "half": (6, "month"), "year": (1, "year"), "month": (1, "month")}
_SIZES |= {"week": (1, "week")}


def close(found: list[Found], scan: Scan) -> list[Found]:
    """The same readings; a period before «ended Sept. 30» has the days that end then."""
    result = list(found)
    for n in range(len(found) - 1):
        (match, period), (other, end) = found[n], found[n + 1]
        point = end.point()
        if point is None or point.unit not in ("day", "month") or point.year is None:
            continue
        known = period.edtf is not None and not isinstance(period.value, str)
        if known or not _ends(scan, period, end):
            continue
        closed = _closed(period, point, match.rule.name == "shifted-unit")
        if closed is not None:
            result[n] = (match, closed)
            result[n + 1] = (other, replace(end, edtf=point.edtf()))
    return result


def _ends(scan: Scan, period: Reading, end: Reading) -> bool:
    """Whether the words between the two say that the period ends with the second."""
    between = [scan.lower(i) for i in range(period.end, end.start)]
    if not 1 <= len(between) <= 2 or (len(between) == 2 and between[1] not in ("on", "in")):
        return False
    cues = scan.lexicon.cues
    if between[0] in cues["ending"]:
        return True
    spanning = not {"det", "spanning"}.isdisjoint(scan.categories(period.start))
    return between[0] in cues["running_to"] and spanning


def _closed(period: Reading, end: Point, alone: bool) -> Reading | None:
    value = period.value
    if isinstance(value, str):
        if not value.startswith("FY"):
            return None
        value, count, unit = f"FY{end.timex()[:4]}", 1, "year"
    elif isinstance(value, Length):
        if value.count is None or not value.count.isdigit():
            return None
        count, unit = int(value.count), value.unit
        count, unit = (3 * count, "month") if unit == "quarter" else (count, unit)
    else:
        if value.unit not in _SIZES or value.clock or value.day is not None:
            return None
        count, unit = _SIZES[value.unit]
        if value.unit == "year":
            if not alone:
                return None
            value = Length("1", "year")
        elif alone or value.unit == "week":
            value = containing(end, value.unit)
    edtf = _span(end, count, unit)
    if edtf is None:
        return None
    kind = "DURATION" if isinstance(value, Length) else period.type
    step = f"it ends with the date named beside it: {dates.spoken(edtf)}"
    return replace(period, type=kind, value=value, edtf=edtf, steps=(*period.steps, step))


def _span(end: Point, count: int, unit: str) -> str | None:
    """``count`` units that end with the day or month."""
    if end.unit == "month":
        if unit not in ("month", "year"):
            return None
        first = shifted(end, 1 - count * (12 if unit == "year" else 1), "month")
        return None if first is None else dates.interval(first.edtf(), end.edtf())
    after = day_point(end.days()[0] + 1)
    first = same_day(after, -count, unit)
    return None if first is None else dates.interval(first.edtf(), end.edtf())
