"""The day of a weekday that is named alone: of the paper's own days, or of the story."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.story import Told
from timeline.extract.times.values import RANK, Point, day_point, weekday_from, weekday_up_to
from timeline.model import Anchor

_WEEK = 7
_SOON, _DATE = 120, 8  # tokens to the first full date of a story, and of such a date
_SEASON = 90  # days: a story that has gone on so far has left the days told before


def weekday_alone(context: Context, token: int, weekday: int) -> tuple[Point, Anchor, str]:
    """(day, anchor, step); the day is a point without a year where nothing anchors it."""
    if context.entry is not None and context.heads_entry(token):
        words = base_of(context.entry).words
        number = weekday_from(context.entry.point.days()[0] + 1, weekday)
        return day_point(number), context.entry.index, f"the next such day after the entry {words}"
    base, ahead = _base(context, token)
    if base is None:
        return Point("week", None), None, "no day is told that it could count from"
    today = base.point.days()[0]
    if ahead and context.scan.lower(token - 1) in context.scan.lexicon.cues["since"]:
        ahead = False  # had been expecting us since Wednesday
    if ahead:
        number = weekday_from(today, weekday)
        return day_point(number), base.anchor, f"the next such day from {base.words}"
    number = weekday_up_to(today, weekday)
    return day_point(number), base.anchor, f"the last such day up to {base.words}"


def _base(context: Context, token: int) -> tuple[Base | None, bool]:
    """What the weekday counts from, and whether it is the next such day rather than the last."""
    base = context.speakers_time(token) if context.sentences.quoted(token) else None
    today = context.own_day(token)
    if base is None and today is not None:
        tense = context.sentences.tense(token)
        ahead = tense == "future" or (tense is None and not context.news)
        ahead = ahead or _is_asked_for(context, token)
        return base_of(today), ahead or context.evidence.kind == "news"  # a log goes on
    life = context.evidence.narrative and context.published is not None
    if base is None and life and context.sentences.promises(token):
        return context.publication(), True
    own = context.evidence.own_story and any(t.point.is_day() for t in context.told)
    paper = context.news and not own
    if base is None and paper and not context.tells_of_old(token, daily=True):
        before = _week_before(context, token)
        if before is not None:
            return before, True
        base = context.publication()
    if base is None:
        told = context.latest(lambda t: t.point.is_day())
        week = _week_since(context, told)
        if week is not None:
            return base_of(week), True
        if told is not None and (own or not told.near) and not _left(context, told):
            return base_of(told), True
        base = context.publication() or _first_day_ahead(context, token)
    return base, context.sentences.tense(token) == "future"


def _first_day_ahead(context: Context, token: int) -> Base | None:
    """«On Friday the river rose; by Monday, 14 May 1860, …»: the first day told in full."""
    at = context.evidence.next_dated(token)
    if context.told or context.look_ahead is None or at is None or at[0] > _SOON:
        return None
    there = token + at[0]
    days = [t for t in context.look_ahead(there - _DATE, there + 1) if t.point.is_day() and t.dated]
    return replace(base_of(days[0]), anchor=None, ahead=days[0].token) if days else None


def _is_asked_for(context: Context, token: int) -> bool:
    """«The sweep has promised himself for Friday.»"""
    scan, cues = context.scan, context.scan.lexicon.cues
    near = (scan.lower(i) for i in range(token - 5, token - 1))
    return scan.lower(token - 1) in cues["meant_for"] and not cues["asked_for"].isdisjoint(near)


def _week_before(context: Context, token: int) -> Base | None:
    """Last Thursday, told just before: «On Friday» is the day after, where that is a week ago."""
    told = context.latest(lambda t: t.point.is_day(), reach=2)
    start = context.sentences.bounds(token)[0]
    if told is None or not told.near or context.published is None or token - start > 1:
        return None
    if told.token < context.sentences.paragraph_start(token) or told.token >= start:
        return None
    weekday = context.scan.value(token, "weekday")
    there, today = told.point.days()[0], context.published.days()[0]
    ahead = weekday_from(there, int(weekday or 0)) - there
    return base_of(told) if 0 < ahead <= 3 and today - there > _WEEK else None


def _week_since(context: Context, told: Told | None) -> Told | None:
    """The week told last, after the day told last: «Last week … On Thursday …» lies in it."""
    week = context.latest(lambda t: t.point.unit == "week", reach=2)
    return week if week is not None and (told is None or week.token > told.token) else None


def _left(context: Context, told: Told) -> bool:
    """Whether the article has gone on to other years since the told day: its days are over."""
    if told.token < context.returned:
        return True
    later = context.latest(lambda t: RANK[t.point.unit] >= RANK["month"])
    if later is None or later.token < told.token:
        return False
    return later.point.days()[0] - told.point.days()[1] > _SEASON
