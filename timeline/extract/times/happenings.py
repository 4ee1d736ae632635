"""Readers of times counted from a happening that the text dates: two days after the vote.

The happening is named by a noun (the sinking, his arrival) or a clause (after he arrived).
It is looked for among the words before, which may say it with another form of the same
word (sank, arrived), and, for what lay ahead (the eve of the vote), among those that follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.extract.times.amounts import amount_in_parts
from timeline.extract.times.birthdays import birthday_named
from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.counted import NEAR, moved_to, to_the_day, unit_token, with_days
from timeline.extract.times.event_names import (
    Happening,
    clause_end,
    is_verb,
    named_happenings,
    root_of,
)
from timeline.extract.times.guards import clause_ends
from timeline.extract.times.hedges import hedge, hedged, only
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.mentions import told_before, told_later
from timeline.extract.times.numbers import count_of
from timeline.extract.times.readings import Readings, counted_from, finer, unit_at
from timeline.extract.times.scan import Scan
from timeline.extract.times.threads import first_of_episode
from timeline.extract.times.values import (
    RANK,
    Length,
    containing,
    day_point,
    same_day,
    weekday_from,
    weekday_up_to,
)

_GUESSED = 25  # years: nobody counts further from what was just told
_LATELY = 5  # times told since the day that a happening is taken to be that of
_UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Goal(Base):
    """Where a length leads; ``edtf`` where *more than* or *at least* leave a limit alone."""

    edtf: str | None = None


def after_event(match: Match, context: Context) -> Readings:
    """«two days after the election»; «five days after the fall of the city, …».

    Where no word of the text tells which happening is meant, it is the one just told, at the
    head of a sentence of a story; elsewhere the words are a length of time.
    """
    scan = match.scan
    if scan.lower(match.start - 1) in scan.lexicon.cues["lasting_for"]:
        return None  # for two years after the war: a length
    length = _length(match)
    if length is None:
        return None
    unit, count = length.unit, length.count or "1"
    day = _described(match, context) or _of_sentence(match, context, unit)
    if day is not None:
        named_end = next((clause_end(scan, n.end) for n in named_happenings(scan, match.end)), None)
        return _led(match, context, length, Goal(day.point, day.anchor, day.words), named_end)
    back = "beforehand" in scan.categories(match.end - 1)
    dated = dated_happening(context, match, exact=unit in ("day", "week"))
    if dated is not None:
        named, there = dated
        found = replace(there, words=f"«{named.word}» is that of {there.words}")
        end = clause_end(scan, named.end)
        exact = _exact_end(scan, end)
        goal = _moved(match, found, length, back, exact=exact is not None)
        return _led(match, context, length, goal, exact or end)
    taken = taken_to_be(match, context, unit, back)
    if taken is None:
        return None
    named_end, guess, sure = taken
    if not sure and unit == "year" and int(count) > _GUESSED:
        here = context.named_here(match.start)  # the day that the words describe
        goal = None if here is None else Goal(here.point, here.anchor, here.words)
        return _led(match, context, length, goal, named_end)
    return _led(match, context, length, _moved(match, guess, length, back, sure=sure), named_end)


@dataclass(frozen=True, slots=True)
class Counted(Length):
    """A length of days to years with the days beside its months or years."""

    days: int = 0


def _length(match: Match) -> Counted | None:
    """What is counted in the match, None where no whole number of days to years is."""
    token = unit_token(match)
    unit = unit_at(match, token)
    if (parts := amount_in_parts(match, match.start, token + 1)) is not None:
        unit, count, days = parts.unit, str(parts.count), parts.days
    else:
        read = "1" if _is_bare(match) else count_of(match, match.start, token)
        if read is None or "." in read:
            return None
        count, days = read, 0
    if unit == "fortnight":
        unit, count = "week", str(2 * int(count))
    return Counted(count, unit, days) if unit in _UNITS else None


def _exact_end(scan: Scan, end: int) -> int | None:
    """The end of «, to the day» after the name of the happening."""
    at = end + (scan.word(end) == ",")
    exact = scan.lower(at) == "to" and "det" in scan.categories(at + 1)
    return at + 3 if exact and scan.lower(at + 2) == "day" else None


def _is_bare(match: Match) -> bool:
    """Whether no number counts the unit: the day after the vote."""
    first, second = (match.scan.categories(match.start + i) for i in (0, 1))
    return "det" in first and "unit" in second


def _moved(
    match: Match, base: Base, length: Counted, back: bool, sure: bool = True, exact: bool = False
) -> Goal | None:
    """The base moved by the length; None if it is not known well enough."""
    number = -int(length.count or 0) if back else int(length.count or 0)
    moved = moved_to(base.point, number, length.unit, story=not _is_bare(match))
    if exact or to_the_day(match) or length.days:
        moved = same_day(base.point, number, length.unit) or moved
        moved = with_days(moved, -length.days if back else length.days)
    if moved is None or finer(moved, base):
        return None
    kind = hedge(match, unit_token(match))
    if not sure or kind == "about":
        moved = replace(moved, fuzzy=moved.unit != "week")
    limit = hedged(kind, moved, base, number, length.unit)
    return Goal(moved, base.anchor, base.words, base.ahead, limit)


def _led(
    match: Match, context: Context, length: Length, to: Goal | None, end: int | None = None
) -> Readings:
    """A story has a date over the whole phrase; news, as in TimeML, a length that leads to one."""
    if to is None:
        return None
    if _is_bare(match):
        readings = counted_from(match, to.point, to, to.words) or []
        return [replace(r, end=end or match.end - 1) for r in readings]
    if not context.news or context.tells_of_old(match.start):
        readings = counted_from(match, to.point, to, to.words) or []
        start = match.start + only(match)
        return [replace(r, start=start, end=end or match.end - 1, edtf=to.edtf) for r in readings]
    start = match.start + only(match)
    reading = Reading(start, match.end - 1, "DURATION", length, to.anchor, (to.words,))
    edtf = to.edtf or to.point.edtf()
    return [replace(reading, edtf=edtf, awaits=to.ahead, leads_to=to.point)]


def taken_to_be(
    match: Match, context: Context, unit: str, back: bool
) -> tuple[int | None, Base, bool] | None:
    """The end of its name, when a happening was that no other word tells, and if that is sure.

    *It* and the meeting of minutes are known; another, named by a noun, is the one just told.
    """
    scan, at = match.scan, match.end
    if context.told and _is_pronoun(scan, at):
        told = context.told[-1]
        known = told.point.is_day() or RANK[told.point.unit] <= RANK[unit]
        return (at + 1, base_of(told), True) if known else None
    named = named_happenings(scan, at)
    end = None if not named else clause_end(scan, named[0].end)
    if context.news and context.told and context.told[-1].end == match.start - 1:
        return None  # in June, two months after her husband's death: when that was is not said
    if back or (context.news and not context.tells_of_old(match.start, daily=True)):
        return None
    start, _ = context.sentences.bounds(match.start)
    near = context.told and start - context.told[-1].token <= NEAR
    if not near or (named and named[0].to_come) or not (named or match.start == start):
        return None
    if (named and named[0].edge) or birthday_named(context, at) is not None:
        return None  # the end of the siege, of which no end is told; a birthday without a birth
    last = bool(named) and _is_latest(scan, named[0]) and not to_the_day(match)
    by_days = unit in ("day", "week") or to_the_day(match)
    base = _main_happening(context, last) if by_days else None
    base = base or context.story(unit)
    if base is None:
        return None
    return end, replace(base, words=f"the event is taken to be that of {base.words}"), False


def _is_pronoun(scan: Scan, at: int) -> bool:
    """«eight days before it», «two years after him», «after her.»; not «after her death»."""
    cues, word = scan.lexicon.cues, scan.lower(at)
    if word in cues["object_or_owner"]:
        return clause_ends(scan, at + 1)
    return word in cues["object_pronoun"] or (word == "it" and not is_verb(scan, at + 1))


def _is_latest(scan: Scan, named: Happening) -> bool:
    """Whether the words take up what was told last: after he spoke, after the others."""
    word, cues = named.word.lower(), scan.lexicon.cues
    ends = word in cues["latest_one"] | cues["ending_event"] or (word == "fall" and named.whose)
    return bool(ends) or is_verb(scan, named.end - 1)


def _main_happening(context: Context, last: bool) -> Base | None:
    """With what the episode of the days told last began; the ``last`` of them for an end."""
    base = context.story("day")
    told = next((t for t in reversed(context.told) if base and t.index == base.anchor), None)
    if told is None or not told.point.is_day():
        told = context.latest(lambda t: t.point.is_day(), reach=_LATELY)
    if told is None:
        return None
    return base_of(told if last else first_of_episode(context.told, told))


def on_event(match: Match, context: Context) -> Readings:
    """The eve of the vote; the morning after the sinking; the Sunday after the crash."""
    scan = match.scan
    if (described := _day_beside(match, context)) is not None:
        return described
    dated = dated_happening(context, match, exact=True)
    if dated is None:
        return None
    named, base = dated
    here, by, clock = base.point.days()[0], 0, ""
    part, weekday = match.find("part"), match.find("weekday")
    if match.find("eve") is not None:
        by = -1
    elif match.has("after", "following"):
        by = 1
    elif match.has("before", "preceding"):
        by = -1
    if part is not None:
        clock = str(scan.categories(part)["part"])
    day = here + by
    if weekday is not None:
        wanted = int(scan.categories(weekday)["weekday"])
        day = weekday_from(here + 1, wanted) if by >= 0 else weekday_up_to(here - 1, wanted)
    step = f"«{named.word}» is that of {base.words}"
    readings = counted_from(match, day_point(day, clock), base, step) or []
    return [replace(r, end=clause_end(scan, named.end)) for r in readings]


def _day_beside(match: Match, context: Context) -> Readings:
    """«on 6 November, the day of the election»: the words describe the day before the comma."""
    scan, told = match.scan, context.told[-1] if context.told else None
    whole = scan.lower(match.end - 1) == "of" and match.find("eve", "weekday") is None
    if not whole or told is None or not told.point.is_day() or told.end != match.start - 1:
        return None
    named = named_happenings(scan, match.end)
    if scan.word(match.start - 1) != "," or not named or context.news:
        return None
    part = match.find("part")
    clock = "" if part is None else str(scan.categories(part)["part"])
    base = base_of(told)
    readings = counted_from(match, replace(told.point, clock=clock), base) or []
    return [replace(r, end=clause_end(scan, named[0].end)) for r in readings]


def dated_happening(
    context: Context, match: Match, exact: bool = False
) -> tuple[Happening, Base] | None:
    """The happening after the match and its time: told before, else soon after the match.

    ``exact`` wants a time that is known to the day.
    """
    if (of_life := birthday_named(context, match.end)) is not None:
        one, day = of_life
        return None if day is None else (one, day)
    named = named_happenings(context.scan, match.end)
    if not named:
        return None
    if context.evidence.kind == "minutes" and context.meeting is not None:
        held = next((n for n in named if n.root == root_of(context.scan, "meeting")), None)
        if held is not None:
            return held, base_of(context.meeting)
    for one in named:
        base = None if one.to_come else told_before(context, match.start, one, exact)
        if base is not None:
            return one, base
    for one in named:
        base = told_later(context, match.start, one)
        if base is not None:
            return one, base
    return None


def _described(match: Match, context: Context) -> Base | None:
    """«on the 17th, exactly two weeks after he came»: the day that the words describe."""
    scan, at = match.scan, match.start - 1
    while at > match.start - 3 and "approx" in scan.categories(at):
        at -= 1
    if scan.word(at) not in (",", "-", "–", "—", "(") or not context.told:
        return None
    told = context.told[-1]
    known = told.point.is_day() or told.point.unit == scan.value(unit_token(match), "unit")
    if told.end != at or not (known or (not context.news and not told.clock)):
        return None
    unit = str(match.scan.value(unit_token(match), "units") or "")
    longer = unit in ("month", "year") and not to_the_day(match)
    return replace(base_of(told), point=containing(told.point, unit) if longer else told.point)


def _of_sentence(match: Match, context: Context, unit: str) -> Base | None:
    """«It closed in 1961, ninety years after the first sale»: the time that its clause tells.

    An entry of a diary tells the day of its heading.
    """
    scan = match.scan
    if scan.word(match.start - 1) not in (",", "–", "—", "(") or context.news:
        return None
    start, _ = context.sentences.bounds(match.start)
    told = next((t for t in reversed(context.told[-3:]) if t.token >= start and not t.aside), None)
    if told is None and context.own_day(match.start) is not None:
        told = context.entry
    if told is None or RANK[told.point.unit] > RANK[unit if unit != "week" else "day"]:
        return None
    exact = to_the_day(match) or unit in ("day", "week")
    point = told.point if exact else containing(told.point, unit)
    return replace(base_of(told), point=point)
