"""Dates, counts and marks as words, in the language of the page (names by CLDR, through Babel)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import get_locale, gettext, lazy_gettext
from jinja2 import pass_context

from timeline import dates
from timeline.errors import BadDate
from timeline.query.filters import FILTERS, Chip
from timeline.query.order import Heading
from timeline.query.records import ClaimRow, EventRow
from timeline.web import address, fragments, spoken

STATUS = {
    "planned": lazy_gettext("planned"),
    "reported": lazy_gettext("as reported"),
    "denied": lazy_gettext("denied"),
    "hypothetical": lazy_gettext("hypothetical"),
}
MARKS = {
    "solid": lazy_gettext("known to the day"),
    "hatched": lazy_gettext("known to the month or longer"),
    "dashed": lazy_gettext("approximate or open"),
    "split": lazy_gettext("sources disagree on the date"),
}
# The sentences of timeline.query.filters, listed so that the catalogues know them.
CHIPS = (
    lazy_gettext("with {}"),
    lazy_gettext("at {}"),
    lazy_gettext("from {}"),
    lazy_gettext("to {}"),
    lazy_gettext("with the words {}"),
    lazy_gettext("told by {}"),
    lazy_gettext("dated to {}"),
    lazy_gettext("told by independent sources"),
    lazy_gettext("sources disagree on the date"),
    lazy_gettext("as known on {}"),
    lazy_gettext("on the shelf: {}"),
)
VALUES = {
    "day": lazy_gettext("the day"),
    "month": lazy_gettext("the month"),
    "season": lazy_gettext("the season"),
    "quarter": lazy_gettext("the quarter"),
    "year": lazy_gettext("the year"),
    "decade": lazy_gettext("the decade"),
    "century": lazy_gettext("the century"),
    "range": lazy_gettext("a span or a limit"),
    "unknown": lazy_gettext("a time not known closer"),
    "undated": lazy_gettext("undated"),
    "disputed": lazy_gettext("disputed"),
    "review": lazy_gettext("to review"),
    "happened": lazy_gettext("happened"),
    **STATUS,
}
# What an actor is, in the words of a page's head.
KINDS = {
    "person": lazy_gettext("person"),
    "organisation": lazy_gettext("organisation"),
    "state": lazy_gettext("state"),
    "group": lazy_gettext("group"),
    "thing": lazy_gettext("thing"),
    "place": lazy_gettext("place"),
}
_DATED = ("from", "to", "as_of")
_PLAIN_DAY = re.compile(r"-?\d{4}-\d\d-\d\d")
_MACHINE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
_OPEN = re.compile(r"[~?%\[\]{}]|\.\.|^/|/$")


def init(app: Flask) -> None:
    """Give the templates the filters and names of this module."""
    app.jinja_env.filters["spoken"] = spoken_date
    app.jinja_env.filters["part_name"] = part_name
    app.jinja_env.filters["weekday"] = weekday
    app.jinja_env.filters["day_month"] = day_month
    app.jinja_env.filters["top_name"] = top_name
    app.jinja_env.filters["machine_date"] = machine_date
    app.jinja_env.filters["short_date"] = short_date
    app.jinja_env.filters["mark"] = mark
    app.jinja_env.filters["chip_sentence"] = chip_sentence
    app.jinja_env.filters["number"] = number
    app.jinja_env.globals["ngettext"] = _counting(app.jinja_env.globals["ngettext"])
    app.jinja_env.globals.update(
        STATUS=STATUS,
        MARKS=MARKS,
        KINDS=KINDS,
        event_path=address.event_path,
        article_path=address.article_path,
        own_date=own_date,
        web_address=fragments.web_address,
    )


def spoken_date(edtf: str | None) -> str:
    """Return an EDTF date in words; "undated" for None, the string itself if it is no EDTF."""
    if edtf is None:
        return str(gettext("undated"))
    try:
        return dates.spoken(edtf, _words())
    except BadDate:
        return edtf


def chip_sentence(chip: Chip) -> str:
    """Return what a chip says, in the language of the page."""
    row = next(row for row in FILTERS if row.key == chip.key)
    name = chip.name
    if chip.key in _DATED:
        name = spoken_date(chip.value)
    elif chip.key in ("precision", "status", "shelf"):
        name = str(VALUES[chip.value])
    return str(gettext(row.sentence)).replace("{}", name)


def mark(event: EventRow | ClaimRow) -> str:
    """Return how the spine marks a date: solid, hatched, dashed or split."""
    if isinstance(event, EventRow) and event.disputed:
        return "split"
    if event.edtf is None or _OPEN.search(event.edtf):
        return "dashed"
    closed = event.edtf.count("-") >= 2 and "X" not in event.edtf
    return (
        "solid"
        if event.precision == "day" or (event.precision == "range" and closed)
        else "hatched"
    )


def own_date(event: EventRow) -> bool:
    """Tell whether an event must show its own date, because its headings do not say it all."""
    heading = event.heading
    return heading is None or heading.day is None or not _PLAIN_DAY.fullmatch(event.edtf or "")


def top_name(edtf: str) -> str:
    """Return a year, a decade, a century or a limit as a heading says it."""
    return dates.heading(edtf, _words())


def part_name(heading: Heading) -> str:
    """Return the part of the year that a heading names: a month, a season, a quarter, a limit."""
    return dates.part_heading(heading.part, _words()) if heading.part else gettext("no month given")


def day_month(edtf: str) -> str:
    """Return "18 October" for a day."""
    _year, month, day = edtf.rsplit("-", 2)
    return _words().day(int(day), int(month))


def weekday(edtf: str) -> str:
    """Return the weekday of a day, empty outside the years 1–9999."""
    year, month, day = (int(part) for part in edtf.removeprefix("Y").rsplit("-", 2))
    if not 1 <= year <= 9999:
        return ""
    return format_date(date(year, month, day), "EEEE", locale=_language())


def machine_date(edtf: str | None) -> str | None:
    """Return the date as the ``datetime`` of an element ``time``, None where that can't say it:
    HTML knows a day, a month and a year after Christ, and no decades, seasons or limits."""
    return edtf if edtf and _MACHINE.fullmatch(edtf) and edtf[:4] != "0000" else None


def short_date(edtf: str) -> str:
    """Return a label of the strip: "2023", "Oct 2023" or "1 Oct"."""
    parts = edtf.split("-")
    plain = all(part.isdigit() for part in parts) and len(parts[0]) == 4
    if not plain or parts[0] == "0000":  # no reader knows a year zero
        return spoken_date(edtf)
    year, month, day = int(parts[0]), *(int(part) for part in parts[1:]), *[0] * (3 - len(parts))
    if not month:
        return str(year)
    if not day:
        return format_date(date(max(year, 1), month, 1), "MMM yyyy", locale=_language())
    return format_date(
        date(max(year, 1), month, day), _pattern("d MMM", "d. MMM"), locale=_language()
    )


def number(value: int) -> str:
    """Return a count as the page's language groups its digits: 12,345 or 12.345."""
    return str(value) if 0 <= value < 1000 else _grouped(value, _language())


def degrees(value: float) -> str:
    """Return an angle to a hundredth of a degree, with the language's decimal sign."""
    return str(format_decimal(value, format="0.00", locale=_language()))


@lru_cache(maxsize=4096)
def _grouped(value: int, language: str) -> str:
    return str(format_decimal(value, locale=language))


def _counting(plural: Any) -> Any:
    """Return ``ngettext`` with its number said as :func:`number` says it."""

    @pass_context
    def counted(context: Any, one: str, many: str, num: int, **variables: Any) -> Any:
        return plural(context, one, many, num, **{"num": number(num), **variables})

    return counted


def _pattern(english: str, german: str) -> str:
    return german if _language() == "de" else english


def _words() -> dates.Vocabulary:
    language = _language()
    return dates.ENGLISH if language == "en" else spoken.Words(language)


def _language() -> str:
    locale = get_locale()
    return str(locale.language) if locale else "en"
