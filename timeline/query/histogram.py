"""Events over time: the strip above the list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from timeline import dates
from timeline.query.database import Reader, Session
from timeline.query.filters import Filters
from timeline.query.records import Bar, Histogram
from timeline.query.selection import select

# (unit, step, days of the shortest bar): the first whose bars are few enough is taken.
_UNITS = (
    ("day", 1, 1),
    ("month", 1, 28),
    ("month", 3, 90),
    ("year", 1, 365),
    ("year", 2, 730),
    ("year", 5, 1826),
    ("decade", 1, 3652),
    ("century", 1, 36524),
)
_YEARS = {"year": 1, "decade": 10, "century": 100}


def histogram(reader: Reader, filters: Filters, bars: int = 120) -> Histogram:
    """The dated events of the view in at most ``bars`` bars of the finest unit that does.

    It spans the chosen range (``from``, ``to``), else the first to the last event.  Each event
    is counted once, in the bar of the day where it stands in the list; one that reaches into
    the chosen range from before or beyond it is counted in its first or last bar.  So the
    bars add up to the number of events in the list.
    """
    with reader.session(filters.as_of) as session:
        selection = select(session, filters)
        index = session.index
        dated = selection & index.base(None) if filters.shelf else selection
        span = _span(session, filters, dated.min(), dated.max()) if dated else None
        if span is None:
            return Histogram("day", 1, ())
        unit, step = _unit(*span, bars)
        edges = list(_edges(*span, unit, step))
        places = np.searchsorted(index.sort, [16 * edge for edge in edges])
        places[0], places[-1] = 0, index.dated
        counts = [dated.range_cardinality(int(a), int(b)) for a, b in pairwise(places)]
        named = zip(pairwise(edges), counts, strict=True)
        return Histogram(
            unit,
            step,
            tuple(
                Bar(_name(start, end, unit, step), dates.iso_day(start), dates.iso_day(end), count)
                for (start, after), count in named
                for end in (after - 1,)
            ),
        )


def _span(session: Session, filters: Filters, low: int, high: int) -> tuple[int, int]:
    """First and last day: those chosen, else those of the events at positions low and high."""
    first, last = int(session.index.sort[low]) >> 4, int(session.index.sort[high]) >> 4
    chosen_first = dates.parse(filters.date_from).first if filters.date_from else None
    chosen_last = dates.parse(filters.date_to).last if filters.date_to else None
    begin = first if chosen_first is None else chosen_first
    end = last if chosen_last is None else chosen_last
    return begin, max(begin, end)


def _unit(first: int, last: int, bars: int) -> tuple[str, int]:
    for unit, step, shortest in _UNITS:
        if (last - first) // shortest + 2 <= max(bars, 2):
            return unit, step
    centuries = (last - first) // 36524 + 2
    return "century", -(-centuries // max(bars - 1, 1))


def _edges(first: int, last: int, unit: str, step: int) -> Iterator[int]:
    """The first day of each bar, and the day after the last bar."""
    year, month, _ = dates.day_of(first)
    if unit == "day":
        yield from range(first, last + 2)
        return
    if unit == "month":
        count = 12 * year + (month - 1) // step * step
        edge = _month_start(count)
        while edge <= last:
            yield edge
            count += step
            edge = _month_start(count)
    else:
        width = step * _YEARS[unit]
        year -= year % width
        edge = dates.day_number(year, 1, 1)
        while edge <= last:
            yield edge
            year += width
            edge = dates.day_number(year, 1, 1)
    yield edge


def _month_start(count: int) -> int:
    return dates.day_number(count // 12, count % 12 + 1, 1)


def _name(start: int, end: int, unit: str, step: int) -> str:
    """The bar's time as EDTF: ``2023-10-18``, ``2023-10``, ``2023``, ``198X``, ``19XX``, or an
    interval for several units."""
    year, month, _ = dates.day_of(start)
    last_year, last_month, _ = dates.day_of(end)
    low, high = dates.edtf_year(year), dates.edtf_year(last_year)
    if unit == "day":
        return dates.iso_day(start)
    if unit == "month":
        low, high = f"{low}-{month:02d}", f"{high}-{last_month:02d}"
        return low if step == 1 else f"{low}/{high}"
    if unit == "year" and step == 1:
        return low
    if step == 1 and 0 <= year <= 9999:
        return f"{low[:3]}X" if unit == "decade" else f"{low[:2]}XX"
    return f"{low}/{high}"
