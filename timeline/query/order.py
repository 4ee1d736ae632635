"""Where an event stands in the list, and the headings it stands under.

One sort integer orders all dated events: 32 × day + rank.  The day is the first that the date
may be, or the last where its begin is open; a season stands at the begin of its month and the
first century at the year 1.  The rank puts the coarser before the finer, each kind of heading
at a place of its own, so that no heading comes back: on 1 January 1900 stand what came after
1899, the 20th century, the 1900s, 1900, its first half, its first quarter, January and the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from timeline import dates
from timeline.errors import BadFilter
from timeline.model import Precision

# Day numbers for an open begin and an open end.
OPEN_START, OPEN_END = -(2**62), 2**62
_BITS = 5  # of the sort integer, for the rank
_FIRST_CENTURY = 1  # the day number of 0001-01-01; digits unknown count from the year 0, 1 BCE


class Rank(IntEnum):
    """The kinds of places on one day, in their order.  What only begins with a period
    (``1914/1918``) stands before what lies in it."""

    AFTER_YEAR = 0
    MILLENNIUM = 1
    CENTURY_SPAN = 2
    CENTURY = 3
    DECADE_SPAN = 4
    DECADE = 5
    YEAR_SPAN = 6
    YEAR = 7
    AFTER_MONTH = 8
    HALF = 9
    THIRD = 10
    QUARTER = 11
    SEASON = 12
    SOUTHERN_SEASON = 13
    MONTH_SPAN = 14
    MONTH = 15
    DAY_SPAN = 16
    DAY = 17
    AFTER_DAY = 18
    UNTIL_DAY = 19
    UNTIL_MONTH = 20
    BEFORE_MONTH = 21
    UNTIL_YEAR = 22
    BEFORE_YEAR = 23


class Heading(NamedTuple):
    """The headings that an event stands under, each an EDTF date, None where its date says
    no more: ``top`` is a year, a decade, a century or a limit ("before 1920"), ``part`` a
    month, a season, a quarter or a limit within the year, ``day`` a day."""

    top: str
    part: str | None = None
    day: str | None = None


class Slot(NamedTuple):
    """A place in the list with its headings; ``day`` is a day number."""

    day: int
    rank: Rank
    heading: Heading

    @property
    def sort(self) -> int:
        return (self.day << _BITS) + self.rank


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list: the sort integer and the id of one event."""

    sort: int
    event: str

    def __str__(self) -> str:
        return f"{self.sort}.{self.event}"

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """The cursor written as by ``str``; raises BadFilter for anything else."""
        sort, dot, event = text.partition(".")
        digits = sort.removeprefix("-")
        plain = digits.isascii() and digits.isdigit() and len(digits) <= 18
        if not (dot and plain and event.isprintable() and 0 < len(event) <= 200):
            raise BadFilter("after, before: not a place in the list; start again from its top")
        return cls(int(sort), event)


def sort_integer(
    edtf: str, first: int | None, last: int | None, precision: Precision | None
) -> int:
    """The sort integer of a dated event; raises ValueError for an undated one."""
    if precision == "day" and first is not None:
        return (first << _BITS) + Rank.DAY
    return slot(edtf, first, last, precision).sort


def begin_of(day: int) -> int:
    """The least sort integer of a day."""
    return day << _BITS


def end_of(day: int) -> int:
    """The greatest sort integer of a day."""
    return ((day + 1) << _BITS) - 1


_Sort = TypeVar("_Sort", int, NDArray[np.int64])


def day_of_sort(sort: _Sort) -> _Sort:
    """The day number of a sort integer, or those of an array of them."""
    return sort >> _BITS


def slot(edtf: str, first: int | None, last: int | None, precision: Precision | None) -> Slot:
    """Where an event stands; ``first`` and ``last`` are the bounds of its date.

    Raises ValueError for an undated event.
    """
    if first is None:
        if last is None:
            raise ValueError("an undated event has no place in the list")
        return _until(last, lasting="/" in edtf)
    if last is None and "/" not in edtf:
        return _since(first)
    if precision == "range":
        begin, precision = _begin(edtf, first)
        return _within(begin, first, precision, spans=begin != edtf)
    return _within(edtf, first, precision, spans=False)


def reach(edtf: str, first: int | None, last: int | None) -> tuple[int, int]:
    """First and last day that a range must touch to take the event.

    A happening known by one limit alone (``[..D]``, ``[D..]``) counts at that limit, where the
    list shows it; it could lie anywhere, and a reader does not look for it everywhere.  What
    lasts (``A/..``, ``../B``) touches all days on its open side.
    """
    if edtf.startswith("[") and (first is None or last is None):
        limit = last if first is None else first
        if limit is not None:
            return limit, limit
    return OPEN_START if first is None else first, OPEN_END if last is None else last


