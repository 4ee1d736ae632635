"""Reads a text of a test and looks up its claims by their triggers."""

from __future__ import annotations

from functools import cache

from timeline.extract.pipeline import Extractor
from timeline.model import Article, Claim, Extraction


@cache
def read(text: str, published: str | None = "2023-10-28", title: str | None = None) -> Extraction:
    """The extraction of an article with that text."""
    return Extractor().extract(Article("article", text, title=title, published=published))


def claim(extraction: Extraction, trigger: str) -> Claim:
    """The one claim with that trigger; a test that asks for another fails."""
    found = [c for c in extraction.claims if c.trigger.text == trigger]
    triggers = [c.trigger.text for c in extraction.claims]
    assert len(found) == 1, f"{trigger!r} is the trigger of {len(found)} claims among {triggers}"
    return found[0]


def actors(extraction: Extraction, of: Claim) -> set[str]:
    """The names of a claim's actors."""
    return {actor.name for actor in extraction.actors if actor.id in of.actors}


def places(extraction: Extraction, of: Claim) -> set[str]:
    """The names of a claim's places."""
    return {place.name for place in extraction.places if place.id in of.places}
