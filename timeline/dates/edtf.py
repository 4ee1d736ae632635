"""Reads EDTF strings: the forms, their bounds, their precision.

Of level 2 all but a month of a year with unknown digits (``156X-12``), a known digit behind
an unknown one in a year (``15X6``), exponents (``Y17E7``) and intervals within a set.
"""

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
    r"(?P<year>Y-?[0-9]{5,12}|-?[0-9X]{4})(?:S(?P<significant>[0-9]{1,2}))?"
    r"(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
)
# A qualifier stands before or behind a component, never inside one.
_QUALIFIED = re.compile(
    f"{QUALIFIER}?[-Y0-9XS]{{4,}}?{QUALIFIER}?(?:-{QUALIFIER}?[0-9X]{{2}}{QUALIFIER}?){{0,2}}"
)
TIME = re.compile(
    r"T(?:24(?::00(?::00)?)?|(?:[01][0-9]|2[0-3])(?::[0-5][0-9](?::[0-5][0-9])?)?)"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)?$"
)
_LONGEST = 400
# The precision of a year by the number of its digits that are not known.
_UNKNOWN_DIGITS: tuple[Precision, ...] = ("year", "decade", "century", "range", "unknown")


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of a date.

    ``earliest`` and ``latest`` are ISO days, None where open or outside the
    years 0001 to 9999; ``first`` and ``last`` the same as day numbers, None
    only where open.  ``approximate`` is true with ``~``, ``?``, ``%`` or ``S``
    (significant digits).
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
        approximate=re.search(f"{QUALIFIER}|S", text) is not None,
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
    dated, timed = TIME.subn("", text)
    match = SINGLE.fullmatch(re.sub(QUALIFIER, "", dated))
    if match is None or _QUALIFIED.fullmatch(dated) is None or match["year"] == "-0000":
        raise BadDate(f"not a date: {text!r}; write it as EDTF, such as 2023-10-18 or 2023-10")
    year, month, day = match["year"], match["month"], match["day"]
    if timed and day is None:
        raise BadDate(f"not a date: {text!r} gives an hour of no day")
    if "X" in year:
        if month not in (None, "XX") or match["significant"]:
            raise BadDate(f"not a date: {text!r} gives a month of an unknown year")
        return _read_unknown_digits(year, text)
    number = int(year.removeprefix("Y"))
    if match["significant"]:
        if month is not None:
            raise BadDate(f"not a date: {text!r} gives a month of an unknown year")
        return _read_significant(number, int(match["significant"]), text)
    if month is None:
        return (day_number(number, 1, 1), day_number(number, 12, 31)), "year"
    return _read_month(number, month, day, text)


def _read_significant(year: int, significant: int, text: str) -> tuple[tuple[int, int], Precision]:
    """``1950S2``: some year of 1900 to 1999, thought to be 1950."""
    digits = len(str(abs(year)))
    if not 1 <= significant <= digits:
        raise BadDate(f"not a date: {text!r} counts more digits than the year has")
    unit = 10 ** (digits - significant)
    low = abs(year) // unit * unit
    low, high = (low, low + unit - 1) if year >= 0 else (1 - low - unit, -low)
    precision = _UNKNOWN_DIGITS[min(digits - significant, 4)]
    return (day_number(low, 1, 1), day_number(high, 12, 31)), precision


def _read_unknown_digits(year: str, text: str) -> tuple[tuple[int, int], Precision]:
    sign = -1 if year[0] == "-" else 1
    digits = year.lstrip("-")
    known = digits.rstrip("X")
    if "X" in known:
        raise BadDate(f"not a date: {text!r} has a known digit after an unknown one")
    low, high = int(known.ljust(4, "0") or 0), int(known.ljust(4, "9"))
    if sign < 0:
        low, high = -high, -low
    span = day_number(low, 1, 1), day_number(high, 12, 31)
    return span, _UNKNOWN_DIGITS[len(digits) - len(known)]


def _read_month(
    year: int, month: str, day: str | None, text: str
) -> tuple[tuple[int, int], Precision]:
    code = 0 if "X" in month else int(month)
    if code in SEASONS and day is None:
        (m1, d1), (m2, d2) = SEASONS[code]
        return (day_number(year, m1, d1), day_number(year + (m2 < m1), m2, d2)), "season"
    if code in MONTH_GROUPS and day is None:
        m1, m2 = MONTH_GROUPS[code]
        last = day_number(year, m2, days_in(year, m2))
        return (day_number(year, m1, 1), last), "quarter" if code < 37 else "range"
    possible = [
        day_number(year, m, d)
        for m in _fitting(month, 12)
        for d in _fitting(day or "XX", days_in(year, m))
    ]
    if not possible:
        raise BadDate(f"not a date: {text!r} is no day or month of the calendar")
    precision: Precision = "day" if day is not None and "X" not in day else "month"
    return (possible[0], possible[-1]), "year" if "X" in month else precision


def _fitting(pattern: str, last: int) -> list[int]:
    """The numbers from 1 to ``last`` of two digits that the pattern, X for any, can stand for."""
    if "X" not in pattern:
        return [int(pattern)] if 1 <= int(pattern) <= last else []
    return [
        number
        for number in range(1, last + 1)
        if all(p in ("X", digit) for p, digit in zip(pattern, f"{number:02d}", strict=True))
    ]


def _hull(spans: list[Days]) -> Days:
    lows, highs = [s[0] for s in spans], [s[1] for s in spans]
    first = None if None in lows else min(x for x in lows if x is not None)
    last = None if None in highs else max(x for x in highs if x is not None)
    return first, last


def _bound(number: int | None) -> str | None:
    if number is None or not 1 <= number <= 3652059:  # 0001-01-01 to 9999-12-31
        return None
    return iso_day(number)
