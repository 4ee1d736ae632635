"""The strip above the list: a histogram's geometry in percent, its links and its labels.

SVG takes percentages in ``x`` and ``width``, so the strip fits any width without a style
attribute and without stretching its labels.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline import dates
from timeline.query.records import Bar, Histogram

MAX_TICKS = 7


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
    """A label under the strip: from ``start`` to ``end`` (EDTF) is what it zooms to."""

    x: str
    label: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Strip:
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    unit: str
    first: str
    last: str


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
        f"{slot * (0.82 if slot > 0.6 else 1):.3f}%",
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
    ticks = []
    for at, index in enumerate(chosen):
        stop = chosen[at + 1] - 1 if at + 1 < len(chosen) else len(bars) - 1
        if (len(bars) - index) * slot < 5 and ticks:
            continue  # no room for the label at the right end
        bar = bars[index]
        ticks.append(Tick(f"{index * slot:.2f}%", _label(histogram, bar), bar.start, bars[stop].end))
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
