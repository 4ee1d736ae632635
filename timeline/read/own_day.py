"""The day of writing that an article gives of itself, where its record names none.

In order: a dateline with the whole date («DENVER, June 9, 2014 (AP) —»), a line that says
when it was published, a line of the head that is a date and no more, the date in its
address.  A day and month without their year are no such date, nor are numbers that could
be read two ways.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model import Article

_LANGUAGES: Final = ("en", "de", "es")
_HEAD: Final = 12  # lines that are not empty, among which a page says when it was published
_TOP: Final = 5  # lines that are not empty, among which a date stands alone
_FURTHEST: Final = 4800  # characters that can be of the head
_LONGEST: Final = 120  # characters of a line that is about the article and not of it
_SOURCE = r"\((?:[A-Z\u00c0-\u00de][^()\n]{1,30}|[a-z]{2,4})\)"
_DASH = r"(?:--|[—–-])"
_PLACE = r"[A-Z\u00c0-\u00de][\w.'’ -]{1,40}(?:, [A-Z\u00c0-\u00de][\w. ]{1,20}){0,2}"
_LABEL: Final = re.compile(
    r"(?:first |last )?(?:published|posted|updated|modified|issued|filed|date)"
    r"|veröffentlicht|erstellt|aktualisiert|stand|datum"
    r"|publicado|actualizado|fecha",
    re.IGNORECASE,
)
# Beside a date that is said of the article: who wrote it, a clock and its zone, small words;
# weekdays are added by language
_BYLINE: Final = re.compile(r"(?:by|von|por) [^,|·•–—\n]{3,60}[,|·•–— ]+", re.IGNORECASE)
_BESIDE: Final = re.compile(
    r"[,:|·•–—-]|\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?|[ap]\.?m\.?|\(?[A-Z]{2,4}\)?"
    r"|on|at|the|am|um|den|vom|uhr|el|a|las"
)
_IN_ADDRESS: Final = re.compile(
    r"/(\d{4})/(\d{1,2}|[a-z]{3})/(\d{1,2})(?:/|$)|[/-](\d{4})-(\d{2})-(\d{2})(?:[/.-]|$)"
)


def with_own_day(article: Article) -> tuple[Article, tuple[str, ...]]:
    """The article with the day of publication that it gives of itself, and a word about that.

    As it was, and nothing to say, where its day is known or it gives none.
    """
    if article.published is not None:
        return article, ()
    found = own_day(article.text, article.url)
    if found is None:
        return article, ()
    said = f"gives no “published”; taken as {found[0]}, from {found[1]}"
    return replace(article, published=found[0]), (said,)


def own_day(text: str, url: str | None) -> tuple[str, str] | None:
    """The ISO day on which the article says that it was written, and where it says so.

    The second is a noun for a message: «its dateline».  None where nothing says so.
    """
    head = (line.strip() for line in text[:_FURTHEST].split("\n"))
    lines = [line for line in head if line][:_HEAD]
    found = _dateline(lines) or _labelled(lines) or _alone(lines, text)
    if found is None and url is not None:
        found = _addressed(url)
    return found


def _dateline(lines: list[str]) -> tuple[str, str] | None:
    for line in lines[:_TOP]:
        match = _patterns()[1].match(line)
        if match is not None:
            return _day(match, "its dateline")
    return None


def _labelled(lines: list[str]) -> tuple[str, str] | None:
    for line in lines:
        label = _LABEL.match(line)
        if label is None or len(line) > _LONGEST:
            continue
        match = _patterns()[0].search(line, label.end())
        if match is not None and _says_no_more(line[label.end() : match.start()]):
            return _day(match, f"its line “{line[:60]}”")
    return None


def _alone(lines: list[str], text: str) -> tuple[str, str] | None:
    """The only date that fills a line, at the head: a diary has many, a letter greets below."""
    found: list[tuple[int, re.Match[str]]] = []
    for at, line in enumerate(lines):
        match = _filling(line)
        if match is not None:
            found.append((at, match))
    if len(found) != 1 or found[0][0] >= _TOP or found[0][0] + 1 == len(lines):
        return None
    at, match = found[0]
    later = text.find(match[0]) + len(match[0])
    if lines[at + 1].endswith((",", "!", ":")) or any(map(_filling, _short_lines(text, later))):
        return None
    return _day(match, "the date at its head")


def _short_lines(text: str, start: int) -> Iterator[str]:
    for line in re.finditer(rf"^[^\n]{{6,{_LONGEST}}}$", text[start:], re.MULTILINE):
        yield line[0].strip()


def _filling(line: str) -> re.Match[str] | None:
    """The date of a line that holds a date, the weekday, the time or who wrote it, no more."""
    if len(line) > _LONGEST or not re.search(r"\d{4}", line):
        return None
    byline = _BYLINE.match(line)
    start = 0 if byline is None else byline.end()
    match = _patterns()[0].search(line, start)
    if match is None:
        return None
    return match if _says_no_more(line[start : match.start()] + " " + line[match.end() :]) else None


def _says_no_more(beside: str) -> bool:
    """Whether the words beside a date only say more of it: «Thursday», «at 10:35 a.m. EDT»."""
    words = (word.strip(",;:") for word in beside.split())
    return all(
        not word
        or _BESIDE.fullmatch(word)
        or _BESIDE.fullmatch(word.lower())
        or word.lower().rstrip(".") in _weekdays()
        for word in words
    )


def _addressed(url: str) -> tuple[str, str] | None:
    match = _IN_ADDRESS.search(urlsplit(url).path)
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
    number = int(month) if month.isdigit() else _months().get(month, 0)
    return _iso(int(year), number, int(day), "its address")


@cache
def _months() -> dict[str, int]:
    """Names and short names of months, in small letters without a stop, by CLDR."""
    # Not at the head: only articles without a day of publication pay for the import.
    from babel.dates import get_month_names

    names = {
        name.lower().rstrip("."): number
        for language in _LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }
    return names | {"sept": 9}


@cache
def _weekdays() -> frozenset[str]:
    """Names and short names of weekdays, as those of months."""
    from babel.dates import get_day_names

    return frozenset(
        name.lower().rstrip(".")
        for language in _LANGUAGES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, locale=language).values()
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A whole date, and a dateline with one."""
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    date_ = (
        rf"(?<![\w/.-])(?:(?P<dmy_d>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of |de )?"
        rf"(?P<dmy_m>{month})\.?,? (?:de |del )?(?P<dmy_y>\d{{4}})"
        rf"|(?P<mdy_m>{month})\.? (?P<mdy_d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<mdy_y>\d{{4}})"
        r"|(?P<iso_y>\d{4})-(?P<iso_m>\d{2})-(?P<iso_d>\d{2})"
        r"|(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}))(?![\w-]|[./]\d)"
    )
    head = rf"{_PLACE}[,.]? (?:{date_})[,.]?"
    dateline = rf"{head} ?(?:{_SOURCE} ?{_DASH}?|{_DASH}) ?(?=[\"“‘'«„]?\w)"
    return re.compile(date_, re.IGNORECASE), re.compile(
        dateline.replace(date_, f"(?i:{date_})"), re.UNICODE
    )


def _day(match: re.Match[str], where: str) -> tuple[str, str] | None:
    for kind in ("dmy", "mdy"):
        if match[f"{kind}_y"]:
            month = _months()[match[f"{kind}_m"].lower().rstrip(".")]
            return _iso(int(match[f"{kind}_y"]), month, int(match[f"{kind}_d"]), where)
    if match["iso_y"]:
        return _iso(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]), where)
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] == "/" and first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if first > 12 or match["sep"] == "." else (second, first)
    return _iso(int(match["y"]), month, day, where)


def _iso(year: int, month: int, day: int, where: str) -> tuple[str, str] | None:
    try:
        return date(year, month, day).isoformat(), where
    except ValueError:
        return None
