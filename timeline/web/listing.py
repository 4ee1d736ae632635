"""The list page: its events, strip, filters, chips and shelves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from timeline import dates
from timeline.errors import NotFound
from timeline.query import entities as query_entities
from timeline.query import events as query_events
from timeline.query import facets
from timeline.query import since as query_since
from timeline.query.filters import Chip, Filters
from timeline.query.records import Page
from timeline.query.summaries import Doubt, FacetValue, Since, Totals
from timeline.web import address, flags, lanes, maps, strip
from timeline.web.address import View
from timeline.web.entries import Entry, arrange
from timeline.web.htmx import wants_partial
from timeline.web.reader import database, whole

routes = Blueprint("list", __name__)

PAGE = 50
FEW = 12  # up to so many events there is nothing to filter: all are shown opened
SHOWN_VALUES = 12
ALL_VALUES = 300
SHELVES = ("undated", "disputed", "review")


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter by values: ``key`` is its key in the address, ``name`` its list's."""

    name: str
    key: str
    values: tuple[FacetValue, ...]
    find: str
    mode: str | None
    more: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the list page shows.  ``totals`` are of the whole database, ``matching`` of the
    view on each shelf; the undated there follow all filters but a range of dates.  ``articles``
    are those that tell the view's events."""

    view: View
    page: Page
    entries: tuple[Entry, ...]
    totals: Totals
    matching: Totals
    articles: int
    few: bool
    strip: strip.Strip | None
    facets: tuple[Facet, ...]
    flags: tuple[flags.Group, ...]
    since: Since
    lanes: lanes.Lanes | None
    map: maps.Map | None
    doubts: tuple[Doubt, ...]
    chips: tuple[Chip, ...]


@routes.get("/")
def index() -> ResponseReturnValue:
    """The list, or a part of it for htmx."""
    return render(address.read(request.args.items(multi=True)))


@routes.get("/shelf/<name>")
def shelf(name: str) -> ResponseReturnValue:
    """The undated events, the disputed ones, or those to review; the filters apply."""
    if name not in SHELVES:
        raise NotFound(f"there is no shelf {name!r}; the shelves are {', '.join(SHELVES)}")
    pairs = [(k, v) for k, v in request.args.items(multi=True) if k != "shelf"]
    return render(address.read([*pairs, ("shelf", name)]))


def render(view: View) -> ResponseReturnValue:
    """Answer with the page of a view, or with the part that an htmx request asked for."""
    reader = database()
    with reader.session():
        if wants_partial() and view.options.part == "chunk":
            page, entries = entries_of(view, everything=False)
            return render_template("partials/chunk.html", view=view, page=page, entries=entries)
        if wants_partial() and view.options.part == "facet":
            return render_template("partials/values.html", view=view, facet=_asked_facet(view))
        listing = build(view)
    if not listing.totals.articles and not listing.totals.events:
        return make_response(render_template("pages/empty.html", view=view))
    template = "partials/view.html" if wants_partial() else "pages/list.html"
    return render_template(template, listing=listing, view=view, partial=wants_partial())


def build(view: View) -> Listing:
    """Return the list of a view, read in one session."""
    reader = database()
    totals = whole()
    few = totals.events + totals.undated <= FEW
    page, entries = entries_of(view, few)
    filters = view.filters
    drawn = None if few or filters.shelf == "undated" else strip.of(reader, filters)
    values = () if few else tuple(_facets(view))
    return Listing(
        view,
        page,
        entries,
        totals,
        _matching(filters),
        query_events.articles(reader, filters),
        few,
        drawn,
        values,
        () if few else flags.groups(reader, filters),
        query_since.since(reader, filters),
        lanes.of(reader, filters, _actors(values), drawn)
        if drawn and filters.view == "lanes"
        else None,
        maps.of(reader, filters, view.options.box) if filters.view == "map" else None,
        tuple(query_entities.doubts(reader)) if filters.shelf == "review" else (),
        chips_of(view),
    )


def chips_of(view: View) -> tuple[Chip, ...]:
    """Return the chosen filters as sentences."""
    return tuple(view.filters.chips(_namer(view)))


def _matching(filters: Filters) -> Totals:
    found = query_events.totals(database(), filters.with_(shelf=None))
    if filters.date_from is None and filters.date_to is None:
        return found
    undated = filters.with_(shelf="undated", date_from=None, date_to=None)
    return replace(found, undated=query_events.count(database(), undated))


def _actors(values: tuple[Facet, ...]) -> tuple[FacetValue, ...]:
    return next((facet.values for facet in values if facet.name == "actor"), ())


def first_page(view: View) -> Page | None:
    """Return the page of a range at whose top stands what begins in it, None where the list
    begins as ever.  What began before and may reach in ("from 213 BCE") waits above."""
    filters, options = view.filters, view.options
    asked_for = options.after or options.before or filters.at or filters.shelf
    if asked_for or filters.date_from is None or filters.order != "asc":
        return None
    page = query_events.page(database(), filters.with_(at=filters.date_from), limit=PAGE)
    first = dates.parse(filters.date_from).first
    day = page.events[0].day if page.events else None
    inside = first is not None and day is not None and day >= first
    return page if inside and page.before else None


def entries_of(view: View, everything: bool) -> tuple[Page, tuple[Entry, ...]]:
    page = first_page(view) or query_events.page(
        database(), view.filters, after=view.options.after, before=view.options.before, limit=PAGE
    )
    opened = {row.id for row in page.events} if everything else set(view.options.open)
    return page, tuple(arrange(page.events, opened, view.filters.as_of))


def _facets(view: View) -> Iterator[Facet]:
    for name in ("actor", "place", "thing", "source"):
        facet = _facet(view, name, SHOWN_VALUES)
        if facet.values or facet.find:
            yield facet


def _asked_facet(view: View) -> Facet:
    options = view.options
    for name in ("actor", "place", "thing"):
        if getattr(options, f"find_{name}"):
            return _facet(view, name, SHOWN_VALUES)
    return _facet(view, options.all_values or "actor", SHOWN_VALUES)


def _facet(view: View, name: str, limit: int) -> Facet:
    filters, options = view.filters, view.options
    find: str = getattr(options, f"find_{name}", "")
    if options.all_values == name:
        limit = ALL_VALUES
    ask = {
        "actor": facets.actors,
        "place": facets.places,
        "thing": facets.things,
        "source": facets.sources,
    }[name]
    values = ask(database(), filters, find=find, limit=limit + 1)
    more = len(values) > limit and not values[limit].selected
    if more:
        del values[limit]
    mode = None
    if name == "actor" and len(filters.actors) > 1:
        mode = filters.actor_mode
    if name == "place" and len(filters.places) > 1:
        mode = filters.place_mode
    key = "actor" if name == "thing" else name
    return Facet(name, key, tuple(values), find, mode, more)


def _namer(view: View) -> Callable[[str, str], str]:
    """Return what names the ids of the chosen actors, places and sources on the chips."""
    reader, filters = database(), view.filters
    asked = (
        ("actor", filters.actors, (facets.actors, facets.things)),
        ("place", filters.places, (facets.places,)),
        ("source", filters.sources, (facets.sources,)),
    )
    chosen = {
        (key, value.id): value.name
        for key, ids, ways in asked
        if ids
        for ask in ways
        for value in ask(reader, filters, limit=1)
    }
    return lambda key, value: chosen.get((key, value), value)
