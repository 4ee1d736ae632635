"""Readers of days that count from the day of writing or speaking: yesterday, Tuesday."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.counted import stands_alone
from timeline.extract.times.guards import bare_weekday, phrase_ends
from timeline.extract.times.happenings import on_event
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.readings import Readings, counted_from, unresolved
from timeline.extract.times.shifted import shift_of
from timeline.extract.times.values import (
    Point,
    containing,
    day_point,
    weekday_from,
    weekday_of,
    weekday_up_to,
)
from timeline.extract.times.weekdays import weekday_alone

_NEAR = 60  # tokens: about two sentences
_SEASON = 90  # days after which a month told is no longer named in passing


def deictic(match: Match, context: Context) -> Readings:
    """Yesterday; tomorrow morning; tonight."""
    scan = match.scan
    token = match.the("deictic", "tonight")
    categories = scan.categories(token)
    part = next((i for i in match.find_all("part") if i > token), None)
    clock = "" if part is None else str(scan.categories(part)["part"])
    clock = str(categories.get("tonight") or clock)
    by = int(categories.get("deictic") or 0)
    if match.find("unit") is not None:  # the day before yesterday
        by += (by > 0) - (by < 0)
    if scan.word(token)[0].isupper() and not context.sentences.begins(match.start):
        return None  # USA Today, The Day After Tomorrow
    own = context.own_day(match.start) is not None
    if context.evidence.narrative and not own and not context.sentences.quoted(token):
        return unresolved(match, "PRESENT_REF" if not clock and by == 0 else f"XXXX-XX-XX{clock}")
    base = context.speech(token, "day")
    if scan.lower(token) == "overnight" and context.tells_of_old(token, daily=True):
        base = context.named_here(token) or base  # on 30 April 2020 a fence went up overnight
    if base is None or not base.point.is_day():
        return unresolved(match, f"XXXX-XX-XX{clock}")
    return counted_from(match, day_point(base.point.days()[0] + by, clock), base)


def weekday(match: Match, context: Context) -> Readings:
    """Tuesday; last Friday; Monday morning; next Monday."""
    scan = match.scan
    token = match.the("weekday")
    if not bare_weekday(scan, token) or _of_each(match):
        return None
    number = int(scan.categories(token)["weekday"])
    part = match.find("part")
    clock = "" if part is None else str(scan.categories(part)["part"])
    shift = shift_of(match)
    det = "det" in scan.categories(match.start)
    if match.has("before", "after", "previous"):
        return _beside(match, context, number, clock)
    if _is_some(match):
        return _some_weekday(match, context, number, clock)
    if shift is not None or det:
        readings = _pointed(match, context, number, clock)
        if readings is not None:
            return readings
    return _alone(match, context, number, clock)


def _alone(match: Match, context: Context, number: int, clock: str) -> Readings:
    """A weekday that nothing points at: of the paper's own days or of the story."""
    scan, token, shift = match.scan, match.the("weekday"), shift_of(match)
    if not clock and shift is None and (begun := _begun(match, context)) is not None:
        ahead = day_point(weekday_from(begun.point.days()[0], number))
        return counted_from(match, ahead, begun, f"the next such day from {begun.words}")
    point, anchor, step = weekday_alone(context, token, number)
    if anchor == "published" and shift is None and _still_to_come(match, context):
        here = context.published.days()[0] if context.published else 0
        point = day_point(weekday_from(here, number))
        step = f"{step}; «{scan.lower(match.start - 1)}» goes on from there: the next such day"
    if point.year is None:
        return unresolved(match, f"XXXX-WXX-{number + 1}{clock}")
    today = context.own_day(token)
    if shift is not None and today is not None and anchor == today.index:
        point = _shifted_weekday(today.point, point, number, shift.by)
    elif shift is not None and anchor == "published" and context.published is not None:
        point = _shifted_weekday(context.published, point, number, shift.by)
    reading = Reading(
        match.start,
        match.end,
        "TIME" if clock else "DATE",
        replace(point, clock=clock),
        anchor=anchor,
        steps=(step,),
    )
    return [reading]


