"""What «the month» and a closing hour count from in documents with a day of their own."""

from __future__ import annotations

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.values import RANK


def own_base(context: Context, token: int, unit: str) -> Base | None:
    """The day of the meeting, letter or entry, unless the sentence has named a time itself."""
    today = context.own_day(token)
    if today is None:
        return None
    start = context.sentences.bounds(token)[0]
    told = context.latest(lambda t: RANK[t.point.unit] <= RANK[unit], reach=1)
    return None if told is not None and told.token >= start else base_of(today)


def closes_meeting(context: Context, token: int) -> Base | None:
    """The day of the meeting where minutes tell when it closed: «Closed at 9.05»."""
    meeting, scan = context.meeting, context.scan
    if context.evidence.kind != "minutes":
        return None
    near = range(max(context.sentences.bounds(token)[0], token - 6), token)
    closes = any(scan.lower(i) in scan.lexicon.cues["meeting_ends"] for i in near)
    if not closes:
        return None
    return context.publication() if meeting is None else base_of(meeting)
