"""Says a date in English words."""

from __future__ import annotations

import re

from timeline.dates.edtf import MONTH_GROUPS, QUALIFIER, SEASONS, SINGLE, TIME, parse
from timeline.errors import BadDate

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASON_NAMES = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")


def spoken(edtf: str) -> str:
    """The date in English words: ``18 October 2023``, ``by 18 October 2023``.

    Raises BadDate if it is not EDTF.
    """
    text = parse(edtf).edtf
    if text[0] in "[{":
        return _spoken_set(text)
    if "/" in text:
        start, _, end = text.partition("/")
        if start in ("", ".."):
            return f"until {_spoken_single(end)}"
        if end in ("", ".."):
            return f"from {_spoken_single(start)}"
        return _spoken_span(start, end)
    return _spoken_single(text)


def _spoken_set(text: str) -> str:
    parts = []
    for item in text[1:-1].split(","):
        start, dots, end = item.strip().partition("..")
        if not dots:
            parts.append(_spoken_single(start))
        elif not start:
            parts.append(f"by {_spoken_single(end)}")
        elif not end:
            parts.append(f"{_spoken_single(start)} or later")
        else:
            parts.append(f"some day of {_spoken_span(start, end)}")
    joint = " or " if text[0] == "[" else " and "
    return joint.join(parts)


def _spoken_span(start: str, end: str) -> str:
    """``12 to 17 September 2023``: what both ends share is said once."""
    left, right = _spoken_single(start).split(), _spoken_single(end).split()
    if left == right:
        return " ".join(left)
    shared = 0
    while shared < len(left) - 1 and left[-1 - shared :] == right[-1 - shared :]:
        shared += 1
    return f"{' '.join(left[: len(left) - shared])} to {' '.join(right)}"


def _spoken_single(text: str) -> str:
    plain = re.sub(QUALIFIER, "", TIME.sub("", text))
    match = SINGLE.fullmatch(plain)
    if match is None:
        raise BadDate(f"not a date: {text!r}")
    year, month, day = match["year"], match["month"], match["day"]
    words = _spoken_year(year)
    if month is not None and "X" not in month:
        words = _spoken_month(int(month), words)
        if day is not None and "X" not in day:
            words = f"{int(day)} {words}"
    if "%" in text or ("?" in text and "~" in text):
        return f"about {words} (uncertain)"
    if "~" in text or match["significant"]:
        return f"about {words}"
    return f"{words} (uncertain)" if "?" in text else words


def _spoken_month(code: int, year: str) -> str:
    if code <= 12:
        return f"{MONTHS[code - 1]} {year}"
    if code in SEASONS:
        return f"{_SEASON_NAMES[(code - 21) % 4]} {year}"
    if code <= 36:
        return f"{_ORDINALS[code - 33]} quarter of {year}"
    first, last = MONTH_GROUPS[code]
    return f"{MONTHS[first - 1]} to {MONTHS[last - 1]} {year}"


def _spoken_year(year: str) -> str:
    if "X" not in year:
        number = int(year.removeprefix("Y"))
        if number <= 0:
            return f"{1 - number} BCE"
        return f"{number} CE" if number < 1000 else str(number)
    era = " BCE" if year[0] == "-" else ""
    digits = year.lstrip("-")
    known = digits.rstrip("X")
    unknown = len(digits) - len(known)
    if unknown == 1:
        return f"the {int(known)}0s{era}"
    if unknown == 2:
        return f"the {_ordinal(int(known) + 1)} century{era}"
    return f"the {_ordinal(int(known or 0) + 1)} millennium{era}"


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
