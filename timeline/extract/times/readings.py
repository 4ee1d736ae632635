"""What readers share: one date over a match, one counted from a base, one without an anchor."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Base
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.story import Placed
from timeline.extract.times.values import Length, Point
from timeline.model import TimeType

Readings = list[Reading] | None

UNANCHORED = "no time is told that it could count from"


def month_at(match: Match, i: int) -> int:
    """The number of the month at token ``i``."""
    categories = match.scan.categories(i)
    return int(categories.get("month") or categories["mabbr"])


def unit_at(match: Match, i: int) -> str:
    """The unit of time at token ``i`` (``day``, ``week``), empty if there is none."""
    categories = match.scan.categories(i)
    return str(categories.get("unit") or categories.get("units") or "")


def day_at(match: Match, i: int) -> int:
    """The day of the month at token ``i``."""
    categories = match.scan.categories(i)
    if "dayword" not in categories:
        return int(categories.get("day") or categories["dayth"])
    tens = i - 2 if match.scan.word(i - 1) == "-" else i - 1  # the twenty-first of May
    return int(categories["dayword"]) + int(match.scan.value(tens, "numword") or 0)


def weekday_in(match: Match) -> int | None:
    """The number of the weekday that the match names, 0 for Monday."""
    for i in match:
        categories = match.scan.categories(i)
        if (number := categories.get("weekday", categories.get("wabbr"))) is not None:
            return int(number)
    return None


def day_beside(match: Match, month: int) -> int | None:
    """The token of the day that belongs to the month token."""
    days = [i for i in match.find_all("day", "dayth", "dayword") if abs(i - month) <= 3]
    before = [i for i in days if i < month]
    return before[-1] if before else (days[0] if days else None)


def fuzzy(match: Match) -> bool:
    """Whether an *about* stands at the head of the match."""
    first = match.scan.categories(match.start)
    return first.get("approx") == "about" or "=ca" in first or "=c" in first


def single(match: Match, point: Point, placed: Placed | None = None) -> Readings:
    """One DATE over the whole match; ``placed`` tells whence its year came, None if it names it."""
    point = replace(point, fuzzy=True) if fuzzy(match) else point
    if placed is None:
        return [Reading(match.start, match.end, "DATE", point, dated=True)]
    steps = (placed.step,)
    return [Reading(match.start, match.end, "DATE", point, anchor=placed.anchor, steps=steps)]


def counted_from(match: Match, point: Point, base: Base, step: str = "") -> Readings:
    """One date or time of day over the match that counts from the base."""
    steps = (step or f"counted from {base.words}",)
    kind: TimeType = "TIME" if point.clock else "DATE"
    return [Reading(match.start, match.end, kind, point, base.anchor, steps, awaits=base.ahead)]


def unresolved(match: Match, value: str) -> Readings:
    """A time that nothing anchors: no date, and the reason says so."""
    reading = Reading(match.start, match.end, "DATE", value, steps=(UNANCHORED,), tells=False)
    return [replace(reading, type="TIME") if "T" in value else reading]


def lasting(match: Match, length: Length | str, kind: TimeType = "DURATION") -> Readings:
    """One length, or one SET of times, over the match."""
    return [Reading(match.start, match.end, kind, length, tells=False)]


def unknown(unit: str) -> str:
    """The TIMEX3 value of some unit of which nothing is known."""
    forms = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}
    return forms.get(unit, "XXXX-WXX-WE" if unit == "weekend" else "XXXX")


def finer(moved: Point, base: Base) -> bool:
    """Whether a day was counted from a time whose day is not known."""
    return moved.unit in ("day", "week") and not base.point.is_day() and base.point.unit != "week"


def dayless(match: Match, base: Base, by: int) -> Readings:
    """«The next day» after «early June»: about June, the day is not known."""
    near = replace(base.point, fuzzy=by != 0)
    if near.unit == "month":
        value = replace(near, unit="day", day=None).timex()
    else:
        value = replace(near, unit="year").timex() + "-XX-XX"
    reading = Reading(
        match.start,
        match.end,
        "DATE",
        value,
        anchor=base.anchor,
        steps=(f"counted from {base.words}, whose day is not said",),
        edtf=near.edtf(),
        tells=False,
    )
    return [reading]
