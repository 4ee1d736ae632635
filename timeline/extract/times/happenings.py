"""Readers of times counted from a happening that the text dates: two days after the vote.

The happening is named by a noun (the sinking, his arrival) or a clause (after he arrived).
It is looked for among the words before, which may say it with another form of the same
word (sank, arrived), and, for what lay ahead (the eve of the vote), among those that follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.counted import NEAR, moved_to, to_the_day, unit_token
from timeline.extract.times.event_names import Happening, clause_end, named_happenings, root_of
from timeline.extract.times.hedges import hedge, hedged, only
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import count_of
from timeline.extract.times.readings import Readings, counted_from, finer
from timeline.extract.times.scan import Scan
from timeline.extract.times.story import Told
from timeline.extract.times.values import Length, day_point, same_day, weekday_of

_BACK, _AHEAD = 250, 90  # tokens in which the happening is looked for
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
    scan, token = match.scan, unit_token(match)
    categories = scan.categories(token)
    unit = str(categories.get("unit") or categories["units"])
    if scan.lower(match.start - 1) in scan.lexicon.cues["lasting_for"]:
        return None  # for two years after the war: a length
    bare = _is_bare(match)
    count = "1" if bare else count_of(match, match.start, token)
    if unit == "fortnight" and count is not None and "." not in count:
        unit, count = "week", str(2 * int(count))
    if count is None or "." in count or unit not in _UNITS:
        return None
    length = Length(count, unit)
    if (day := _described(match, context)) is not None:
        named_end = next((clause_end(scan, n.end) for n in named_happenings(scan, match.end)), None)
        return _led(match, context, length, Goal(day.point, day.anchor, day.words), named_end)
    back = "beforehand" in scan.categories(match.end - 1)
    dated = dated_happening(context, match)
    if dated is not None:
        named, there = dated
        found = replace(there, words=f"«{named.word}» is that of {there.words}")
        end = clause_end(scan, named.end)
        return _led(match, context, length, _moved(match, found, length, back), end)
    told = None if "det" in scan.categories(match.start) or back else _just_told(match, context)
    if told is None:
        return None
    guess = replace(told, words=f"the event is taken to be that of {told.words}")
    return _led(match, context, length, _moved(match, guess, length, back, sure=False))


def _is_bare(match: Match) -> bool:
    """Whether no number counts the unit: the day after the vote."""
    first, second = (match.scan.categories(match.start + i) for i in (0, 1))
    return "det" in first and "unit" in second


def _moved(match: Match, base: Base, length: Length, back: bool, sure: bool = True) -> Goal | None:
    """The base moved by the length; None if it is not known well enough."""
    number = -int(length.count or 0) if back else int(length.count or 0)
    moved = moved_to(base.point, number, length.unit, story=not _is_bare(match))
    if to_the_day(match):
        moved = same_day(base.point, number, length.unit) or moved
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


def _just_told(match: Match, context: Context) -> Base | None:
    """Where the story stands, if the words stand at the head of a sentence soon after."""
    start, _ = context.sentences.bounds(match.start)
    if context.news or match.start != start:
        return None
    if not context.told or start - context.told[-1].token > NEAR:
        return None
    return context.story(str(match.scan.value(unit_token(match), "units") or "day"))


def on_event(match: Match, context: Context) -> Readings:
    """The eve of the vote; the morning after the sinking; the Sunday after the crash."""
    scan = match.scan
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
    if weekday is not None:
        ahead = (int(scan.categories(weekday)["weekday"]) - weekday_of(here)) % 7
        by = (ahead or 7) if by >= 0 else ahead - 7
    step = f"«{named.word}» is that of {base.words}"
    readings = counted_from(match, day_point(here + by, clock), base, step) or []
    return [replace(r, end=clause_end(scan, named.end)) for r in readings]


def dated_happening(
    context: Context, match: Match, exact: bool = False
) -> tuple[Happening, Base] | None:
    """The happening after the match and its time: told before, else soon after the match.

    ``exact`` wants a time that is known to the day.
    """
    named = named_happenings(context.scan, match.end)
    if not named:
        return None
    for one in named:
        base = None if one.to_come else _told_before(context, match.start, one)
        if base is not None and (base.point.is_day() or not exact):
            return one, base
    for one in named:
        base = _told_later(context, match.start, one)
        if base is not None:
            return one, base
    return None


def _told_before(context: Context, token: int, named: Happening) -> Base | None:
    scan = context.scan
    for i in range(token - 1, max(0, token - _BACK) - 1, -1):
        word = scan.lower(i)
        if len(word) < 3 or not (root_of(scan, word) == named.root or word == named.whose):
            continue
        if named.whose and not _is_beside(context, i, named.whose):
            continue
        told = _told_at(context, context.told, i)
        if told is not None and told.point.finer_than("decade"):
            return base_of(told)
    return None


def _is_beside(context: Context, i: int, name: str) -> bool:
    start, end = context.sentences.bounds(i)
    return any(context.scan.lower(k) == name for k in range(start, end))


def _told_later(context: Context, token: int, named: Happening) -> Base | None:
    scan = context.scan
    if context.look_ahead is None:
        return None
    for i in range(named.end, min(len(scan), token + _AHEAD)):
        if len(scan.word(i)) > 2 and root_of(scan, scan.lower(i)) == named.root:
            start, end = context.sentences.bounds(i)
            ahead = context.look_ahead(named.end, end)
            there = [t for t in ahead if t.token >= start and t.point.is_day()]
            near = min(there, key=lambda t: abs(t.token - i), default=None)
            if near is not None:
                return replace(base_of(near), anchor=None, ahead=near.token)
    return None


def _described(match: Match, context: Context) -> Base | None:
    """«on the 17th, exactly two weeks after he came»: the day that the words describe."""
    scan, at = match.scan, match.start - 1
    while at > match.start - 3 and "approx" in scan.categories(at):
        at -= 1
    if scan.word(at) not in (",", "-", "–", "—", "(") or not context.told:
        return None
    told = context.told[-1]
    known = told.point.is_day() or told.point.unit == match.scan.value(unit_token(match), "unit")
    beside = told.token < at <= told.token + 4 and known
    words = " ".join(scan.word(i) for i in range(told.token, at))
    ends = beside and told.text.endswith(words.split()[-1])
    return base_of(told) if ends else None


def _told_at(context: Context, told: list[Told], i: int) -> Told | None:
    """The time of the word at token ``i``: the nearest of its sentence, else the one before."""
    start, end = context.sentences.bounds(i)
    there = [
        t for t in told if start <= t.token < end and not _itself_counted(context.scan, t, end)
    ]
    if there:
        return min(there, key=lambda t: abs(t.token - i))
    before = [t for t in told if t.token < start and not t.aside]
    return before[-1] if before and start - before[-1].token <= NEAR else None


def _itself_counted(scan: Scan, told: Told, end: int) -> bool:
    """Whether the told time is «three weeks after the …»: it dates another happening."""
    near = range(told.token, min(told.token + 5, end))
    return not told.dated and any(scan.lower(i) in ("after", "before") for i in near)
