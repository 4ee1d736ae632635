"""Readers of the periods that accounts compare: the same quarter last year, the year to date."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import year_of
from timeline.extract.times.readings import Readings, counted_from, unit_at, unresolved
from timeline.extract.times.values import Point, containing, shifted

_COMPARED = ("quarter", "half", "month", "year")
_REACH = 24  # told times among which the period is looked for that another is compared with


def year_earlier(match: Match, context: Context) -> Readings:
    """The year-ago quarter; the same period last year; the 1988 quarter."""
    base = _compared(match, context)
    if base is None:
        return unresolved(match, "XXXX")
    named = year_of(match)
    if named is None:
        moved = shifted(base.point, -1, "year") if base.point.unit == "year" else None
        if base.point.year is not None and moved is None:
            moved = replace(base.point, year=base.point.year - 1)
        step = f"1 year before {base.words}"
    else:
        moved = replace(base.point, year=named[0])
        step = f"the same part of the year as {base.words}"
    if moved is None:
        return None
    return [replace(r, tells=False) for r in counted_from(match, moved, base, step) or []]


def _compared(match: Match, context: Context) -> Base | None:
    """The period told last that the noun of the match can name again."""
    scan = match.scan
    nouns = [u for i in match.find_all("unit", "units") if (u := unit_at(match, i)) != "year"]
    units = (nouns[-1],) if nouns else _COMPARED
    named = year_of(match)
    if scan.lower(match.end - 1) in scan.lexicon.cues["accounts_half"]:
        units = ("half",)
    told = context.latest(lambda t: t.point.unit in units, reach=_REACH)
    if told is not None and (named is None or told.point.year != named[0] or nouns):
        return base_of(told)
    base = context.publication() if context.news else context.story("year")
    if base is None or units == _COMPARED:
        return None if base is None else replace(base, point=Point("year", base.point.year))
    last = shifted(base.point, -1, units[0])
    return None if last is None else replace(base, point=last)


def of_accounts(readings: list[Reading], context: Context) -> Readings:
    """«the fiscal year»: the same readings of a year, as a year of accounts."""
    changed = []
    for reading in readings:
        point = reading.point()
        if point is None or point.year is None:
            return readings
        edtf = accounts_year(point.year, context.evidence.fiscal_end)
        changed.append(replace(reading, value=f"FY{point.timex()}", edtf=edtf))
    return changed


def accounts_year(year: int, last_month: int | None) -> str:
    """The months of a year of accounts by its last; the calendar's year where none is told."""
    whole = dates.edtf_year(year)
    if last_month in (None, 12) or not 1 < year <= 9999:
        return whole
    first = f"{dates.edtf_year(year - 1)}-{(last_month or 0) + 1:02d}"
    return dates.interval(first, f"{whole}-{last_month:02d}")


def year_to_date(match: Match, context: Context) -> Readings:
    """Year-to-date: from the begin of the year to the day of publication."""
    base = context.publication()
    if base is None:
        return unresolved(match, "XXXX")
    year = containing(base.point, "year")
    first = Point("day", base.point.year, 1, 1)
    readings = counted_from(match, year, base) or []
    return [
        replace(r, edtf=dates.interval(first.edtf(), base.point.edtf()), tells=False)
        for r in readings
    ]
