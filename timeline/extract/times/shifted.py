"""Readers of units and months named by their distance: last week, that year, the previous April."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.dates import day_of
from timeline.extract.times.accounts import of_accounts
from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.guards import clause_ends
from timeline.extract.times.match import Match
from timeline.extract.times.numbers import year_of
from timeline.extract.times.own_days import own_base
from timeline.extract.times.readings import (
    UNANCHORED,
    Readings,
    counted_from,
    day_at,
    dayless,
    finer,
    lasting,
    month_at,
    single,
    unknown,
    unresolved,
)
from timeline.extract.times.story import Placed
from timeline.extract.times.values import (
    RANK,
    Length,
    Point,
    containing,
    day_point,
    shifted,
    valid_day,
)


@dataclass(frozen=True, slots=True)
class Shift:
    """A shifting word of the lexicon: ``by`` units from the day of ``speech`` or of the ``story``.

    ``told`` says when a word of speech counts from the story after all (``day``: with
    days; ``det``: with days and after an article), ``span`` when it makes a length
    (``always``, ``det``).
    """

    token: int
    by: int
    kind: str
    told: str = ""
    span: str = ""


def shift_of(match: Match, last: bool = True) -> Shift | None:
    """The last (or first) shifting word of the match."""
    tokens = match.find_all("shift")
    if not tokens:
        return None
    token = tokens[-1 if last else 0]
    value = match.scan.categories(token)["shift"]
    return Shift(
        token, int(value["by"]), str(value["from"]), value.get("told", ""), value.get("span", "")
    )


def shifted_unit(match: Match, context: Context) -> Readings:
    """Last week; the following year; that same day; the end of the month."""
    scan = match.scan
    one = scan.lower(match.start) == "one"  # one day last week
    token = match.the_last("unit", "units") if one else match.the("unit", "units")
    unit = scan.categories(token).get("unit")
    if unit in (None, "second", "minute", "hour"):
        return None
    unit = "week" if unit == "fortnight" else str(unit)
    shift = shift_of(match)
    if match.has("followed"):  # the year that followed
        return _moved(match, context, unit, Shift(match.start, 1, "story"))
    if shift is None:
        return _unit_told(match, context, unit)
    det = "det" in scan.categories(match.find_all("shift")[0] - 1) and match.end - match.start > 2
    if _is_length(match, shift, det):
        return lasting(match, Length("1", unit))
    kind = shift.kind
    if shift.told and (unit == "day" or (det and shift.told == "det")):
        kind = "story"
    if det and shift.told == "day" and unit not in ("quarter", "month", "week", "year", "day"):
        return None
    spoken = match.start == shift.token and shift.kind == "speech"  # convicted last week of theft
    if scan.categories(match.end).get("=of") and match.start >= shift.token - 1 and not spoken:
        return None
    return _moved(match, context, unit, replace(shift, kind=kind))


def _is_length(match: Match, shift: Shift, det: bool) -> bool:
    """The past year; for the next year: a length, not a date."""
    if match.scan.value(match.end - 1, "unit") == "weekend":
        return False
    if shift.span == "always" or (shift.span == "det" and det):
        return True
    before = match.scan.lower(match.start - 1)
    return shift.by > 0 and before in match.scan.lexicon.cues["lasting_for"]


def _moved(match: Match, context: Context, unit: str, shift: Shift) -> Readings:
    base = context.base(match.start, unit, shift.kind)
    if shift.by == 0 and unit == "day" and shift.kind == "story":
        base = context.named_here(match.start) or base
    moved = None if base is None else shifted(base.point, shift.by, unit)
    if base is None or moved is None:
        return unresolved(match, unknown(unit))
    if shift.by > 0 and shift.kind == "story" and not context.reachable(base, match.start):
        return unresolved(match, unknown(unit))
    if finer(moved, base):
        return dayless(match, base, shift.by)
    if shift.by == 0 and shift.kind == "story" and RANK[base.point.unit] > RANK[unit]:
        return unresolved(match, unknown(unit))
    return counted_from(match, moved, base)


def _unit_told(match: Match, context: Context, unit: str) -> Readings:
    """«the end of the month», «in the quarter»: the unit in which the story stands."""
    alone = match.end - match.start == 2 and "det" in match.scan.categories(match.start)
    named = match.has("holiday", "long", "whole", "entire")
    if unit == "weekend" and (alone or named or match.scan.lower(match.start - 1) == "all"):
        return _weekend(match, context)
    if not _unit_meant(match, unit, alone):
        return None
    base = own_base(context, match.start, unit) or context.story(unit) or context.publication()
    calendar = unit in ("year", "quarter", "month", "week")
    if context.news and calendar and not context.tells_of_old(match.start):
        told = context.latest(lambda t: RANK[t.point.unit] <= RANK[unit], reach=1)
        near = told is not None and told.token >= context.sentences.bounds(match.start)[0]
        base = context.story(unit) if near else context.publication()
        compared = context.latest(lambda t: t.point.unit == unit == "quarter", reach=24)
        base = base if compared is None else base_of(compared)
    if base is None:
        return unresolved(match, unknown(unit))
    if (
        base.point.year is not None and RANK[base.point.unit] > RANK[unit]
    ):  # within the fortnight, after «late October»
        two = match.scan.value(match.end - 1, "unit") == "fortnight"
        return lasting(match, Length("2" if two else "1", unit))
    whole = containing(base.point, unit)
    readings = counted_from(match, whole, base) or []
    if match.find("fiscalword") is None:
        return readings
    return of_accounts(readings, context)


def _weekend(match: Match, context: Context) -> Readings:
    """«over the weekend»: in news the last one, or the next where the sentence looks ahead."""
    over = match.scan.lower(match.start - 1) in match.scan.lexicon.cues["over"]
    if not over and not match.has("whole", "entire") and not _weekend_acts(match, context):
        return None
    own = context.news and not context.tells_of_old(match.start)
    base = context.publication() if own else context.story("day")
    if base is None or not base.point.is_day():
        return unresolved(match, unknown("weekend"))
    ahead = not own or context.sentences.tense(match.start) == "future"
    past = base.point.days()[0] - (0 if ahead else 5)
    return counted_from(match, containing(day_point(past), "weekend"), base)


def _weekend_acts(match: Match, context: Context) -> bool:
    """«The weekend was quiet»."""
    acts = match.scan.lower(match.end) in match.scan.lexicon.cues["was"]
    return acts and context.sentences.begins(match.start)


def _unit_meant(match: Match, unit: str, alone: bool) -> bool:
    """Whether «the year» is a time: not «the year of», «the Year III», «the year-long»."""
    scan, cues = match.scan, match.scan.lexicon.cues
    after = scan.word(match.end)
    if _runs_to_date(match):
        return True
    if after[:1].isdigit() or (after and set(after) <= set("IVX")):
        return False
    if unit == "weekend" or (after == "-" and scan.touches(match.end)):
        return False
    if "=of" in scan.categories(match.end):
        return False
    if not alone or ("=of" in scan.categories(match.start - 1) and _unit_before(match)):
        return True
    if scan.lower(match.start - 1) == "throughout" and unit == "day":
        return True
    if scan.lower(match.start - 1) == "before" and scan.lower(match.end + 1) in cues["run_out"]:
        return scan.lower(match.end) in cues["was"]  # before the year was out
    if unit in ("day", "decade", "century", "millennium") or after.lower() in cues["unit_defined"]:
        return False
    return scan.lower(match.start - 1) in cues["during"]


def _unit_before(match: Match) -> bool:
    """«the first two months of the year»."""
    return not {"unit", "units"}.isdisjoint(match.scan.categories(match.start - 2))


def _runs_to_date(match: Match) -> bool:
    """«the year ended June 30», «the year to March»."""
    scan, cues = match.scan, match.scan.lexicon.cues
    if scan.lower(match.end) not in cues["ending"] | cues["running_to"]:
        return False
    near = (match.end + 1, match.end + 2)
    return any(not {"month", "mabbr", "weekday"}.isdisjoint(scan.categories(i)) for i in near)


def coming_unit(match: Match, context: Context) -> Readings:
    """«el año que viene»: the next unit, counted from the day of writing."""
    unit = str(match.scan.categories(match.the("unit"))["unit"])
    return _moved(match, context, unit, Shift(match.start, 1, "speech"))


def second_unit(match: Match, context: Context) -> Readings:
    """«the week before last», «the year after next»: two units from the day of writing."""
    unit = str(match.scan.categories(match.the("unit"))["unit"])
    if unit in ("second", "minute", "hour") or not _nothing_follows(match):
        return None
    by = shift_of(match)
    if by is not None and by.kind == "story":
        return None  # the year after that
    return (
        None if by is None else _moved(match, context, unit, Shift(by.token, 2 * by.by, "speech"))
    )


def _nothing_follows(match: Match) -> bool:
    """Not «the year before last summer»: no unit, month or season follows."""
    categories = match.scan.categories(match.end)
    return categories.keys().isdisjoint({"unit", "units", "month", "season", "weekday", "part"})


def unit_end(match: Match, context: Context) -> Readings:
    """Month's end; the year-end."""
    unit = str(match.scan.categories(match.the("unit"))["unit"])
    shift, named = shift_of(match), year_of(match)
    if shift is not None:
        return _moved(match, context, unit, shift)
    if named is not None:
        return single(match, Point("year", named[0])) if unit == "year" else None
    base = context.publication() if context.news else context.story(unit)
    if base is None:
        return unresolved(match, unknown(unit))
    return counted_from(match, containing(base.point, unit), base)


