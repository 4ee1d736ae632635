"""Readers of days and months of a year told before: July 25 of that year, August of last year."""

from __future__ import annotations

from timeline.extract.times.context import Base, Context
from timeline.extract.times.counted import stands_alone
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.readings import (
    Readings,
    counted_from,
    day_at,
    day_beside,
    month_at,
    unresolved,
)
from timeline.extract.times.shifted import Shift, shift_of
from timeline.extract.times.values import Point, shifted, valid_day


def year_meant(match: Match, context: Context) -> tuple[Base, int] | None:
    """The year of «of that year», «of last year»."""
    beside = _beside(match)
    if beside and not stands_alone(match, match.end - 1):
        return None
    shift = shift_of(match) or Shift(match.start, beside, "story")
    base = context.base(match.start, "year", shift.kind)
    moved = None if base is None else shifted(base.point, shift.by, "year")
    if base is None or moved is None or moved.year is None:
        return None
    return base, moved.year


def _beside(match: Match) -> int:
    """«September of the year before»: -1; of the year after: 1."""
    last = match.scan.categories(match.end - 1)
    return -1 if "beforehand" in last else 1 if "afterward" in last else 0


def day_of_that_year(match: Match, context: Context) -> Readings:
    """July 25 of that year."""
    month = match.the("month", "mabbr")
    day = day_beside(match, month)
    meant = year_meant(match, context)
    if day is None:
        return None
    index, number = month_at(match, month), day_at(match, day)
    if meant is None:
        return unresolved(match, f"XXXX-{index:02d}-{number:02d}")
    base, year = meant
    if not valid_day(year, index, number):
        return None
    point = Point("day", year, index, number)
    return counted_from(match, point, base, f"the year counts from {base.words}")


def month_of_that_year(match: Match, context: Context) -> Readings:
    """August of that year."""
    meant = year_meant(match, context)
    index = month_at(match, match.the("month", "mabbr"))
    if meant is None:
        return unresolved(match, f"XXXX-{index:02d}")
    base, year = meant
    point = Point("month", year, index)
    return counted_from(match, point, base, f"the year counts from {base.words}")


def of_shifted_year(match: Match, context: Context, unit: str, index: int) -> Readings:
    """The quarter or half of last year, of that year."""
    meant = year_meant(match, context)
    if meant is None:
        return None
    base, year = meant
    reading = Reading(
        match.start,
        match.end,
        "DATE",
        Point(unit, year, index),
        anchor=base.anchor,
        steps=(f"the year counts from {base.words}",),
    )
    return [reading]
