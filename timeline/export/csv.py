"""Claims as CSV: one row for each, with its event's columns before its own.

Cells that a spreadsheet would take for a formula get an apostrophe in front, as OWASP's
page on CSV injection advises, full-width signs included; so does a date before the year 0.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.export import LeftOut, Options
    from timeline.query.full import FullClaim, FullEvent

COLUMNS: Final = (
    "event", "title", "date", "earliest", "latest", "precision", "status", "actors", "places",
    "latitude", "longitude", "claim_date", "claim_status", "passage", "reason", "article",
    "article_title", "published", "publisher", "url",
)  # fmt: skip
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")


def write(events: Iterable[FullEvent], options: Options, left_out: LeftOut) -> Iterator[str]:
    """The header and the rows in pieces (RFC 4180); nothing is left out.

    With ``options.bom`` a byte order mark comes first, by which Excel knows UTF-8.
    """
    if options.bom:
        yield "\ufeff"
    yield line(COLUMNS)
    for event in events:
        for claim in event.claims:
            yield line(_row(event, claim))


def guarded(value: object) -> str:
    """The cell as text that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(event: FullEvent, claim: FullClaim) -> list[object]:
    actors = [actor.name for actor in event.actors if actor.id in claim.actors]
    places = [place for place in event.places if place.id in claim.places]
    located = next((place for place in places if place.lat is not None), None)
    article = claim.article
    return [
        event.id,
        event.title,
        event.edtf,
        event.earliest,
        event.latest,
        event.precision,
        event.status,
        "; ".join(actors),
        "; ".join(place.name for place in places),
        # Numbers of our own, so that a southern latitude stays one.
        Number("" if located is None else located.lat),
        Number("" if located is None else located.lon),
        claim.edtf,
        claim.status,
        claim.passage.text,
        claim.reason,
        article["id"],
        article["title"],
        article["published"],
        article["publisher"],
        article["url"],
    ]


class Number:
    """A cell that is a number or empty: not guarded."""

    def __init__(self, value: object) -> None:
        self.text = str(value)


def line(cells: Iterable[object]) -> str:
    """One row, its cells guarded, with its end (CRLF)."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(
        [cell.text if isinstance(cell, Number) else guarded(cell) for cell in cells]
    )
    return buffer.getvalue()
