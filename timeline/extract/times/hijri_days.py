"""Readers of the months and feasts of the Islamic calendar: Ramadan 2023, Eid al-Fitr."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.dates.hijri import hijri_day, hijri_month, hijri_years
from timeline.extract.times.context import Context
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.readings import Readings, unresolved
from timeline.extract.times.story import Placed
from timeline.extract.times.values import Point, day_point

_COMPUTED = "its days are those of the tabular Islamic calendar; by sight of the moon they differ"
_EID_NEAR = 21  # days from publication within which a bare «Eid» is meant
_OWN_YEARS = range(1, 1600)  # no newspaper means Ramadan of the Gregorian year 1444


def hijri(match: Match, context: Context) -> Readings:
    """Ramadan 2023; 10 Muharram 1445; Eid al-Adha: days that are known to within one or two."""
    scan = match.scan
    token = match.the("hijri")
    month, _, feast = str(scan.categories(token)["hijri"]).partition("-")
    dated = next((int(scan.value(i, "day")) for i in match if i < token and _day(match, i)), None)
    day = int(feast) if feast else dated
    last = match.end - 1 if match.end > token + 1 else None
    named = last if last is None or scan.value(last, "year") else last - 1
    if named is None and not _is_time(match, token):
        return None
    placed: Placed | None = None
    number = None if named is None else int(scan.categories(named)["num"])
    if number is not None and (named != last or number in _OWN_YEARS):
        if not 1 <= number <= 9600:
            return None
        years = [number]
    else:
        year, placed = (number, None) if number else _year(match, context, int(month))
        if year is None or not 622 < year < 9999:
            return unresolved(match, "XXXX-XX-XX" if day else "XXXX-XX")
        years = hijri_years(year, int(month), day or 1)
    return _reading(match, years, int(month), day, placed)


def _day(match: Match, i: int) -> bool:
    return match.scan.value(i, "day") is not None


def _is_time(match: Match, token: int) -> bool:
    """Not Tariq Ramadan, nor Ramadan Abdullah: a preposition before, no name after."""
    scan = match.scan
    before, after = scan.lower(match.start - 1), scan.word(match.end)
    named = after[:1].isupper() and after.isalpha()
    if before == "of" and "-" in str(scan.value(token, "hijri")):
        return False  # tales of Ashura
    return before in scan.lexicon.cues["at_feast"] and not named


def _year(match: Match, context: Context, month: int) -> tuple[int | None, Placed]:
    now = context.year_now()
    known = hijri_years(now, month) if now is not None and now > 622 else []
    first = dates.day_of(hijri_day(known[0], month, 1))[1] if known else 1
    placed = context.year_for(match.start, first)
    return placed.year, placed


def _reading(
    match: Match, years: list[int], month: int, day: int | None, placed: Placed | None
) -> Readings:
    if not years:
        return None
    steps = (*(() if placed is None else (placed.step,)), _COMPUTED)
    anchor = None if placed is None else placed.anchor
    reading = Reading(match.start, match.end, "DATE", "", anchor, steps, dated=placed is None)
    if day is not None:
        points = [replace(day_point(hijri_day(y, month, day)), fuzzy=True) for y in years]
        if len(points) == 1:
            return [replace(reading, value=points[0])]
        edtf = dates.one_of(*(p.edtf() or "" for p in points))
        both = Point("year", points[0].year)
        return [replace(reading, value=both, edtf=edtf, ambiguous=True, tells=False)]
    first, last = hijri_month(years[0], month)
    begin = day_point(first)
    edtf = dates.interval(f"{dates.iso_day(first)}~", f"{dates.iso_day(last)}~")
    return [replace(reading, value=Point("month", begin.year, begin.index), edtf=edtf)]


def eid(match: Match, context: Context) -> Readings:
    """«Eid»: in news the one some days away; else either of the two of the year."""
    scan = match.scan
    named, base = scan.value(match.end - 1, "year"), context.publication()
    before, after = scan.lower(match.start - 1), scan.word(match.end)
    if named is None and (before not in scan.lexicon.cues["at_feast"] or after[:1].isupper()):
        return None
    kinds = [kind.split("-") for kind in str(scan.categories(match.start)["eid"]).split("|")]
    year = int(named) if named else context.year_now()
    if year is None or not 623 < year < 9998:
        return unresolved(match, "XXXX-XX-XX")
    days = sorted(
        hijri_day(own, int(month), int(day))
        for month, day in kinds
        for y in ((year,) if named else (year - 1, year, year + 1))
        for own in hijri_years(y, int(month), int(day))
    )
    steps: tuple[str, ...] = (_COMPUTED,)
    if base is not None and context.news and not named:
        today = base.point.days()[0]
        near = min(days, key=lambda n: abs(n - today))
        if abs(near - today) <= _EID_NEAR:
            point = replace(day_point(near), fuzzy=True)
            steps = (f"the one nearest to {base.words}", *steps)
            return [Reading(match.start, match.end, "DATE", point, "published", steps)]
    points = [replace(day_point(n), fuzzy=True) for n in days]
    edtf = dates.one_of(*(p.edtf() or "" for p in points if p.year == year))
    reading = Reading(match.start, match.end, "DATE", Point("year", year), None, steps, edtf)
    return [replace(reading, dated=bool(named), ambiguous=True, tells=False)]
