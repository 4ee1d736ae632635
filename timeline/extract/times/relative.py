"""Readers of what counts from another time: yesterday, last week, the day before, the 13th."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.times.calendar_dates import (
    Readings,
    day_beside,
    day_number_at,
    month_at,
    single,
)
from timeline.extract.times.context import Base, Context
from timeline.extract.times.feasts import feast_day
from timeline.extract.times.guards import bare_weekday, clause_ends
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import count_of, year_of
from timeline.extract.times.story import Placed
from timeline.extract.times.values import (
    RANK,
    Length,
    Point,
    containing,
    day_point,
    shifted,
    valid_day,
)

_UNANCHORED = "no time is told that it could count from"


def _counted_from(match: Match, point: Point, base: Base, step: str = "") -> Readings:
    said = step or f"counted from {base.words}"
    kind = "TIME" if point.clock else "DATE"
    return [
        Reading(match.start, match.end, kind, point, anchor=base.anchor, steps=(said,))  # type: ignore[arg-type]  # both are TimeTypes
    ]


def unresolved(match: Match, value: str) -> Readings:
    """A time that nothing anchors: no date, and the reason says so."""
    kind = "TIME" if "T" in value else "DATE"
    return [Reading(match.start, match.end, kind, value, steps=(_UNANCHORED,), tells=False)]  # type: ignore[arg-type]  # both are TimeTypes


def deictic(match: Match, context: Context) -> Readings:
    """Yesterday; tomorrow morning; tonight."""
    scan = match.scan
    token = match.find("deictic", "tonight")
    assert token is not None
    categories = scan.categories(token)
    part = match.find("part")
    clock = str(
        categories.get("tonight") or (scan.categories(part)["part"] if part is not None else "")
    )
    by = int(categories.get("deictic") or 0)
    base = context.speech(token, "day")
    if scan.lower(match.end) in ("'s", "’s") and by == 0:
        return None
    if context.evidence.kind == "history" and not context.sentences.quoted(token):
        return unresolved(match, "PRESENT_REF" if not clock and by == 0 else f"XXXX-XX-XX{clock}")
    if base is None or not base.point.is_day():
        return unresolved(match, f"XXXX-XX-XX{clock}")
    return _counted_from(match, day_point(base.point.days()[0] + by, clock), base)


def weekday(match: Match, context: Context) -> Readings:
    """Tuesday; last Friday; Monday morning; next Monday."""
    scan = match.scan
    token = match.find("weekday")
    assert token is not None
    if not bare_weekday(scan, token):
        return None
    number = int(scan.categories(token)["weekday"])
    part = match.find("part")
    clock = "" if part is None else str(scan.categories(part)["part"])
    shift = match.find("shift")
    by, kind = 0, ""
    if shift is not None:
        value = scan.categories(shift)["shift"]
        by, kind = int(value["by"]), str(value["from"])
    if kind == "story" or (shift is not None and scan.lower(match.start) == "the"):
        return _story_weekday(match, context, number, by, clock)
    point, anchor, step = context.weekday(token, number)
    if point.year is None:
        return unresolved(match, f"XXXX-WXX-{number + 1}{clock}")
    if by:
        point, step = _shifted_weekday(context, point, by, step)
    reading = Reading(
        match.start, match.end, "TIME" if clock else "DATE",
        replace(point, clock=clock), anchor=anchor, steps=(step,),
    )  # fmt: skip
    return [reading]


def _shifted_weekday(context: Context, point: Point, by: int, step: str) -> tuple[Point, str]:
    """Last Friday lies before, next Friday after the day that it counts from."""
    number = point.days()[0]
    base = context.published
    today = base.days()[0] if base is not None else number
    while by < 0 and number >= today:
        number -= 7
    while by > 0 and number <= today - (today - 1) % 7 + 6:  # next Thursday: of next week
        number += 7
    return day_point(number), step


def _story_weekday(match: Match, context: Context, number: int, by: int, clock: str) -> Readings:
    base = context.story("day")
    if base is None:
        return unresolved(match, f"XXXX-WXX-{number + 1}{clock}")
    here = base.point.days()[0]
    ahead = (number - (here - 1) % 7) % 7
    there = here + ahead if by >= 0 else here - (7 - ahead)
    if by > 0 and there == here:
        there += 7
    return _counted_from(match, day_point(there, clock), base)


def shifted_unit(match: Match, context: Context) -> Readings:
    """Last week; the following year; that same day; the end of the month."""
    scan = match.scan
    token = match.find_last("unit", "units")
    assert token is not None
    categories = scan.categories(token)
    shifts = match.find_all("shift")
    if "units" in categories or categories["unit"] in ("second", "minute", "hour"):
        return None
    unit = "week" if categories["unit"] == "fortnight" else str(categories["unit"])
    if not shifts:
        return _unit_told(match, context, unit)
    value = scan.categories(shifts[-1])["shift"]
    word, by, kind = scan.lower(shifts[-1]), int(value["by"]), str(value["from"])
    the = scan.lower(shifts[0] - 1) == "the" and shifts[0] > match.start
    if word == "past" or (word == "coming" and the):
        length = Length("1", unit)
        return [Reading(match.start, match.end, "DURATION", length, tells=False)]
    if word in ("next", "last", "this") and (unit == "day" or (the and word == "next")):
        kind = "story"
    if word in ("last", "latest") and the and unit not in ("quarter", "month", "week", "year"):
        return None
    if scan.lower(match.end) == "of" and match.start == shifts[0] - the:
        return None
    base = context.base(token, unit, kind)
    moved = None if base is None else shifted(base.point, by, unit)
    if base is None or moved is None:
        return unresolved(match, _unknown(unit))
    if by > 0 and kind == "story" and base.anchor == "published":
        if context.sentences.tense(match.start) != "future":
            return unresolved(match, _unknown(unit))
    if _finer(moved, base):
        return _dayless(match, base, by)
    if by == 0 and kind == "story" and RANK[base.point.unit] > RANK[unit]:
        return unresolved(match, _unknown(unit))
    return _counted_from(match, moved, base)


def _unit_told(match: Match, context: Context, unit: str) -> Readings:
    """«the end of the month», «in the quarter»: the unit in which the story stands."""
    scan = match.scan
    alone = match.end - match.start == 2 and "det" in scan.categories(match.start)
    cues = scan.lexicon.cues
    if alone and (unit == "day" or scan.lower(match.start - 1) not in cues["during"]):
        return None
    if alone and scan.lower(match.end) in cues["unit_defined"]:
        return None
    if _numbered(scan.word(match.end)) or scan.word(match.end) == "-" and scan.touches(match.end):
        return None
    if scan.lower(match.end) == "of" or unit == "weekend":
        return None
    if alone and unit in ("decade", "century", "millennium"):
        return None
    base = context.story(unit) or context.publication()
    if context.news and unit in ("year", "quarter", "month", "week"):
        told = context.latest(lambda t: RANK[t.point.unit] <= RANK[unit], reach=1)
        near = told is not None and told.token >= context.sentences.bounds(match.start)[0]
        base = context.story(unit) if near else context.publication()
        if base is not None and unit == "quarter" and base.anchor == "published":
            base = context.story("quarter") or base
    if base is None:
        return unresolved(match, _unknown(unit))
    whole = containing(base.point, unit)
    if match.find("fiscalword") is not None and (edtf := whole.edtf()) is not None:
        reading = Reading(
            match.start, match.end, "DATE", f"FY{whole.timex()}", anchor=base.anchor,
            steps=(f"counted from {base.words}",), edtf=edtf,
        )  # fmt: skip
        return [reading]
    return _counted_from(match, whole, base)


def _numbered(word: str) -> bool:
    """«the Year III», «the year one» of some other calendar."""
    return bool(word) and (word[0].isdigit() or (word.isupper() and set(word) <= set("IVX")))


def _unknown(unit: str) -> str:
    forms = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}
    return forms.get(unit, "XXXX-WXX-WE" if unit == "weekend" else "XXXX")


def counted(match: Match, context: Context) -> Readings:
    """Twelve days later; two years ago; a year earlier; the day before."""
    scan = match.scan
    token = match.find_last("unit", "units")
    assert token is not None
    categories = scan.categories(token)
    unit = str(categories.get("unit") or categories["units"])
    last = match.end - 1
    if "ago" not in scan.categories(last) and last > token + 1:  # … after that
        last -= 1
    word = scan.lower(last)
    back = "ago" in scan.categories(last) or "beforehand" in scan.categories(last)
    back = back or word == "previous"
    if last == match.end - 1 and word in scan.lexicon.cues["needs_clause_end"] and not clause_ends(scan, match.end):
        return None
    if unit in ("second", "minute", "hour"):
        return None
    kind = "speech" if "ago" in scan.categories(last) or word == "from" else "story"
    if scan.lower(match.start) == "the" and token == match.start + 1:
        count: str | None = "1"
    elif token == match.start:
        count = None
    else:
        count = count_of(match, match.start, token)
    if unit == "fortnight":
        unit, count = "week", None if count is None else str(2 * float(count))
    base = context.base(match.start, unit if unit != "year" else "year", kind)
    if count is None or "." in count and not count.endswith(".0"):
        return _vaguely(match, base, back)
    if base is None:
        return unresolved(match, _unknown(unit))
    number = int(float(count)) * (-1 if back else 1)
    if not back and base.anchor == "published" and context.sentences.tense(match.start) != "future":
        return unresolved(match, _unknown(unit))
    if unit == "year" and kind == "speech":
        base = _quarter_beside(match, context) or base
    keep = base.point.unit == "quarter" and unit == "year"
    if unit == "week" and kind == "story" and base.point.is_day():
        moved = shifted(base.point, number * 7, "day")
    else:
        moved = shifted(base.point, number * 4 if keep else number, "quarter" if keep else unit)
    if moved is not None and _finer(moved, base):
        return _dayless(match, base, number)
    if moved is None:
        return unresolved(match, _unknown(unit))
    side = "before" if back else "after"
    return _counted_from(
        match, moved, base, f"{abs(number)} {unit}{'s' * (abs(number) != 1)} {side} {base.words}"
    )


def _quarter_beside(match: Match, context: Context) -> Base | None:
    """A quarter told in the same sentence: its profit is compared with the like quarter's."""
    start = context.sentences.bounds(match.start)[0]
    told = context.latest(lambda t: t.point.unit == "quarter" and t.token >= start, reach=3)
    return None if told is None else context.story("quarter")


