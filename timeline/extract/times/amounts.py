"""How much is counted where one number and one unit do not say it: a week and a day, a quarter of
a century, an hour and three quarters."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.extract.times.match import Match
from timeline.extract.times.numbers import count_of
from timeline.extract.times.readings import unit_at

_MINUTES = {"minute": 1, "hour": 60}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_QUARTERS = {  # a quarter of each, in a smaller unit
    "hour": (15, "minute"),
    "day": (6, "hour"),
    "year": (3, "month"),
    "decade": (30, "month"),
    "century": (25, "year"),
    "millennium": (250, "year"),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """``count`` units, and ``days`` more where months or years have days beside them."""

    count: int
    unit: str
    days: int = 0


def fraction(match: Match, start: int, end: int) -> Amount | None:
    """«a quarter of a century», «three quarters of an hour» in tokens ``start`` to ``end``."""
    scan = match.scan
    of = next((i for i in range(start, end) if "=of" in scan.categories(i)), None)
    if of is None or unit_at(match, of - 1) != "quarter":
        return None
    unit = next((u for i in range(of, end) if (u := unit_at(match, i))), "")
    count = count_of(match, start, of - 1)
    if unit not in _QUARTERS or count is None or not count.isdigit():
        return None
    size, smaller = _QUARTERS[unit]
    return Amount(size * int(count), smaller)


def amount_in_parts(match: Match, start: int, end: int) -> Amount | None:
    """What several counts say together; None where there is one alone, or they do not fit.

    Weeks and days are days, years and months are months, hours and quarters are minutes.
    """
    if (part := fraction(match, start, end)) is not None:
        return part
    parts: list[tuple[int, str]] = []
    for token in (i for i in range(start, end) if unit_at(match, i)):
        count, unit = count_of(match, start, token), unit_at(match, token)
        if unit == "quarter" and parts:
            _, whole = parts[-1]
            size, unit = _QUARTERS.get(whole, (0, ""))
            count = None if count is None or not unit else str(size * int(float(count)))
        if count is None or not count.isdigit():
            return None
        parts.append((int(count), unit))
        start = token + 1
    return _together(parts) if len(parts) > 1 else None


def _together(parts: list[tuple[int, str]]) -> Amount | None:
    units = {unit for _, unit in parts}
    if len(units) < len(parts):
        return None
    if units <= _MINUTES.keys():
        return Amount(sum(n * _MINUTES[u] for n, u in parts), "minute")
    days = sum(n * _DAYS[u] for n, u in parts if u in _DAYS)
    months = sum(n * _MONTHS[u] for n, u in parts if u in _MONTHS)
    if not units <= _DAYS.keys() | _MONTHS.keys():
        return None
    if not months:
        return Amount(days, "day")
    years = months % 12 == 0 and units.isdisjoint({"month"})
    return Amount(months // 12, "year", days) if years else Amount(months, "month", days)
