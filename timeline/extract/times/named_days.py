"""Readers of days with names: feasts, also those beside a time of the story."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.dates import day_number
from timeline.extract.times.context import Context
from timeline.extract.times.counted import stands_alone
from timeline.extract.times.feasts import feast_day
from timeline.extract.times.guards import phrase_ends
from timeline.extract.times.match import Match
from timeline.extract.times.numbers import year_of
from timeline.extract.times.readings import (
    Readings,
    counted_from,
    single,
    unresolved,
    weekday_in,
)
from timeline.extract.times.shifted import Shift, shift_of
from timeline.extract.times.values import Point, containing, day_point, weekday_of
from timeline.extract.times.years_told import year_meant

_LIFETIME = 25  # years told within which a day of history is meant


def holiday(match: Match, context: Context) -> Readings:
    """Christmas 1963; Christmas Eve; New Year's Day."""
    if match.has("new") and match.scan.lower(match.start) == "the":
        return _new_year(match, context)
    token = match.find("holiday", "dayname", "saint")
    named_day = {} if token is None else match.scan.categories(token)
    saint = named_day.get("saint") if match.has("st", "saint") else None
    kind = str(saint or named_day.get("holiday") or named_day.get("dayname") or "01-01")
    if not _is_feast(match, token) or (saint and _is_church(match)):
        return None
    if match.scan.value(match.end - 1, "unit") == "year" and shift_of(match) is not None:
        return _feast_of_year(match, context, kind)
    if match.scan.lower(match.end - 1) in ("before", "after", "following"):
        return _feast_alone(match, context, kind)
    if match.has("weekend"):
        readings = _feast(match, context, kind)
        return [replace(r, value=_weekend_at(p)) for r in readings or [] if (p := r.point())]
    if (shift := shift_of(match)) is not None:
        return _feast_beside(match, context, kind, shift)
    eve = match.find("eve") is not None
    following = token is None and eve  # New Year's Eve belongs to the year before its feast
    return _feast(match, context, kind, eve, following)


def _feast_alone(match: Match, context: Context, kind: str) -> Readings:
    """The Easter after; the Christmas before: beside where the story stands."""
    if not stands_alone(match, match.end - 1):
        return None
    by = -1 if match.has("before") else 1
    return _feast_beside(match, context, kind, Shift(match.start, by, "story"))


def _is_church(match: Match) -> bool:
    """St Anne's: a church, unless its day, eve or feast is named."""
    day = match.has("day", "eve", "feast", "mass", "morning", "night", "evening")
    at = match.scan.lower(match.start - 1) in match.scan.lexicon.cues["place_before"]
    return at and not day and year_of(match) is None


def _new_year(match: Match, context: Context) -> Readings:
    """«oil until the New Year»: its first day."""
    scan = match.scan
    placed = scan.lower(match.start - 1) in scan.lexicon.cues["at_feast"]
    if not placed or not phrase_ends(scan, match.end):
        return None
    limit = scan.lower(match.start - 1) in scan.lexicon.cues["until"] | scan.lexicon.cues["by"]
    return [replace(r, tells=not limit) for r in _feast(match, context, "01-01") or []]


def _feast_beside(match: Match, context: Context, kind: str, shift: Shift) -> Readings:
    """The following Easter; last Christmas; this Thanksgiving."""
    base = context.base(match.start, "year", shift.kind)
    fine = context.base(match.start, "month", shift.kind)
    base = fine if fine is not None and fine.point.year is not None else base
    if base is None or base.point.year is None or not 2 <= base.point.year <= 9997:
        return None
    first, last = base.point.days()
    year, eve = base.point.year, match.find("eve") is not None
    days = [
        (y, day_number(y, *day) - eve)
        for y in (year - 1, year, year + 1)
        if (day := feast_day(_nearest(kind, context), y)) is not None
    ]
    if base.point.unit in ("year", "decade"):
        found = [d for y, d in days if y == year + shift.by]
    elif shift.by < 0:
        found = [d for _, d in days if d < first][-1:]
    elif shift.by > 0:
        found = [d for _, d in days if d > last][:1]
    else:
        found = [d for y, d in days if y == year]
    if not found:
        return None
    part = match.find("part")
    clock = "" if part is None else str(match.scan.value(part, "part"))
    return counted_from(match, day_point(found[0], clock), base)


def _weekend_at(point: Point) -> Point:
    """The weekend nearest to the feast: before a Monday, after a Thursday."""
    number = point.days()[0]
    return containing(day_point(number - 7 if weekday_of(number) < 2 else number), "weekend")


def church_sunday(match: Match, context: Context) -> Readings:
    """The second Sunday of Advent; the first Sunday in Lent."""
    scan = match.scan
    nth = int(scan.value(match.the("ord"), "ord"))
    kind = str(scan.value(match.the("churchtime"), "churchtime"))
    if nth > (4 if kind == "advent" else 6) or weekday_in(match) != 6:
        return None
    name, _, off = kind.partition("-")
    days = 7 * (nth - 1) - int(off or 0)
    return _feast(match, context, f"{name}{days:+d}" if days else name)


