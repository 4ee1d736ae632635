"""Events as JSON: the shape that docs/formats.md describes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline.extract.output import span_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.export import LeftOut, Options
    from timeline.query.full import FullClaim, FullEvent


def write(events: Iterable[FullEvent], options: Options, left_out: LeftOut) -> Iterator[str]:
    """The document ``{"events": […]}`` in pieces, one event a line; nothing is left out."""
    yield '{"events": ['
    separator = "\n"
    for event in events:
        yield separator + json.dumps(event_object(event), ensure_ascii=False)
        separator = ",\n"
    yield "]}\n"


def event_object(event: FullEvent) -> dict[str, Any]:
    """One event with its actors, places and claims."""
    return {
        "id": event.id,
        "title": event.title,
        "edtf": event.edtf,
        "earliest": event.earliest,
        "latest": event.latest,
        "precision": event.precision,
        "status": event.status,
        "actors": [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "aliases": list(actor.aliases),
            }
            for actor in event.actors
        ],
        "places": [
            {"id": place.id, "name": place.name, "lat": place.lat, "lon": place.lon}
            for place in event.places
        ],
        "claims": [_claim(claim) for claim in event.claims],
    }


def _claim(claim: FullClaim) -> dict[str, Any]:
    return {
        "article": claim.article,
        "edtf": claim.edtf,
        "status": claim.status,
        "passage": span_json(claim.passage),
        "trigger": span_json(claim.trigger),
        "actors": list(claim.actors),
        "places": list(claim.places),
        "reason": claim.reason,
    }