def shifted_month(match: Match, context: Context) -> Readings:
    """Last October; the previous April; next May."""
    number = month_at(match, match.the("month", "mabbr"))
    shift = shift_of(match)
    that = match.scan.lower(match.end - 1) == "that"  # the August after that
    if shift is None and not clause_ends(match.scan, match.end):
        return None
    beside = 1 if match.has("after") else -1  # the November before
    by, kind = (beside, "story") if that or shift is None else (shift.by, shift.kind)
    base = context.base(match.start, "month", kind) or context.base(match.start, "year", kind)
    base = (_season_told(context, base) if kind == "story" else None) or base
    if shift is not None and not by and match.scan.lower(shift.token) == "that":
        base = context.mentioned(match.start) or base
    if base is None or base.point.year is None:
        return single(match, Point("month", None, number), Placed(None, None, UNANCHORED))
    year, here = base.point.year, base.point.month()
    if base.point.unit in ("season", "quarter", "half"):  # from its end, or back from its begin
        year, here, _ = day_of(base.point.days()[by > 0])
    if here is None:
        year += 0 if by > 0 and kind == "story" and under_heading(context, base) else by
    elif by < 0:
        year -= number >= here
    elif by > 0:
        year += number <= here
    point = Point("month", year, number)
    if (day := match.find("dayth", "dayword")) is not None:  # the ninth of the following March
        point = Point("day", year, number, day_at(match, day))
        if not valid_day(year, number, point.day or 0):
            return None
    readings = counted_from(match, point, base) or []
    return [replace(r, tells=by >= 0) for r in readings]  # after a look back the story stays


def _season_told(context: Context, base: Base | None) -> Base | None:
    """A season told since: «in the spring of 1966; he had died the previous December»."""
    told = context.latest(lambda t: t.point.finer_than("year"), reach=3)
    if told is None or told.point.unit != "season" or (base and base.anchor == told.index):
        return None
    return base_of(told)


def under_heading(context: Context, base: Base) -> bool:
    """Whether the base is the year of a heading: «the following spring» under it lies in it."""
    told = next((t for t in reversed(context.told) if t.index == base.anchor), None)
    return told is not None and told.point.unit == "year" and context.sentences.heading(told.token)
