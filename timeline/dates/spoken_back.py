"""An English date in words read back as EDTF, where that says exactly these words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from timeline.dates.days import edtf_year, iso_day
from timeline.dates.edtf import parse
from timeline.dates.spoken import MONTHS, ORDINALS, SEASON_NAMES, spoken
from timeline.errors import BadDate

_ALTERNATIVES = 6  # of one of several dates, at most: all ways to read each are tried
_YEAR = r"(?P<year>\d+)(?P<era> BCE| CE)?"
_SINGLE = (
    re.compile(rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) {_YEAR}"),
    re.compile(_YEAR),
)
_SEASON = re.compile(rf"(?P<season>{'|'.join(SEASON_NAMES)}) {_YEAR}")
_QUARTER = re.compile(rf"(?:the )?(?P<nth>{'|'.join(ORDINALS)}) quarter of {_YEAR}")
_DECADE = re.compile(r"the (?P<decade>\d+)0s(?P<era> BCE)?")
_CENTURY = re.compile(r"the (?P<nth>\d+)(?:st|nd|rd|th) (?P<span>century|millennium)(?P<era> BCE)?")


@lru_cache(maxsize=4096)
def edtf_of(words: str) -> str | None:
    """Return the date that :func:`timeline.dates.spoken` says in these words, None if unknown."""
    for candidate in _candidates(words.strip()):
        try:
            if spoken(candidate) == words.strip():
                return parse(candidate).edtf
        except BadDate:
            continue
    return None


def _candidates(words: str) -> Iterator[str]:
    """Dates that may be meant, the most likely first."""
    single = _single(words)
    if single:
        yield single
    for opening, made in (
        ("until ", "../{}"), ("from ", "{}/.."), ("since ", "{}/.."),
        ("by ", "[..{}]"), ("before ", "<"), ("after ", ">"),
    ):  # fmt: skip
        inner = _single(words.removeprefix(opening)) if words.startswith(opening) else None
        if inner:
            yield from _opened(inner, made)
    if words.endswith(" (uncertain)") and (inner := _single(words.removesuffix(" (uncertain)"))):
        yield f"{inner}?"
    if words.endswith(" or later") and (inner := _single(words.removesuffix(" or later"))):
        yield f"[{inner}..]"
    if " or " in words:
        for parts in _alternatives(words.split(" or ")):
            yield "[" + ",".join(parts) + "]"
    some = words.removeprefix("some day of ")
    for start, end in _spans(some):
        yield f"[{start}..{end}]" if some != words else f"{start}/{end}"


def _opened(inner: str, made: str) -> Iterator[str]:
    if made not in "<>":
        yield made.replace("{}", inner)
        return
    known = parse(inner)
    if made == "<" and known.first is not None:
        yield f"[..{iso_day(known.first - 1)}]"
        yield f"../{iso_day(known.first - 1)}"
    if made == ">" and known.last is not None:
        yield f"[{iso_day(known.last + 1)}..]"
        yield f"{iso_day(known.last + 1)}/.."


def _alternatives(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """The dates of "19 or 22 May 2023"; what they share with the last is said once, there."""
    *earlier, last = parts
    if len(parts) <= _ALTERNATIVES and (end := _single(last)):
        found = [tuple(_with_tail(part, last.split())) for part in earlier]
        for chosen in product(*found):
            yield (*chosen, end)


def _with_tail(start: str, tail: list[str]) -> Iterator[str]:
    """The dates that the words are with some of the last words of ``tail`` behind them."""
    for shared in range(len(tail)):
        if first := _single(" ".join([start, *tail[len(tail) - shared :]])):
            yield first


def _spans(words: str) -> Iterator[tuple[str, str]]:
    """Both ends of "12 to 17 September 2023"; what they share is said once, at the end."""
    start, to, end = words.partition(" to ")
    last = _single(end) if to else None
    if last is None:
        return
    for first in _with_tail(start, end.split()):
        yield first, last


def _single(words: str) -> str | None:
    if words.startswith("about "):
        inner = _single(words.removeprefix("about "))
        return inner and f"{inner}~"
    for pattern in _SINGLE:
        if match := pattern.fullmatch(words):
            parts = match.groupdict()
            date = _year(match)
            if parts.get("month"):
                date += f"-{MONTHS.index(parts['month']) + 1:02d}"
            return date + (f"-{int(parts['day']):02d}" if parts.get("day") else "")
    if match := _SEASON.fullmatch(words):
        return f"{_year(match)}-{21 + SEASON_NAMES.index(match['season'])}"
    if match := _QUARTER.fullmatch(words):
        return f"{_year(match)}-{33 + ORDINALS.index(match['nth'])}"
    if match := _DECADE.fullmatch(words):
        return f"{'-' if match['era'] else ''}{int(match['decade']):03d}X"
    if match := _CENTURY.fullmatch(words):
        digits, unknown = (2, "XX") if match["span"] == "century" else (1, "XXX")
        return f"{'-' if match['era'] else ''}{int(match['nth']) - 1:0{digits}d}{unknown}"
    return None


def _year(match: re.Match[str]) -> str:
    number = int(match["year"])
    return edtf_year(1 - number if match["era"] == " BCE" else number)
