"""An extraction as the JSON object that ``timeline extract`` prints."""

from __future__ import annotations

from typing import Any

from timeline.model import Actor, Article, Claim, Extraction, Place, Span, TimeExpression


def as_json(extraction: Extraction) -> dict[str, Any]:
    """One object per article: ``article``, ``times``, ``claims`` (offsets in code points)."""
    actors = {actor.id: _actor(actor) for actor in extraction.actors}
    places = {place.id: _place(place) for place in extraction.places}
    return {
        "article": article_json(extraction.article) | {"text": extraction.article.text},
        "times": [_time(time) for time in extraction.times],
        "claims": [
            _claim(claim)
            | {
                "actors": [actors[actor] for actor in claim.actors],
                "places": [places[place] for place in claim.places],
                "reason": claim.reason,
            }
            for claim in extraction.claims
        ],
    }


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


def _time(time: TimeExpression) -> dict[str, Any]:
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


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "mentions": [span_json(mention) for mention in actor.mentions],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "mentions": [span_json(mention) for mention in place.mentions],
    }
