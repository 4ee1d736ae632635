"""Whether an hour said without morning or afternoon is of the first or the second half of a day.

One rule for hours of all kinds: «at five», «half past ten», «8.40» in a text that counts to twelve.
"""

from __future__ import annotations

from timeline.extract.times.context import Context
from timeline.extract.times.match import Match
from timeline.extract.times.numbers import small_number

_MORNING, _NOON = 6, 12  # hours: before six nobody is about, unless the text says so
_REACH = 10  # tokens before the hour in which a verb of closing stands
_BACK = 3  # a step back costs so much more than one forward
_LATE = 10  # nothing of an evening begins so late
_ASLEEP = 5  # an evening ends; four o'clock after it is of the next day
_PARTS = ("TMO", "TAF", "TEV", "TNI")


def half_of_day(match: Match, context: Context, clock: str, dated: bool, scene: str = "") -> str:
    """The clock (``T10:30``) on the half of the day that the scene has told.

    An hour goes on from the last one told; after an evening it is of the evening, from one to
    five of the afternoon, where nothing speaks of the night or the early morning; shops shut and
    concerts begin after noon.  ``dated``: it has a day of its own; ``scene``: a part of the day.
    """
    if not _is_open(match, clock):
        return clock
    last = "" if dated else scene if scene[1:2].isdigit() else _last_clock(context)
    late = bool(context.told) and context.told[-1].late
    last = "" if late else last  # at nine, then «last night», then at four
    if not (last or late or scene or dated):
        scene = _part_before(match, context)
    if match.find("clock") is not None and not (last or late or scene in _PARTS):
        return clock  # 3.30 without a scene: as it is written
    return f"T{_hour(match, context, clock, dated, scene, last):02d}{clock[3:]}"


def _hour(match: Match, context: Context, clock: str, dated: bool, scene: str, last: str) -> int:
    scan, cues, hour = match.scan, match.scan.lexicon.cues, int(clock[1:3]) % _NOON
    start, end = context.sentences.bounds(match.start)
    near = {scan.lower(i) for i in range(max(start, match.start - _REACH), match.start)}
    if hour >= _MORNING and not dated and (fixed := _by_custom(match, near, hour)):
        return fixed
    if scene in _PARTS:
        return _after_evening(hour) if scene == "TEV" else hour_in_part(hour, scene)
    if last:
        return _after(context, match, f"T{hour:02d}{clock[3:]}", last)
    if context.told and context.told[-1].late and not dated:
        return _after_evening(hour)
    if 0 < hour < _MORNING:
        asleep = cues["small_hours"].isdisjoint(scan.lower(i) for i in range(start, end))
        return hour + _NOON * asleep
    return _by_custom(match, near, hour) or hour + _NOON * (hour == 0)


def _by_custom(match: Match, near: set[str], hour: int) -> int:
    """The hour that the words near it tell: shops shut after noon, dances begin at eight; or 0."""
    scan, cues = match.scan, match.scan.lexicon.cues
    evening = hour < _LATE and not cues["of_evening"].isdisjoint(near)
    past = "=past" in scan.categories(match.start - 1) or scan.lower(match.start - 1) == "past"
    ran = past and not cues["ran_late"].isdisjoint(near)
    if hour and (evening or ran or not cues["closing"].isdisjoint(near)):
        return hour + _NOON
    return hour if not cues["opening_hours"].isdisjoint(near) else 0


def _after(context: Context, match: Match, clock: str, last: str) -> int:
    """The next such hour after the last one, or one shortly before it; the nearest where
    either was only planned."""
    hour, minutes = int(clock[1:3]), int(clock[4:6])
    here, there = 60 * hour + minutes, 60 * int(last[1:3]) + int(last[4:6])
    planned = context.told and context.sentences.was_to_be(context.told[-1].token)
    evenly = planned or context.sentences.backward(match.start)

    def cost(minute: int) -> int:
        gone = minute - there
        return gone if gone >= 0 else -gone if evenly else -_BACK * gone + 60

    best = min((here, here + 720, here + 1440), key=cost)
    return best // 60 % 24


def _part_before(match: Match, context: Context) -> str:
    """TEV of «broke out during evening prayers; by eight o'clock»."""
    start = context.sentences.bounds(match.start)[0]
    parts = (match.scan.value(i, "part") for i in range(match.start - 1, start - 1, -1))
    return next((str(part) for part in parts if part), "")


def _after_evening(hour: int) -> int:
    """Eight, told after an evening, is of that evening; four is of the morning after it."""
    return hour + _NOON if hour >= _ASLEEP else hour or 2 * _NOON


def hour_in_part(hour: int, part: str) -> int:
    """The hour of the day of an hour up to twelve in a part of it: 20 for eight in the evening."""
    late = part in ("TAF", "TEV") or (part == "TNI" and _MORNING <= hour < _NOON)
    return hour % 12 + 12 * late


def _last_clock(context: Context) -> str:
    """The hour told last in this paragraph, in minutes that of the meeting; "" if none was."""
    if context.evidence.kind == "minutes" and context.meeting is not None:
        day = context.meeting.point.days()[0]
        told = [t.clock for t in context.told if t.clock and t.point.days()[0] == day]
        return told[0] if told else ""
    start = context.sentences.paragraph_start(context.at)
    clocks = [t.clock for t in context.told[-3:] if t.clock[:1] == "T" and t.token >= start]
    return clocks[-1] if clocks and clocks[-1][1:3].isdigit() else ""


def _is_open(match: Match, clock: str) -> bool:
    """Whether the words leave the half of the day open: no a.m., no zone, not 04:30."""
    scan = match.scan
    if len(clock) != 6 or not 1 <= int(clock[1:3]) <= _NOON:
        return False
    if match.find("part", "moment", "hourpm", "zone") is not None or match.has("am", "pm", "m"):
        return False
    if (token := match.find("clock")) is not None:
        return scan.word(token)[-1].isdigit() and scan.counts_to_twelve
    words = ("o", "past", "to", "quarter", "half")
    return any(scan.lower(i) in words or small_number(scan, i) for i in match)
