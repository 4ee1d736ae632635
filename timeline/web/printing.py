"""A view to print: every event of it, with all its passages and the full addresses of the sources.

Up to ``PRINTED`` events stand on one page; a link leads to the next ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from timeline.query import events as query_events
from timeline.query import full
from timeline.query.full import FullEvent
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
class Printed:
    """The events of one print: ``first`` and ``last`` are their numbers in the view, from 1;
    ``after`` is where the next print goes on, None at the end."""

    entries: tuple[Entry, ...]
    events: dict[str, FullEvent]
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
        found = {event.id: event for event in full.of_ids(session, [row.id for row in rows])}
    return Printed(
        tuple(arrange(rows, set())), found, first, max(first + len(rows) - 1, 0), total, after
    )