def _feast_of_year(match: Match, context: Context, kind: str) -> Readings:
    """Christmas Eve the following year; Easter of that year."""
    meant = year_meant(match, context)
    day = None if meant is None else feast_day(kind, meant[1])
    if meant is None or day is None or not 1 <= meant[1] <= 9998:
        return None
    base, year = meant
    point = Point("day", year, *day)
    if match.find("eve") is not None:
        point = day_point(point.days()[0] - 1)
    return counted_from(match, point, base, f"the year counts from {base.words}")


def great_day(match: Match, context: Context) -> Readings:
    """D-Day, VE Day: of one year, where the text tells of those years."""
    scan = match.scan
    token = match.the("greatday")
    year, month, day = (int(n) for n in str(scan.value(token, "greatday")).split("-"))
    told = [t.point.known_year() for t in context.told[-12:] if t.point.year is not None]
    near = any(abs(there - year) <= _LIFETIME for there in told)
    capital = scan.word(token).isupper() and scan.word(match.end - 1)[0].isupper()
    if not capital or not (near or (not told and not context.news)):
        return None
    return single(match, Point("day", year, month, day))


def named_feast(match: Match, context: Context) -> Readings:
    """Good Friday; Super Bowl Sunday 2020: feasts whose name has several words."""
    scan = match.scan
    words = [scan.word(i) for i in match]
    name = " ".join(w for w in words if w.isalpha() and w not in ("s", "Jr", "the"))
    name = name.removesuffix(" de").removesuffix(" del")
    kind = scan.lexicon.feasts.get(name.lower())
    capitals = all(w[:1].isupper() or w == "de" for w in name.split())
    after = scan.word(match.end)
    if kind is None or not capitals:
        return None
    if year_of(match) is not None:
        return _feast(match, context, kind)
    if after[:1].isupper():
        return []  # the name of something else
    if after.islower() and after not in scan.lexicon.cues["function"]:
        return None
    placed = scan.lower(match.start - 1) in scan.lexicon.cues["at_feast"]
    if not placed and not context.sentences.begins(match.start):
        return None  # without a preposition it may be a film or a crash of the bourse
    return _feast(match, context, kind)


def _feast(
    match: Match, context: Context, kind: str, eve: bool = False, following: bool = False
) -> Readings:
    """The day of the feast in the year that the match names or that the context gives."""
    named = year_of(match)
    kind = _nearest(kind, context)
    placed = None
    year = named[0] if named else None
    if named is None:
        usual = feast_day(kind, context.year_now() or 2000) or feast_day(kind, 2000) or (1, 1)
        placed = context.year_for(match.start, 12 if following else usual[0])
        year = placed.year
    if year is None:
        fixed = kind[:2].isdigit() and "nth" not in kind
        return unresolved(match, f"XXXX-{kind}" if fixed else "XXXX-XX-XX")
    if not 1 <= year <= 9998:
        return None
    day = feast_day(kind, year + following)
    if day is None:  # a table that lacks the year: only what the text says is known
        return single(match, Point("year", year)) if named else None
    point = Point("day", year + following, *day)
    if eve:
        point = day_point(point.days()[0] - 1)
    part, lasting = match.find("part"), match.find("feastdays")
    lasting = None if match.find("churchtime") is not None else lasting
    if lasting is not None and not eve:
        last = point.days()[0] + int(match.scan.value(lasting, "feastdays")) - 1
        edtf = dates.interval(point.edtf(), dates.iso_day(last))
        return [replace(r, edtf=edtf) for r in single(match, point, placed) or []]
    if part is None:
        return single(match, point, placed)
    clock = str(match.scan.categories(part)["part"])
    readings = single(match, replace(point, clock=clock), placed) or []
    return [replace(r, type="TIME") for r in readings]


def _nearest(kind: str, context: Context) -> str:
    """Of feasts of one name («Labour Day»), the one nearest to where the text stands."""
    kinds = kind.split("|")
    base = (context.publication() if context.news else None) or context.story("year")
    if len(kinds) == 1 or base is None or base.point.year is None:
        return kinds[0]
    here, year = base.point.days()[0], base.point.year

    def away(one: str) -> int:
        days = ((y, feast_day(one, y)) for y in (year - 1, year, year + 1) if 1 <= y <= 9999)
        return min(abs(day_number(y, *day) - here) for y, day in days if day is not None)

    return min(kinds, key=away)


def _subject_follows(match: Match) -> bool:
    """«before Christmas inspectors arrived»; not «Christmas sales rose»."""
    scan, cues, verb = match.scan, match.scan.lexicon.cues, match.scan.lower(match.end + 1)
    past = verb in cues["past"] or (len(verb) > 4 and verb.endswith(scan.lexicon.past_endings))
    plural = scan.word(match.end).endswith(scan.lexicon.present_endings)
    return past and plural and scan.lower(match.start - 1) in cues["before_feast"]


def _is_feast(match: Match, token: int | None) -> bool:
    """Not a Christmas tree, nor Christmas Island."""
    scan, cues = match.scan, match.scan.lexicon.cues
    after = scan.word(match.end)
    if "year" in scan.categories(match.end - 1):
        return True
    if scan.lower(match.end - 1) == "s" and scan.word(match.end - 2) in ("'", "’"):
        free = phrase_ends(scan, match.end)  # by St Martin's
        return free and scan.lower(match.start - 1) in cues["before_feast"]
    if after.islower() and after not in cues["function"]:
        return _subject_follows(match)
    if after[:1].isupper() and token == match.end - 1:
        return scan.lower(match.start - 1) in cues["preposition"]
    return True
