"""Readers of dates that name calendar units: days, months, years and longer."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline import dates
from timeline.extract.times.context import Context
from timeline.extract.times.guards import bare_month, is_year, touches_symbol
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import full_year, year_of
from timeline.extract.times.story import Placed
from timeline.extract.times.values import Point, valid_day

Readings = list[Reading] | None


def month_at(match: Match, i: int) -> int:
    categories = match.scan.categories(i)
    return int(categories.get("month") or categories["mabbr"])


def day_number_at(match: Match, i: int) -> int:
    categories = match.scan.categories(i)
    return int(categories.get("day") or categories["dayth"])


def day_beside(match: Match, month: int) -> int | None:
    """The token of the day that belongs to the month token."""
    days = [i for i in match.find_all("day", "dayth") if abs(i - month) <= 3]
    before = [i for i in days if i < month]
    return before[-1] if before else (days[0] if days else None)


def fuzzy(match: Match) -> bool:
    """Whether an *about* stands at the head of the match."""
    return match.scan.value(match.start, "approx") == "about" or match.scan.lower(match.start) in (
        "ca",
        "c",
    )


def single(match: Match, point: Point, placed: Placed | None = None) -> Readings:
    """One DATE over the whole match."""
    point = replace(point, fuzzy=fuzzy(match)) if fuzzy(match) else point
    if placed is None:
        return [Reading(match.start, match.end, "DATE", point, dated=True)]
    return [
        Reading(match.start, match.end, "DATE", point, anchor=placed.anchor, steps=(placed.step,))
    ]


def iso(match: Match, context: Context) -> Readings:
    """2023-10-28, also with a time."""
    year, month, day = match.scan.value(match.start, "iso") or match.scan.value(
        match.start, "isotime"
    )  # type: ignore[misc]  # the rule's category guarantees the tuple
    if year == 0 or not valid_day(year, month, day):
        return None
    clock = match.scan.value(match.end - 1, "clock")
    if clock:
        point = Point("minute", year, month, day, f"T{clock}")
        return [Reading(match.start, match.end, "TIME", point, dated=True)]
    return single(match, Point("day", year, month, day))


def numeric(match: Match, context: Context) -> Readings:
    """26/10/1989; a date that could be both orders stays both unless the document decides."""
    text = match.scan.text[match.scan.tokens[match.start][0] : match.scan.tokens[match.end - 1][1]]
    parts = re.split(r"[./-]", text.replace(" ", ""))
    if len(parts) != 3 or touches_symbol(match.scan, match.start, match.end - 1):
        return None
    found = _orders([int(p) for p in parts], parts, context, "." in text)
    if not found:
        return None
    points, steps = found
    if len(points) == 1:
        return [Reading(match.start, match.end, "DATE", points[0], steps=steps, dated=True)]
    edtf = dates.one_of(*(p.edtf() or "" for p in points))
    value = Point("month", points[0].year) if points[0].year is not None else points[0]
    return [
        Reading(
            match.start, match.end, "DATE", replace(value, unit="year"), steps=steps,
            edtf=edtf, dated=True, ambiguous=True, tells=False,
        )
    ]  # fmt: skip


def _orders(
    numbers: list[int], parts: list[str], context: Context, dotted: bool
) -> tuple[list[Point], tuple[str, ...]] | None:
    published = context.published
    if len(parts[0]) == 4:
        candidates = [(numbers[0], numbers[1], numbers[2])]
    else:
        if len(parts[2]) not in (2, 4) or len(parts[0]) > 2:
            return None
        near = published.year if published else None
        year = numbers[2] if len(parts[2]) == 4 else full_year(numbers[2], near)
        candidates = [(year, numbers[1], numbers[0]), (year, numbers[0], numbers[1])]
        if dotted:  # nobody writes the month first with full stops
            candidates = candidates[:1]
    points = [Point("day", *c) for c in dict.fromkeys(candidates) if valid_day(*c) and c[0] > 0]
    if len(points) < 2:
        return (points, ()) if points else None
    if published in points:
        return [published], ("one of its two readings is the day of publication",)
    order = context.evidence.month_first
    if order is not None:
        chosen = points[1] if order else points[0]
        return [chosen], (f"the document writes the {'month' if order else 'day'} first",)
    return points, ("nothing in the document says whether day or month comes first",)


def day(match: Match, context: Context) -> Readings:
    """October 28, 2023; the 25th of August; 20 July."""
    month_token = match.find("month", "mabbr")
    assert month_token is not None
    day_token = day_beside(match, month_token)
    if day_token is None or touches_symbol(match.scan, day_token, day_token):
        return None
    month, number = month_at(match, month_token), day_number_at(match, day_token)
    if _month_is_verb(match, month_token, day_token):
        return None
    named = year_of(match, skip=(day_token,))
    if named is not None:
        year, token = named
        if not valid_day(year, month, number) or not _year_holds(match, token):
            return None
        return single(match, Point("day", year, month, number))
    if not valid_day(None, month, number):
        return None
    placed = context.year_for(match.start, month, number)
    if not valid_day(placed.year, month, number):
        return None
    return single(match, Point("day", placed.year, month, number), placed)


def _month_is_verb(match: Match, month: int, day: int) -> bool:
    """«May 5 people enter?» has a counted noun after the number."""
    return match.end == day + 1 and match.scan.lower(day + 1) in match.scan.lexicon.cues["counted"]


def _year_holds(match: Match, token: int) -> bool:
    """A year beside a month needs no other evidence than that nothing is counted with it."""
    scan = match.scan
    if touches_symbol(scan, token, token):
        return False
    return token != match.end - 1 or scan.lower(token + 1) not in scan.lexicon.cues["counted"]


def days_joined(match: Match, context: Context) -> Readings:
    """September 12 to 17; 6-7 January 1916: each day is an expression, both hold the span."""
    month_token = match.find("month", "mabbr")
    assert month_token is not None
    named = year_of(match, skip=tuple(match.find_all("day", "dayth")))
    day_tokens = [i for i in match.find_all("day", "dayth") if named is None or i != named[1]]
    if len(day_tokens) < 2 or touches_symbol(match.scan, day_tokens[0], day_tokens[-1]):
        return None
    numbers = [day_number_at(match, i) for i in day_tokens]
    month = month_at(match, month_token)
    listed = any(match.scan.value(i, "join") != "to" for i in match.find_all("join"))
    if not listed and numbers != sorted(numbers):
        return None
    if match.scan.lower(match.end) in match.scan.lexicon.cues["counted"] and named is None:
        return None
    placed = None
    year = named[0] if named else None
    if named is None:
        placed = context.year_for(match.start, month, numbers[0])
        year = placed.year
    if not all(valid_day(year, month, n) for n in numbers):
        return None
    points = [Point("day", year, month, n) for n in numbers]
    spans = _piece_spans(match, day_tokens)
    return _pieces(points, spans, placed, None if listed else _interval(points))


def _piece_spans(match: Match, day_tokens: list[int]) -> list[tuple[int, int]]:
    """Token spans of the days: the first from the match's begin, the last to its end."""
    spans = []
    for n, token in enumerate(day_tokens):
        start = match.start if n == 0 else token
        end = match.end if n == len(day_tokens) - 1 else token + 1
        if n > 0 and match.scan.lower(token - 1) == "the":
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
    readings = []
    for point, (start, end) in zip(points, spans, strict=True):
        steps = () if placed is None else (placed.step,)
        if edtf is not None:
            steps = (*steps, f"both ends make one span, {dates.spoken(edtf)}")
        readings.append(
            Reading(
                start, end, "DATE", point, anchor=placed.anchor if placed else None,
                steps=steps, edtf=edtf, dated=placed is None,
            )
        )  # fmt: skip
    return readings


