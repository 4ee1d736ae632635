"""Readers of distances: twelve days later, two years ago, the day before, a year earlier."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline import dates
from timeline.extract.times.amounts import amount_in_parts
from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.event_names import is_verb
from timeline.extract.times.guards import clause_ends
from timeline.extract.times.hedges import hedge, hedged, only
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import count_of
from timeline.extract.times.readings import (
    Readings,
    counted_from,
    dayless,
    finer,
    unit_at,
    unknown,
    unresolved,
)
from timeline.extract.times.values import Point, containing, day_point, same_day, shifted

_IN_YEARS = {"decade": 10, "century": 100}
_POINTING = ("that", "this")
_CLAUSE = 24  # tokens in which the clause is looked at
NEAR = 60  # tokens: about two sentences


@dataclass(frozen=True, slots=True)
class Distance:
    """``count`` units back or forward, None for an unknown number; ``bare``: no number word."""

    unit: str
    count: str | None
    back: bool
    kind: str
    bare: bool = False
    whole: bool = False  # «the week before»: a week, not seven days
    days: int = 0  # those beside months or years: a year and a day later


def counted(match: Match, context: Context) -> Readings:
    """Twelve days later; two years ago; a year earlier; the day before."""
    distance = _distance(match)
    if distance is None or (distance.unit == "second" and distance.count is not None):
        return None
    if distance.unit in ("second", "minute", "hour"):
        return _hours(match, context, distance)
    unit, count = distance.unit, distance.count
    base = context.base(match.start, unit, distance.kind)
    if count is None or "." in count:
        if base is not None and not distance.back and not context.reachable(base, match.start):
            base = None
        readings = _vaguely(match, base, distance.back) or []
        if distance.bare and not distance.back:
            return [replace(r, value=unknown(unit)) for r in readings]
        return readings
    if distance.kind == "story" and not distance.back:
        base = _not_to_come(match, context, base, int(count), unit)
    ahead = distance.back or distance.kind == "speech"
    if base is None or not (ahead or context.reachable(base, match.start)):
        return unresolved(match, unknown(unit))
    if unit == "year":
        spoken = distance.kind == "speech"
        base = (_quarter_beside(match, context) if spoken else None) or base
        base = _quarter_ended(match, context) or base
    readings = _exactly(match, base, replace(distance, count=count)) or []
    return [replace(r, start=match.start + only(match)) for r in readings]


def _not_to_come(
    match: Match, context: Context, base: Base | None, count: int, unit: str
) -> Base | None:
    """In news what has happened lies before publication: else it counts from another told day."""
    published = context.published
    if base is None or published is None or not context.news or base.anchor == "published":
        return base
    if context.sentences.tense(match.start) != "past":
        return base
    today = published.days()[1]
    moved = moved_to(base.point, count, unit, story=True)
    if moved is None or moved.days()[0] <= today:
        return base
    for told in reversed(context.told[-4:]):
        if told.point.is_day() and not told.aside and told.index != base.anchor:
            moved = moved_to(told.point, count, unit, story=True)
            if moved is not None and moved.days()[1] <= today:
                return base_of(told)
    return base


def _exactly(match: Match, base: Base, distance: Distance) -> Readings:
    """A known number of units from the base, and what *nearly* or *at least* makes of it."""
    unit, count = distance.unit, int(distance.count or 0)
    number = -count if distance.back else count
    story = distance.kind == "story" or base.anchor != "published"
    moved = moved_to(base.point, number, unit, story and not distance.whole)
    if to_the_day(match) or distance.days:
        moved = same_day(base.point, number, unit) or moved
        moved = with_days(moved, -distance.days if distance.back else distance.days)
    if moved is None:
        return unresolved(match, unknown(unit))
    if finer(moved, base):
        return dayless(match, base, number)
    plural = "" if abs(number) == 1 else "s"
    side = "before" if number < 0 else "after"
    kind = hedge(match, match.the("unit", "units"))
    if kind == "about" and moved.unit in ("day", "month", "year"):
        moved = replace(moved, fuzzy=True)
    edtf = hedged(kind, moved, base, number, unit)
    step = f"{abs(number)} {unit}{plural} {side} {base.words}"
    compared = base.point.unit == "quarter" and distance.back  # the story stays with the quarter
    readings = counted_from(match, moved, base, step) or []
    return [replace(r, edtf=edtf, tells=not compared) for r in readings]


def with_days(moved: Point | None, days: int) -> Point | None:
    """The day so many days on; a month or year, whose days are not known, as it is."""
    return shifted(moved, days, "day") if moved is not None and moved.is_day() and days else moved


def to_the_day(match: Match) -> bool:
    """«five years to the day», «exactly a month after that»: on the same day of the month."""
    scan = match.scan
    if {"exactly", "precisely"} & {scan.lower(match.start), scan.lower(match.start - 1)}:
        return True
    return any(scan.lower(i) == "to" and scan.lower(i + 2) == "day" for i in match)


def unit_token(match: Match) -> int:
    """The unit that is counted: the last of the match, but not that of «to the day»."""
    return match.the("unit", "units") if to_the_day(match) else match.the_last("unit", "units")


def _hours(match: Match, context: Context, distance: Distance) -> Readings:
    """«two hours later», «ten minutes ago»: a time of the day told, exact if its hour is known."""
    minutes = round(float(distance.count or 0) * (60 if distance.unit == "hour" else 1))
    minutes = -minutes if distance.back else minutes
    start = context.sentences.paragraph_start(match.start)
    start = min(start, match.start - NEAR)  # «Five minutes later» heads a paragraph
    told = context.latest(lambda t: t.point.is_day() and t.token >= start, reach=6)
    base = context.story("day") if told is not None else None
    if distance.kind == "speech" or (base is None and context.news):
        base = context.speech(match.start, "day")
    if base is None or not base.point.is_day():
        return None
    day, clock = base.point.days()[0], "TXX"
    unknown_hour = distance.kind == "speech" or distance.count is None
    clocks = () if unknown_hour else (t.clock for t in reversed(context.told[-3:]) if t.clock)
    if hour := next(iter(clocks), ""):
        total = 60 * int(hour[1:3]) + int(hour[4:6]) + minutes
        day, clock = day + total // 1440, f"T{total % 1440 // 60:02d}:{total % 60:02d}{hour[6:]}"
    elif abs(minutes) >= 1440:
        day += int(minutes / 1440)
    point = replace(day_point(day, clock), unit="minute" if ":" in clock else "hour")
    if clock == "TXX" and minutes and minutes % 1440 == 0:
        point = day_point(day)  # forty-eight hours later
    side = "before" if distance.back else "after"
    size = f"{distance.count or 'some'} {distance.unit}{'' if distance.count == '1' else 's'}"
    return counted_from(match, point, base, f"{size} {side} {base.words}")


def _distance(match: Match) -> Distance | None:
    """What the words of the match say; None if they say something else."""
    scan = match.scan
    token = unit_token(match)
    unit = unit_at(match, token)
    words = range(match.start, token) if token == match.end - 1 else range(token + 1, match.end)
    mark = next((i for i in words if _direction(match, i)), None)
    if mark is None:
        return None
    last = mark == match.end - 1 or to_the_day(match)
    if last and scan.lower(match.end) in scan.lexicon.cues["counted_from"]:
        return None  # después de la guerra: counted from what follows
    if scan.lower(match.end - 1) in _POINTING and not _points_alone(match):
        return None  # thirty years after that first sight
    unsure = last and scan.lower(mark) in scan.lexicon.cues["needs_clause_end"]
    if unsure and not stands_alone(match, mark):
        return None
    direction = _direction(match, mark)
    kind = "speech" if scan.categories(mark).keys() & {"ago", "hence"} else "story"
    if (parts := amount_in_parts(match, match.start, mark)) is not None:
        return Distance(parts.unit, str(parts.count), direction < 0, kind, days=parts.days)
    count, bare = count_of(match, match.start, token), token == match.start
    if "det" in scan.categories(match.start) and token == match.start + 1:
        # the days after: nobody knows how many
        count = "1" if "unit" in scan.categories(token) else None
    if mark < token:  # the language says «ago» first: hace dos años
        count = count_of(match, mark + 1, token)
    if count is not None and any(scan.lower(i) == "half" for i in range(token + 1, match.end)):
        count = f"{float(count) + 0.5:g}"  # a year and a half later
    unit, count = _in_whole_units(unit, count)
    whole = "det" in scan.categories(match.start) and token == match.start + 1
    return Distance(unit, count, direction < 0, kind, bare, whole)


def _points_alone(match: Match) -> bool:
    """Whether no noun follows the *that* of «three days after that»."""
    scan, after = match.scan, match.scan.lower(match.end)
    if "ord" in scan.categories(match.end):
        return False
    content = after.isalpha() and scan.word(match.end).islower()
    return not content or after in scan.lexicon.cues["function"] or is_verb(scan, match.end)


def _in_whole_units(unit: str, count: str | None) -> tuple[str, str | None]:
    """Fortnights in weeks, halves of years in months, halves of centuries in years."""
    if unit == "fortnight":
        return "week", None if count is None else str(2 * int(float(count)))
    if count is None or "." not in count:
        return unit, count
    if unit == "year" and count.endswith(".5"):
        return "month", f"{12 * float(count):g}"
    return ("year", f"{float(count) * _IN_YEARS[unit]:g}") if unit in _IN_YEARS else (unit, count)


def stands_alone(match: Match, mark: int) -> bool:
    """Whether the *before* or *after* that ends the match governs nothing that follows.

    «set out the day after and found»; «left two days before with a friend»; «two years
    before she had begun», where the main verb looks back already.
    """
    scan, cues, after = match.scan, match.scan.lexicon.cues, match.scan.lower(match.end)
    if clause_ends(scan, match.end) or after in cues["and"] | cues["was"]:
        return True
    if scan.lower(mark) == "on":
        if after in cues["goes_on"]:
            return True
        opens = match.start == 0 or not scan.word(match.start - 1).isalpha()
        return opens and ("det" in scan.categories(match.end) or after in cues["doer"])
    if after in cues["goes_on"] or _fronted(match):
        return True  # no noun follows that it would govern
    if "beforehand" not in scan.categories(mark):
        return False
    had = after in cues["doer"] and scan.lower(match.end + 1) in cues["pluperfect"]
    return had or after in cues["pluperfect"]  # a landslip the week before had buried it


def _fronted(match: Match) -> bool:
    """«The day after the sledge went through, and …»: the words head the main clause themselves.

    Not «the day after the vote the president resigned» or «the day after it sank, divers came».
    """
    scan, cues = match.scan, match.scan.lexicon.cues
    before = scan.lower(match.start - 1)
    if match.start and (before.isalpha() or before in ",-–—(") and before not in cues["and"]:
        return False
    if scan.word(match.end)[:1].isupper() and scan.word(match.end - 1)[0].isupper():
        return False  # The Day After Tomorrow
    verb = None
    for i in range(match.end, match.end + _CLAUSE):
        word = scan.lower(i)
        name = i > match.end + 1 and scan.word(i)[:1].isupper() and scan.word(i - 1).islower()
        subject = "det" in scan.categories(i) or word in cues["doer"] | cues["owner"]
        if verb is None and (name or subject) and i > match.end:
            return False  # a noun phrase, and then the subject
        acts = i == match.end + 1 and scan.lower(match.end) in cues["pronoun"]
        if verb == i - 1 and word in cues["doer"] and is_verb(scan, i + 1):
            return False  # a week before he died he rang
        if verb is None and (acts or is_verb(scan, i)):
            verb = i
        if not word or word[0] in ".;:!?\n":
            break
        if word == ",":
            following = scan.lower(i + 1)
            goes_on = following in cues["and"] | cues["relative"] or following in ("but", "as")
            goes_on = goes_on or scan.lower(i + 2) in cues["relative"]  # of which
            return verb is not None and goes_on
    return verb is not None


def _direction(match: Match, i: int) -> int:
    """-1 for ago, before, earlier; 1 for later, after; 0 for other words."""
    categories = match.scan.categories(i)
    if "ago" in categories or "beforehand" in categories:
        return -1
    return 1 if "afterward" in categories or "hence" in categories else 0


def moved_to(point: Point, number: int, unit: str, story: bool) -> Point | None:
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


def _quarter_ended(match: Match, context: Context) -> Base | None:
    """The quarter of «the quarter ended Sept. 30», told in the same sentence."""
    start = context.sentences.bounds(match.start)[0]
    told = context.latest(lambda t: t.point.is_day() and t.token >= start, reach=2)
    if told is None or match.scan.lower(told.token - 1) not in match.scan.lexicon.cues["ending"]:
        return None
    if match.scan.value(told.token - 2, "unit") != "quarter":
        return None
    return replace(base_of(told), point=containing(told.point, "quarter"))


def _quarter_beside(match: Match, context: Context) -> Base | None:
    """A quarter told in the same sentence: its profit is compared with the like quarter's."""
    start = context.sentences.bounds(match.start)[0]
    near = (t for t in reversed(context.told[-3:]) if t.token >= start and not t.aside)
    told = next((t for t in near if t.point.unit == "quarter" and t.point.year is not None), None)
    return None if told is None else base_of(told)
