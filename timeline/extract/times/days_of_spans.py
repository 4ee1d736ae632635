"""Readers of what is numbered within what lasts: the third day, the first night."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.event_names import root_of
from timeline.extract.times.match import Match
from timeline.extract.times.mentions import mentions
from timeline.extract.times.numbers import small_number
from timeline.extract.times.readings import Readings, counted_from
from timeline.extract.times.story import Told
from timeline.extract.times.threads import first_of_episode
from timeline.extract.times.values import Point, containing, day_point, shifted

_NEAR = 60  # tokens: a sentence or two
_ENDS = 8  # tokens between the two ends of a span
_SINCE = 3  # times told since the begin: on the second day, on the third
_MOST = 60  # days: nobody numbers more


def numbered_day(match: Match, context: Context) -> Readings:
    """«It sat from 12 to 16 November. On the third day …»; «the second day of voting»."""
    if not _stands_free(match, context) or context.sentences.quoted(match.start):
        return None
    scan, last = match.scan, match.end - 1
    number = next((int(n) for i in match if (n := scan.value(i, "ord"))), None)
    number = number or small_number(scan, last) or None  # day 3
    unit = str(scan.value(last, "unit") or "day")
    clock = str(scan.value(last, "part") or "")
    named = None
    if "=of" in scan.categories(match.end):
        named = _happening(match, context)
        if named is None:
            return None
    if number is None:
        return _the_last(match, context, unit, clock)
    readings = numbered(match, context, number, unit, clock, None if named is None else named[0])
    if named is None or context.news:
        return readings
    return [replace(r, end=named[1]) for r in readings or []] or None


def _the_last(match: Match, context: Context, unit: str, clock: str) -> Readings:
    """The last, the final day of a span that was told."""
    span = _span_told(match, context) if unit == "day" and not clock else None
    return None if span is None else counted_from(match, span[1].point, span[1])


def numbered(
    match: Match, context: Context, number: int, unit: str, clock: str, begun: Base | None
) -> Readings:
    """The nth day, night, week or month from the begin of what lasts."""
    span = _span_told(match, context)
    begin = begun or (span[0] if span is not None else _begin_told(match, context, clock))
    sure = span is not None or clock or begun is not None or unit != "day"
    first = 1 if sure else 2
    if begin is None or not first <= number <= _MOST:
        return None
    moved = _moved(begin.point, number - 1, unit)
    if moved is None or (unit == "day" and not begin.point.is_day()):
        return None
    if span is not None and begun is None and moved.days()[0] > span[1].point.days()[0]:
        return None
    return counted_from(match, replace(moved, clock=clock), begin)


def _moved(point: Point, by: int, unit: str) -> Point | None:
    if unit == "day":
        return day_point(point.days()[0] + by)
    if unit == "week" and point.is_day():
        return containing(day_point(point.days()[0] + 7 * by), "week")
    known = point.is_day() or point.unit in ("month", "year")
    return shifted(point, by, unit) if known and unit in ("month", "year") else None


def _stands_free(match: Match, context: Context) -> bool:
    """Not «the third day of October», «the third day running», «the third day in a row»."""
    scan, cues = match.scan, match.scan.lexicon.cues
    row = scan.lower(match.end) == "in" and scan.lower(match.end + 1) == "a"
    placed = scan.lower(match.start - 1) in cues["preposition"]
    placed = placed or context.sentences.begins(match.start)
    running = scan.lower(match.end) in cues["day_of_row"] - {"of"}
    return placed and not row and not running


def _happening(match: Match, context: Context) -> tuple[Base, int] | None:
    """When the siege of «the third day of the siege» began, and the token after its name."""
    scan, cues = match.scan, match.scan.lexicon.cues
    for k in range(match.end + 1, match.end + 5):
        word, categories = scan.lower(k), scan.categories(k)
        if "det" in categories or word in cues["owner"]:
            continue
        timely = categories.keys() & {"ord", "unit", "units", "month", "weekday", "season"}
        if not word.isalpha() or word in cues["function"] or timely:
            return None
        begun = _begins_after(match, context, k + 1)
        if begun is None and len(word) > 2:
            begun = _begun(context, root_of(scan, word), match.start)
        if begun is not None:
            return begun, k + 1
    return None


def _begun(context: Context, root: str, token: int) -> Base | None:
    """The first time in the sentence that told of the happening last, or of its begin.

    «the second day of his stay»: of one who was admitted.
    """
    for roots in (frozenset({root}), context.scan.lexicon.kinds.get(root, frozenset())):
        for i in mentions(context.scan, token, roots):
            start, stop = context.sentences.bounds(i)
            days = [t for t in context.told[-8:] if start <= t.token < stop]
            if days and days[0].point.year is not None:
                return base_of(days[0])
    return None


def _begins_after(match: Match, context: Context, i: int) -> Base | None:
    """«the second week of the trial, which opened on 11 March»: when it began."""
    scan, cues = match.scan, match.scan.lexicon.cues
    relative = scan.word(i) == "," and scan.lower(i + 1) in cues["relative"] | {"that"}
    if not relative or scan.lower(i + 2) not in cues["begins"] or context.look_ahead is None:
        return None
    ahead = [t for t in context.look_ahead(i + 3, i + 3 + _ENDS) if t.point.is_day()]
    if not ahead:
        return None
    return replace(base_of(ahead[0]), anchor=None, ahead=ahead[0].token)


def _span_told(match: Match, context: Context) -> tuple[Base, Base] | None:
    """Both ends of the span that was told last: from 12 to 16 November."""
    days = [t for t in context.told[-_ENDS:] if t.point.is_day() and t.token < match.start]
    for first, last in reversed(list(pairwise(days))):
        if match.start - last.token > 2 * _NEAR:
            return None
        ordered = first.point.days()[0] < last.point.days()[0]
        if ordered and last.token - first.token <= _ENDS and _joined(context, last):
            return base_of(first), base_of(last)
    return None


def _joined(context: Context, last: Told) -> bool:
    cues, scan = context.scan.lexicon.cues, context.scan
    return any(scan.lower(last.token - k) in cues["to"] for k in (1, 2))


def _begin_told(match: Match, context: Context, clock: str) -> Base | None:
    """The day told last, where its sentence says that something began; a night needs no more."""
    told = context.latest(lambda t: True, reach=1)
    if told is None or not (told.point.is_day() or told.point.unit in ("month", "year")):
        return None
    if clock and told.point.is_day():
        return base_of(first_of_episode(context.told, told))
    begins, scan = context.scan.lexicon.cues["begins"], context.scan
    for one in reversed(context.told[-_SINCE:]):
        start, end = context.sentences.bounds(one.token)
        if match.start - end > _NEAR or one.aside or one.point.year is None:
            return None
        verbs = begins | (context.scan.lexicon.cues["sets_out"] if one.point.is_day() else set())
        if not verbs.isdisjoint(scan.lower(i) for i in range(start, end)):
            return base_of(one)
    return None
