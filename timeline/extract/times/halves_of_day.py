"""Whether an hour said without morning or afternoon is of the first or the second half of a day."""

from __future__ import annotations

from timeline.extract.times.context import Base, Context
from timeline.extract.times.match import Match

_MORNING, _NOON = 6, 12  # hours: before six nobody is about, unless the text says so
_EVENING = 18
_REACH = 10  # tokens before the hour in which a verb of closing stands


def half_of_day(match: Match, context: Context, clock: str, dated: bool) -> str:
    """«it rained at half past ten» after an evening; «shut at five o’clock»; «at one o’clock».

    An hour told after the evening of the day is of the evening; one from one to five is of the
    afternoon, where nothing speaks of the night or the early morning; shops shut after noon.
    """
    if not _is_open(match, clock):
        return clock
    scan, cues, hour = match.scan, match.scan.lexicon.cues, int(clock[1:3])
    late = bool(context.told) and context.told[-1].late
    start, end = context.sentences.bounds(match.start)
    words = {scan.lower(i) for i in range(start, end)}
    near = {scan.lower(i) for i in range(max(start, match.start - _REACH), match.start)}
    last = 0 if dated else _last_clock(context)  # dated: of a day named beside it
    if last >= _NOON and (hour < _MORNING) <= (last < _EVENING):
        after_noon = hour + _NOON >= last
    elif late:
        after_noon = hour >= _MORNING
    elif hour < _MORNING:
        after_noon = cues["small_hours"].isdisjoint(words)
    else:
        after_noon = not cues["closing"].isdisjoint(near)
    return f"T{hour + _NOON:02d}{clock[3:]}" if after_noon else clock


def hour_in_part(hour: int, part: str) -> int:
    """The hour of the day of an hour up to twelve in a part of it: 20 for eight in the evening."""
    late = part in ("TAF", "TEV") or (part == "TNI" and _MORNING <= hour < _NOON)
    return hour % 12 + 12 * late


def _last_clock(context: Context) -> int:
    """The hour told last in this paragraph, 0 if none was."""
    start = context.sentences.paragraph_start(context.at)
    clocks = [t.clock for t in context.told[-3:] if t.clock[:1] == "T" and t.token >= start]
    return int(clocks[-1][1:3]) if clocks and clocks[-1][1:3].isdigit() else 0


def _is_open(match: Match, clock: str) -> bool:
    """Whether the words leave the half of the day open: no a.m., no zone, not 04:30."""
    scan = match.scan
    if len(clock) != 6 or not 1 <= int(clock[1:3]) < _NOON:
        return False
    if match.find("part", "moment", "hourpm", "zone") is not None or match.has("am", "pm", "m"):
        return False
    return match.find("clock") is None and any(
        scan.lower(i) in ("o", "past", "to", "quarter") for i in match
    )


def later_half(context: Context, match: Match, base: Base, clock: str) -> str:
    """Minutes: a meeting that began at 7.30 p.m. and closed at 9.05 did so in the evening."""
    meeting = context.meeting
    if context.evidence.kind != "minutes" or meeting is None or base.anchor != meeting.index:
        return clock
    if len(clock) != 6 or not 1 <= int(clock[1:3]) < _NOON or match.has("am", "a"):
        return clock
    day = meeting.point.days()[0]
    began = [t.clock for t in context.told if t.clock and t.point.days()[0] == day]
    late = bool(began) and began[0] > clock
    return f"T{int(clock[1:3]) + _NOON:02d}{clock[3:]}" if late else clock
