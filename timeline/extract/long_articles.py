"""Articles too long for one parse: read in parts, so that memory stays flat.

Each part is read for itself; offsets, indexes and ids of its extraction are
then made those of the whole article.  Actors and places of the same name are
one again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.extract.document import pieces
from timeline.model import Actor, Article, Claim, Extraction, Place, Span, TimeExpression

LONGEST_PART = 200_000  # code points; a parse takes about 1 kB for each


def parts(article: Article) -> list[tuple[int, Article]]:
    """The parts of the article and where they begin; one part if it is not long."""
    if len(article.text) <= LONGEST_PART:
        return [(0, article)]
    bounds = [0]
    for start, end in pieces(article.text):
        if end - bounds[-1] > LONGEST_PART and start > bounds[-1]:
            bounds.append(start)
    bounds.append(len(article.text))
    return [
        (start, replace(article, text=article.text[start:end]))
        for start, end in pairwise(bounds)
        if start < end
    ]


class Whole:
    """Puts the extractions of an article's parts together; ``add`` them in order."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._times: list[TimeExpression] = []
        self._claims: list[Claim] = []
        self._actors: dict[tuple[str, str], Actor] = {}
        self._places: dict[tuple[str, int | None], Place] = {}
        self._warnings: dict[str, None] = {}

    def add(self, offset: int, part: Extraction) -> None:
        """Takes in the extraction of the part that begins at ``offset``."""
        first = len(self._times)
        self._warnings |= dict.fromkeys(part.warnings)
        self._times.extend(_moved_time(time, offset, first) for time in part.times)
        actors = {actor.id: self._actor(actor, offset) for actor in part.actors}
        places = {place.id: self._place(place, offset) for place in part.places}
        ids = {claim.id: f"c{claim.trigger.start + offset}" for claim in part.claims}
        for claim in part.claims:
            self._claims.append(
                replace(
                    claim,
                    id=ids[claim.id],
                    time=None if claim.time is None else claim.time + first,
                    trigger=_moved(claim.trigger, offset),
                    passage=_moved(claim.passage, offset),
                    actors=tuple(dict.fromkeys(actors[actor] for actor in claim.actors)),
                    places=tuple(dict.fromkeys(places[place] for place in claim.places)),
                    speech=ids.get(claim.speech or ""),
                    part_of=ids.get(claim.part_of or ""),
                )
            )

    def extraction(self) -> Extraction:
        """The extraction of the whole article."""
        return Extraction(
            article=self._article,
            times=tuple(self._times),
            claims=tuple(self._claims),
            actors=tuple(self._actors.values()),
            places=tuple(self._places.values()),
            warnings=tuple(self._warnings),
        )

    def _actor(self, actor: Actor, offset: int) -> str:
        key = (actor.name, actor.kind)
        mentions = _moved_all(actor.mentions, offset)
        known = self._actors.get(key)
        if known is None:
            known = replace(actor, id=f"a{len(self._actors)}", mentions=mentions)
        else:
            known = replace(
                known,
                mentions=known.mentions + mentions,
                names=tuple(dict.fromkeys(known.names + actor.names)),
                roles=tuple(dict.fromkeys(known.roles + actor.roles)),
            )
        self._actors[key] = known
        return known.id

    def _place(self, place: Place, offset: int) -> str:
        key = (place.name, place.geonames)
        mentions = _moved_all(place.mentions, offset)
        known = self._places.get(key)
        if known is None:
            known = replace(place, id=f"p{len(self._places)}", mentions=mentions)
        else:
            known = replace(
                known,
                mentions=known.mentions + mentions,
                names=tuple(dict.fromkeys(known.names + place.names)),
            )
        self._places[key] = known
        return known.id


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset, span.text)


def _moved_all(spans: Sequence[Span], offset: int) -> tuple[Span, ...]:
    return tuple(_moved(span, offset) for span in spans)


def _moved_time(time: TimeExpression, offset: int, first: int) -> TimeExpression:
    anchor = time.anchor + first if isinstance(time.anchor, int) else time.anchor
    return replace(time, start=time.start + offset, end=time.end + offset, anchor=anchor)
