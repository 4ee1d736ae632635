"""Readers of times of day."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times import month_days, named_days
from timeline.extract.times.context import Context
from timeline.extract.times.day_parts import at_clock, unanchored_time
from timeline.extract.times.guards import bare_weekday, phrase_ends, touches_symbol
from timeline.extract.times.halves_of_day import half_of_day, hour_in_part
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import small_number, year_of
from timeline.extract.times.readings import (
    Readings,
    day_at,
    day_beside,
    month_at,
    unit_at,
    weekday_in,
)
from timeline.extract.times.story import Placed
from timeline.extract.times.values import Point, day_point, valid_day
from timeline.extract.times.weekdays import weekday_alone
from timeline.model import Anchor


def _clock_of(match: Match) -> str | None:
    """The TIMEX3 tail of the time of day that the match names."""
    scan = match.scan
    for i in match:
        categories = scan.categories(i)
        if "moment" in categories:
            return str(categories["moment"])
        if "part" in categories:
            return str(categories["part"])
        if "hourpm" in categories:
            return f"T{categories['hourpm']}"
        if "clock" in categories:
            return _half_of_day(str(categories["clock"]), _ampm(match, i + 1))
        if i + 1 < match.end and ("zone" in scan.categories(i + 1) or _hundred(match, i)):
            return _hours(scan.word(i))
        if "small" in categories:
            half = _ampm(match, i + 1)
            if half and 1 <= int(categories["small"]) <= 12:
                return _half_of_day(f"{int(categories['small']):02d}:00", half)
        if scan.lower(i + 1) == "o" and 1 <= small_number(scan, i) <= 12:
            return f"T{small_number(scan, i):02d}:00"
    return None


def _hour_of_part(match: Match) -> str | None:
    """«six in the morning», «1.40 in the afternoon», «seven o'clock on the evening of»."""
    scan, part = match.scan, match.find("part")
    if part is None or part == match.start:
        return None
    for i in range(match.start, part):
        if "clock" in scan.categories(i):
            hour, minutes = (int(n) for n in str(scan.value(i, "clock")).split(":"))
        else:
            hour, minutes = small_number(scan, i), 0
            if i + 1 < part and scan.lower(i + 1) not in ("in", "at", "on", "o"):
                continue
        if i + 1 < part and 1 <= hour <= 12:
            kind = str(scan.value(part, "part"))
            if (hour, minutes, kind) == (12, 0, "TNI"):
                return "T24:00"  # midnight ends the day
            return f"T{hour_in_part(hour, kind):02d}:{minutes:02d}"
    return None


def _clock_in_words(match: Match) -> str | None:
    """«half past seven», «a quarter to nine», «ten minutes past two in the afternoon»."""
    scan = match.scan
    moment = match.find("moment")
    if moment is not None and moment > match.start + 1 and not near_hour(match):
        return _beside_moment(match, moment)
    mark = next((i for i in match if scan.lower(i) in ("past", "to")), None)
    if mark is None:  # half nine
        mark = match.start if scan.lower(match.start) == "half" else None
    if mark is None or (not _plainly(match, mark) and not _at_hour(match)):
        return None
    hour = small_number(scan, mark + 1)
    before = range(match.start, mark + 1)
    minutes = 30 if any(scan.lower(i) == "half" for i in before) else 0
    minutes = 15 if any(scan.lower(i) == "quarter" for i in before) else minutes
    minutes = sum(small_number(scan, i) for i in before) or minutes
    if not 1 <= hour <= 12 or not 1 <= minutes <= 30:
        return None
    part = match.find("part")
    kind = "" if part is None else str(scan.value(part, "part"))
    total = 60 * hour_in_part(hour, kind) + (-minutes if scan.lower(mark) == "to" else minutes)
    if total < 0 and kind != "TNI":
        total += 12 * 60  # a quarter to twelve is before noon
    return f"T{total // 60 % 24:02d}:{total % 60:02d}"


