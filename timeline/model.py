"""The words of the project as types: article, passage, time expression, claim, event, actor, place.

Offsets are Unicode code points into ``Article.text``, end exclusive, so that
``article.text[span.start:span.end] == span.text`` always holds.  Dates are EDTF
strings (ISO 8601-2:2019) with ISO day bounds.  Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal[
    "day", "month", "season", "quarter", "year", "decade", "century", "range", "unknown"
]
Status = Literal["happened", "planned", "reported", "denied", "hypothetical"]
ActorKind = Literal["person", "organisation", "state", "group", "thing"]
Anchor = Literal["published"] | int | None


@dataclass(frozen=True, slots=True)
class Span:
    """A passage: ``text`` is exactly what stands at ``start:end`` of the article's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A source text, normalised once (NFC, ``\\n``) and never changed.

    ``id`` is the id that the source gave or else a hash of the content;
    ``published`` is an ISO day (``YYYY-MM-DD``) or None when unknown.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A passage that names a time.

    ``value`` is its TIMEX3 value, ``edtf`` its date (None for what names no
    place in time: durations, sets, unresolved ones), ``earliest`` and
    ``latest`` its first and last possible day.  ``anchor`` is what it counts
    from: None, ``"published"``, or the index of another time expression of
    the same article.  ``reason`` is one sentence for a reader, ``steps`` the
    same in single steps, in order.  ``part`` holds the first and last day of
    the part of its month that words like *mid* leave: no date of its own, only
    a limit for what happens by, before or after it.
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    rule: str
    reason: str
    anchor: Anchor = None
    steps: tuple[str, ...] = ()
    ambiguous: bool = False
    part: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of one article, with all its mentions in that article.

    ``id`` is unique within the article's extraction; across articles the
    link stage gives actors their canonical ids.  ``names`` are the proper
    names found, the fullest first; ``roles`` titles and roles as written.
    """

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One place of one article; ``lat``/``lon`` in degrees (WGS 84), None where unknown.

    ``inside`` names the place whose coordinates a facility borrows, ``country``
    is an ISO 3166 alpha-2 code, ``geonames`` the GeoNames id of an exact hit.
    """

    id: str
    name: str
    lat: float | None
    lon: float | None
    mentions: tuple[Span, ...]
    names: tuple[str, ...] = ()
    country: str | None = None
    inside: str | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One article's statement that something happened at a time.

    ``time`` indexes the extraction's time expressions.  ``actors`` and
    ``places`` are ids of the extraction's actors and places: the claim's
    participants, not everyone named near it.  ``speech`` is the id of the
    claim whose speaker reports this one (status *reported*), ``part_of`` the
    id of the claim of the same article under which a reader would file this
    one as a detail; both are hints for the link stage.
    """

    id: str
    title: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    precision: Precision
    status: Status
    time: int | None
    trigger: Span
    passage: Span
    actors: tuple[str, ...]
    places: tuple[str, ...]
    reason: str
    lemma: str = ""
    speech: str | None = None
    part_of: str | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article."""

    article: Article
    times: tuple[TimeExpression, ...] = ()
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    warnings: tuple[str, ...] = field(default=())
