"""Events as JSON-LD in the words of schema.org: Event, Person, Place, NewsArticle, Quotation."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.export import LeftOut, Options
    from timeline.query.full import FullActor, FullClaim, FullEvent, FullPlace

_PLAIN: Final = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_KINDS: Final = {
    "person": "Person",
    "organisation": "Organization",
    "state": "Country",
    "group": "Organization",
    "thing": "Thing",
}


def write(events: Iterable[FullEvent], options: Options, left_out: LeftOut) -> Iterator[str]:
    """One graph of events, one a line; nothing is left out.

    ``startDate`` and ``endDate`` stand only where ISO 8601 can say the date as exactly as it is
    known; the EDTF date, which always can, is an ``additionalProperty``.
    """
    yield '{"@context": "https://schema.org", "@graph": ['
    separator = "\n"
    for event in events:
        # In a page's <script> a "<" of the text could end it.
        line = json.dumps(_event(event, options), ensure_ascii=False).replace("<", "\\u003c")
        yield separator + line
        separator = ",\n"
    yield "]}\n"


def _event(event: FullEvent, options: Options) -> dict[str, Any]:
    start, end = _ends(event.edtf or "")
    described = {
        "@type": "Event",
        "@id": options.page_of(event) or f"urn:timeline:event:{event.id}",
        "name": event.title,
        "startDate": start,
        "endDate": end,
        "additionalProperty": [_property("edtf", event.edtf), _property("status", event.status)],
        "location": [_place(place) for place in event.places],
        "about": [_actor(actor) for actor in event.actors],
        "subjectOf": [_article(claim) for claim in event.claims],
        "url": options.page_of(event),
    }
    return {key: value for key, value in described.items() if value not in (None, [])}


def _ends(edtf: str) -> tuple[str | None, str | None]:
    """The first and the last end of a day, month, year or interval of these; else None."""
    first, slash, last = edtf.partition("/")
    if not slash:
        last = first
    start, end = (one if _PLAIN.fullmatch(one) else None for one in (first, last))
    return start, end


def _property(name: str, value: str | None) -> dict[str, Any]:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def _place(place: FullPlace) -> dict[str, Any]:
    described: dict[str, Any] = {"@type": "Place", "name": place.name}
    if place.lat is not None:
        described["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.lat,
            "longitude": place.lon,
        }
    return described


def _actor(actor: FullActor) -> dict[str, Any]:
    described: dict[str, Any] = {"@type": _KINDS[actor.kind], "name": actor.name}
    if actor.aliases:
        described["alternateName"] = list(actor.aliases)
    return described


def _article(claim: FullClaim) -> dict[str, Any]:
    article = claim.article
    publisher = article["publisher"] and {"@type": "Organization", "name": article["publisher"]}
    described = {
        "@type": "NewsArticle",
        "identifier": article["id"],
        "headline": article["title"],
        "datePublished": article["published"],
        "url": article["url"],
        "publisher": publisher,
        "hasPart": {"@type": "Quotation", "text": claim.passage.text},
    }
    return {key: value for key, value in described.items() if value is not None}
