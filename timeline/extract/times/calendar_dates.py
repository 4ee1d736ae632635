"""Readers of dates that name a day, a month or a year."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline import dates
from timeline.extract.times.accounts import accounts_year
from timeline.extract.times.context import Context
from timeline.extract.times.guards import bare_month, is_year, phrase_ends, touches_symbol
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import full_year, year_of
from timeline.extract.times.readings import (
    Readings,
    day_at,
    day_beside,
    month_at,
    single,
    weekday_in,
)
from timeline.extract.times.values import Point, valid_day


def iso(match: Match, context: Context) -> Readings:
    """2023-10-28, also with a time."""
    first = match.scan.categories(match.start)
    year, month, day = first.get("iso") or first["isotime"]
    if year == 0 or not valid_day(year, month, day):
        return None
    clock = match.scan.value(match.end - 1, "clock")
    if clock:
        point = Point("minute", year, month, day, f"T{clock}")
        return [Reading(match.start, match.end, "TIME", point, dated=True)]
    return single(match, Point("day", year, month, day))


def numeric(match: Match, context: Context) -> Readings:
    """26/10/1989; a date that could be both orders stays both unless the document decides."""
    text = match.scan.text_of(match.start, match.end)
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
    reading = Reading(
        match.start,
        match.end,
        "DATE",
        Point("year", points[0].year),
        steps=steps,
        edtf=edtf,
        dated=True,
        ambiguous=True,
        tells=False,
    )
    return [reading]


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
            if len(parts[2]) == 2 and not len(parts[0]) == len(parts[1]) == 2:
                return None  # 10.4.11 is a version, 10.04.11 a day
    points = [Point("day", *c) for c in dict.fromkeys(candidates) if valid_day(*c) and c[0] > 0]
    if len(points) < 2:
        return (points, ()) if points else None
    if published in points:
        return [published], ("one of its two readings is the day of publication",)
    order = context.evidence.month_first
    if order is not None:
        chosen = points[1] if order else points[0]
        return [chosen], (
            f"{context.evidence.order_by} has the {'month' if order else 'day'} first",
        )
    return points, ("nothing in the document says whether day or month comes first",)


def day(match: Match, context: Context) -> Readings:
    """October 28, 2023; the 25th of August; 20 July."""
    month_token = match.the("month", "mabbr")
    day_token = day_beside(match, month_token)
    if day_token is None or touches_symbol(match.scan, day_token, day_token):
        return None
    month, number = month_at(match, month_token), day_at(match, day_token)
    if "dayword" in match.scan.categories(day_token) and not _word_holds(match, day_token):
        return None
    if _month_is_verb(match, month_token, day_token):
        return None
    named = year_of(match, skip=(day_token,))
    if named is not None:
        year, token = named
        if not valid_day(year, month, number):
            return []
        if not year_holds(match, token):
            return None
        return single(match, Point("day", year, month, number))
    placed = context.year_for(match.start, month, number, weekday_in(match))
    if not valid_day(placed.year, month, number):
        return []
    return single(match, Point("day", placed.year, month, number), placed)


def _month_is_verb(match: Match, month: int, day: int) -> bool:
    """«May 5 people enter?» has a counted noun after the number."""
    return match.end == day + 1 and match.scan.lower(day + 1) in match.scan.lexicon.cues["counted"]


def _word_holds(match: Match, day: int) -> bool:
    """«the fourth of July»; not «the first of May's races», «in May the first ships»."""
    if day < match.end - 1:
        owner = match.scan.word(match.end) in ("'", "’") and match.scan.touches(match.end)
        return not owner
    return phrase_ends(match.scan, match.end)


def year_holds(match: Match, token: int) -> bool:
    """A year beside a month needs no other evidence than that nothing is counted with it."""
    scan = match.scan
    if touches_symbol(scan, token, token):
        return False
    number = int(scan.value(token, "year") or 0)
    certain = 1500 < number < 2100 and number % 100  # in March 1762 soldiers came
    last = token == match.end - 1
    return not last or bool(certain) or scan.lower(token + 1) not in scan.lexicon.cues["counted"]


