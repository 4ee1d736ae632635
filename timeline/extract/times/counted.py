"""Readers of distances: twelve days later, two years ago, the day before, a year earlier."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline import dates
from timeline.extract.times.context import Base, Context
from timeline.extract.times.guards import clause_ends
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import count_of
from timeline.extract.times.readings import (
    Readings,
    counted_from,
    dayless,
    finer,
    unknown,
    unresolved,
)
from timeline.extract.times.values import Point, shifted

_NEAR = 60  # tokens: about two sentences


@dataclass(frozen=True, slots=True)
class Distance:
    """``count`` units back or forward, None for an unknown number; ``bare``: no number word."""

    unit: str
    count: str | None
    back: bool
    kind: str
    bare: bool = False


def counted(match: Match, context: Context) -> Readings:
    """Twelve days later; two years ago; a year earlier; the day before."""
    distance = _distance(match)
    if distance is None or distance.unit in ("second", "minute", "hour"):
        return None
    unit, count = distance.unit, distance.count
    base = context.base(match.start, unit, distance.kind)
    if count is None or "." in count:
        if base is not None and not distance.back and not context.reachable(base, match.start):
            base = None
        readings = _vaguely(match, base, distance.back) or []
        if distance.bare and not distance.back:
            return [replace(r, value=unknown(unit)) for r in readings]
        return readings
    if base is None or not (distance.back or context.reachable(base, match.start)):
        return unresolved(match, unknown(unit))
    if unit == "year" and distance.kind == "speech":
        base = _quarter_beside(match, context) or base
    number = -int(count) if distance.back else int(count)
    moved = _move(base.point, number, unit, distance.kind == "story")
    if moved is None:
        return unresolved(match, unknown(unit))
    if finer(moved, base):
        return dayless(match, base, number)
    plural = "" if abs(number) == 1 else "s"
    side = "before" if number < 0 else "after"
    return counted_from(match, moved, base, f"{abs(number)} {unit}{plural} {side} {base.words}")


def _distance(match: Match) -> Distance | None:
    """What the words of the match say; None if they say something else."""
    scan = match.scan
    token = match.the_last("unit", "units")
    categories = scan.categories(token)
    unit = str(categories.get("unit") or categories["units"])
    words = range(match.start, token) if token == match.end - 1 else range(token + 1, match.end)
    mark = next((i for i in words if _direction(match, i)), None)
    if mark is None:
        return None
    last = mark == match.end - 1
    if last and scan.lower(match.end) in scan.lexicon.cues["counted_from"]:
        return None  # después de la guerra: counted from what follows
    unsure = last and scan.lower(mark) in scan.lexicon.cues["needs_clause_end"]
    if unsure and not clause_ends(scan, match.end):
        return None
    count, bare = count_of(match, match.start, token), token == match.start
    if "det" in scan.categories(match.start) and token == match.start + 1:
        count = "1"
    if mark < token:  # the language says «ago» first: hace dos años
        count = count_of(match, mark + 1, token)
    if unit == "fortnight":
        unit, count = "week", None if count is None else str(2 * int(float(count)))
    here = scan.categories(mark)
    speech = "ago" in here or "hence" in here
    return Distance(unit, count, _direction(match, mark) < 0, "speech" if speech else "story", bare)


def _direction(match: Match, i: int) -> int:
    """-1 for ago, before, earlier; 1 for later, after; 0 for other words."""
    categories = match.scan.categories(i)
    if "ago" in categories or "beforehand" in categories:
        return -1
    return 1 if "afterward" in categories or "hence" in categories else 0


def _move(point: Point, number: int, unit: str, story: bool) -> Point | None:
    """A year from a quarter is a quarter; a story counts weeks in days and decades in years."""
    if point.unit == "quarter" and unit == "year":
        return shifted(point, 4 * number, "quarter")
    if unit == "week" and story and point.is_day():
        return shifted(point, 7 * number, "day")
    if unit == "decade" and story and point.finer_than("decade"):
        return shifted(point, 10 * number, "year")
    return shifted(point, number, unit)


def _vaguely(match: Match, base: Base | None, back: bool) -> Readings:
    """«a few days later»: after the time told, nobody knows how long."""
    edtf = None
    if base is not None and (known := base.point.edtf()) is not None:
        edtf = dates.before(known) if back else dates.after(known)
    step = "how many is not said" + ("" if base is None else f"; counted from {base.words}")
    reading = Reading(
        match.start,
        match.end,
        "DATE",
        "PAST_REF" if back else "FUTURE_REF",
        anchor=None if base is None else base.anchor,
        steps=(step,),
        edtf=edtf,
        tells=False,
    )
    return [reading]


def after_event(match: Match, context: Context) -> Readings:
    """«Five days after the fall of the city, …»: the event is the one just told.

    Only in a story and only at the head of a sentence, where the event named is what
    the sentence before has dated; elsewhere the words are a length of time.
    """
    token = match.the_last("unit", "units")
    categories = match.scan.categories(token)
    unit = str(categories.get("unit") or categories["units"])
    count = count_of(match, match.start, token)
    start, _ = context.sentences.bounds(match.start)
    if context.news or match.start != start or count is None or "." in count:
        return None
    base = context.story(unit) if unit in ("day", "week", "month", "year") else None
    if base is None or not context.told or start - context.told[-1].token > _NEAR:
        return None
    moved = _move(base.point, int(count), unit, story=True)
    if moved is None or finer(moved, base):
        return None
    step = f"the event is taken to be that of {base.words}"
    readings = counted_from(match, replace(moved, fuzzy=moved.unit != "week"), base, step) or []
    return [replace(r, end=match.end - 1) for r in readings]


def year_earlier(match: Match, context: Context) -> Readings:
    """The year-earlier quarter: the like period of the year before."""
    base = context.story("quarter") or context.story("year") or context.publication()
    if base is None:
        return unresolved(match, "XXXX")
    moved = _move(base.point, -1, "year", story=True)
    return (
        None if moved is None else counted_from(match, moved, base, f"1 year before {base.words}")
    )


def _quarter_beside(match: Match, context: Context) -> Base | None:
    """A quarter told in the same sentence: its profit is compared with the like quarter's."""
    start = context.sentences.bounds(match.start)[0]
    told = context.latest(lambda t: t.point.unit == "quarter" and t.token >= start, reach=3)
    return None if told is None else context.story("quarter")
