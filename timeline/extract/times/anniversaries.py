"""Reader of anniversaries: the first anniversary of the battle, the centenary of his birth."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Base, Context
from timeline.extract.times.event_names import clause_end
from timeline.extract.times.happenings import dated_happening
from timeline.extract.times.match import Match
from timeline.extract.times.readings import Readings, counted_from
from timeline.extract.times.values import Point, same_day

_MOST = 5000  # years


def anniversary(match: Match, context: Context) -> Readings:
    """The like day (or year) so many years after the happening, which the text must date."""
    dated = dated_happening(context, match)
    if dated is None:
        return None
    named, base = dated
    here = context.named_here(match.start)
    if here is not None and not context.news:  # on 9 April 2009, the sixth anniversary of …
        end = clause_end(match.scan, named.end)
        return [replace(r, end=end) for r in counted_from(match, here.point, here) or []]
    years = _years(match, context, base)
    if years is None or not 1 <= years <= _MOST or base.point.year is None:
        return None
    point = base.point
    if point.is_day():
        moved = same_day(replace(point, clock="", unit="day"), years, "year")
    else:
        moved = Point("year", base.point.year + years)
    if moved is None or (moved.year or 0) > 9999:
        return None
    step = f"{years} years after {base.words}"
    end = clause_end(match.scan, named.end)
    return [replace(r, end=end) for r in counted_from(match, moved, base, step) or []]


def _years(match: Match, context: Context, base: Base) -> int | None:
    """How many years: the number, or those up to the year in which the story stands."""
    scan = match.scan
    for i in match:
        categories = scan.categories(i)
        if "jubilee" in categories:
            return int(categories["jubilee"])
        if "ord" in categories:
            return int(categories["ord"])
    now = context.year_now()
    gone = 1 if now is None or base.point.year is None else now - base.point.year
    return max(gone, 1)