def _finer(moved: Point, base: Base) -> bool:
    """Whether a day was counted from a time whose day is not known."""
    return moved.unit in ("day", "week") and not base.point.is_day() and base.point.unit != "week"


def _dayless(match: Match, base: Base, number: int) -> Readings:
    """«The next day» after «early June»: still June, the day is not known."""
    near = replace(base.point, fuzzy=number != 0)
    known = replace(near, unit="day", day=None) if near.unit == "month" else near
    value = known.timex() if near.unit == "month" else f"{near.timex()[:4]}-XX-XX"
    if near.year is not None and near.year <= 0:
        value = known.timex()
    steps = (f"counted from {base.words}, whose day is not said",)
    return [
        Reading(
            match.start, match.end, "DATE", value, anchor=base.anchor, steps=steps,
            edtf=near.edtf(), tells=False,
        )
    ]  # fmt: skip


def year_earlier(match: Match, context: Context) -> Readings:
    """The year-earlier quarter: the like period of the year before."""
    base = context.story("quarter") or context.story("year") or context.publication()
    if base is None:
        return unresolved(match, "XXXX")
    keep = base.point.unit == "quarter"
    moved = shifted(base.point, -4 if keep else -1, "quarter" if keep else "year")
    if moved is None:
        return None
    return _counted_from(match, moved, base, f"1 year before {base.words}")