def _until(last: int, *, lasting: bool) -> Slot:
    """Known by its end alone: behind that day, month or year; a limit is no day of its own."""
    year, month, day = dates.day_of(last)
    named = dates.edtf_year(year)
    # The whole year or month can be said; a day stands under its month.
    if (month, day) == (12, 31):
        label = f"../{named}" if lasting else f"[..{dates.iso_day(last)}]"
        return Slot(last, Rank.UNTIL_YEAR if lasting else Rank.BEFORE_YEAR, Heading(label))
    if day == dates.days_in(year, month):
        label = f"../{named}-{month:02d}" if lasting else f"[..{dates.iso_day(last)}]"
        rank = Rank.UNTIL_MONTH if lasting else Rank.BEFORE_MONTH
        return Slot(last, rank, Heading(named, label))
    return Slot(last, Rank.UNTIL_DAY, Heading(named, f"{named}-{month:02d}"))


def _since(first: int) -> Slot:
    """A happening known by its begin alone: ahead of that year or month, behind that day."""
    year, month, day = dates.day_of(first)
    named = dates.edtf_year(year)
    if (month, day) == (1, 1):
        return Slot(first, Rank.AFTER_YEAR, Heading(f"[{dates.iso_day(first)}..]"))
    if day == 1:
        return Slot(first, Rank.AFTER_MONTH, Heading(named, f"[{dates.iso_day(first)}..]"))
    return Slot(first, Rank.AFTER_DAY, Heading(named, f"{named}-{month:02d}"))


def _begin(edtf: str, first: int) -> tuple[str, Precision]:
    """The date that a range begins with, and its precision; a bare day if none does."""
    for item in edtf.strip("[]{}").split(","):
        begin = re.split(r"\.\.|/", item, maxsplit=1)[0]
        known = dates.parse(begin) if begin else None
        if known and known.first == first:
            return begin, known.precision
    return dates.iso_day(first), "day"


def _within(begin: str, first: int, precision: Precision | None, *, spans: bool) -> Slot:
    """The place of a period, or of what only begins with it."""
    year, month, day = dates.day_of(first)
    named = dates.edtf_year(year)
    if precision in ("century", "decade"):
        return _of_years(begin, first, precision, spans=spans)
    if precision == "unknown" or "XXX" in begin:
        label = "XXXX" if precision == "unknown" else begin
        return Slot(max(first, _first_of(label)), Rank.MILLENNIUM, Heading(label))
    if precision == "year":
        rank = Rank.YEAR_SPAN if spans else Rank.YEAR
        return Slot(first, rank if (month, day) == (1, 1) else Rank.DAY_SPAN, Heading(named))
    if precision in ("season", "quarter", "range"):
        return _of_months(begin, first)
    heading = Heading(named, f"{named}-{month:02d}")
    if precision == "month" and day == 1:
        return Slot(first, Rank.MONTH_SPAN if spans else Rank.MONTH, heading)
    if precision == "day" and not spans:
        return Slot(first, Rank.DAY, heading._replace(day=dates.iso_day(first)))
    return Slot(first, Rank.DAY_SPAN, heading)


def _of_years(begin: str, first: int, precision: Precision, *, spans: bool) -> Slot:
    known = dates.parse(begin)
    year = dates.day_of(first)[0]
    digits = 2 if precision == "century" else 3
    if year < 0 and known.last is not None:
        label = "-" + f"{-dates.day_of(known.last)[0]:04d}"[:digits].ljust(4, "X")
    else:
        label = f"{year:04d}"[:digits].ljust(4, "X")
    if precision == "century":
        rank = Rank.CENTURY_SPAN if spans else Rank.CENTURY
    else:
        rank = Rank.DECADE_SPAN if spans else Rank.DECADE
    return Slot(max(first, _first_of(label)), rank, Heading(label))


def _first_of(label: str) -> int:
    """The first day that a label with unknown digits may begin at: none calls the year 0, which
    is 1 BCE, a part of the first century."""
    return _FIRST_CENTURY if label.strip("0X") == "" else OPEN_START


_CODE = re.compile(r"-[?~%]?(\d\d)[?~%]?$")
_GROUPS = ((21, Rank.SEASON), (29, Rank.SOUTHERN_SEASON), (33, Rank.QUARTER), (37, Rank.THIRD))
_HALVES = 40


def _of_months(begin: str, first: int) -> Slot:
    """A season, a quarter, a third or a half of a year; a season from the first of its month."""
    year, month, _ = dates.day_of(first)
    named = dates.edtf_year(year)
    found = _CODE.search(begin)
    if found is None:  # no such range is known, but nothing must break the list
        return Slot(first, Rank.DAY_SPAN, Heading(named, f"{named}-{month:02d}"))
    code = int(found[1])
    rank = Rank.HALF if code >= _HALVES else [r for least, r in _GROUPS if code >= least][-1]
    if code < 29:  # those of the south stand elsewhere in the year, under headings of their own
        code = 21 + (code - 21) % 4
    start = dates.day_number(year, month, 1)
    return Slot(start, rank, Heading(named, f"{named}-{code}"))