def _beside(match: Match, context: Context, number: int, clock: str) -> Readings:
    """The Friday after; the Friday before: of a happening where one follows."""
    if stands_alone(match, match.end - 1):
        by = 1 if match.has("after") else -1
        return _story_weekday(match, context, number, by, clock)
    return on_event(match, context) or weekday(replace(match, end=match.end - 1), context)


def _pointed(match: Match, context: Context, number: int, clock: str) -> Readings:
    """The following Monday; the Tuesday; last Friday; this coming Sunday; None for others."""
    shift, token = shift_of(match), match.the("weekday")
    det = "det" in match.scan.categories(match.start)
    if match.has("coming"):
        base = context.speech(token, "day")
        return None if base is None else _coming(match, base, number, clock)
    if shift is not None and (shift.kind == "story" or det):
        return _story_weekday(match, context, number, shift.by, clock)
    if shift is None and token == match.start + 1 and _pointed_at(match, context):
        sentences = context.sentences
        by = -1 if sentences.backward(token) or sentences.reported(token) else 0
        return _story_weekday(match, context, number, by, clock)
    spoken = context.sentences.quoted(token) and not context.evidence.narrative
    if shift is not None and shift.by < 0 and not spoken:
        return _last_weekday(match, context, number, clock)
    return None


def then(match: Match, context: Context) -> Readings:
    """«since then», «by then»: the time told last, where the sentence or the one before told it."""
    scan, after = match.scan, match.scan.word(match.end)
    if scan.lower(match.start - 1) not in scan.lexicon.cues["then"] or not context.told:
        return None
    if after.isalpha() and after not in scan.lexicon.cues["function"]:
        return None  # by then Senator Smith
    told = context.told[-1]
    start = context.sentences.paragraph_start(match.start)
    if told.token < start and match.start - told.token > _NEAR:
        return None
    readings = counted_from(match, told.point, base_of(told)) or []
    if scan.lower(match.start - 1) in scan.lexicon.cues["until"]:  # how long, not when
        readings = [replace(r, value=told.point.timex()) for r in readings]
    return [replace(r, tells=False) for r in readings]


def _of_each(match: Match) -> bool:
    """«the first Monday of every month» is no day."""
    scan = match.scan
    return "=of" in scan.categories(match.end) and "every" in scan.categories(match.end + 1)


def _still_to_come(match: Match, context: Context) -> bool:
    """«runs through Friday»: what is not told as past goes on to the next such day."""
    cues = match.scan.lexicon.cues
    before, verb = match.scan.lower(match.start - 1), match.scan.lower(match.start - 2)
    if before in cues["meant_for"]:  # a day of mourning has been declared for Sunday
        return verb in cues["planned_for"] or verb.endswith(match.scan.lexicon.past_endings)
    ending = before in cues["until"] | cues["through"]
    return ending and context.sentences.tense(match.start) != "past"


def weekday_of_week(match: Match, context: Context) -> Readings:
    """Monday last week; Tuesday of the following week; Friday this week."""
    scan = match.scan
    token, shift = match.the("weekday"), shift_of(match)
    base = context.base(match.start, "week", "speech" if shift is None else shift.kind)
    if base is None or not (base.point.is_day() or base.point.unit == "week"):
        return None
    week = containing(base.point, "week").days()[0] + 7 * (0 if shift is None else shift.by)
    number = int(scan.categories(token)["weekday"])
    return counted_from(match, day_point(week + number), base)


def _is_some(match: Match) -> bool:
    """«on a Tuesday, …», «7 November, a Thursday»; not «in a Wednesday media event»."""
    scan, cues, free = match.scan, match.scan.lexicon.cues, phrase_ends(match.scan, match.end)
    placed = scan.lower(match.start - 2) in (*cues["on_some"], ",")
    return scan.lower(match.start - 1) in cues["some"] and placed and free


