"""Readers of two dates that share a month or a year: 12 to 17 September, June–August 2023.

Each end is an expression of its own with its own TIMEX3 value; the EDTF of both holds
the span, so that whoever meets either end sees the whole.
"""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.times.calendar_dates import two_years, year_holds
from timeline.extract.times.context import Context
from timeline.extract.times.guards import touches_symbol
from timeline.extract.times.longer_dates import speaks_of_accounts
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import full_year, year_of
from timeline.extract.times.readings import Readings, day_at, month_at
from timeline.extract.times.story import Placed
from timeline.extract.times.values import Point, valid_day


def days_joined(match: Match, context: Context) -> Readings:
    """September 12 to 17; 6-7 January 1916."""
    named = year_of(match, skip=tuple(match.find_all("day", "dayth")))
    tokens = [i for i in match.find_all("day", "dayth") if named is None or i != named[1]]
    if len(tokens) < 2 or touches_symbol(match.scan, tokens[0], tokens[-1]):
        return None
    numbers = [day_at(match, i) for i in tokens]
    month = month_at(match, match.the("month", "mabbr"))
    spanning = all(match.scan.value(i, "join") == "to" for i in match.find_all("join"))
    if spanning and numbers != sorted(numbers):
        return None
    if named is None and match.scan.lower(match.end) in match.scan.lexicon.cues["counted"]:
        return None
    placed = None if named else context.year_for(match.start, month, numbers[0])
    year = named[0] if named else (placed.year if placed else None)
    if not all(valid_day(year, month, n) for n in numbers):
        return None
    points = [Point("day", year, month, n) for n in numbers]
    edtf = _interval(points) if spanning else None
    return _pieces(points, _piece_spans(match, tokens), placed, edtf)


def _piece_spans(match: Match, tokens: list[int]) -> list[tuple[int, int]]:
    """Token spans of the days: the first from the match's begin, the last to its end."""
    spans = []
    for n, token in enumerate(tokens):
        start = match.start if n == 0 else token
        end = match.end if n == len(tokens) - 1 else token + 1
        before = match.scan.categories(token - 1)
        if n > 0 and "det" in before and "join" not in before:
            start = token - 1
        spans.append((start, end))
    return spans


def _interval(points: list[Point]) -> str | None:
    first, last = points[0].edtf(), points[-1].edtf()
    if first is None or last is None or points[0].days()[0] > points[-1].days()[1]:
        return None
    return dates.interval(first, last)


def _pieces(
    points: list[Point],
    spans: list[tuple[int, int]],
    placed: Placed | None,
    edtf: str | None,
) -> Readings:
    steps = () if placed is None else (placed.step,)
    if edtf is not None:
        steps = (*steps, f"both ends make one span, {dates.spoken(edtf)}")
    return [
        Reading(
            start,
            end,
            "DATE",
            point,
            anchor=placed.anchor if placed else None,
            steps=steps,
            edtf=edtf,
            dated=placed is None,
            tells=edtf is None or n == 0,  # the story goes on from where the span begins
        )
        for n, (point, (start, end)) in enumerate(zip(points, spans, strict=True))
    ]


def dates_joined(match: Match, context: Context) -> Readings:
    """5 May to 7 June 1990; June–August 2023: the year of the last holds for the first."""
    months = match.find_all("month", "mabbr")
    joins = [i for i in match.find_all("join") if months[0] < i < months[-1]]
    if len(months) != 2 or not joins:
        return None
    join = joins[0]
    tokens = [_nearest_day(match, m, join, m == months[0]) for m in months]
    numbers = [None if i is None else day_at(match, i) for i in tokens]
    named = year_of(match, skip=tuple(i for i in tokens if i is not None))
    spanning = match.scan.value(join, "join") == "to"
    first, last = month_at(match, months[0]), month_at(match, months[1])
    placed: Placed | None = None
    if named is None:
        if not _both_months(match, months, spanning):
            return None
        placed = context.year_for(match.start, last, numbers[1])
    elif not year_holds(match, named[1]):
        return None
    year = named[0] if named else (placed.year if placed else None)
    earlier = year - 1 if year is not None and spanning and first > last else year
    points = []
    for y, month, number in zip((earlier, year), (first, last), numbers, strict=True):
        if number is not None and not valid_day(y, month, number):
            return None
        points.append(Point("month" if number is None else "day", y, month, number))
    spans = [(match.start, join), (join + 1, match.end)]
    return _pieces(points, spans, placed, _interval(points) if spanning else None)


def _both_months(match: Match, months: list[int], spanning: bool) -> bool:
    """Without a year, two months are read together only as the ends of a span."""
    opening = match.scan.lower(match.start - 1)
    cues = match.scan.lexicon.cues
    return spanning and (opening in cues["from"] or match.scan.word(months[1] - 1) in ("-", "–"))


def _nearest_day(match: Match, month: int, join: int, left: bool) -> int | None:
    side = range(match.start, join) if left else range(join + 1, match.end)
    days = [i for i in match.find_all("day", "dayth") if i in side and abs(i - month) <= 3]
    return days[0] if days else None


def years_joined(match: Match, context: Context) -> Readings:
    """1914-1918; 1915–16; 499-493 BC."""
    tokens = match.find_all("num", "yy")
    if len(tokens) != 2 or touches_symbol(match.scan, tokens[0], tokens[1]):
        return None
    years = _two_years(match, tokens)
    if years is None or not 0 < years[1] - years[0] <= 1500:
        return None
    short = len(match.scan.word(tokens[1])) == 2
    if short and years[1] == years[0] + 1 and context.news and speaks_of_accounts(match, context):
        return two_years(match, years[0], fiscal=True)
    points = [Point("year", y) for y in years]
    join = next(i for i in range(tokens[0] + 1, tokens[1]) if match.scan.value(i, "join"))
    spans = [(match.start, join), (tokens[1], match.end)]
    between = match.scan.lower(match.start - 1) in match.scan.lexicon.cues["between"]
    spanning = between or match.scan.value(join, "join") == "to"
    readings = _pieces(points, spans, None, _interval(points) if spanning else None) or []
    heading = context.sentences.heading(match.start)
    aside = match.scan.word(match.start - 1) == "(" and not heading
    return [replace(r, tells=r.tells and not aside) for r in readings]


def _two_years(match: Match, tokens: list[int]) -> tuple[int, int] | None:
    scan = match.scan
    first, last = (int(float(scan.categories(i)["num"])) for i in tokens)
    named = year_of(match, skip=(tokens[0],))
    if named is not None and named[0] <= 0:
        return 1 - first, 1 - last
    if first < 1000 or scan.lower(match.end) in scan.lexicon.cues["counted"]:
        return None
    if len(scan.word(tokens[1])) == 2:
        return first, full_year(last, first)
    return first, last


def seasons_joined(match: Match, context: Context) -> Readings:
    """The spring and early summer of 1943."""
    first, last = match.find_all("season")
    join = next(i for i in match.find_all("join") if first < i < last)
    named = year_of(match)
    if named is None:
        return None
    points = [
        Point("season", named[0], int(match.scan.categories(i)["season"])) for i in (first, last)
    ]
    return _pieces(points, [(match.start, join), (join + 1, match.end)], None, None)
