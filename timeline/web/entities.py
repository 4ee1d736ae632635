"""Pages of an actor and of a place: its names as found, its counts over time, its company."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from timeline.query import entities as query_entities
from timeline.query import events as query_events
from timeline.web import address, strip
from timeline.web.entries import arrange
from timeline.web.htmx import wants_partial
from timeline.web.listing import PAGE
from timeline.web.reader import database
from timeline.web.wording import degrees

routes = Blueprint("entity", __name__)


@routes.get("/actor/<entity>")
def actor(entity: str) -> ResponseReturnValue:
    """The page of an actor."""
    return _page("actor", entity)


@routes.get("/place/<entity>")
def place(entity: str) -> ResponseReturnValue:
    """The page of a place."""
    return _page("place", entity)


def position(lat: float | None, lon: float | None) -> str:
    """Return where a place lies, in degrees to a hundredth: "39.03° N, 125.75° E"."""
    if lat is None or lon is None:
        return ""
    north = gettext("N") if lat >= 0 else gettext("S")
    east = gettext("E") if lon >= 0 else gettext("W")
    return f"{degrees(abs(lat))}° {north}, {degrees(abs(lon))}° {east}"


def _page(kind: Literal["actor", "place"], entity: str) -> ResponseReturnValue:
    view = address.read(request.args.items(multi=True))
    if not view.filters.has(kind, entity):
        view = address.View(view.filters.toggled(kind, entity), view.options)
    reader = database()
    ask = query_entities.actor if kind == "actor" else query_entities.place
    with reader.session():
        found = ask(reader, entity, as_of=view.filters.as_of)
        page = query_events.page(reader, view.filters, after=view.options.after, limit=PAGE)
        entries = tuple(arrange(page.events, set(view.options.open), view.filters.as_of))
        strip_of_entity = strip.of(reader, view.filters)
    return render_template(
        "partials/chunk.html" if wants_partial() else "pages/entity.html",
        view=view,
        kind=kind,
        entity=found,
        page=page,
        entries=entries,
        strip=strip_of_entity,
        position=position(found.lat, found.lon),
    )