def _vaguely(match: Match, base: Base | None, back: bool) -> Readings:
    """«a few days later»: after the time told, nobody knows how long."""
    value = "PAST_REF" if back else "FUTURE_REF"
    edtf = None
    if base is not None and (known := base.point.edtf()) is not None:
        edtf = dates.before(known) if back else dates.after(known)
    step = "how many is not said" + ("" if base is None else f"; counted from {base.words}")
    return [
        Reading(
            match.start, match.end, "DATE", value, anchor=None if base is None else base.anchor,
            steps=(step,), edtf=edtf, tells=False,
        )
    ]  # fmt: skip


def bare_day(match: Match, context: Context) -> Readings:
    """The 13th: a day of the month in which the story stands."""
    scan = match.scan
    token = match.find_last("dayth")
    assert token is not None
    after = scan.word(token + 1)
    if after in ("-", "–", "'", "’") or after[:1].isdigit():
        return None
    if after.isalpha() and after.lower() not in scan.lexicon.cues["function"]:
        return None
    if scan.lower(match.start - 1) not in scan.lexicon.cues["before_day"]:
        return None
    if not scan.word(token)[0].isdigit():
        return None
    number = int(scan.categories(token)["dayth"])
    base = context.story("month")
    if base is None or (context.news and not _near(match, context)):
        base = context.publication()
    if base is None or base.point.month() is None:
        return unresolved(match, f"XXXX-XX-{number:02d}")
    year, month = base.point.year, base.point.month()
    assert year is not None and month is not None
    if not valid_day(year, month, number):
        return None
    return _counted_from(match, Point("day", year, month, number), base)