def month(match: Match, context: Context) -> Readings:
    """September; early October 1940; the end of March."""
    token = match.the("month", "mabbr")
    number = month_at(match, token)
    named = year_of(match)
    if named is not None:
        return (
            single(match, Point("month", named[0], number)) if year_holds(match, named[1]) else None
        )
    ancient = match.find("y3")
    if ancient is not None:  # in June 479, where the text counts years BC
        year = 1 - int(match.scan.value(ancient, "num"))
        return single(match, Point("month", year, number)) if context.evidence.before_era else None
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
    if plain and match.start == token and not is_year(match.scan, token, _near(context)):
        return None
    if plain and match.start < token and not _year_after_words(match, token):
        return None
    if not -9999 <= number <= 9999:
        return None
    point = Point("year", number)
    if match.find("fiscalword") is not None:
        edtf = accounts_year(number, context.evidence.fiscal_end)
        return [
            replace(r, value=f"FY{point.timex()}", edtf=edtf) for r in single(match, point) or []
        ]
    if plain and context.evidence.before_era and number < 1000:
        point = Point("year", 1 - number)
    readings = single(match, point)
    aside = match.scan.word(match.start - 1) == "(" and match.scan.word(match.end) == ")"
    return [replace(r, tells=not aside) for r in readings or []]


def _near(context: Context) -> int | None:
    return context.published.year if context.published is not None and context.news else None


def _short_year(match: Match, token: int) -> bool:
    """«in '89», «the '99 Boys», but not iLife '11."""
    scan = match.scan
    before = scan.word(token - 2)
    if before.islower():
        return True
    return before.lower() in scan.lexicon.cues["preposition"] | scan.lexicon.cues["possessive"]


def _year_after_words(match: Match, token: int) -> bool:
    """«about 1500 men» and «the 2000 people» are counts; «early 1941» is not."""
    first = match.scan.categories(match.start)
    if "approx" in first or (token - match.start == 1 and "det" in first):
        return is_year(match.scan, token)
    return year_holds(match, token)


def year_in_words(match: Match, context: Context) -> Readings:
    """Nineteen forty-five; eighteen hundred: where a preposition or *the year* stands before."""
    scan, tokens = match.scan, match.find_all("numword")
    first, *rest = (int(scan.value(i, "numword")) for i in tokens)
    low = 0 if rest == [100] else sum(rest)
    single_number = len(rest) == 1 and (rest[0] == 100 or 10 <= rest[0] <= 90)
    compound_number = len(rest) == 2 and rest[0] in range(20, 100, 10) and rest[1] < 10
    placed = scan.lower(match.start - 1) in scan.lexicon.cues["preposition"] | {"year"}
    after = scan.word(match.end)
    noun = after.islower() and after not in scan.lexicon.cues["function"]
    if not (single_number or compound_number) or (noun and not placed) or after == "-":
        return None
    if match.start == tokens[0] and not placed:
        return None
    return single(match, Point("year", 100 * first + low))


def regnal_year(match: Match, context: Context) -> Readings:
    """Juche 112; Heisei 5: years counted from another begin."""
    zero = int(match.scan.categories(match.the("regnal"))["regnal"])
    number = match.scan.value(match.end - 1, "num")
    if not isinstance(number, int) or not 1 <= number <= 150:
        return None
    steps = (f"its year 1 is {zero + 1}",)
    point = Point("year", zero + number)
    return [Reading(match.start, match.end, "DATE", point, steps=steps, dated=True)]


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
    return single(match, Point("year", 1 - int(scan.categories(token)["num"])))


def year_slash(match: Match, context: Context) -> Readings:
    """1936/37: one season of two years."""
    first, last = match.scan.categories(match.start)["yearspan"]
    begin = int(first)
    end = full_year(int(last), begin) if len(last) == 2 else int(last)
    return two_years(match, begin) if end == begin + 1 else None


def season_years(match: Match, context: Context) -> Readings:
    """The 1998-99 season; the academic year 1998-99; fiscal 2018-19."""
    scan, span = match.scan, match.find("yearspan")
    words = (
        list(scan.value(span, "yearspan"))
        if span is not None
        else [scan.word(i) for i in match.find_all("year", "yy")]
    )
    if len(words) != 2 or (int(words[0]) + 1) % 100 != int(words[1]) % 100:
        return None
    return two_years(match, int(words[0]), fiscal=match.find("fiscalword") is not None)


def two_years(match: Match, begin: int, fiscal: bool = False) -> Readings:
    """A season or a year of accounts that runs from the year ``begin`` into the next."""
    edtf = dates.interval(f"{begin:04d}", f"{begin + 1:04d}")
    value = f"FY{begin:04d}" if fiscal else Point("year", begin)
    return [Reading(match.start, match.end, "DATE", value, edtf=edtf, dated=True)]
