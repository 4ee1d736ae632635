"""The places of a view on the map."""

from __future__ import annotations

from timeline.query.database import Reader, Session
from timeline.query.filters import Filters
from timeline.query.selection import select
from timeline.query.summaries import Circle


def circles(reader: Reader, filters: Filters, *, limit: int = 500) -> list[Circle]:
    """The places of the selected events that have coordinates, the most frequent first, with
    exact counts; like the list of places they follow every other filter."""
    with reader.session(filters.as_of) as session:
        facet = session.index.facets["place"]
        known = _located(session)
        selection = select(session, filters, leaving="place")
        found = facet.top(selection, limit, sorted(known))
        return [Circle(facet.ids[place], *known[place], count) for place, count in found]


def unplaced(reader: Reader, filters: Filters) -> int:
    """How many of the selected events have no place that is on the map."""
    with reader.session(filters.as_of) as session:
        facet = session.index.facets["place"]
        rest = select(session, filters).copy()
        for ordinal in _located(session):
            if not rest:
                break
            rest -= facet.bitmap(ordinal)
        return len(rest)


def _located(session: Session) -> dict[int, tuple[str, float, float]]:
    """Name, latitude and longitude of the places that have them, by ordinal; read once for
    each generation."""
    shared = session.index.shared
    if "places on the map" not in shared:
        ordinals = session.index.facets["place"].ordinals
        shared["places on the map"] = {
            ordinals[row["id"]]: (row["name"], row["lat"], row["lon"])
            for row in session.rows(
                "SELECT id, name, lat, lon FROM place WHERE lat IS NOT NULL AND lon IS NOT NULL"
            )
            if row["id"] in ordinals
        }
    found: dict[int, tuple[str, float, float]] = shared["places on the map"]
    return found
