"""What the document as a whole says about its dates: kind, order of numbers, era."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.extract.times.guards import is_year
from timeline.extract.times.scan import Scan
from timeline.extract.times.values import Point

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


def gather(scan: Scan, published: Point | None) -> Evidence:
    """Reads the evidence in one pass over the letters."""
    years: list[int] = []
    deictic = eras = 0
    orders: list[bool] = []
    silent = scan.lexicon.silent
    for i, letter in enumerate(scan.letters):
        if letter in silent:
            continue
        categories = scan.categories(i)
        if "year" in categories and is_year(scan, i):
            years.append(categories["year"])
        elif "deictic" in categories or "weekday" in categories:
            deictic += 1
        elif "=bc" in categories or "=bce" in categories or "=c" in categories:
            eras += _is_era(scan, i)
        elif "ndate" in categories:
            order = _order(categories["ndate"])
            if order is not None:
                orders.append(order)
    kind, because = _kind(years, deictic, eras, len(scan), published)
    return Evidence(
        kind=kind,
        because=because,
        month_first=orders[0] if len(set(orders)) == 1 else scan.lexicon.month_first,
        before_era=eras >= 3 and eras * 2 > len(years),
        first_year=years[0] if years else None,
    )


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


def _kind(
    years: list[int], deictic: int, eras: int, tokens: int, published: Point | None
) -> tuple[str, str]:
    if published is None or published.year is None:
        return "history", "no day of publication is known, so dates count from the story"
    past = sum(1 for y in years if y <= published.year - 2) + eras
    recent = sum(1 for y in years if y > published.year - 2)
    if past >= 5 and past > 2 * recent + 3 * deictic and past * 250 > tokens:
        return "history", f"it names {past} years long past and few recent days"
    return "news", "it speaks of days near its publication"
