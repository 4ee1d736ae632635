"""Numbers in words and figures, years with eras."""

from __future__ import annotations

from timeline.extract.times.match import Match
from timeline.extract.times.scan import Scan

_AHEAD = 25  # years: a date in two digits lies seldom further ahead: in 2015, '44 is 1944


def count_of(match: Match, start: int, end: int) -> str | None:
    """The number that tokens start..end say (``2``, ``2.5``, ``0.5``), None if vague or none.

    ``a`` and ``an`` count one unless a number stands beside them.
    """
    scan = match.scan
    total, part, seen, article = 0.0, 0.0, False, False
    for i in range(start, end):
        categories = scan.categories(i)
        dashed = "dash" in categories and "num" in scan.categories(i + 1)
        if seen and ("range" in categories or dashed):
            break  # two to three weeks: at least two
        if "vague" in categories or scan.lower(i) in ("dozens", "hundreds", "thousands", "scores"):
            return None
        if scan.lower(i) == "half":
            part += 0.5
            seen = True
        elif "numword" in categories:
            total, part, seen = _add_word(total, part, int(categories["numword"])), part, True
        elif "num" in categories:
            total, seen = total + float(categories["num"]), True
        elif "one" in categories:
            article = True
    if not seen:
        return "1" if article else None
    if article and total == 0 and part == 0:
        return "1"
    number = total + part
    return str(int(number)) if number == int(number) else f"{number:g}"


def small_number(scan: Scan, i: int) -> int:
    """The number of one or two figures, or in a word, at token ``i``; 0 if there is none."""
    return int(scan.value(i, "small") or scan.value(i, "numword") or 0)


def _add_word(total: float, part: float, value: int) -> float:
    if value >= 100:
        return max(total, 1) * value
    return total + value if value != 12 or total == 0 else total * 12


def year_of(
    match: Match, skip: tuple[int, ...] = (), near: int | None = None
) -> tuple[int, int] | None:
    """(astronomical year, token) of the year that the match names, outside ``skip``."""
    scan = match.scan
    for i in match:
        if i in skip:
            continue
        categories = scan.categories(i)
        if "num" not in categories and "yy" not in categories:
            continue
        era = era_after(scan, i) if i + 1 < match.end else ""
        if era:
            return _with_era(int(float(categories["num"])), era), i
        if scan.word(i - 1) in ("AD", "CE") and i > match.start:
            return int(float(categories["num"])), i
        if "year" in categories:
            return int(categories["year"]), i
        if scan.word(i - 1) in ("'", "’", "‘") and i > match.start and "yy" in categories:
            return full_year(int(categories["yy"]), near), i
    return None


def era_after(scan: Scan, i: int) -> str:
    """``bc``, ``ad`` or nothing: the era written after token ``i``."""
    word = scan.lower(i + 1)
    if word in ("bc", "bce"):
        return "bc"
    if word in ("ad", "ce") and scan.word(i + 1).isupper():
        return "ad"
    if word in ("a", "b") and scan.word(i + 2) == ".":
        return _ERAS.get(word + scan.lower(i + 3), "")
    return ""


# b. c., a. d.; Spanish a. c. (antes de Cristo)
_ERAS = {"bc": "bc", "ad": "ad", "ac": "bc", "dc": "ad"}


def _with_era(number: int, era: str) -> int:
    return 1 - number if era == "bc" else number


def full_year(two_digits: int, near: int | None) -> int:
    """The year of two digits: the century of ``near``, else within 1930 to 2029."""
    if near is not None:
        candidates = (near - near % 100 + two_digits + shift for shift in (-100, 0, 100))
        return min((y for y in candidates if y <= near + _AHEAD), key=lambda y: (abs(y - near), y))
    return 1900 + two_digits if two_digits >= 30 else 2000 + two_digits
