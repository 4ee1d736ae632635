"""What the document as a whole says about its dates: kind, order of numbers, era."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from timeline.extract.times.guards import is_year
from timeline.extract.times.scan import Scan
from timeline.extract.times.values import Point

_HEAD = 80  # tokens within which a dateline stands
_PARTS = re.compile(r"[./-]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """``kind`` is ``news`` or ``history``; ``month_first`` None where nothing decides.

    ``before_era`` says that bare numbers can be years BCE, ``first_year`` is the
    first year the text names; ``because`` says in words how the kind was told.
    """

    kind: str
    because: str
    month_first: bool | None = None
    before_era: bool = False
    first_year: int | None = None
    dated: tuple[tuple[int, int, int], ...] = ()  # (token, year, month) of months with years

    def next_dated(self, token: int) -> tuple[int, int, int] | None:
        """(tokens from here, year, month) of the next month that names its year."""
        at = bisect_right(self.dated, (token + 3, 9999, 99))
        if at == len(self.dated):
            return None
        there, year, month = self.dated[at]
        return there - token, year, month


def gather(scan: Scan, published: Point | None) -> Evidence:
    """Reads the evidence in one pass over the letters."""
    years: list[int] = []
    deictic = weekdays = eras = 0
    orders: list[bool] = []
    dated: list[tuple[int, int, int]] = []
    headed = published is not None and _names_day(scan, published)
    silent = scan.lexicon.silent
    for i, letter in enumerate(scan.letters):
        if letter in silent:
            continue
        categories = scan.categories(i)
        if "year" in categories and is_year(scan, i):
            years.append(categories["year"])
            month = _month_beside(scan, i)
            if month is not None:
                dated.append((i, categories["year"], month))
        elif "deictic" in categories:
            deictic += 1
        elif "weekday" in categories:
            weekdays += 1
        elif "=bc" in categories or "=bce" in categories or "=c" in categories:
            eras += _is_era(scan, i)
        elif "ndate" in categories:
            order = _order(categories["ndate"])
            if order is not None:
                orders.append(order)
    kind, because = _kind(
        published,
        years=years,
        eras=eras,
        deictic=deictic,
        weekdays=weekdays,
        tokens=len(scan),
        headed=headed,
        dated=bool(dated),
    )
    return Evidence(
        kind=kind,
        because=because,
        month_first=orders[0] if len(set(orders)) == 1 else scan.lexicon.month_first,
        before_era=eras >= 3 and eras * 2 > len(years),
        first_year=years[0] if years else None,
        dated=tuple(dated),
    )


def _month_beside(scan: Scan, i: int) -> int | None:
    """The month written before the year at token ``i``."""
    for k in (i - 1, i - 2, i - 3):
        categories = scan.categories(k)
        month = categories.get("month") or categories.get("mabbr")
        if month:
            return int(month)
        if "day" not in categories and "dayth" not in categories and scan.word(k) not in (",", "."):
            return None
    return None


def _is_era(scan: Scan, i: int) -> bool:
    word = scan.lower(i)
    if word != "c":
        return "num" in scan.categories(i - 1)
    return scan.word(i - 1) == "." and scan.lower(i - 2) == "b" and "num" in scan.categories(i - 3)


def _order(text: str) -> bool | None:
    """True for month first, False for day first, None if the date could be both."""
    first, second, *_ = (int(p) for p in _PARTS.split(text))
    if first > 31 or second > 31 or (first > 12 and second > 12):
        return None
    if second > 12:
        return True
    return False if first > 12 else None


def _names_day(scan: Scan, published: Point) -> bool:
    """Whether the day of publication stands near the head of the text, as in a dateline."""
    for i in range(min(len(scan), _HEAD)):
        month = scan.value(i, "month") or scan.value(i, "mabbr")
        if month == published.index and published.day in (
            scan.value(k, category)
            for k in (i - 2, i - 1, i + 1, i + 2)
            for category in ("day", "dayth")
        ):
            return True
        iso = scan.value(i, "iso")
        if iso == (published.year, published.index, published.day):
            return True
    return False


def _kind(
    published: Point | None,
    *,
    years: list[int],
    eras: int,
    deictic: int,
    weekdays: int,
    tokens: int,
    headed: bool,
    dated: bool,
) -> tuple[str, str]:
    """History tells of years long past in order; news speaks of yesterday and Tuesday."""
    if published is None or published.year is None:
        return "history", "no day of publication is known, so dates count from the story"
    if headed:
        return "news", "its day of publication stands at its head"
    past = sum(1 for y in years if y <= published.year - 2) + eras
    recent = sum(1 for y in years if y > published.year - 2)
    if past and not deictic and not recent and (dated or not weekdays):
        return "history", "it names past years and no day near its publication"
    if past >= 5 and past > recent and past > 4 * (deictic + weekdays) and past * 250 > tokens:
        return "history", f"it names years long past {past} times and few recent days"
    return "news", "it speaks of days near its publication"
