"""Readers of days counted inside a month or year, nights between two days, turns and eves."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.dates import day_number
from timeline.extract.times.beside import named_day
from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import count_of, year_of
from timeline.extract.times.readings import Readings, counted_from, day_at, month_at, single
from timeline.extract.times.shifted import shift_of
from timeline.extract.times.story import Placed
from timeline.extract.times.values import (
    RANK,
    Point,
    containing,
    day_point,
    shifted,
    valid_day,
    weekday_from,
    weekday_of,
    weekday_up_to,
)

_OF = ("of", "in", "de", "del")


def nth_day(match: Match, context: Context) -> Readings:
    """The third Friday of October; the first weekend in June; the last day of the year."""
    scan = match.scan
    of = next(i for i in match if scan.lower(i) in _OF)
    whole = _whole(match, of + 1, context)
    if whole is None or whole.value is None:
        return None
    point = whole.point()
    nth = next((int(n) for i in match if (n := scan.value(i, "ord")) and i < of), -1)
    if point is None or point.year is None or not 1 <= point.year <= 9999:
        return None
    weekday = scan.value(of - 1, "weekday")
    if weekday is None and scan.value(of - 1, "unit") == "weekend":
        weekday = 5
    number = _nth(point, nth, weekday)
    if number is None:
        return None
    if any(scan.value(i, "filler") == "business" for i in match) and weekday_of(number) > 4:
        number += (4 - weekday_of(number)) if nth < 0 else 7 - weekday_of(number)
    day = day_point(number)
    if scan.value(of - 1, "unit") == "weekend":
        day = containing(day, "weekend")
    reading = Reading(match.start, match.end, "DATE", day, whole.anchor, whole.steps)
    return [replace(reading, dated=whole.dated)]


def _nth(point: Point, nth: int, weekday: int | None) -> int | None:
    """The nth such day (of any weekday: the nth day) of the month or year; -1 is the last."""
    first, last = point.days()
    if weekday is None:
        number = last if nth < 0 else first + nth - 1
    elif nth < 0:
        number = weekday_up_to(last, weekday)
    else:
        number = weekday_from(first, weekday) + 7 * (nth - 1)
    return number if first <= number <= last else None


def _whole(match: Match, start: int, context: Context) -> Reading | None:
    """The month or year at the end of the match, from token ``start``."""
    inner = Match(match.scan, match.rule, start, match.end)
    token, named, shift = inner.find("month", "mabbr"), year_of(inner), shift_of(inner)
    if token is not None and shift is None:
        index = month_at(match, token)
        placed = None if named else context.year_for(match.start, index)
        year = named[0] if named else (placed.year if placed else None)
        readings = single(inner, Point("month", year, index), placed)
        return readings[0] if readings else None
    if named is not None:
        readings = single(inner, Point("year", named[0]))
        return readings[0] if readings else None
    unit = str(match.scan.categories(inner.the("unit"))["unit"])
    base = context.base(match.start, unit, shift.kind if shift else "speech")
    if shift is None:
        base = _where(match, context, unit) or base
    moved = None if base is None else shifted(base.point, shift.by if shift else 0, unit)
    if base is None or moved is None:
        return None
    readings = counted_from(inner, moved, base)
    return readings[0] if readings else None


def _where(match: Match, context: Context, unit: str) -> Base | None:
    """The month or year told in this paragraph, in a story the one where it stands."""
    start = context.sentences.paragraph_start(match.start)
    told = context.latest(lambda t: RANK[t.point.unit] <= RANK[unit] and t.token >= start, reach=4)
    if told is not None:
        return base_of(told)
    return context.publication() if context.news else context.story(unit)


def night_between(match: Match, context: Context) -> Readings:
    """«the night of 12/13 August 1961»: one night, that of the first day."""
    days = _two_days(match, context)
    part = match.find("part")
    if days is None:
        return None
    first, last, placed = days
    if part is None:
        edtf = dates.one_of(first.edtf() or "", last.edtf() or "") if first.year else None
        return [replace(r, edtf=edtf) for r in single(match, first, placed) or []]
    clock = str(match.scan.categories(part)["part"])
    edtf = None if first.year is None else dates.interval(first.edtf(), last.edtf())
    point = replace(first, unit="part", clock=clock)
    return [replace(r, type="TIME", edtf=edtf) for r in single(match, point, placed) or []]


def _two_days(match: Match, context: Context) -> tuple[Point, Point, Placed | None] | None:
    """The two days, the second the day after the first."""
    scan = match.scan
    months = [month_at(match, i) for i in match.find_all("month", "mabbr")]
    pair = match.find("daypair")
    numbers = (
        list(scan.value(pair, "daypair"))
        if pair is not None
        else [day_at(match, i) for i in match.find_all("day", "dayth")][:2]
    )
    if len(numbers) != 2:
        return None
    named = year_of(match, skip=tuple(match.find_all("day", "dayth")))
    placed = None if named else context.year_for(match.start, months[0], numbers[0])
    year = named[0] if named else (placed.year if placed else None)
    if not (valid_day(year, months[0], numbers[0]) and valid_day(year, months[-1], numbers[1])):
        return None
    first = Point("day", year, months[0], numbers[0])
    last = Point("day", year, months[-1], numbers[1])
    leap = 4 if year is None else year
    apart = day_number(leap, months[-1], numbers[1]) - day_number(leap, months[0], numbers[0])
    return (first, last, placed) if apart == 1 else None


def nights_counted(match: Match, context: Context) -> Readings:
    """Two nights later; three mornings ago."""
    scan = match.scan
    token, mark = match.the("part"), match.end - 1
    count = count_of(match, match.start, token)
    ago = "ago" in scan.categories(mark)
    if count is None or not count.isdigit():
        return None
    base = context.base(match.start, "day", "speech" if ago else "story")
    if base is None or not base.point.is_day():
        return None
    back = ago or "beforehand" in scan.categories(mark)
    number = base.point.days()[0] + (-int(count) if back else int(count))
    return counted_from(match, day_point(number, str(scan.value(token, "part"))), base)


def turn(match: Match, context: Context) -> Readings:
    """The turn of the century: the begin of the one named, or the one near the story."""
    scan = match.scan
    size = 1000 if match.has("millennium") else 100
    nth = match.find("ord")
    if nth is not None:
        year = (int(scan.categories(nth)["ord"]) - 1) * size
        placed = None
    else:
        near = _turn_near(match, context, size)
        if near is None:
            return None
        year, placed = near
    if not 1 <= year <= 9000:
        return None
    unit = "century" if size == 100 else "millennium"
    edtf = f"{year:04d}~"
    readings = single(match, Point(unit, year), placed) or []
    return [replace(r, edtf=edtf, tells=False) for r in readings]


def _turn_near(match: Match, context: Context, size: int) -> tuple[int, Placed] | None:
    """In news the last turn, or the next if the sentence looks ahead; in a story the nearest."""
    now = context.year_now()
    if now is None:
        return None
    if context.news:
        ahead = context.sentences.tense(match.start) == "future"
        year = (now // size + ahead) * size
    else:
        year = (now + size // 2) // size * size
    return year, Placed(year, "published" if context.news else None, f"the turn near {now}")


def eve(match: Match, context: Context) -> Readings:
    """The eve of Independence Day."""
    of = next(i for i in match if match.scan.lower(i) == "of")
    day = named_day(match, of + 1, context)
    point = None if day is None else day.point()
    if day is None or point is None or not point.is_day():
        return None
    before = day_point(point.days()[0] - 1)
    return [replace(day, start=match.start, end=match.end, value=before)]
