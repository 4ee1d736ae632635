"""Readers of times counted from a date beside them: a week from Tuesday, the day after Easter."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.times import calendar_dates, deictic, named_days
from timeline.extract.times.context import Base, Context
from timeline.extract.times.guards import phrase_ends
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import count_of
from timeline.extract.times.readings import Readings, counted_from, unit_at
from timeline.extract.times.story import say
from timeline.extract.times.values import (
    Length,
    Point,
    containing,
    day_point,
    same_day,
    shifted,
    weekday_from,
    weekday_of,
    weekday_up_to,
)

_LONGEST = 46  # days of a feast


def from_day(match: Match, context: Context) -> Readings:
    """A week from Tuesday; three weeks from today; a week ago Thursday; Tuesday week."""
    mark = match.find("ago", "hence")
    on = mark is None and match.has("on")  # a week on Monday, not a year on Sunday
    if on and unit_at(match, match.the("unit", "units")) not in ("week", "fortnight"):
        return None
    if mark is None and match.find("deictic") is not None and _no_plan(match):
        return None
    token = match.the("unit", "units")
    unit = unit_at(match, token)
    bare = mark is None and match.the("unit", "units") == match.end - 1  # Tuesday week
    count = "1" if bare else count_of(match, match.start, token)
    if count is None or not count.isdigit():
        return None
    if unit == "fortnight":
        unit, count = "week", str(2 * int(count))
    back = mark is not None and "ago" in match.scan.categories(mark)
    return _counted(match, context, -int(count) if back else int(count), unit)


def _counted(match: Match, context: Context, number: int, unit: str) -> Readings:
    """The day, week or month beside the distance, moved by it."""
    scan = match.scan
    base = context.speech(match.start, "day")
    if base is None or not base.point.is_day():
        return None
    today = base.point.days()[0]
    weekday, shift = match.find("weekday"), match.find("shift")
    if weekday is not None:
        wanted = int(scan.categories(weekday)["weekday"])
        day_from = weekday_up_to(today, wanted) if number < 0 else weekday_from(today + 1, wanted)
        moved = same_day(day_point(day_from), number, unit)
    elif shift is not None:  # a year ago this month: the month of the day a year ago
        inner = str(scan.categories(shift + 1)["unit"])
        day = same_day(base.point, number, unit)
        by = int(scan.categories(shift)["shift"]["by"])
        moved = None if day is None else shifted(containing(day, inner), by, inner)
    else:
        by = int(scan.categories(match.the("deictic"))["deictic"])
        moved = same_day(day_point(today + by), number, unit)
    return None if moved is None else counted_from(match, moved, base)


def _no_plan(match: Match) -> bool:
    """«a week tomorrow» is a day; «it is ten years today», «a week yesterday» are none."""
    scan = match.scan
    if match.the("deictic") == match.start:
        return False  # tomorrow week
    by = int(scan.value(match.the("deictic"), "deictic"))
    long = unit_at(match, match.the("unit", "units")) not in ("week", "fortnight", "month")
    return by < 0 or long or scan.lower(match.start - 1) in scan.lexicon.cues["is"]


def weekday_twice_removed(match: Match, context: Context) -> Readings:
    """The Sunday before last; the Tuesday after next."""
    base = context.speech(match.start, "day")
    if base is None or not base.point.is_day():
        return None
    wanted = int(match.scan.categories(match.the("weekday"))["weekday"])
    by = int(match.scan.categories(match.the_last("shift"))["shift"]["by"])
    today = base.point.days()[0]
    last = weekday_up_to(today - 1, wanted)
    if by > 0:  # next Tuesday lies in a later week
        last = today - weekday_of(today) + wanted
    return counted_from(match, day_point(last + 14 * by + (7 if by < 0 else 0)), base)


def this_time(match: Match, context: Context) -> Readings:
    """This time last year: the month; this time next week, this time tomorrow: the day."""
    base = context.speech(match.start, "day")
    if base is None or not base.point.is_day():
        return None
    deictic_word, shift = match.find("deictic"), match.find_last("shift")
    if deictic_word is not None or shift is None:
        by = int(match.scan.value(match.end - 1, "deictic"))
        return counted_from(match, day_point(base.point.days()[0] + by), base)
    by = int(match.scan.categories(shift)["shift"]["by"])
    unit = unit_at(match, match.end - 1)
    moved = same_day(base.point, by, unit)
    if moved is None:
        return None
    return counted_from(match, containing(moved, "month") if unit == "year" else moved, base)


def weekday_last(match: Match, context: Context) -> Readings:
    """Monday last; Tuesday next: the nearest before or after the day of writing."""
    scan = match.scan
    base = context.speech(match.start, "day")
    ends = phrase_ends(scan, match.end) and scan.lower(match.end) != "to"
    if not ends or base is None or not base.point.is_day():
        return None
    wanted = int(scan.categories(match.start)["weekday"])
    by = int(scan.categories(match.end - 1)["shift"]["by"])
    today = base.point.days()[0]
    day = weekday_from(today + 1, wanted) if by > 0 else weekday_up_to(today - 1, wanted)
    return counted_from(match, day_point(day), base)


def around_day(match: Match, context: Context) -> Readings:
    """«two weeks after June 7, 2003»: in a story one date.

    In news the length and the date are an expression each, as in TIMEX3; the length has
    the day that it leads to as its date, and the story goes on from there.
    """
    scan = match.scan
    mark = next(i for i in match if scan.lower(i) in scan.lexicon.cues["beside_day"])
    token = next(i for i in range(mark - 1, match.start - 1, -1) if unit_at(match, i))
    unit, count = unit_at(match, token), count_of(match, match.start, token)
    day = named_day(match, mark + 1, context)
    if day is None or count is None or not count.isdigit():
        return None
    back = scan.lower(mark) in scan.lexicon.cues["beside_before"]
    point = day.point()
    if point is None or not point.is_day():
        return None
    number = -int(count) if back else int(count)
    moved = same_day(point, number * (2 if unit == "fortnight" else 1), _plain(unit))
    if moved is None or moved.edtf() is None:
        return None
    lasting = scan.lower(match.start - 1) in scan.lexicon.cues["lasting_for"]
    if context.evidence.narrative and not lasting:
        base = Base(point, day.anchor, say(point))
        readings = counted_from(match, moved, base) or []
        return [replace(r, steps=(*day.steps, *r.steps), dated=day.dated) for r in readings]
    length = Reading(
        match.start, mark, "DURATION", Length(count, unit), tells=False,
        steps=(f"{'before' if back else 'after'} {say(point)}",), edtf=moved.edtf(),
    )  # fmt: skip
    if lasting:
        first, last = sorted((moved.days()[0], point.days()[0]))
        span = (first, last - 1) if back else (first + 1, last)
        edtf = dates.interval(dates.iso_day(span[0]), dates.iso_day(span[1]))
        return [replace(length, edtf=edtf), day]
    return [replace(length, leads_to=moved, tells=True), replace(day, tells=False)]


def day_of_feast(match: Match, context: Context) -> Readings:
    """The second day of Rosh Hashanah 2005; the first night of Hanukkah."""
    scan = match.scan
    of = next(i for i in match if "=of" in scan.categories(i))
    feast, nth = named_day(match, of + 1, context), int(scan.value(match.the("ord"), "ord"))
    point = None if feast is None else feast.point()
    if feast is None or point is None or not point.is_day() or nth > _LONGEST:
        return None
    part = scan.value(of - 1, "part")
    day = day_point(point.days()[0] + nth - 1, "" if part is None else str(part))
    readings = counted_from(match, day, Base(point, feast.anchor, say(point))) or []
    return [replace(r, steps=(*feast.steps, *r.steps), dated=feast.dated) for r in readings]


def next_to_day(match: Match, context: Context) -> Readings:
    """The day after Thanksgiving; the Friday before Christmas 1988; the week after Easter."""
    scan = match.scan
    mark = next(i for i in match if scan.lower(i) in scan.lexicon.cues["beside_day"])
    day = named_day(match, mark + 1, context)
    point = None if day is None else day.point()
    if day is None or point is None or not point.is_day():
        return None
    by = -1 if scan.lower(mark) in scan.lexicon.cues["beside_before"] else 1
    here = point.days()[0]
    weekday = scan.value(mark - 1, "weekday")
    nth = next((int(n) for i in range(match.start, mark) if (n := scan.value(i, "ord"))), 1)
    if weekday is not None:
        wanted = int(weekday)
        first = weekday_from(here + 1, wanted) if by > 0 else weekday_up_to(here - 1, wanted)
        moved: Point | None = day_point(first + 7 * by * (nth - 1))
    else:
        moved = shifted(point, by, unit_at(match, mark - 1))
    if moved is None:
        return None
    words = f"{say(point)}"
    readings = counted_from(match, moved, Base(point, day.anchor, words)) or []
    return [replace(r, steps=(*day.steps, *r.steps), dated=day.dated) for r in readings]


def named_day(match: Match, start: int, context: Context) -> Reading | None:
    """The day that tokens from ``start`` to the end of the match name."""
    inner = Match(match.scan, match.rule, start, match.end)
    if inner.find("greatday") is not None:
        readings = named_days.great_day(inner, context)
    elif inner.find("month", "mabbr") is not None:
        readings = calendar_dates.day(inner, context)
    elif inner.find("deictic") is not None:
        readings = deictic.deictic(inner, context)
    elif inner.find("holiday", "dayname") is not None or inner.has("new"):
        readings = named_days.holiday(inner, context)
    else:
        readings = named_days.named_feast(inner, context)
    return readings[0] if readings else None


def _plain(unit: str) -> str:
    return "week" if unit == "fortnight" else unit
