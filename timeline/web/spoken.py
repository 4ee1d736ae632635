"""An EDTF date in the words of the page's language: names by CLDR, phrases by gettext.

The same phrases as :func:`timeline.dates.spoken` says in English, for any language that has
a catalogue.
"""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date
from flask_babel import gettext

from timeline import dates
from timeline.dates.edtf import MONTH_GROUPS, QUALIFIER, SEASONS, SINGLE, TIME
from timeline.errors import BadDate


def spoken(edtf: str, language: str) -> str:
    """Return the date in words; raise BadDate for a string that is no EDTF date."""
    text = dates.parse(edtf).edtf
    if text[0] in "[{":
        joint = gettext("%(a)s or %(b)s") if text[0] == "[" else gettext("%(a)s and %(b)s")
        parts = [_member(item.strip(), language) for item in text[1:-1].split(",")]
        words = parts[0]
        for part in parts[1:]:
            words = joint.replace("%(a)s", words).replace("%(b)s", part)
        return words
    start, slash, end = text.partition("/")
    if not slash:
        return _single(text, language)
    if start in ("", ".."):
        return str(gettext("until %(date)s", date=_single(end, language)))
    if end in ("", ".."):
        return str(gettext("from %(date)s", date=_single(start, language)))
    return _span(start, end, language)


def _member(item: str, language: str) -> str:
    start, dots, end = item.partition("..")
    if not dots:
        return _single(start, language)
    if not start:
        return str(gettext("by %(date)s", date=_single(end, language)))
    if not end:
        return str(gettext("%(date)s or later", date=_single(start, language)))
    return str(gettext("some day of %(span)s", span=_span(start, end, language)))


def _span(start: str, end: str, language: str) -> str:
    """Return "12. bis 17. September 2023": what both ends share at their end is said once."""
    left, right = _single(start, language).split(), _single(end, language).split()
    if left == right:
        return " ".join(left)
    shared = 0
    while shared < len(left) - 1 and left[-1 - shared :] == right[-1 - shared :]:
        shared += 1
    first = " ".join(left[: len(left) - shared])
    return str(gettext("%(start)s to %(end)s", start=first, end=" ".join(right)))


def _single(text: str, language: str) -> str:
    match = SINGLE.fullmatch(re.sub(QUALIFIER, "", TIME.sub("", text)))
    if match is None:
        raise BadDate(f"not a date: {text!r}")
    words = _plain(match["year"], match["month"], match["day"], language)
    if "~" in text or "%" in text:
        words = str(gettext("about %(date)s", date=words))
    if "?" in text or "%" in text:
        words = str(gettext("%(date)s (uncertain)", date=words))
    return words


def _plain(year: str, month: str | None, day: str | None, language: str) -> str:
    named = _year(year)
    if month is None or "X" in month:
        return named
    code = int(month)
    if code > 12:
        return _part_of_year(code, named, language)
    if day is None or "X" in day:
        return f"{_month(code, language)} {named}"
    # 2000 is a leap year, so every day of every calendar year exists in it.
    pattern = "d MMMM" if language == "en" else "d. MMMM"
    return f"{format_date(date(2000, code, int(day)), pattern, locale=language)} {named}"


def _month(number: int, language: str) -> str:
    return str(format_date(date(2000, number, 1), "LLLL", locale=language))


def _part_of_year(code: int, year: str, language: str) -> str:
    if code in SEASONS:
        names = (gettext("spring"), gettext("summer"), gettext("autumn"), gettext("winter"))
        return f"{names[(code - 21) % 4]} {year}"
    if code <= 36:
        ordinals = (gettext("first"), gettext("second"), gettext("third"), gettext("fourth"))
        return str(gettext("%(nth)s quarter of %(year)s", nth=ordinals[code - 33], year=year))
    first, last = MONTH_GROUPS[code]
    span = gettext(
        "%(start)s to %(end)s", start=_month(first, language), end=_month(last, language)
    )
    return f"{span} {year}"


def _year(year: str) -> str:
    if "X" not in year:
        number = int(year.removeprefix("Y"))
        if number <= 0:
            return str(gettext("%(year)s BCE", year=1 - number))
        return str(gettext("%(year)s CE", year=number)) if number < 1000 else str(number)
    digits = year.lstrip("-")
    known = int(digits.rstrip("X") or 0)
    unknown = len(digits) - len(digits.rstrip("X"))
    if unknown == 1:
        words = gettext("the %(decade)s0s", decade=known)
    elif unknown == 2:
        words = gettext("the %(nth)s century", nth=_ordinal(known + 1))
    else:
        words = gettext("the %(nth)s millennium", nth=_ordinal(known + 1))
    return str(gettext("%(year)s BCE", year=words)) if year[0] == "-" else str(words)


def _ordinal(number: int) -> str:
    """Return the number as an ordinal: English endings, or a point where the catalogue says so."""
    if number % 100 in (11, 12, 13):
        return str(gettext("%(n)sth", n=number))
    endings = {1: gettext("%(n)sst"), 2: gettext("%(n)snd"), 3: gettext("%(n)srd")}
    return str(endings.get(number % 10, gettext("%(n)sth"))).replace("%(n)s", str(number))
