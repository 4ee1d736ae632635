"""What the queries hand out of events and articles: frozen records, no database objects and no
markup.  What they say of many events at once is in :mod:`timeline.query.summaries`.

Offsets are Unicode code points into the article's text, end exclusive; dates are EDTF
with ISO day bounds; day numbers are those of :mod:`timeline.dates`.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model import Precision, Span, Status
from timeline.query.order import Cursor, Heading


@dataclass(frozen=True, slots=True)
class Named:
    """An actor (``kind`` as in the model) or a place (``kind`` = ``"place"``)."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """What a link to an article needs.

    ``headline`` is its title, or else its first sentence, cut at a word; ``near_duplicate`` is
    the same for articles that are near copies of each other.
    """

    id: str
    title: str | None
    headline: str
    published: str | None
    url: str | None
    publisher: str | None
    source: str
    near_duplicate: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in its paragraph.

    ``paragraph`` is the text around it with its place in the article; ``start:end`` is the
    passage and ``time_start:time_end`` the time expression that dates it, None if it has none
    or if that stands outside the paragraph.
    """

    article: ArticleRef
    text: str
    start: int
    end: int
    paragraph: Span
    time_start: int | None
    time_end: int | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as the list shows it.

    ``articles`` counts those that tell it, ``independent`` the same with near copies counted
    once.  ``first`` and ``last`` are day numbers, None where open; ``day`` is the one where it
    stands in the list and ``heading`` the headings there, both None for an undated event.
    ``passage`` is that of its first lead claim, ``limit`` what this knows of the date of an
    undated event: an EDTF limit such as ``[..2024-03-10]``, None if nothing.
    """

    id: str
    title: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    first: int | None
    last: int | None
    precision: Precision
    status: Status
    disputed: bool
    ambiguous: bool
    articles: int
    independent: int
    actors: tuple[Named, ...]
    places: tuple[Named, ...]
    passage: Passage | None
    day: int | None
    heading: Heading | None
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the list in its order.

    ``after`` and ``before`` are the cursors to go on with, None at the end and at the top;
    ``first`` is the number of its first event in the whole list, counted from 1 (0 if the
    page is empty), ``total`` the length of that list.
    """

    events: tuple[EventRow, ...]
    after: Cursor | None
    before: Cursor | None
    first: int
    total: int


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A time expression of an article.  ``number`` is its index there; ``anchor`` is
    ``"published"``, the number of another one, or None.  ``used``: some claim is dated by it,
    or by one that counts from it."""

    number: int
    start: int
    end: int
    text: str
    type: str
    value: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    rule: str
    reason: str
    steps: tuple[str, ...]
    anchor: str | int | None
    ambiguous: bool
    used: bool = False


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One article's statement, with all that explains it.

    ``time`` dates it; ``anchors`` are the time expressions that one counts from, nearest
    first.  ``times`` are all of the passage's paragraph.
    """

    id: str
    role: str
    title: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    precision: Precision
    status: Status
    article: ArticleRef
    passage: Span
    trigger: Span
    paragraph: Span
    times: tuple[TimeRow, ...]
    time: TimeRow | None
    anchors: tuple[TimeRow, ...]
    reason: str
    steps: tuple[str, ...]
    actors: tuple[Named, ...]
    places: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event opened: its row of the list, its lead claims (other articles' words for the
    same; the one of the list first) and its details (what a reader files under it), each in
    order of publication; ``omitted`` counts those that were too many to give."""

    row: EventRow
    lead: tuple[ClaimRow, ...]
    details: tuple[ClaimRow, ...]
    omitted: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def claims(self) -> tuple[ClaimRow, ...]:
        """Lead claims, then details."""
        return self.lead + self.details


@dataclass(frozen=True, slots=True)
class Change:
    """What an event's date was taken to be from a publication day on.

    ``edtf`` is the date as known from that day; ``claim`` the id of the claim that made it so.
    """

    published: str
    edtf: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim as the article's page marks it: to its event and back."""

    claim: str
    event: str
    title: str
    edtf: str | None
    role: str
    passage: Span
    trigger: Span


@dataclass(frozen=True, slots=True)
class ArticleDetail:
    """A stored article.  ``times`` and ``claims`` are sorted by where they begin; a time
    expression with ``used`` false was "seen, not used"."""

    ref: ArticleRef
    author: str | None
    language: str | None
    text: str
    times: tuple[TimeRow, ...]
    claims: tuple[Marked, ...]
    copies: tuple[ArticleRef, ...] = ()