def near_hour(match: Match) -> bool:
    """Whether the match begins with how near the hour is: shortly after nine."""
    return match.scan.lower(match.start) in match.scan.lexicon.cues["near_hour"]


def _beside_moment(match: Match, moment: int) -> str | None:
    """«one minute past midnight», «ten minutes to noon»."""
    scan = match.scan
    minutes = sum(small_number(scan, i) for i in range(match.start, moment))
    unit = match.find("units")
    unit = match.find("unit", "units") if unit is None else unit
    kind = "minute" if unit is None else unit_at(match, unit)
    if kind != "minute" or not 1 <= minutes < 60:
        return None
    noon = scan.value(moment, "moment") == "T12:00"
    back = scan.lower(moment - 1) in ("to", "before")
    total = (720 if noon else 0) + (-minutes if back else minutes)
    return f"T{total // 60 % 24:02d}:{total % 60:02d}"


def _plainly(match: Match, mark: int) -> bool:
    """Whether the words can be nothing but a time: half past, a quarter to, ten minutes to."""
    scan = match.scan
    units = "units" in scan.categories(mark - 1) or scan.lower(mark - 1) == "quarter"
    return scan.lower(mark) == "past" or units


def _at_hour(match: Match) -> bool:
    """«at ten to twelve», «by half nine»: no noun follows that would be counted."""
    scan, cues = match.scan, match.scan.lexicon.cues
    if scan.lower(match.start - 1) not in cues["before_hour"] | cues["between"]:
        return False
    return "part" in scan.categories(match.end - 1) or phrase_ends(scan, match.end)


def _hundred(match: Match, i: int) -> bool:
    """«0630 hours»; «1430 hours» may be a length."""
    scan = match.scan
    if scan.lower(i + 1) != "hours" or "num" not in scan.categories(i):
        return False
    return (
        scan.word(i)[0] == "0" or scan.lower(match.start - 1) in scan.lexicon.cues["before_clock"]
    )


def _hours(word: str) -> str | None:
    """1400, before a zone: fourteen hundred hours."""
    if len(word) != 4 or not word.isdigit() or int(word) >= 2400 or int(word[2:]) > 59:
        return None
    return f"T{word[:2]}:{word[2:]}"


def _ampm(match: Match, i: int) -> str:
    word = match.scan.lower(i) if i < match.end else ""
    if word in ("a", "p") and match.scan.word(i + 1) == ".":
        return word + match.scan.lower(i + 2)
    return word if word in ("am", "pm") else ""


def _half_of_day(clock: str, half: str) -> str:
    hour, minute = int(clock[:2]), clock[3:5]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02d}:{minute}"


def _zone_of(match: Match) -> str:
    zone = match.find_last("zone")
    return "" if zone is None else str(match.scan.categories(zone)["zone"])


def time(match: Match, context: Context) -> Readings:
    """11:30 a.m.; 5:30 p.m. Tuesday; the night of August 10."""
    clock = clock_in(match, in_scene=_counts_hours(context, match.start))
    if clock is None:
        return None
    dated = _date_in(match, context)
    if dated is None:
        return None
    point, anchor, steps, named = dated
    clock = half_of_day(match, context, clock, dated=point is not None)
    if point is None:
        return unanchored_time(match, context, clock)
    reading = Reading(
        match.start,
        match.end,
        "TIME",
        at_clock(point, clock),
        anchor=anchor,
        steps=steps,
        dated=named,
    )
    return [reading]


def _counts_hours(context: Context, token: int) -> bool:
    """Whether the paragraph has told an hour, or an evening, just before."""
    start = context.sentences.paragraph_start(token)
    return any(t.token >= start and (t.clock or t.late) for t in context.told[-2:])


