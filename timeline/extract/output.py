"""An extraction as the JSON object that ``timeline extract`` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from timeline.model import Actor, Article, Claim, Extraction, Place, Span, TimeExpression

# Each claim repeats the mentions of its actors.  In an article with more than this many to
# write, an actor's mentions are cut to the first ones; an article of 50 pages stays far below.
MOST_MENTIONS = 2_000_000


def as_json(extraction: Extraction) -> dict[str, Any]:
    """One object per article: ``article``, ``times``, ``claims`` (offsets in code points)."""
    return {**_head(extraction), "claims": list(_claims(extraction))}


def json_pieces(extraction: Extraction) -> Iterator[str]:
    """The text of that object in pieces, so that a long article need not stand in memory twice."""
    head = json.dumps(_head(extraction), ensure_ascii=False)
    yield f'{head[:-1]}, "claims": ['
    for number, claim in enumerate(_claims(extraction)):
        yield (", " if number else "") + json.dumps(claim, ensure_ascii=False)
    yield "]}"


def _head(extraction: Extraction) -> dict[str, Any]:
    return {
        "article": article_json(extraction.article) | {"text": extraction.article.text},
        "times": [time_json(time) for time in extraction.times],
    }


def _claims(extraction: Extraction) -> Iterator[dict[str, Any]]:
    most = _mentions_each(extraction)
    actors = {actor.id: _actor(actor, most) for actor in extraction.actors}
    places = {place.id: _place(place, most) for place in extraction.places}
    for claim in extraction.claims:
        yield {
            **_claim(claim),
            "actors": [actors[actor] for actor in claim.actors],
            "places": [places[place] for place in claim.places],
            "reason": claim.reason,
        }


def _mentions_each(extraction: Extraction) -> int:
    """How many mentions of each actor or place are written, at the most."""
    sizes = {entity.id: len(entity.mentions) for entity in extraction.actors}
    sizes |= {entity.id: len(entity.mentions) for entity in extraction.places}
    uses = [name for claim in extraction.claims for name in (*claim.actors, *claim.places)]
    if sum(sizes[name] for name in uses) <= MOST_MENTIONS:
        return max(sizes.values(), default=0)
    return max(1, MOST_MENTIONS // len(uses))


def article_json(article: Article) -> dict[str, Any]:
    """What names an article, without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "publisher": article.publisher,
    }


def span_json(span: Span) -> dict[str, Any]:
    """A span as ``start``, ``end``, ``text``."""
    return {"start": span.start, "end": span.end, "text": span.text}


def time_json(time: TimeExpression) -> dict[str, Any]:
    """A time expression with the keys of the contract, offsets in code points, dates as EDTF."""
    return {
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "type": time.type,
        "value": time.value,
        "edtf": time.edtf,
        "earliest": time.earliest,
        "latest": time.latest,
        "rule": time.rule,
        "reason": time.reason,
        "anchor": time.anchor,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "title": claim.title,
        "edtf": claim.edtf,
        "earliest": claim.earliest,
        "latest": claim.latest,
        "precision": claim.precision,
        "status": claim.status,
        "time": claim.time,
        "trigger": span_json(claim.trigger),
        "passage": span_json(claim.passage),
    }


def _actor(actor: Actor, most: int) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "mentions": [span_json(mention) for mention in actor.mentions[:most]],
    }


def _place(place: Place, most: int) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "mentions": [span_json(mention) for mention in place.mentions[:most]],
    }
