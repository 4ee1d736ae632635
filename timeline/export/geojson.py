"""Events as GeoJSON (RFC 7946): a feature for each that has a place with coordinates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline.export import fitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.export import LeftOut, Options, Outlined
    from timeline.query.full import FullEvent


def write(events: Iterable[FullEvent], options: Options, left_out: LeftOut) -> Iterator[str]:
    """A FeatureCollection, one feature a line; events without coordinates are left out.

    What is left out stands in ``leftOut``, a member of our own as section 6.1 allows.
    """
    said = f' "leftOut": {json.dumps(dict(options.without))},' if options.without else ""
    yield f'{{"type": "FeatureCollection",{said} "features": ['
    separator = "\n"
    for event in fitting(events, unfit, left_out):
        points = [[place.lon, place.lat] for place in event.places if place.lat is not None]
        yield separator + json.dumps(_feature(event, points, options), ensure_ascii=False)
        separator = ",\n"
    yield "]}\n"


def unfit(event: Outlined) -> str | None:
    """Why the event is no feature, None if it is one."""
    return None if event.located else "without coordinates"


def _feature(
    event: FullEvent, points: list[list[float | None]], options: Options
) -> dict[str, Any]:
    geometry: dict[str, Any] = {"type": "Point", "coordinates": points[0]}
    if len(points) > 1:
        geometry = {"type": "MultiPoint", "coordinates": points}
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": geometry,
        "properties": {
            "title": event.title,
            "edtf": event.edtf,
            "earliest": event.earliest,
            "latest": event.latest,
            "precision": event.precision,
            "status": event.status,
            "actors": [actor.name for actor in event.actors],
            "places": [place.name for place in event.places],
            "passage": event.claims[0].passage.text,
            "sources": [claim.article for claim in event.claims],
            "page": options.page_of(event),
        },
    }
