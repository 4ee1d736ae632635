"""A view to print: every event of it, with all its passages and the full addresses of the sources.

Up to ``PRINTED`` events stand on one page; a link leads to the next ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from timeline.query import events as query_events
from timeline.query import full
from timeline.query.full import FullClaim, FullEvent
from timeline.query.order import Cursor
from timeline.query.records import EventRow
from timeline.web import address
from timeline.web.address import View
from timeline.web.downloads import place
from timeline.web.entries import Entry, arrange
from timeline.web.listing import chips_of
from timeline.web.reader import database

routes = Blueprint("printing", __name__)

PRINTED = 1000


@dataclass(frozen=True, slots=True)
class Source:
    """An article of an event, named once under all of its passages; ``claims`` are those with
    different words or dates."""

    article: dict[str, str | None]
    claims: tuple[FullClaim, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The events of one print with their sources: ``first`` and ``last`` are their numbers in
    the view, from 1; ``after`` is where the next print goes on, None at the end."""

    entries: tuple[Entry, ...]
    events: dict[str, tuple[FullEvent, tuple[Source, ...]]]
    first: int
    last: int
    total: int
    after: Cursor | None


@routes.get("/print")
def printing() -> ResponseReturnValue:
    """The view that the address says, to be printed."""
    view = address.read(request.args.items(multi=True), "/print")
    with place(), database().session(view.filters.as_of, timed=False):
        printed = _printed(view)
        return render_template(
            "pages/print.html", view=view, printed=printed, chips=chips_of(view), most=PRINTED
        )


def _printed(view: View) -> Printed:
    reader = database()
    rows: list[EventRow] = []
    after, first, total = view.options.after, 0, 0
    while len(rows) < PRINTED:
        limit = min(query_events.MAX_LIMIT, PRINTED - len(rows))
        page = query_events.page(reader, view.filters.with_(at=None), after=after, limit=limit)
        first, total, after = first or page.first, page.total, page.after
        rows += page.events
        if after is None:
            break
    with reader.session(view.filters.as_of) as session:
        events = full.of_ids(session, [row.id for row in rows])
        found = {event.id: (event, sources_of(event)) for event in events}
    return Printed(
        tuple(arrange(rows, set())), found, first, max(first + len(rows) - 1, 0), total, after
    )


def sources_of(event: FullEvent) -> tuple[Source, ...]:
    """Return the articles of an event, those with its lead claims first."""
    found: dict[str | None, dict[tuple[str, str | None], FullClaim]] = {}
    for claim in event.claims:
        told = found.setdefault(claim.article["id"], {})
        told.setdefault((claim.passage.text, claim.edtf), claim)
    several = (tuple(claims.values()) for claims in found.values())
    return tuple(Source(claims[0].article, claims) for claims in several)
