"""Reads EDTF strings: the forms, their bounds, their precision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates.days import day_number, days_in, iso_day
from timeline.errors import BadDate
from timeline.model import Precision

_SPRING, _SUMMER = ((3, 20), (6, 20)), ((6, 21), (9, 22))
_AUTUMN, _WINTER = ((9, 23), (12, 21)), ((12, 22), (3, 19))
SEASONS = dict(
    zip(
        range(21, 33),
        (_SPRING, _SUMMER, _AUTUMN, _WINTER) * 2 + (_AUTUMN, _WINTER, _SPRING, _SUMMER),
        strict=True,
    )
)
# Groups of months: quarters, quadrimesters and halves of a year, by their EDTF code.
MONTH_GROUPS = {
    **{33 + i: (3 * i + 1, 3 * i + 3) for i in range(4)},
    **{37 + i: (4 * i + 1, 4 * i + 4) for i in range(3)},
    **{40 + i: (6 * i + 1, 6 * i + 6) for i in range(2)},
}

QUALIFIER = "[?~%]"
SINGLE = re.compile(
    r"(?P<year>Y-?\d{5,12}|-?[0-9X]{4})(?:S\d{1,2})?"
    r"(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
)
TIME = re.compile(r"T\d\d(:\d\d(:\d\d)?)?(Z|[+-]\d\d(:?\d\d)?)?$")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of a date.

    ``earliest`` and ``latest`` are ISO days, None where open or outside the
    years 0001 to 9999; ``first`` and ``last`` the same as day numbers, None
    only where open.  ``approximate`` is true with ``~``, ``?`` or ``%``.
    """

    edtf: str
    earliest: str | None
    latest: str | None
    precision: Precision
    first: int | None
    last: int | None
    approximate: bool = False


@lru_cache(maxsize=8192)
def parse(edtf: str) -> Dated:
    """What the EDTF string says, with bounds and precision.

    Raises :class:`~timeline.errors.BadDate` if it is not EDTF of the supported
    forms or names a day that does not exist.
    """
    text = edtf.strip()
    if not text or len(text) > _LONGEST:
        raise BadDate(f"not a date: {edtf[:40]!r}; write it as EDTF, such as 2023-10-18 or 2023-10")
    spans, precision = read_spans(text)
    first, last = _hull(spans)
    return Dated(
        edtf=text,
        earliest=_bound(first),
        latest=_bound(last),
        precision=precision,
        first=first,
        last=last,
        approximate=re.search(QUALIFIER, text) is not None,
    )


Days = tuple[int | None, int | None]


def read_spans(text: str) -> tuple[list[Days], Precision]:
    """The spans of days that the date may be or lasts, and its precision."""
    if text[0] in "[{":
        return _read_set(text)
    if "/" in text:
        return [_read_interval(text)], "range"
    days, precision = _read_single(text)
    return [days], precision


def _read_set(text: str) -> tuple[list[Days], Precision]:
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise BadDate(f"not a date: {text!r} lacks its closing bracket")
    spans: list[Days] = []
    precisions: set[Precision] = set()
    for item in text[1:-1].split(","):
        start, dots, end = item.strip().partition("..")
        if not dots:
            days, precision = _read_single(start)
            spans.append(days)
            precisions.add(precision)
            continue
        if not start and not end:
            raise BadDate(f"not a date: {text!r} has neither a begin nor an end")
        low = _read_single(start)[0][0] if start else None
        high = _read_single(end)[0][1] if end else None
        _check_order(low, high, text)
        spans.append((low, high))
        precisions.add("range")
    return spans, precisions.pop() if len(spans) == 1 else "range"


def _read_interval(text: str) -> Days:
    start, _, end = text.partition("/")
    low = None if start in ("", "..") else _read_single(start)[0][0]
    high = None if end in ("", "..") else _read_single(end)[0][1]
    if start in ("", "..") and end in ("", ".."):
        raise BadDate(f"not a date: {text!r} has neither a begin nor an end")
    _check_order(low, high, text)
    return low, high


def _check_order(low: int | None, high: int | None, text: str) -> None:
    if low is not None and high is not None and low > high:
        raise BadDate(f"not a date: {text!r} ends before it begins")


def _read_single(text: str) -> tuple[tuple[int, int], Precision]:
    plain = re.sub(QUALIFIER, "", TIME.sub("", text.strip()))
    match = SINGLE.fullmatch(plain)
    if match is None:
        raise BadDate(f"not a date: {text!r}; write it as EDTF, such as 2023-10-18 or 2023-10")
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year:
        if month not in (None, "XX"):
            raise BadDate(f"not a date: {text!r} gives a month of an unknown year")
        return _read_unknown_digits(year, text)
    number = int(year.removeprefix("Y"))
    if month is None or "X" in month:
        return (day_number(number, 1, 1), day_number(number, 12, 31)), "year"
    return _read_month(number, int(month), day, text)


def _read_unknown_digits(year: str, text: str) -> tuple[tuple[int, int], Precision]:
    sign = -1 if year[0] == "-" else 1
    digits = year.lstrip("-")
    known = digits.rstrip("X")
    if "X" in known:
        raise BadDate(f"not a date: {text!r} has a known digit after an unknown one")
    unknown = len(digits) - len(known)
    low, high = int(known.ljust(4, "0") or 0), int(known.ljust(4, "9"))
    if sign < 0:
        low, high = -high, -low
    precisions: tuple[Precision, ...] = ("decade", "century", "range", "unknown")
    return (day_number(low, 1, 1), day_number(high, 12, 31)), precisions[unknown - 1]


def _read_month(
    year: int, month: int, day: str | None, text: str
) -> tuple[tuple[int, int], Precision]:
    if month in SEASONS and day is None:
        (m1, d1), (m2, d2) = SEASONS[month]
        return (day_number(year, m1, d1), day_number(year + (m2 < m1), m2, d2)), "season"
    if month in MONTH_GROUPS and day is None:
        m1, m2 = MONTH_GROUPS[month]
        last = day_number(year, m2, days_in(year, m2))
        return (day_number(year, m1, 1), last), "quarter" if month < 37 else "range"
    if not 1 <= month <= 12:
        raise BadDate(f"not a date: {text!r} has no such month")
    if day is None or "X" in day:
        last = day_number(year, month, days_in(year, month))
        return (day_number(year, month, 1), last), "month"
    if not 1 <= int(day) <= days_in(year, month):
        raise BadDate(f"not a date: {text!r} is no calendar day")
    number = day_number(year, month, int(day))
    return (number, number), "day"


def _hull(spans: list[Days]) -> Days:
    lows, highs = [s[0] for s in spans], [s[1] for s in spans]
    first = None if None in lows else min(x for x in lows if x is not None)
    last = None if None in highs else max(x for x in highs if x is not None)
    return first, last


def _bound(number: int | None) -> str | None:
    if number is None or not 1 <= number <= 3652059:  # 0001-01-01 to 9999-12-31
        return None
    return iso_day(number)
