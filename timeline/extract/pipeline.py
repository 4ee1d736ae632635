"""The way from an article to its claims, as a visible tuple of steps."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from babel import Locale, localedata

from timeline.extract import document as documents
from timeline.extract import language_model
from timeline.extract.document import Document
from timeline.extract.entities import Entities
from timeline.extract.events import find_claims
from timeline.extract.language import language_of
from timeline.extract.long_articles import Whole, parts
from timeline.extract.names import find_entities
from timeline.extract.times import read_times
from timeline.extract.wrapped import flat, restored, times_alone
from timeline.model import Article, Claim, Extraction, TimeExpression


@dataclass
class Reading:
    """What is known of one article so far; each step fills in its part."""

    document: Document
    times: tuple[TimeExpression, ...] = ()
    entities: Entities = field(default_factory=Entities)
    claims: tuple[Claim, ...] = ()


def times(reading: Reading) -> None:
    """Fills ``times``: every expression that names a time, resolved to a date."""
    reading.times = read_times(reading.document.article, reading.document.doc)


def entities(reading: Reading) -> None:
    """Fills ``entities``: actors and places with all their mentions."""
    reading.entities = find_entities(reading.document, reading.times)


def claims(reading: Reading) -> None:
    """Fills ``claims``: who did what, where and when, each with its passage."""
    reading.claims = find_claims(reading.document, reading.times, reading.entities)


STEPS: tuple[Callable[[Reading], None], ...] = (times, entities, claims)


class Extractor:
    """Reads articles; the model is loaded at the first article that needs it."""

    def extract(self, article: Article, *, times_only: bool = False) -> Extraction:
        """The extraction of one article; raises ModelMissing."""
        return next(self.extract_many([article], times_only=times_only))

    def extract_many(
        self, articles: Iterable[Article], *, times_only: bool = False
    ) -> Iterator[Extraction]:
        """The extractions in the order of the articles; raises ModelMissing.

        ``times_only`` fills ``times`` and loads no model.
        """
        if times_only:
            yield from map(times_alone, articles)
            return
        yield from _joined(articles)


def _joined(articles: Iterable[Article]) -> Iterator[Extraction]:
    """The extractions of articles that are read in parts where they are long."""
    pending: deque[tuple[Article, Whole, int, bool]] = deque()

    def opened() -> Iterator[Article]:
        for article in articles:
            read = flat(article)
            whole, found = Whole(read), parts(read)
            for number, (start, part) in enumerate(found, 1):
                pending.append((article, whole, start, number == len(found)))
                yield part

    for document in documents.parse(language_model.load(), opened()):
        article, whole, start, last = pending.popleft()
        extraction = _read(document)
        if last and start == 0:
            yield restored(extraction, article)
            continue
        whole.add(start, extraction)
        if last:
            yield restored(whole.extraction(), article)


def _read(document: Document) -> Extraction:
    language = language_of(document.article)
    if language != "en":  # what English grammar makes of it would be wrong without a word
        return _other_language(document.article, language)
    reading = Reading(document)
    for step in STEPS:
        step(reading)
    return Extraction(
        article=document.article,
        times=reading.times,
        claims=reading.claims,
        actors=reading.entities.actors,
        places=reading.entities.places,
    )


def _other_language(article: Article, language: str) -> Extraction:
    name = Locale(language).get_display_name("en") if localedata.exists(language) else language
    said = f"is in {name}: no events are read from it, only its dates; events are read from English"
    return Extraction(article=article, times=read_times(article), warnings=(said,))
