"""The strip above the list: a histogram's geometry in percent, its links and its labels.

SVG takes percentages in ``x`` and ``width``, so the strip fits any width without a style
attribute and without stretching its labels.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from flask_babel import gettext

from timeline import dates
from timeline.query import histogram as query_histogram
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.query.summaries import Bar, Histogram
from timeline.web.wording import short_date

OUTLIERS = 0.02  # share of the events at either end that the strip may leave out of its range
WIDEST = 2.5  # percent of the strip that a bar takes at most
MAX_TICKS = 8
# (unit, step) of the labels: the finest of which there are at most MAX_TICKS is taken.
_STEPS = (
    *(("day", step) for step in (1, 2, 7)),
    *(("month", step) for step in (1, 2, 3, 6)),
    *(("year", s * 10**power) for power in range(6) for s in (1, 2, 5)),
)
# CSS pixels: the narrowest strip of a wide window and of a phone, both with counts of outliers
# at either end; a letter of a label, the space after it.
_WIDE, _NARROW, _LETTER, _SPACE = 480, 190, 7.6, 10


@dataclass(frozen=True, slots=True)
class Column:
    """One bar: ``x`` and ``width`` in percent of the strip, ``height`` in percent of the tallest,
    ``day`` the day number of its first day; ``end`` the day after its last."""

    bar: Bar
    x: str
    width: str
    height: str
    y: str
    day: int
    end: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the strip: from ``start`` to ``end`` (EDTF) is what it zooms to.

    ``reach`` is the width of its target in CSS pixels; ``ends`` tells whether the label ends at
    ``x``, where the strip's end would cut one that begins there; ``narrow`` whether a phone has
    room for it, too.
    """

    x: str
    label: str
    start: str
    end: str
    reach: int
    ends: bool
    narrow: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """``earlier`` and ``later`` count the events outside its range, from ``first`` to ``last``;
    ``before`` and ``after`` are the days next to its bars (all EDTF)."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    unit: str
    first: str
    last: str
    before: str
    after: str
    earlier: int = 0
    later: int = 0

    def position(self, day: int) -> float:
        """Return where a day number stands, in percent of the strip: bars are equally wide,
        though months and years are not equally long."""
        days = [column.day for column in self.columns]
        return _position(day, days, self.columns[-1].end)


def of(reader: Reader, filters: Filters) -> Strip | None:
    """Return the strip of a view, None if there is too little to draw.

    A few events far from all others stand outside of it, counted, unless the reader has
    chosen a range.
    """
    return lay_out(query_histogram.histogram(reader, filters, spare=OUTLIERS))


def lay_out(histogram: Histogram) -> Strip | None:
    """Return the strip of a histogram, None if it has fewer than two bars."""
    bars = histogram.bars
    if len(bars) < 2:
        return None
    tallest = max(bar.count for bar in bars) or 1
    slot = 100 / len(bars)
    columns = tuple(_column(bar, i, slot, tallest) for i, bar in enumerate(bars))
    return Strip(
        columns,
        tuple(_ticks([c.day for c in columns], columns[-1].end)),
        histogram.unit,
        histogram.first or bars[0].start,
        histogram.last or bars[-1].end,
        dates.iso_day(columns[0].day - 1),
        dates.iso_day(columns[-1].end),
        histogram.earlier,
        histogram.later,
    )


def _column(bar: Bar, index: int, slot: float, tallest: int) -> Column:
    # A root keeps single events visible beside a peak of thousands; an empty bar has no height.
    height = 100 * (bar.count / tallest) ** 0.5
    height = max(height, 6.0) if bar.count else 0.0
    first, last = dates.parse(bar.start).first, dates.parse(bar.end).last
    return Column(
        bar,
        f"{index * slot:.3f}%",
        f"{min(slot * 0.82, WIDEST):.3f}%",
        f"{height:.1f}%",
        f"{100 - height:.1f}%",
        first if first is not None else 0,
        (last if last is not None else 0) + 1,
    )


def _position(day: int, days: list[int], end: int) -> float:
    index = max(bisect_right(days, day) - 1, 0)
    following = days[index + 1] if index + 1 < len(days) else end
    inside = (day - days[index]) / (following - days[index])
    return 100 * (index + min(max(inside, 0.0), 1.0)) / len(days)


def _ticks(days: list[int], end: int) -> list[Tick]:
    """The labels at the finest round times of which each has room; on a phone every second or
    third of them, so that they stay evenly apart."""
    found: list[Tick] = []
    chosen: list[Tick] = []
    for unit, starts in _round_days(days[0], end):
        found = [_tick(day, unit, at == 0, days, end) for at, day in enumerate(starts)]
        chosen = _with_room_at_the_end(found, _WIDE)
        if _have_room(chosen, _WIDE):
            break
    thinned = (chosen[::each] for each in range(1, len(chosen) + 1))
    spaced = (_with_room_at_the_end(ticks, _NARROW) for ticks in thinned)
    narrow = next(ticks for ticks in spaced if _have_room(ticks, _NARROW))
    bounds = [*(dates.parse(tick.start).first or 0 for tick in found[1:]), end]
    return [
        replace(tick, end=dates.iso_day(after - 1), narrow=tick in narrow)
        for tick, after in zip(found, bounds, strict=True)
        if tick in chosen
    ]


def _tick(day: int, unit: str, named: bool, days: list[int], end: int) -> Tick:
    date = dates.iso_day(day)
    label = _label(date, unit, named=named)
    x, width = _position(day, days, end), _LETTER * len(label)
    ends = x / 100 * _WIDE + width > _WIDE
    return Tick(f"{x:.2f}%", label, date, date, max(24, round(width)), ends, narrow=False)


def _extent(tick: Tick, pixels: int) -> tuple[float, float]:
    """Where the label begins and ends in a strip of that width."""
    x, width = float(tick.x[:-1]) / 100 * pixels, _LETTER * len(tick.label)
    return (x - width, x) if tick.ends else (x, x + width)


def _with_room_at_the_end(ticks: list[Tick], pixels: int) -> list[Tick]:
    """The labels without the last where that ends at its place and touches the one before."""
    if len(ticks) > 1 and ticks[-1].ends and not _have_room(ticks[-2:], pixels):
        return ticks[:-1]
    return ticks


def _have_room(ticks: list[Tick], pixels: int) -> bool:
    """Tell whether no label touches the next, those aside that the strip's end would cut."""
    shown = [found for tick in ticks if (found := _extent(tick, pixels))[1] <= pixels]
    return all(left[1] + _SPACE <= right[0] for left, right in pairwise(shown))


