"""What words like *more than*, *nearly* and *within* leave known of a counted time.

The TIMEX3 value is that of the bare distance; the EDTF date says what the words say:
«more than a year ago» is before the day a year ago, «less than two weeks ago» between
then and now, «nearly two years ago» about then.
"""

from __future__ import annotations

from math import ceil

from timeline import dates
from timeline.extract.times.context import Base, Context
from timeline.extract.times.match import Match
from timeline.extract.times.values import Point, day_point, same_day

_CATEGORIES = ("approx", "more", "least")
_ABOUT = frozenset({"about", "nearly"})
_LIMITS = frozenset({"over", "under"})


def hedge(match: Match, end: int) -> str:
    """``over``, ``under``, ``about`` or nothing: what the words before token ``end`` say.

    ``least`` and ``most`` include the count itself.
    """
    scan = match.scan
    found = ""
    for i in range(match.start, end):
        categories = scan.categories(i)
        kind = next((str(categories[c]) for c in _CATEGORIES if c in categories), "")
        if "least" in categories and scan.lower(i - 1) in scan.lexicon.cues["at"]:
            return "least" if categories["least"] == "over" else "most"
        if kind in _ABOUT:
            return "about"
        if kind in _LIMITS:
            if scan.lower(i - 1) == "no":  # no more than
                return "most" if kind == "over" else "least"
            vague = any("approx" in scan.categories(k) for k in (i - 1, i - 2) if k >= match.start)
            small = scan.lower(i - 1) in scan.lexicon.cues["slightly"]
            return "about" if vague or small else kind
        found = found or ("most" if scan.lower(i) == "up" else "")
        found = found or ("about" if scan.lower(i) == "close" else "")
    return found


def only(match: Match) -> bool:
    """«only three days» are three days; «just over two years» are more."""
    first, second = (match.scan.categories(i) for i in (match.start, match.start + 1))
    return first.get("approx") in ("only", "exactly") and second.keys().isdisjoint(
        {"approx", "more", "least"}
    )


def hedged(kind: str, moved: Point, base: Base, number: int, unit: str) -> str | None:
    """The EDTF date of a distance that is only limited; None if the point says it all."""
    if kind not in ("over", "under", "least", "most") or base.point.year is None:
        return None
    exact = same_day(base.point, number, unit)
    there = exact or moved
    edtf, now = there.edtf(), base.point.edtf()
    if edtf is None or now is None or moved.clock:
        return None
    if kind in ("over", "least"):
        whole = moved.edtf() if kind == "least" and not edtf.startswith("[") else None
        return _beyond(whole or edtf, kind, number)
    first, last = sorted((there, base.point), key=lambda p: p.days())
    low, high = first.days()[0], last.days()[1]
    if kind == "under" and exact is not None:
        low, high = (low + 1, high) if number < 0 else (low, high - 1)
    return dates.some_day(low, high) if low <= high else None


def _beyond(edtf: str, kind: str, number: int) -> str:
    """Before (or after) the day itself for *more than*, that day too for *at least*."""
    if edtf.startswith("["):
        known = dates.parse(edtf)
        edge = known.last if number < 0 else known.first
        edtf = edtf if edge is None else dates.iso_day(edge)
    if number < 0:
        return dates.before(edtf) if kind == "over" else dates.on_or_before(edtf)
    return dates.after(edtf) if kind == "over" else f"[{edtf}..]"


def within(match: Match, context: Context, count: str | None, unit: str) -> str | None:
    """«within two weeks»: the days from where the story stands to that far ahead, or None."""
    scan = match.scan
    if scan.lower(match.start - 1) not in scan.lexicon.cues["within"] or count is None:
        return None
    if not count.isdigit() or "=of" in scan.categories(match.end):
        return None
    base = context.base(match.start, "day", "story")
    if base is None or not base.point.is_day() or not context.reachable(base, match.start):
        return None
    number = int(count)
    if unit in ("hour", "minute"):
        unit, number = "day", ceil(number / (24 if unit == "hour" else 1440))
    if unit == "fortnight":
        unit, number = "week", 2 * number
    last = same_day(base.point, number, unit)
    if last is None:
        return None
    first = day_point(base.point.days()[0])
    return dates.some_day(first.days()[0], last.days()[0])