def clock_in(match: Match, in_scene: bool = False) -> str | None:
    """The TIMEX3 tail of the time of day, with its zone; None if the match names none.

    ``in_scene``: the text has just told of hours, so that «by 10.15» is one more.
    """
    clock = _clock_in_words(match) or _hour_of_part(match) or _clock_of(match)
    if clock is None or not _is_clock(match, in_scene):
        return None
    return clock + _zone_of(match) if ":" in clock else clock


def _is_clock(match: Match, in_scene: bool) -> bool:
    """A bare 10:30 is a time after «at» or with a zone; verses and scores are none."""
    scan = match.scan
    token = match.find("clock")
    if token is None or match.find("zone", "hourpm") or match.end - match.start > 1:
        return not touches_symbol(scan, match.start, match.end - 1)
    if scan.word(token)[-1].isalpha():
        return True
    if "num" in scan.categories(token) and scan.lower(token - 1) != "at":
        ends = phrase_ends(scan, match.end)
        ends = ends and "to" not in (scan.lower(match.start - 1), scan.lower(match.end))
        if not (in_scene and ends and scan.counts_to_twelve):
            return False
    return scan.lower(match.start - 1) in scan.lexicon.cues["before_clock"]


_Dated = tuple[Point | None, Anchor, tuple[str, ...], bool]


def _date_in(match: Match, context: Context) -> _Dated | None:
    """(point, anchor, steps, names its year) of the date beside it; None if impossible."""
    scan = match.scan
    month = match.find("month", "mabbr")
    if month is not None:
        day = day_beside(match, month)
        if day is None:
            return None
        named = year_of(match, skip=(day, *_clock_tokens(match)))
        number, index = day_at(match, day), month_at(match, month)
        weekday = weekday_in(match)
        placed = (
            Placed(named[0], None, "")
            if named
            else context.year_for(match.start, index, number, weekday)
        )
        if not valid_day(placed.year, index, number):
            return None
        steps = () if named else (placed.step,)
        return Point("day", placed.year, index, number), placed.anchor, steps, named is not None
    if (token := match.find("holiday", "dayname", "dayth")) is not None:
        return _named_day(match, context, token)
    token = match.find("weekday")
    if token is not None:
        if not bare_weekday(scan, token):
            return None
        point, anchor, step = weekday_alone(context, token, int(scan.categories(token)["weekday"]))
        return (point if point.year is not None else None), anchor, (step,), False
    return _counted_day(match, context) or (None, None, (), False)


def _counted_day(match: Match, context: Context) -> _Dated | None:
    """Of «noon the next day», «4 p.m. yesterday»."""
    scan = match.scan
    shift, deictic = match.find("shift"), match.find("deictic")
    units = [scan.value(i, "unit") for i in match.find_all("unit")]
    if shift is not None and "day" in units:  # not «a quarter past one»
        base, by = context.story("day"), int(scan.categories(shift)["shift"]["by"])
    elif deictic is not None:
        base = context.speech(deictic, "day")
        by = int(scan.categories(deictic)["deictic"])
    else:
        return None
    if base is None or not base.point.is_day():
        return None
    day = day_point(base.point.days()[0] + by)
    return day, base.anchor, (f"counted from {base.words}",), False


def _named_day(match: Match, context: Context, token: int) -> _Dated | None:
    """Of «the morning of Christmas Day», «the night of the 13th»."""
    if "dayth" in match.scan.categories(token):
        readings = month_days.bare_day(replace(match, start=token - 1), context, placed=True)
    else:
        readings = named_days.holiday(replace(match, start=token), context)
    point = readings[0].point() if readings else None
    if not readings or point is None:
        return None
    return point, readings[0].anchor, readings[0].steps, readings[0].dated


def _clock_tokens(match: Match) -> tuple[int, ...]:
    """Numbers that are hours, so that «5 May 8 a.m.» has no year 8."""
    scan = match.scan
    return tuple(
        i
        for i in match
        if _ampm(match, i + 1)
        or "clock" in scan.categories(i)
        or scan.lower(i + 1) == "hours"
        or "zone" in scan.categories(i + 1)
    )
