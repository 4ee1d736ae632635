"""Articles whose lines are wrapped: read as if each paragraph were one line.

Sentences run over such line ends (read/wrapping.py).  The letters stay where they are, so
offsets hold; what is quoted is then cut anew from the article's own text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from timeline.extract.times import read_times
from timeline.model import Actor, Article, Extraction, Place, Span
from timeline.read.wrapping import unwrapped

_Entity = TypeVar("_Entity", Actor, Place)


def flat(article: Article) -> Article:
    """The article as it is read: the same one where its lines are its paragraphs."""
    text = unwrapped(article.text)
    return article if text is article.text else replace(article, text=text)


def times_alone(article: Article) -> Extraction:
    """The extraction of the article without its claims, for which no model is needed."""
    read = flat(article)
    return restored(Extraction(article=read, times=read_times(read)), article)


def restored(extraction: Extraction, article: Article) -> Extraction:
    """The extraction of ``flat(article)`` with every span as it stands in ``article``."""
    if extraction.article is article:
        return extraction
    text = article.text

    def span(of: Span) -> Span:
        return replace(of, text=text[of.start : of.end])

    def entity(of: _Entity) -> _Entity:
        return replace(of, mentions=tuple(map(span, of.mentions)))

    return replace(
        extraction,
        article=article,
        times=tuple(replace(time, text=text[time.start : time.end]) for time in extraction.times),
        claims=tuple(
            replace(claim, trigger=span(claim.trigger), passage=span(claim.passage))
            for claim in extraction.claims
        ),
        actors=tuple(map(entity, extraction.actors)),
        places=tuple(map(entity, extraction.places)),
    )
