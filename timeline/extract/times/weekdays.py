"""The day of a weekday that is named alone: of the paper's own days, or of the story."""

from __future__ import annotations

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.story import Told
from timeline.extract.times.values import RANK, Point, day_point, weekday_of
from timeline.model import Anchor

_SEASON = 90  # days: a story that has gone on so far has left the days told before


def weekday_alone(context: Context, token: int, weekday: int) -> tuple[Point, Anchor, str]:
    """(day, anchor, step); the day is a point without a year where nothing anchors it."""
    base, ahead = _base(context, token)
    if base is None:
        return Point("week", None), None, "no day is told that it could count from"
    today = base.point.days()[0]
    if ahead:
        number = today + (weekday - weekday_of(today)) % 7
        return day_point(number), base.anchor, f"the next such day from {base.words}"
    number = today - (weekday_of(today) - weekday) % 7
    return day_point(number), base.anchor, f"the last such day up to {base.words}"


def _base(context: Context, token: int) -> tuple[Base | None, bool]:
    """What the weekday counts from, and whether it is the next such day rather than the last."""
    spoken = context.speakers_time(token) if context.sentences.quoted(token) else None
    base = spoken
    if base is None and context.news and not context.tells_of_old(token, daily=True):
        base = context.publication()
    if base is None:
        told = context.latest(lambda t: t.point.is_day())
        if told is not None and not told.near and not _left(context, told):
            return base_of(told), True
        base = context.publication()
    return base, context.sentences.tense(token) == "future"


def _left(context: Context, told: Told) -> bool:
    """Whether the article has gone on to other years since the told day: its days are over."""
    if context.published is None:
        return False
    if told.token < context.returned:
        return True
    later = context.latest(lambda t: RANK[t.point.unit] >= RANK["month"])
    if later is None or later.token < told.token:
        return False
    return later.point.days()[0] - told.point.days()[1] > _SEASON
