"""Says a date in words: one walk over its forms, the words by a vocabulary.

The English vocabulary is here; another language gives its own (:mod:`timeline.web.spoken`).
"""

from __future__ import annotations

import re

from timeline.dates.days import day_number, day_of, edtf_year
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
SEASON_NAMES = ("spring", "summer", "autumn", "winter")
ORDINALS = ("first", "second", "third", "fourth")
_PLAIN_DAY = re.compile(r"-?\d{4}-\d\d-\d\d")


class Vocabulary:
    """The words that dates are said in: English, or another language where a subclass says so."""

    def say(self, phrase: str, **parts: object) -> str:
        """Return the phrase with its ``%(name)s`` filled in."""
        return phrase % parts if parts else phrase

    def month(self, number: int) -> str:
        """Return the name of month 1–12."""
        return MONTHS[number - 1]

    def day(self, day: int, month: int) -> str:
        """Return a day of a month: ``18 October``."""
        return f"{day} {self.month(month)}"


ENGLISH = Vocabulary()


def spoken(edtf: str, words: Vocabulary = ENGLISH) -> str:
    """The date in words, English ones if no others are given: ``18 October 2023``, ``by 18
    October 2023``, ``before 1920``.

    Raises BadDate if it is not EDTF.
    """
    text = parse(edtf).edtf
    if text[0] in "[{":
        return _spoken_set(text, words)
    if "/" in text:
        start, _, end = text.partition("/")
        if start in ("", ".."):
            return words.say("until %(date)s", date=_single(end, words))
        if end in ("", ".."):
            return words.say("from %(date)s", date=_single(start, words))
        return _span(start, end, words)
    return _single(text, words)


def heading(edtf: str, words: Vocabulary = ENGLISH) -> str:
    """The date as a heading says it: ``2023``, ``44 BCE``, ``1960s``, ``12th century``,
    ``before 1920``."""
    text = parse(edtf).edtf
    match = SINGLE.fullmatch(text)
    if match is None:
        return spoken(text, words)
    year = match["year"]
    if "X" in year:
        return _unknown_digits(year, words, "")
    number = int(year.removeprefix("Y"))
    return str(number) if number > 0 else _year(year, words)


def part_heading(edtf: str, words: Vocabulary = ENGLISH) -> str:
    """A part of a year as a heading below that year says it: ``October``, ``Spring``, ``Third
    quarter``, ``before June``, ``after May``, ``until October``."""
    text = parse(edtf).edtf
    if text[0] == "[" and text.endswith("..]"):
        _, month = _previous(text[1:-3])
        return words.say("after %(date)s", date=words.month(month))
    if text[0] == "[":
        _, month = _next(text[3:-1])
        return words.say("before %(date)s", date=words.month(month))
    if "/" in text:
        return words.say("until %(date)s", date=words.month(int(text[-2:])))
    code = int(text[-2:])
    if code <= 12:
        return words.month(code)
    if code in SEASONS:
        named = words.say(SEASON_NAMES[(code - 21) % 4])
    elif code <= 36:
        named = words.say("%(nth)s quarter", nth=words.say(ORDINALS[code - 33]))
    else:
        named = _months(code, words)
    return named[:1].upper() + named[1:]


def _spoken_set(text: str, words: Vocabulary) -> str:
    joint = "%(a)s or %(b)s" if text[0] == "[" else "%(a)s and %(b)s"
    items = [item.strip() for item in text[1:-1].split(",")]
    parts = [_member(item, words) for item in items]
    if not any(".." in item for item in items):  # "19 or 22 May 2023"
        parts = [*(_without_shared_end(part, parts[-1]) for part in parts[:-1]), parts[-1]]
    said, *others = parts
    for other in others:
        said = words.say(joint, a=said, b=other)
    return said


def _member(item: str, words: Vocabulary) -> str:
    start, dots, end = item.partition("..")
    if not dots:
        return _single(start, words)
    if not start:
        return _until_limit(end, words)
    if not end:
        return _from_limit(start, words)
    return words.say("some day of %(span)s", span=_span(start, end, words))


def _until_limit(end: str, words: Vocabulary) -> str:
    """``[..1919-12-31]`` is before 1920, ``[..2021-05-31]`` before June 2021; else "by" a day."""
    if _PLAIN_DAY.fullmatch(end):
        year, month = _next(end)
        day = day_of(_number(end) + 1)[2]
        if day == 1:
            named = _year(edtf_year(year), words)
            if month != 1:
                named = f"{words.month(month)} {named}"
            return words.say("before %(date)s", date=named)
    return words.say("by %(date)s", date=_single(end, words))


