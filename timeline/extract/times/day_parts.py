"""Readers of parts of a day, and the day of a time that names none: that evening, at noon."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.counted import stands_alone
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.own_days import closes_meeting
from timeline.extract.times.readings import Readings, unresolved
from timeline.extract.times.values import Point, day_point

_REACH = 150  # tokens within which a told day is the day of a time
_LATE = "20"  # the hour after which an early hour is of the next day
_AFTERNOON = "15"
_MORNING = 7  # the hour before which a time told after a night is of the next day


def at_clock(point: Point, clock: str) -> Point:
    """The time of day on the day of the point."""
    return replace(point, unit="minute" if ":" in clock else "part", clock=clock)


def unanchored_time(match: Match, context: Context, clock: str) -> Readings:
    """The time on the day told shortly before."""
    base = closes_meeting(context, match.start) or _day_told(match, context)
    if base is None:
        return unresolved(match, f"XXXX-XX-XX{clock}")
    point, words = at_clock(base.point, clock), f"the day is {base.words}"
    if _past_midnight(match, context, base, clock):
        point = replace(day_point(base.point.days()[0] + 1, clock), unit="minute")
        words = f"after midnight; the day before is {base.words}"
    steps = (words,)
    return [Reading(match.start, match.end, "TIME", point, anchor=base.anchor, steps=steps)]


def _past_midnight(match: Match, context: Context, base: Base, clock: str) -> bool:
    """Two o'clock, told after the night of a day, lies in the next day.

    So does «two in the morning», told after an afternoon.
    """
    told = context.latest(lambda t: t.point.is_day(), reach=4)
    late = told is not None and told.index == base.anchor and told.late
    last = told.clock[1:3] if told is not None and told.index == base.anchor else ""
    after_ten = last >= (_AFTERNOON if match.find("part") is not None else _LATE)
    return (late or after_ten) and ":" in clock and int(clock[1:3]) < _MORNING


def _day_told(match: Match, context: Context) -> Base | None:
    """The day of a bare time of day: told shortly before, in news else that of publication."""
    start = match.start - _REACH
    told = context.latest(lambda t: t.point.is_day() and t.token >= start, reach=8)
    base = context.story("day") if told is not None else None
    if base is None and (context.news or context.evidence.kind == "minutes"):
        base = context.publication()
    if base is not None and told is not None and not base.point.is_day():
        base = base_of(told)  # a month named in passing
    return None if base is None else replace(base, point=replace(base.point, clock="", unit="day"))


def part_of_day(match: Match, context: Context) -> Readings:
    """This morning; that afternoon; last night; the next morning."""
    scan = match.scan
    token, shift = match.the_last("part"), match.find("shift")
    clock = str(scan.categories(token)["part"])
    if match.has("before", "after", "earlier", "later"):
        if not match.has("that", "this") and not stands_alone(match, match.end - 1):
            return None
        by = -1 if match.has("before", "earlier") else 1
        return _at_part(match, context.story("day"), by, clock)
    if shift is None:
        return _without_shift(match, context, clock)
    value = scan.categories(shift)["shift"]
    by, kind = int(value["by"]), str(value["from"])
    word = scan.lower(shift)
    if word in ("next", "coming") or (word == "last" and scan.lower(match.start) == "the"):
        kind = "story"
    if word == "this" and context.evidence.narrative and context.evidence.kind != "diary":
        kind = "story"
    base = context.base(match.start, "day", kind)
    if word == "same":
        base = context.named_here(match.start) or base  # set out on the 15th, due the same evening
    return _at_part(match, base, by, clock)


def _without_shift(match: Match, context: Context, clock: str) -> Readings:
    """«in the afternoon», «one evening»: of the day told, or of none."""
    scan = match.scan
    if scan.lower(match.start) in ("a", "an") or scan.lower(match.end) == "of":
        return None
    if clock == "TDT" and scan.lower(match.start) != "the":
        return None
    if _only_describes(match):
        return None
    base = _day_told(match, context) if "det" in scan.categories(match.start) else None
    if scan.lower(match.start) == "one":
        base = None
    by = _into(match, context, base, clock)
    planned = by > 0 and context.sentences.tense(match.start) == "future"
    readings = _at_part(match, base, by, clock)
    return [replace(r, tells=False) for r in readings or []] if planned else readings


def _into(match: Match, context: Context, base: Base | None, clock: str) -> int:
    """«hitched through the night and arrived in the morning»: 1; «would go on in the morning»: 1.

    «in the night» of a diary's entry is the night before it: -1.
    """
    if base is None or not context.told:
        return 0
    told = context.told[-1]
    if clock == "TMO" and told.index == base.anchor:
        return int(told.late or context.sentences.tense(match.start) == "future")
    if clock == "TNI" and context.sentences.backward(match.start):
        return -1  # after a fight that had begun in the night
    entry = context.own_day(match.start)
    heads = entry is not None and entry is context.entry and entry.index == base.anchor
    if clock == "TNI" and heads and context.sentences.tense(match.start) != "future":
        return -1
    return 0


def _only_describes(match: Match) -> bool:
    """«the night attack»: no time, but a kind of attack; «in the night rebels came» is one."""
    scan, after = match.scan, match.scan.word(match.end)
    if scan.lower(match.start - 1) in scan.lexicon.cues["preposition"] | scan.lexicon.cues["spent"]:
        return False
    return after.islower() and after.isalpha() and after not in scan.lexicon.cues["function"]


def _at_part(match: Match, base: Base | None, by: int, clock: str) -> Readings:
    if base is None or not base.point.is_day():
        return unresolved(match, f"XXXX-XX-XX{clock}")
    point = replace(day_point(base.point.days()[0] + by, clock), unit="part")
    steps = (f"counted from {base.words}",)
    return [Reading(match.start, match.end, "TIME", point, anchor=base.anchor, steps=steps)]


def part_alone(match: Match, context: Context) -> Readings:
    """At night: of no day in particular; at dawn: of the day told."""
    scan = match.scan
    token = match.the("part", "partalone")
    before = scan.lower(match.start - 1)
    clock = str(scan.categories(token).get("part") or scan.categories(token)["partalone"])
    anywhere = "partalone" in scan.categories(token)
    if scan.word(token)[0].isupper() or not (
        anywhere or before in scan.lexicon.cues["before_part"]
    ):
        return None
    momentary = token > match.start or scan.lower(token) in scan.lexicon.cues["momentary"]
    if momentary or before in scan.lexicon.cues["by"]:
        return unanchored_time(match, context, clock)
    return unresolved(match, f"XXXX-XX-XX{clock}")
