"""Readers of lengths, repetitions and vague references: two days, every Monday, recently."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.times.amounts import fraction
from timeline.extract.times.context import Context
from timeline.extract.times.guards import touches_symbol
from timeline.extract.times.hedges import only, within
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import count_of, year_of
from timeline.extract.times.readings import Readings, lasting, month_at, unit_at
from timeline.extract.times.story import say
from timeline.extract.times.values import SEASONS, Length, Point

_FEASTS = ("holiday", "dayname", "saint")
_DEFINITE = frozenset({"the", "these", "those", "his", "her", "its", "their", "our", "first"})
_MOST = 10**7  # no text means a longer length


def duration(match: Match, context: Context) -> Readings:
    """Two days; more than three years; six-month; 18 years old."""
    scan = match.scan
    token = match.the("unit", "units")
    unit, plural = unit_at(match, token), "units" in scan.categories(token)
    if token == match.start:  # month-long, decades-long
        return lasting(match, Length(None if plural else "1", unit))
    count = count_of(match, match.start, token)
    article = count == "1" and "one" in scan.categories(token - 1)
    if article and not _one_of_them(match, unit, plural):
        return None
    if unit == "minute" and not plural and _describes(match):
        return None
    if not _is_length(match, unit, plural) or (count is not None and float(count) > _MOST):
        return None
    rate = article and _is_rate(match)
    readings = lasting(match, Length(count, unit), "SET" if rate else "DURATION") or []
    edtf = within(match, context, count, unit)
    start = match.start + (_over_is_during(match) or only(match))
    return [replace(r, start=start, edtf=edtf) for r in readings]


def _over_is_during(match: Match) -> bool:
    """«heard over three days» lasts three days; «lasted over three days» lasts longer."""
    scan = match.scan
    alone = "approx" in scan.categories(match.start) and "approx" not in scan.categories(
        match.start + 1
    )
    if not alone or scan.lower(match.start) not in scan.lexicon.cues["during"]:
        return False
    before = scan.lower(match.start - 1)
    return before not in scan.lexicon.cues["lasting"] | scan.lexicon.cues["is"]


def _is_length(match: Match, unit: str, plural: bool) -> bool:
    """Whether a number and a unit are a length: not «three quarters of», «the 1 second»."""
    scan = match.scan
    if scan.word(match.end) == "-" and scan.touches(match.end):
        return False
    if (unit == "second" and not plural) or touches_symbol(scan, match.start, match.end - 1):
        return False
    of = "=of" in scan.categories(match.end)
    if of and (unit == "quarter" or scan.lower(match.end + 1) in scan.lexicon.cues["material"]):
        return False  # three quarters of the voters, 75 hours of video
    return not (unit == "day" and "=one" in scan.categories(match.start) and _comma_follows(match))


def _describes(match: Match) -> bool:
    """«a minute thing» is a small one."""
    after = match.scan.word(match.end)
    return after.islower() and len(after) > 2 and after not in match.scan.lexicon.cues["function"]


def _comma_follows(match: Match) -> bool:
    """«One day, …» begins a story."""
    return match.scan.word(match.end) == ","


def _one_of_them(match: Match, unit: str, plural: bool) -> bool:
    """Whether «a» with a unit is a length: «a week of rain», not «a quarter», «a days-long»."""
    scan = match.scan
    if unit == "quarter" or plural:
        return False
    if unit in ("day", "weekend"):
        return _lasts(match)
    of = "=of" in scan.categories(match.end) and unit != "year"
    return not (of and scan.lower(match.start - 1) in scan.lexicon.cues["is"])


def _lasts(match: Match) -> bool:
    """«a day» is a length after a preposition, a verb of lasting or a number (a rate)."""
    scan = match.scan
    before, after = scan.lower(match.start - 1), scan.lower(match.end)
    if match.end - match.start > 2 or after in scan.lexicon.cues["off_by"]:
        return True
    if after in ("'", "’") and scan.touches(match.end):
        return scan.lower(match.end + 1) == "s"  # a day's work
    return before in scan.lexicon.cues["lasting"] or _is_rate(match)


def _is_rate(match: Match) -> bool:
    """Whether «a day» says how often: twice a week, 100 barrels a day."""
    scan = match.scan
    before = scan.lower(match.start - 1)
    if before in scan.lexicon.cues["often"] or "num" in scan.categories(match.start - 1):
        return True
    counted = not {"num", "numword"}.isdisjoint(scan.categories(match.start - 2))
    if "=of" in scan.categories(match.start - 2) and "one" in scan.categories(match.start - 4):
        return True  # a glass of water a day
    return counted and (before.endswith("s") or before in scan.lexicon.cues["money"])


def quarters(match: Match, context: Context) -> Readings:
    """A quarter of an hour; three quarters of an hour; a quarter of a century."""
    part = fraction(match, match.start, match.end)
    return None if part is None else lasting(match, Length(str(part.count), part.unit))


def duration_half(match: Match, context: Context) -> Readings:
    """A year and a half."""
    token = match.the("unit")
    return lasting(match, Length("1.5", unit_at(match, token)))


def span_of_units(match: Match, context: Context) -> Readings:
    """The past two years; the first nine months; the coming years."""
    scan = match.scan
    token = match.the_last("unit", "units")
    unit = unit_at(match, token)
    spanning = match.find("spanning")
    count = count_of(match, match.start, token)
    after = scan.categories(match.end)
    if unit == "second" or not {"beforehand", "afterward"}.isdisjoint(after):
        return None  # was seen last two days earlier; the last four days later
    if spanning == match.start and scan.lower(spanning - 1) in scan.lexicon.cues["before_verb"]:
        return None
    if "unit" in scan.categories(token) and count in (None, "1"):
        word = "" if spanning is None else scan.lower(spanning)
        # the last month of the war; but she was convicted last month of theft
        inside = word in ("first", "last", "final") and scan.lower(match.end) == "of"
        inside = inside and spanning != match.start
        if unit == "day" or not (word in ("past", "another") or inside):
            return None
        count = "1"
    vague = ("same", "these", "those", "first", "final", "latter", "last")
    if match.start == spanning and count is None and scan.lower(spanning) in vague:
        return None
    edtf = _first_months(match, context, count, unit)
    return [replace(r, edtf=edtf) for r in lasting(match, Length(count, unit)) or []]


def _first_months(match: Match, context: Context, count: str | None, unit: str) -> str | None:
    """«the first nine months», of the year: in news the last ones that are over."""
    scan = match.scan
    if unit != "month" or not match.has("first") or count is None or not count.isdigit():
        return None
    months = int(count)
    of = "=of" in scan.categories(match.end)
    if months > 11 or (of and scan.value(match.end + 2, "unit") != "year"):
        return None
    base = context.publication() if context.news else context.story("year")
    if base is None or base.point.year is None or base.point.year < 1:
        return None
    over = not context.news or (base.point.index or 12) >= months
    over = over or context.sentences.tense(match.start) == "future"
    year = dates.edtf_year(base.point.year if over else base.point.year - 1)
    return dates.interval(f"{year}-01", f"{year}-{months:02d}")


def span_of_date(match: Match, context: Context) -> Readings:
    """The first ten months of 1915; the last week of August: a length inside a date."""
    scan = match.scan
    of = next(i for i in match if "=of" in scan.categories(i))
    token = of - 1
    unit = unit_at(match, token)
    count = count_of(match, match.start, token)
    if "unit" in scan.categories(token):
        if unit in ("second", "quarter", "month", "year"):
            return None
        count = "1"
    inner = _date_inside(match, token + 2, context)
    if inner is None:
        return None
    edge = scan.lower(match.start + 1)
    if count is None and edge in ("first", "last", "final"):  # the last days of September
        point = _month_of(inner, edge) if unit == "month" else inner
        return [Reading(match.start, match.end, "DATE", point, steps=(f"inside {say(inner)}",))]
    nth = scan.value(match.start + 1, "ord")
    if nth is not None and nth > 1:
        edtf = _nth_edtf(inner, int(nth), unit) if count == "1" else None
    else:
        edtf = _part_edtf(inner, edge, count, unit)
    return [
        Reading(
            match.start, match.end, "DURATION", Length(count, unit), edtf=edtf,
            tells=inner.unit == "month" or edge in ("first", "last", "final"),
            leads_to=_month_of(inner, edge), steps=(f"inside {say(inner)}",),
        )
    ]  # fmt: skip


def _month_of(inner: Point, edge: str) -> Point:
    """Where a story stands in «the first days of 1914»: in January."""
    if inner.unit != "year" or edge not in ("first", "last", "final"):
        return inner
    return Point("month", inner.year, 1 if edge == "first" else 12)


def _date_inside(match: Match, start: int, context: Context) -> Point | None:
    """The month or year that the length is a part of."""
    inner = Match(match.scan, match.rule, start, match.end)
    token = inner.find("month", "mabbr")
    named = year_of(inner)
    if token is None:
        return None if named is None else Point("year", named[0])
    month = month_at(inner, token)
    year = named[0] if named else context.year_for(start, month).year
    return Point("month", year, month)


def _part_edtf(inner: Point, edge: str, count: str | None, unit: str) -> str | None:
    """The days that a length takes at the begin or end of a date, None if it says neither."""
    if (
        inner.year is None
        or count is None
        or "." in count
        or edge not in ("first", "last", "final")
    ):
        return None
    first, last = inner.days()
    days = {"day": 1, "week": 7}.get(unit, 0) * int(count)
    if unit == "month" and inner.unit == "year" and int(count) < 12:
        months = int(count)
        begin, end = (1, months) if edge == "first" else (13 - months, 12)
        year = dates.edtf_year(inner.year)
        return dates.interval(f"{year}-{begin:02d}", f"{year}-{end:02d}")
    if not 0 < days <= last - first:
        return None
    begin, end = (first, first + days - 1) if edge == "first" else (last - days + 1, last)
    return dates.interval(dates.iso_day(begin), dates.iso_day(end))


def _nth_edtf(inner: Point, nth: int, unit: str) -> str | None:
    """«the second week of March»: days 8 to 14."""
    if inner.year is None or inner.unit != "month" or unit not in ("week", "day"):
        return None
    size = 7 if unit == "week" else 1
    first, last = inner.days()
    begin, end = first + size * (nth - 1), min(first + size * nth - 1, last)
    return dates.interval(dates.iso_day(begin), dates.iso_day(end)) if begin <= last else None


def bare_units(match: Match, context: Context) -> Readings:
    """For days; within weeks: an unknown number of them."""
    scan = match.scan
    before = scan.lower(match.start - 1)
    if match.end - match.start > 1 and before not in scan.lexicon.cues["before_units"]:
        return None  # some years
    of = "=of" in scan.categories(match.end) and before in scan.lexicon.cues["function"]
    if before not in scan.lexicon.cues["before_units"] and not (of and before not in _DEFINITE):
        return None
    unit = unit_at(match, match.end - 1)
    if unit in ("second", "quarter"):
        return None
    return lasting(match, Length(None, unit))


def every(match: Match, context: Context) -> Readings:
    """Every Monday; each day; Mondays; per month."""
    scan = match.scan
    tail = {"one", "every"} & scan.categories(match.end - 2).keys()
    rate = tail and match.end - match.start > 2 and not match.has("of")
    if rate:  # twice a week, three evenings a week
        often = unit_at(match, match.end - 1)
        return None if often == "second" else lasting(match, Length("1", often), "SET")
    token = match.find("season")
    if token is not None:
        return lasting(match, f"XXXX-{SEASONS[int(scan.value(token, 'season'))]}", "SET")
    if (token := match.find("holiday", "dayname", "saint")) is not None:
        day = next(str(v) for c, v in scan.categories(token).items() if c in _FEASTS)
        return lasting(match, f"XXXX-{day}", "SET") if len(day) == 5 else None
    token = match.find("weekday", "weekdays")
    if token is not None:
        categories = scan.categories(token)
        number = int(categories["weekday"] if "weekday" in categories else categories["weekdays"])
        return lasting(match, f"XXXX-WXX-{number + 1}", "SET")
    token = match.find("month", "mabbr")
    if token is not None:
        return lasting(match, f"XXXX-{month_at(match, token):02d}", "SET")
    token = match.find("part")
    if token is not None:
        return lasting(match, f"XXXX-XX-XX{scan.categories(token)['part']}", "SET")
    if match.has("quarter") and match.has("hour"):
        return lasting(match, Length("15", "minute"), "SET")
    token = match.the("unit", "units")
    unit = unit_at(match, token)
    if scan.lower(match.start) == "per" and unit == "second":
        return None
    nth = match.find("ord")
    count = count_of(match, match.start, token) or ("2" if match.has("other", "alternate") else "1")
    count = str(scan.value(nth, "ord")) if nth is not None and nth < token else count
    count = "0.5" if match.has("half") else count
    return lasting(match, Length(None if match.has("few") else count, unit), "SET")


def regular(match: Match, context: Context) -> Readings:
    """Annual; daily: not where it is part of a name (the Daily Mail, the annual World Congress)."""
    scan = match.scan
    named = scan.word(match.start)[0].isupper() or scan.lower(match.start) == "annual"
    if named and scan.word(match.end)[:1].isupper():
        return None
    return lasting(match, str(scan.categories(match.start)["regular"]), "SET")
