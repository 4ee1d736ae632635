"""Events over time: the strip above the list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from timeline import dates
from timeline.query.database import Reader, Session
from timeline.query.filters import Filters
from timeline.query.index import Index
from timeline.query.order import begin_of, day_of_sort
from timeline.query.selection import select
from timeline.query.summaries import Bar, Histogram

# (unit, step, days of the shortest bar): the first whose bars are few enough is taken.
_UNITS = (
    ("day", 1, 1),
    ("day", 7, 7),
    ("month", 1, 28),
    ("month", 3, 90),
    ("year", 1, 365),
    ("year", 2, 730),
    ("year", 5, 1826),
    ("decade", 1, 3652),
    ("decade", 2, 7304),
    ("decade", 5, 18262),
    ("century", 1, 36524),
)
_CROWDED = 0.5  # of the whole time that the events but a few fill, for these few to be left out
_BESIDE = 0.05  # of the time of the crowd: how far from it an event may stand and belong to it
_YEARS = {"year": 1, "decade": 10, "century": 100}


def histogram(
    reader: Reader, filters: Filters, bars: int = 120, *, spare: float = 0.0
) -> Histogram:
    """The dated events of the view in at most ``bars`` bars of the finest unit that does.

    It spans the chosen range (``from``, ``to``), else the first to the last event.  Each event
    is counted once, in the bar of the day where it stands in the list; one that reaches into
    the chosen range from before or beyond it is counted in its first or last bar.  So the
    bars add up to the number of events in the list.

    Where no range is chosen, up to the share ``spare`` of the events at either end is left out
    and counted in ``earlier`` and ``later``, if the others then fill less than half the time:
    an event of antiquity among thousands of today would press these into a bar or two.
    """
    with reader.session(filters.as_of) as session:
        selection = select(session, filters)
        index = session.index
        dated = selection & index.base(None) if filters.shelf else selection
        if not dated:
            return Histogram("day", 1, ())
        chosen = filters.date_from is not None or filters.date_to is not None
        crowd = None if chosen else _crowd(index, dated, spare)
        span = crowd or _span(session, filters, dated.min(), dated.max())
        unit, step = _unit(*span, bars)
        edges = list(_edges(*span, unit, step))
        places = [int(place) for place in np.searchsorted(index.sort, [begin_of(e) for e in edges])]
        before, beyond = dated.range_cardinality(0, places[0]), 0
        if crowd is None:
            places[0], places[-1], before = 0, index.dated, 0
        else:
            beyond = dated.range_cardinality(places[-1], index.dated)
        counts = [dated.range_cardinality(a, b) for a, b in pairwise(places)]
        named = zip(pairwise(edges), counts, strict=True)
        return Histogram(
            unit,
            step,
            tuple(
                Bar(_name(start, end, unit, step), dates.iso_day(start), dates.iso_day(end), count)
                for (start, after), count in named
                for end in (after - 1,)
            ),
            first=dates.iso_day(span[0]),
            last=dates.iso_day(span[1]),
            earlier=before,
            later=beyond,
        )


def _crowd(index: Index, dated: BitMap, spare: float) -> tuple[int, int] | None:
    """First and last day of all but the outliers, None if these are not far off."""

    def day(number: int) -> int:
        return day_of_sort(int(index.sort[dated[number]]))

    few = int(len(dated) * spare)
    if not few:
        return None
    first, low, high, last = day(0), day(few), day(len(dated) - 1 - few), day(len(dated) - 1)
    if high - low >= _CROWDED * (last - first):
        return None
    # What stands close beside the crowd belongs to it.
    margin = int((high - low) * _BESIDE)
    low = next(d for d in map(day, range(few + 1)) if d >= low - margin)
    high = next(d for d in map(day, range(len(dated) - 1, -1, -1)) if d <= high + margin)
    return low, high


def _span(session: Session, filters: Filters, low: int, high: int) -> tuple[int, int]:
    """First and last day: those chosen, else those of the events at positions low and high."""
    first, last = (day_of_sort(int(session.index.sort[place])) for place in (low, high))
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
        begin = first - (first - 1) % step  # weeks begin on Mondays, as day 1 is one
        yield from range(begin, last + step + 1, step)
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
        return (
            dates.iso_day(start) if step == 1 else dates.interval(*map(dates.iso_day, (start, end)))
        )
    if unit == "month":
        low, high = f"{low}-{month:02d}", f"{high}-{last_month:02d}"
        return low if step == 1 else f"{low}/{high}"
    if unit == "year" and step == 1:
        return low
    if step == 1 and 0 <= year <= 9999:
        return f"{low[:3]}X" if unit == "decade" else f"{low[:2]}XX"
    return f"{low}/{high}"
