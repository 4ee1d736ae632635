"""Readers of a time of day with the day that follows it, however that is said.

Four a.m. on 12 March; noon on the Monday; nine that evening; the evening of the same day:
one expression each.  What follows is read by the rules for days themselves.
"""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.clock import clock_in
from timeline.extract.times.context import Context
from timeline.extract.times.day_parts import at_clock
from timeline.extract.times.halves_of_day import half_of_day, hour_in_part
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import small_number
from timeline.extract.times.readings import Readings
from timeline.extract.times.values import Point, day_point

_NIGHT_ENDS = 6  # the hour up to which a night lasts


def clock_on_day(match: Match, context: Context) -> Readings:
    """«22:40 on 14 June 2009», «six o'clock on the Friday evening», «nine that evening»."""
    bare = match.scan.lower(match.end - 1) in match.scan.lexicon.cues["exactly"]
    clock = clock_in(replace(match, end=match.end - _joined(match) - bare))
    if clock is None:
        clock = _bare_hour(match)
        part_needed = True
    else:
        part_needed = False
    if clock is None:
        return None
    day = _day_after(match, context)
    point = None if day is None else day.point()
    if day is None or point is None or (part_needed and not point.clock):
        return None
    if not point.clock:
        clock = half_of_day(match, context, clock, dated=True)
    return _together(match, day, point, clock)


def part_of_day_named(match: Match, context: Context) -> Readings:
    """«the evening of the same day», «the early hours of the next day»."""
    part = match.find("part")
    clock = "TMO" if part is None else str(match.scan.value(part, "part"))
    day = _day_after(match, context)
    point = None if day is None else day.point()
    if day is None or point is None or point.clock:
        return None
    return _together(match, day, point, clock)


def _joined(match: Match) -> int:
    """How many words join the clock and the day: on, of."""
    return int(match.scan.lower(match.end - 1) in ("on", "of"))


def _bare_hour(match: Match) -> str | None:
    """«nine» of «at nine that evening»."""
    scan = match.scan
    at = next((i for i in match if small_number(scan, i)), match.start)
    number = small_number(scan, at)
    placed = scan.lower(at - 1) in scan.lexicon.cues["before_clock"]
    return f"T{number:02d}:00" if placed and 1 <= number <= 12 else None


def _day_after(match: Match, context: Context) -> Reading | None:
    """The day, or part of a known day, that begins where the match ends."""
    ends = match.scan.word(match.end - 1) == "."  # at 2:40 a.m. Twenty minutes later
    if context.read_at is None or (ends and not _is_name(match, match.end)):
        return None
    readings = context.read_at(match.end)
    point = readings[0].point() if len(readings) == 1 else None
    if point is None or not point.is_day() or ":" in point.clock:
        return None
    return readings[0]


def _is_name(match: Match, i: int) -> bool:
    """Whether the word has no capital or always has one: no sentence begins with it."""
    named = {"weekday", "wabbr", "month", "mabbr"} & match.scan.categories(i).keys()
    return bool(named) or not match.scan.word(i)[:1].isupper()


def _together(match: Match, day: Reading, point: Point, clock: str) -> Readings:
    number = point.days()[0]
    if ":" in clock and point.clock:
        hour = int(clock[1:3])
        clock = f"T{hour_in_part(hour, point.clock):02d}{clock[3:]}" if hour <= 12 else clock
        number += point.clock == "TNI" and hour % 12 < _NIGHT_ENDS and hour <= 12
    at = at_clock(replace(day_point(number), fuzzy=point.fuzzy), clock)
    return [replace(day, start=match.start, type="TIME", value=at, edtf=None)]
