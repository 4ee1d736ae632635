"""The year of a month where the sentence or the form of the document says it, before any story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.extract.times.story import Placed, say
from timeline.extract.times.years import near_publication

if TYPE_CHECKING:
    from timeline.extract.times.context import Context


def own_year(context: Context, token: int, month: int, day: int | None) -> Placed | None:
    """The year that the sentence, the minutes or the diary give, or None."""
    return (
        _of_sentence(context, token)
        or _resolved(context, token, month, day)
        or _next_entry(context, token, month, day)
        or _now(context, token, month, day)
    )


def _of_sentence(context: Context, token: int) -> Placed | None:
    """«Next year's race is on 21 April», «Last year she did not race at all after June»."""
    if not context.news or not context.told:
        return None
    told, start = context.told[-1], context.sentences.bounds(token)[0]
    heads = start <= told.token <= start + 1 and told.point.unit == "year" and told.near
    if not heads:
        return None
    step = f"the sentence speaks of «{told.text}» ({say(told.point)})"
    return Placed(told.point.known_year(), told.index, step)


def _resolved(context: Context, token: int, month: int, day: int | None) -> Placed | None:
    """In minutes, what is resolved lies ahead of the day of the meeting, the rest behind it."""
    meeting = context.meeting
    if context.evidence.kind != "minutes":
        return None
    ahead = context.sentences.tense(token) == "future"
    if meeting is not None and ahead:
        placed = near_publication(meeting.point, month, day, "future")
        step = f"the sentence looks ahead from «{meeting.text}»"
        return Placed(placed.year, meeting.index, step)
    if meeting is None and context.published is not None:
        return near_publication(context.published, month, day, "future" if ahead else None)
    return None


def _next_entry(context: Context, token: int, month: int, day: int | None) -> Placed | None:
    """An entry of a diary comes after the one before it, never a year back."""
    entry = context.entry
    if entry is None or day is None or not context.heads_entry(token):
        return None
    point = entry.point
    before = (month, day) < (point.index or 0, point.day or 0)
    step = f"the entry before is that of {say(point)}"
    return Placed(point.known_year() + before, entry.index, step)


def _now(context: Context, token: int, month: int, day: int | None) -> Placed | None:
    """In a paper that tells a life: the day of its first sentence, and what will be."""
    published, sentences = context.published, context.sentences
    if published is None or not context.evidence.narrative or context.evidence.kind == "diary":
        return None
    if context.scan.lower(token - 1) in context.scan.lexicon.cues["meant_for"]:
        return None
    if sentences.promises(token):
        return near_publication(published, month, day, "future")
    first = not context.told and day is not None and sentences.bounds(token)[0] == 0
    return near_publication(published, month, day, "past") if first else None