def dates_joined(match: Match, context: Context) -> Readings:
    """5 May to 7 June 1990; June–August 2023: the year of the last holds for the first."""
    months = match.find_all("month", "mabbr")
    joins = [i for i in match.find_all("join") if months[0] < i < months[-1]]
    if len(months) != 2 or not joins:
        return None
    day_tokens = [_nearest_day(match, m, joins[0], m == months[0]) for m in months]
    named = year_of(match, skip=tuple(i for i in day_tokens if i is not None))
    placed: Placed | None = None
    numbers = [None if i is None else day_number_at(match, i) for i in day_tokens]
    spanning = match.scan.value(joins[0], "join") == "to"
    first, last = month_at(match, months[0]), month_at(match, months[1])
    if named is None:
        if not _both_months(match, months, spanning):
            return None
        placed = context.year_for(match.start, last, numbers[1])
    elif not _year_holds(match, named[1]):
        return None
    last_year = named[0] if named else (placed.year if placed else None)
    first_year = last_year
    if last_year is not None and spanning and first > last:
        first_year = last_year - 1
    points = []
    for year, month, number in zip((first_year, last_year), (first, last), numbers, strict=True):
        if number is not None and not valid_day(year, month, number):
            return None
        points.append(Point("month" if number is None else "day", year, month, number))
    spans = [(match.start, joins[0]), (joins[0] + 1, match.end)]
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


