"""The strip above the list: a histogram's geometry in percent, its links and its labels.

SVG takes percentages in ``x`` and ``width``, so the strip fits any width without a style
attribute and without stretching its labels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline import dates
from timeline.query import histogram as query_histogram
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.query.records import Bar, Histogram

MAX_TICKS = 7
OUTLIERS = 0.01  # share of the events at either end that the strip may leave out of its range
WIDEST = 2.5  # percent of the strip that a bar takes at most
CROWDED = 0.4  # it does so if the rest would stand in less than this share of the bars


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

    @property
    def before(self) -> str:
        """The day before the bar, EDTF."""
        return dates.iso_day(self.day - 1)

    @property
    def after(self) -> str:
        """The day after the bar, EDTF."""
        return dates.iso_day(self.end)


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the strip: from ``start`` to ``end`` (EDTF) is what it zooms to."""

    x: str
    label: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Strip:
    """``earlier`` and ``later`` count the events outside its range, from ``first`` to ``last``."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    unit: str
    first: str
    last: str
    earlier: int = 0
    later: int = 0


def of(reader: Reader, filters: Filters) -> Strip | None:
    """Return the strip of a view, None if there is too little to draw.

    A few events far from all others (one in antiquity among thousands of today) would press
    the rest into a bar or two; unless the reader chose the range, they stand outside, counted.
    """
    found = query_histogram.histogram(reader, filters)
    kept = _crowd(found.bars)
    if kept is None or filters.date_from or filters.date_to:
        return lay_out(found)
    low, high = kept
    crowd = filters.with_(date_from=found.bars[low].start, date_to=found.bars[high].end, at=None)
    strip = lay_out(query_histogram.histogram(reader, crowd))
    if strip is None:
        return lay_out(found)
    return replace(
        strip,
        earlier=sum(bar.count for bar in found.bars[:low]),
        later=sum(bar.count for bar in found.bars[high + 1 :]),
    )


def _crowd(bars: tuple[Bar, ...]) -> tuple[int, int] | None:
    """Return the first and last bar of all but the outliers, None if these are not far off."""
    total = sum(bar.count for bar in bars)
    spare = int(total * OUTLIERS)
    low, left = 0, bars[0].count if bars else 0
    while left <= spare and low < len(bars) - 1:
        low += 1
        left += bars[low].count
    high, right = len(bars) - 1, bars[-1].count if bars else 0
    while right <= spare and high > low:
        high -= 1
        right += bars[high].count
    return (low, high) if bars and high - low + 1 < CROWDED * len(bars) else None


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
        _ticks(histogram, slot),
        histogram.unit,
        bars[0].start,
        bars[-1].end,
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


def _ticks(histogram: Histogram, slot: float) -> tuple[Tick, ...]:
    """Choose at most MAX_TICKS bars, evenly apart, whose periods can be labelled."""
    bars = histogram.bars
    starts = [i for i, bar in enumerate(bars) if _begins_period(histogram, bar)]
    if len(starts) < 2:
        starts = list(range(len(bars)))
    every = -(-len(starts) // MAX_TICKS)
    chosen = starts[::every]
    ticks: list[Tick] = []
    for at, index in enumerate(chosen):
        stop = chosen[at + 1] - 1 if at + 1 < len(chosen) else len(bars) - 1
        if (len(bars) - index) * slot < 5 and ticks:
            continue  # no room for the label at the right end
        bar = bars[index]
        ticks.append(
            Tick(f"{index * slot:.2f}%", _label(histogram, bar), bar.start, bars[stop].end)
        )
    return tuple(ticks)


def _begins_period(histogram: Histogram, bar: Bar) -> bool:
    """Tell whether the bar begins a year (of days or months) or a round year."""
    if histogram.unit == "day":
        return bar.start.endswith("-01") or histogram.step > 1
    if histogram.unit == "month":
        return bar.start.endswith("-01-01")
    return True


def _label(histogram: Histogram, bar: Bar) -> str:
    if histogram.unit == "day":
        return bar.start
    if histogram.unit == "month" and not bar.start.endswith("-01-01"):
        return bar.start[:-3]
    return bar.start.rsplit("-", 2)[0] if bar.start.count("-") >= 2 else bar.start
