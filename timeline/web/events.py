"""One event: its page with its permalink, and the part of the list that opens in place."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from timeline.query import events as query_events
from timeline.web import address
from timeline.web.entries import place_of, quoted
from timeline.web.htmx import wants_partial
from timeline.web.opened import open_event
from timeline.web.reader import database

routes = Blueprint("event", __name__)


@routes.get("/event/<event>")
def event(event: str) -> ResponseReturnValue:
    """The event opened: on a page of its own, or as the part that htmx puts into the list."""
    view = address.read(request.args.items(multi=True))
    reader = database()
    with reader.session():
        opened = open_event(query_events.one(reader, event, as_of=view.filters.as_of))
    row = opened.event.row
    template = "partials/detail.html" if wants_partial() else "pages/event.html"
    return render_template(
        template,
        view=view,
        opened=opened,
        quote=quoted(row),
        partial=wants_partial(),
        place=place_of(row),
    )