def _round_days(first: int, end: int) -> Iterator[tuple[str, list[int]]]:
    """Units with the days of their round times, the finest of which there are at most MAX_TICKS
    first; the first day alone where no round time lies between the ends."""
    low, high = dates.day_of(first), dates.day_of(end - 1)
    years, months = high[0] - low[0] + 1, 12 * (high[0] - low[0]) + high[1] - low[1] + 1
    spans = {"day": end - first, "month": months, "year": years}
    for unit, step in _STEPS:
        if spans[unit] // step > MAX_TICKS:
            continue
        found = [day for day in _multiples(unit, step, low, high, first) if first <= day < end]
        if 2 <= len(found) <= MAX_TICKS or (unit == "year" and found):
            yield unit, found
    yield "year", [first]


def _multiples(
    unit: str, step: int, low: tuple[int, int, int], high: tuple[int, int, int], first: int
) -> Iterator[int]:
    """Days that begin a step of the unit (weeks on Mondays), from about ``low`` to ``high``."""
    if unit == "day":
        yield from range(first + (1 - first) % step, dates.day_number(*high) + 1, step)
    elif unit == "month":
        begin = 12 * low[0] + low[1] - 1
        for month in range(begin + -begin % step, 12 * high[0] + high[1], step):
            yield dates.day_number(month // 12, month % 12 + 1, 1)
    else:
        # Years before Christ are round by their name: 500 BCE, which is the year -499.
        for name in range((1 - low[0]) // step * step, 0, -step):
            yield dates.day_number(1 - name, 1, 1)
        if low[0] < 1 <= high[0] and step > 1:
            yield dates.day_number(1, 1, 1)  # as far from 500 BCE as 500 is from it
        for year in range(max(step, low[0] + -low[0] % step), high[0] + 1, step):
            yield dates.day_number(year, 1, 1)


def _label(date: str, unit: str, *, named: bool) -> str:
    """The label of a day: its year, its month, or its day; the first names its year."""
    if unit == "year":
        if date == "0001-01-01":
            return str(gettext("1 CE"))
        return short_date(date.rsplit("-", 2)[0])
    if unit == "month":
        return short_date(date.rsplit("-", 1)[0])
    year = date.rsplit("-", 2)[0]
    return f"{short_date(date)} {short_date(year)}" if named else short_date(date)
