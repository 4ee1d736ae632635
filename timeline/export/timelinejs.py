"""Events for TimelineJS3: its JSON, and the columns of its spreadsheet.

Its dates are a year, a month, a day, and it shows a date of another kind by words of ours: a
decade or "about 2019" keeps its own words and stands at its first possible day, until its last.
Its texts are HTML, so all of ours is escaped.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from timeline import dates
from timeline.export import fitting
from timeline.export.csv import Number, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.export import LeftOut, Options, Outlined
    from timeline.query.full import FullEvent

COLUMNS: Final = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
    "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
    "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
)  # fmt: skip
_PLAIN: Final = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")

_Date = tuple[int, int | None, int | None]


def write(events: Iterable[FullEvent], options: Options, left_out: LeftOut) -> Iterator[str]:
    """The object that TimelineJS takes, one event a line.

    Left out: the undated, and what is known by one limit alone.
    """
    text: dict[str, str] = {"headline": escape(options.title)}
    if options.without:
        text["text"] = escape(options.omission)
    yield '{"title": {"text": ' + json.dumps(text, ensure_ascii=False) + '}, "events": ['
    separator = "\n"
    for event in fitting(events, unfit, left_out):
        yield separator + json.dumps(_slide(event, options), ensure_ascii=False)
        separator = ",\n"
    yield "]}\n"


def write_sheet(events: Iterable[FullEvent], options: Options, left_out: LeftOut) -> Iterator[str]:
    """The rows of the spreadsheet that TimelineJS reads, as CSV; a first row for the title.

    Left out as by :func:`write`.
    """
    if options.bom:
        yield "\ufeff"
    yield line(COLUMNS)
    title: dict[str, object] = {"Headline": escape(options.title), "Type": "title"}
    yield _row({**title, "Text": escape(options.omission)})
    for event in fitting(events, unfit, left_out):
        start, end = _ends(event)
        yield _row(
            {
                **dict(zip(COLUMNS[:3], map(_number, start), strict=True)),
                **dict(zip(COLUMNS[4:7], map(_number, end or (None,) * 3), strict=True)),
                "Display Date": dates.spoken(event.edtf or ""),
                "Headline": escape(event.title),
                "Text": _html(event, options),
            }
        )


def unfit(event: Outlined) -> str | None:
    """Why TimelineJS cannot show the event, None if it can."""
    if event.edtf is None:
        return "without a date"
    known = dates.parse(event.edtf)
    if known.first is None or known.last is None:
        return "known by one limit alone"
    return None


def _ends(event: FullEvent) -> tuple[_Date, _Date | None]:
    """The first and the last day, month or year; no last one where they are the same."""
    first, slash, last = (event.edtf or "").partition("/")
    plain = [_PLAIN.fullmatch(one) for one in ((first, last) if slash else (first,))]
    if all(plain):
        ends = [_parts(match) for match in plain if match]
        return ends[0], ends[1] if slash else None
    known = dates.parse(event.edtf or "")
    start, end = dates.day_of(known.first or 0), dates.day_of(known.last or 0)
    return start, end if end != start else None


def _parts(match: re.Match[str]) -> _Date:
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _slide(event: FullEvent, options: Options) -> dict[str, Any]:
    start, end = _ends(event)
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(start),
        "display_date": dates.spoken(event.edtf or ""),
        "text": {"headline": escape(event.title), "text": _html(event, options)},
    }
    if end is not None:
        slide["end_date"] = _date(end)
    return slide


def _date(date: _Date) -> dict[str, int]:
    named = zip(("year", "month", "day"), date, strict=True)
    return {name: value for name, value in named if value is not None}


def _html(event: FullEvent, options: Options) -> str:
    """Each passage with its source, and a link to the event's page."""
    parts = []
    for claim in event.claims:
        article = claim.article
        source = escape(article["publisher"] or article["title"] or article["id"] or "")
        if article["url"]:
            source = f'<a href="{escape(article["url"])}">{source}</a>'
        parts.append(f"<p>“{escape(claim.passage.text)}” ({source})</p>")
    page = options.page_of(event)
    if page:
        parts.append(f'<p><a href="{escape(page)}">{escape(page)}</a></p>')
    return "".join(parts)


def _number(value: int | None) -> Number | None:
    return None if value is None else Number(value)


def _row(cells: dict[str, object]) -> str:
    return line([cells.get(column) for column in COLUMNS])