def _near(match: Match, context: Context) -> bool:
    told = context.latest(lambda t: RANK[t.point.unit] <= RANK["month"])
    return told is not None and told.token >= context.sentences.paragraph_start(match.start)


def _year_meant(match: Match, context: Context) -> tuple[Base, int] | None:
    """The year of «of that year», «of last year»."""
    shift = match.find_last("shift")
    value = {"by": 0, "from": "story"} if shift is None else match.scan.categories(shift)["shift"]
    base = context.base(match.start, "year", str(value["from"]))
    moved = None if base is None else shifted(base.point, int(value["by"]), "year")
    if base is None or moved is None or moved.year is None:
        return None
    return base, moved.year


def day_of_that_year(match: Match, context: Context) -> Readings:
    """July 25 of that year."""
    month = match.find("month", "mabbr")
    day = None if month is None else day_beside(match, month)
    meant = _year_meant(match, context)
    if month is None or day is None or meant is None:
        return None
    base, year = meant
    point = Point("day", year, month_at(match, month), day_number_at(match, day))
    if not valid_day(year, point.index or 0, point.day or 0):
        return None
    return _counted_from(match, point, base, f"the year counts from {base.words}")


def month_of_that_year(match: Match, context: Context) -> Readings:
    """August of that year."""
    month = match.find("month", "mabbr")
    meant = _year_meant(match, context)
    if month is None or meant is None:
        return None
    base, year = meant
    point = Point("month", year, month_at(match, month))
    return _counted_from(match, point, base, f"the year counts from {base.words}")


def shifted_month(match: Match, context: Context) -> Readings:
    """Last October; the previous April; next May."""
    scan = match.scan
    token, shift = match.find("month", "mabbr"), match.find("shift")
    assert token is not None and shift is not None
    number = month_at(match, token)
    value = scan.categories(shift)["shift"]
    by, kind = int(value["by"]), str(value["from"])
    base = context.base(match.start, "month", kind) or context.base(match.start, "year", kind)
    if base is None or base.point.year is None:
        return single(match, Point("month", None, number), Placed(None, None, _UNANCHORED))
    year, here = base.point.year, base.point.month()
    if here is None:
        year += by
    elif by < 0:
        year -= number >= here
    elif by > 0:
        year += number <= here
    readings = _counted_from(match, Point("month", year, number), base) or []
    return [replace(r, tells=by >= 0) for r in readings]  # a look back, the story stays


def holiday(match: Match, context: Context) -> Readings:
    """Christmas 1963; Christmas Eve; New Year's Day."""
    scan = match.scan
    token = match.find("holiday")
    kind = "01-01" if token is None else str(scan.categories(token)["holiday"])
    after = scan.word(match.end)
    if after.islower() and after not in scan.lexicon.cues["function"]:
        return None
    if (
        after[:1].isupper()
        and token == match.end - 1
        and scan.lower(match.start - 1) not in scan.lexicon.cues["preposition"]
    ):
        return None
    eve, night = match.has("eve"), match.has("night")
    named = year_of(match)
    placed = None
    month = feast_day(kind, 2000)[0]
    if token is None and eve:
        month = 12
    year = named[0] if named else None
    if named is None:
        placed = context.year_for(match.start, month)
        year = placed.year
    if year is None:
        return unresolved(
            match, f"XXXX-{kind}" if kind[:2].isdigit() and "nth" not in kind else "XXXX-XX-XX"
        )
    if not 1 <= year <= 9998:
        return None
    point = Point("day", year, *feast_day(kind, year + (token is None and eve)))
    if eve:
        point = day_point(
            Point("day", year + (token is None), point.index, point.day).days()[0] - 1
        )
    if night:
        return [
            Reading(
                match.start, match.end, "TIME", replace(point, clock="TNI"), dated=named is not None
            )
        ]
    return single(match, point, placed)