def month(match: Match, context: Context) -> Readings:
    """September; early October 1940; the end of March."""
    token = match.find("month", "mabbr")
    assert token is not None
    number = month_at(match, token)
    named = year_of(match)
    if named is not None:
        return (
            single(match, Point("month", named[0], number))
            if _year_holds(match, named[1])
            else None
        )
    if not bare_month(match.scan, match.start, token):
        return None
    placed = context.year_for(match.start, number)
    return single(match, Point("month", placed.year, number), placed)


def year(match: Match, context: Context) -> Readings:
    """1939; early 1941; 480 BC; the year 1950; fiscal 1989."""
    named = year_of(match, near=context.year_now())
    if named is None:
        return None
    number, token = named
    if match.scan.word(token - 1) in ("'", "’", "‘") and not _short_year(match, token):
        return None
    plain = "year" in match.scan.categories(token) and match.end == token + 1
    if plain and match.start == token and not is_year(match.scan, token):
        return None
    if plain and match.start < token and not _year_after_words(match, token):
        return None
    if not -9999 <= number <= 9999:
        return None
    point = Point("year", number)
    if match.find("fiscalword") is not None:
        return [replace(r, value=f"FY{point.timex()}", edtf=point.edtf()) for r in single(match, point) or []]
    if plain and context.evidence.before_era and number < 1000:
        point = Point("year", 1 - number)
    readings = single(match, point)
    aside = match.scan.word(match.start - 1) == "(" and match.scan.word(match.end) == ")"
    return [replace(r, tells=not aside) for r in readings or []]


def _short_year(match: Match, token: int) -> bool:
    """«in '89», «the '99 Boys», but not iLife '11."""
    scan = match.scan
    before = scan.word(token - 2)
    return before.lower() in scan.lexicon.cues["preposition"] | scan.lexicon.cues["possessive"]


def _year_after_words(match: Match, token: int) -> bool:
    """«about 1500 men» and «the 2000 people» are counts; «early 1941» is not."""
    first = match.scan.categories(match.start)
    if "approx" in first or (token - match.start == 1 and "det" in first):
        return is_year(match.scan, token)
    return _year_holds(match, token)


def bare_year(match: Match, context: Context) -> Readings:
    """«in 480» where the document counts years before the era."""
    scan = match.scan
    token = match.find("y3", "yy")
    if token is None or not context.evidence.before_era or touches_symbol(scan, token, token):
        return None
    after = scan.lower(token + 1)
    if scan.lower(match.start - 1) not in scan.lexicon.cues["preposition"] or (
        after.isalpha() and after not in scan.lexicon.cues["function"]
    ):
        return None
    return single(match, Point("year", 1 - int(scan.categories(token)["num"])))  # type: ignore[call-overload]


def years_joined(match: Match, context: Context) -> Readings:
    """1914-1918; 1915–16; 499-493 BC: two expressions that hold one span."""
    tokens = match.find_all("num", "yy")
    if len(tokens) != 2:
        return None
    first, last = tokens
    scan = match.scan
    if touches_symbol(scan, first, last):
        return None
    named = year_of(match, skip=(first,))
    numbers = [int(float(scan.categories(i)["num"])) for i in tokens]
    before = named is not None and named[0] <= 0
    if before:
        years = [1 - n for n in numbers]
    elif len(scan.word(last)) == 2 and numbers[0] >= 1000:
        years = [numbers[0], full_year(numbers[1], numbers[0])]
    else:
        years = numbers
    if years[0] >= years[1] or years[1] - years[0] > 1500:
        return None
    if not before and (years[0] < 1000 or scan.lower(match.end) in scan.lexicon.cues["counted"]):
        return None
    points = [Point("year", y) for y in years]
    spans = [(match.start, first + 1), (last, match.end)]
    heading = context.sentences.heading(match.start)
    readings = _pieces(points, spans, None, _interval(points)) or []
    aside = scan.word(match.start - 1) == "("
    return [
        replace(r, tells=not (aside and not heading) and not (heading and n))
        for n, r in enumerate(readings)
    ]


def year_slash(match: Match, context: Context) -> Readings:
    """1936/37: one season of two years."""
    first, last = match.scan.value(match.start, "yearspan")  # type: ignore[misc]
    begin = int(first)
    end = full_year(int(last), begin) if len(last) == 2 else int(last)
    if end != begin + 1:
        return None
    edtf = dates.interval(f"{begin:04d}", f"{end:04d}")
    return [Reading(match.start, match.end, "DATE", Point("year", begin), edtf=edtf, dated=True)]