def _some_weekday(match: Match, context: Context, number: int, clock: str) -> Readings:
    """«on a Tuesday»: no day in particular, unless it describes the day beside it."""
    named = context.named_here(match.start) if match.scan.word(match.start - 2) == "," else None
    if named is None or weekday_of(named.point.days()[0]) != number:
        return unresolved(match, f"XXXX-WXX-{number + 1}{clock}")
    return counted_from(match, day_point(named.point.days()[0], clock), named)


def _coming(match: Match, base: Base, number: int, clock: str) -> Readings:
    """This coming Sunday: the first after the day of writing."""
    if not base.point.is_day():
        return None
    day = weekday_from(base.point.days()[0] + 1, number)
    return counted_from(match, day_point(day, clock), base)


def _describes(match: Match) -> bool:
    """«the Thursday strikes»: the day of the strikes, which nothing points at."""
    after, cues = match.scan.word(match.end), match.scan.lexicon.cues
    plural = (
        after.islower() and len(after) > 3 and after.endswith(match.scan.lexicon.present_endings)
    )
    return plural and after not in cues["function"]


def _pointed_at(match: Match, context: Context) -> bool:
    """Whether «the Tuesday» points at a day of the story, told in its paragraph or goes on."""
    if _describes(match):
        return False
    told = context.latest(lambda t: t.point.is_day(), reach=4)
    if told is None or not context.news or told.near or told.dated:
        return told is not None
    return told.token >= context.sentences.paragraph_start(match.start)


def _last_weekday(match: Match, context: Context, number: int, clock: str) -> Readings:
    """Last Friday: of the writer's own days, also at the end of a story of old."""
    own = context.news or context.own_day(match.start) is not None
    base = context.speech(match.start, "day") if own else context.publication()
    if base is None and context.sentences.quoted(match.start):
        base = context.story("day")
    if base is None or not base.point.is_day():
        return unresolved(match, f"XXXX-WXX-{number + 1}{clock}")
    day = weekday_up_to(base.point.days()[0] - 2, number)  # the day before would be yesterday
    return counted_from(match, day_point(day, clock), base)


def _begun(match: Match, context: Context) -> Base | None:
    """«Monday to Friday»: the weekday just read, from which the span goes on."""
    scan = match.scan
    joining = scan.lexicon.cues["to"] | scan.lexicon.cues["and"]
    if scan.lower(match.start - 1) not in joining or not context.told:
        return None
    told = context.told[-1]
    if scan.lower(match.start - 1) in scan.lexicon.cues["and"] and told.near:
        return None  # only «the Thursday and Friday» of a story are told in order
    begins = "weekday" in scan.categories(match.start - 2) and match.start - 2 - told.token in (
        0,
        1,
    )
    return base_of(told) if begins and told.point.is_day() else None


def _shifted_weekday(today_is: Point, point: Point, weekday: int, by: int) -> Point:
    """Last Friday lies before today, this Friday in this week, next Friday in a later one."""
    number, today = point.days()[0], today_is.days()[0]
    monday = today - weekday_of(today)
    if by == 0:
        return day_point(monday + weekday)
    while by < 0 and number >= today:
        number -= 7
    while by > 0 and number <= monday + 6:
        number += 7
    return day_point(number)


def _story_weekday(match: Match, context: Context, number: int, by: int, clock: str) -> Readings:
    """The following Monday; that Friday."""
    base = context.story("day")
    if base is not None and not base.point.is_day() and base.point.unit == "month":
        told = context.latest(lambda t: t.point.is_day(), reach=3)  # a month named in passing
        left = told is not None and base.point.days()[0] - told.point.days()[1] > _SEASON
        base = base if told is None or left else base_of(told)
    if base is None or not base.point.is_day():
        return unresolved(match, f"XXXX-WXX-{number + 1}{clock}")
    here = base.point.days()[0]
    there = weekday_up_to(here - 1, number) if by < 0 else weekday_from(here + (by > 0), number)
    return counted_from(match, day_point(there, clock), base)
