"""Readers of days that are numbered within what lasts: the third day, the last day."""

from __future__ import annotations

from itertools import pairwise

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.match import Match
from timeline.extract.times.readings import Readings, counted_from
from timeline.extract.times.story import Told
from timeline.extract.times.values import day_point

_NEAR = 60  # tokens: a sentence or two
_ENDS = 8  # tokens between the two ends of a span
_MOST = 60  # days: nobody numbers more


def numbered_day(match: Match, context: Context) -> Readings:
    """«It sat from 12 to 16 November. On the third day …»; «It began on 4 May. On the second …»."""
    if not _stands_free(match):
        return None
    span = _span_told(match, context)
    number = match.scan.value(match.end - 2, "ord")
    if number is None:  # the last, the final day
        return None if span is None else counted_from(match, span[1].point, span[1])
    begin = span[0] if span is not None else _begin_told(match, context)
    if begin is None or not (2 - (span is not None)) <= number <= _MOST:
        return None
    day = begin.point.days()[0] + int(number) - 1
    if span is not None and day > span[1].point.days()[0]:
        return None
    return counted_from(match, day_point(day), begin)


def _stands_free(match: Match) -> bool:
    """Not «the third day of October», «the third day running», «the third day in a row»."""
    scan, cues = match.scan, match.scan.lexicon.cues
    row = scan.lower(match.end) == "in" and scan.lower(match.end + 1) == "a"
    placed = scan.lower(match.start - 1) in cues["preposition"]
    return placed and not row and scan.lower(match.end) not in cues["day_of_row"]


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


def _begin_told(match: Match, context: Context) -> Base | None:
    """The day told last, where its sentence says that something began."""
    told = context.latest(lambda t: True, reach=1)
    if told is None or not told.point.is_day():
        return None
    start, end = context.sentences.bounds(told.token)
    begins = context.scan.lexicon.cues["begins"]
    if match.start - end > _NEAR or begins.isdisjoint(
        context.scan.lower(i) for i in range(start, end)
    ):
        return None
    return base_of(told)