def _from_limit(start: str, words: Vocabulary) -> str:
    """``[1946-01-01..]`` is after 1945, ``[2021-06-01..]`` after May 2021, else a day or later."""
    if _PLAIN_DAY.fullmatch(start) and start.endswith("-01"):
        year, month = _previous(start)
        named = _year(edtf_year(year), words)
        if month != 12:
            named = f"{words.month(month)} {named}"
        return words.say("after %(date)s", date=named)
    return words.say("%(date)s or later", date=_single(start, words))


def _number(day: str) -> int:
    year, month, number = day.rsplit("-", 2)
    return day_number(int(year), int(month), int(number))


def _next(day: str) -> tuple[int, int]:
    """Year and month of the day after."""
    return day_of(_number(day) + 1)[:2]


def _previous(day: str) -> tuple[int, int]:
    """Year and month of the day before."""
    return day_of(_number(day) - 1)[:2]


def _span(start: str, end: str, words: Vocabulary) -> str:
    """``12 to 17 September 2023``: what both ends share at their end is said once."""
    left, right = _single(start, words), _single(end, words)
    if left == right:
        return left
    return words.say("%(start)s to %(end)s", start=_without_shared_end(left, right), end=right)


def _without_shared_end(said: str, last: str) -> str:
    """What is said before ``last``, without the words that both end with: at least one stays."""
    left, right = said.split(), last.split()
    shared = 0
    while shared < len(left) - 1 and left[-1 - shared :] == right[-1 - shared :]:
        shared += 1
    return " ".join(left[: len(left) - shared])


def _single(text: str, words: Vocabulary) -> str:
    match = SINGLE.fullmatch(re.sub(QUALIFIER, "", TIME.sub("", text)))
    if match is None:
        raise BadDate(f"not a date: {text!r}")
    said = _plain(match["year"], match["month"], match["day"], words)
    if "~" in text or "%" in text or match["significant"]:
        said = words.say("about %(date)s", date=said)
    return words.say("%(date)s (uncertain)", date=said) if re.search("[?%]", text) else said


def _plain(year: str, month: str | None, day: str | None, words: Vocabulary) -> str:
    named = _year(year, words)
    if month is None or "X" in month:
        return named
    code = int(month)
    if code in SEASONS:
        return f"{words.say(SEASON_NAMES[(code - 21) % 4])} {named}"
    if 33 <= code <= 36:
        nth = words.say(ORDINALS[code - 33])
        return words.say("%(nth)s quarter of %(year)s", nth=nth, year=named)
    if code > 36:
        return f"{_months(code, words)} {named}"
    if day is None or "X" in day:
        return f"{words.month(code)} {named}"
    return f"{words.day(int(day), code)} {named}"


def _months(code: int, words: Vocabulary) -> str:
    first, last = MONTH_GROUPS[code]
    return words.say("%(start)s to %(end)s", start=words.month(first), end=words.month(last))


def _year(year: str, words: Vocabulary) -> str:
    if "X" in year:
        return _unknown_digits(year, words, "the ")
    number = int(year.removeprefix("Y"))
    if number <= 0:
        return words.say("%(year)s BCE", year=1 - number)
    return words.say("%(year)s CE", year=number) if number < 1000 else str(number)


def _unknown_digits(year: str, words: Vocabulary, article: str) -> str:
    """A decade, a century or a millennium, with "the " before it or without."""
    digits = year.lstrip("-")
    known = digits.rstrip("X")
    number, unknown = int(known or 0), len(digits) - len(known)
    if not known:
        said = words.say("an unknown year")
    elif unknown == 1:
        said = words.say(f"{article}%(decade)s0s", decade=number)
    else:
        unit = "century" if unknown == 2 else "millennium"
        said = words.say(f"{article}%(nth)s {unit}", nth=_ordinal(number + 1, words))
    return words.say("%(year)s BCE", year=said) if year[0] == "-" else said


def _ordinal(number: int, words: Vocabulary) -> str:
    if number % 100 in (11, 12, 13):
        return words.say("%(n)sth", n=number)
    endings = {1: "%(n)sst", 2: "%(n)snd", 3: "%(n)srd"}
    return words.say(endings.get(number % 10, "%(n)sth"), n=number)
