"""What the queries hand out of many events at once: counts, changes since a day, an actor or a
place as its events show it.  Frozen records, as in :mod:`timeline.query.records`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.query.records import Named


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter; ``count`` events of the view have it."""

    id: str
    name: str
    kind: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the strip: ``edtf`` names it, ``start`` and ``end`` are its first and last
    day as EDTF (what ``from`` and ``to`` take to zoom in)."""

    edtf: str
    start: str
    end: str
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Events over time.  ``unit`` is day, month, year, decade or century, ``step`` how many
    make one bar; bars follow each other without a gap from ``first`` to ``last`` (EDTF) or
    beyond, and with what is ``earlier`` and ``later`` add up to the view's dated events."""

    unit: str
    step: int
    bars: tuple[Bar, ...]
    first: str | None = None
    last: str | None = None
    earlier: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class Circle:
    """A place on the map with the number of events of the view; degrees, WGS 84."""

    id: str
    name: str
    lat: float
    lon: float
    count: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of the whole database, or of a view: ``events`` are the dated ones; the shelves
    ``disputed`` and ``review`` hold dated and undated ones; ``doubtful`` are pairs of names."""

    events: int
    undated: int
    disputed: int
    review: int
    articles: int
    actors: int
    places: int
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in a view since a day: how many of its events were first told later, and
    those dated anew, the first of ``n_moved``; ``new`` are the first of those told later."""

    appeared: int
    n_moved: int
    moved: tuple[Moved, ...]
    new: tuple[New, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """An event whose date is now another than it was then; ``published`` is the day of the
    article that gave it its present date, None if unknown."""

    id: str
    title: str
    then: str | None
    now: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class New:
    """An event that no article had told then."""

    id: str
    title: str
    edtf: str | None


@dataclass(frozen=True, slots=True)
class EntityDetail:
    """An actor or a place.  ``aliases`` are the other names as found in the texts;
    ``actors`` and ``places`` who and what appears with it most often."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    count: int
    undated: int
    actors: tuple[FacetValue, ...]
    places: tuple[FacetValue, ...]
    roles: tuple[Role, ...] = ()
    lat: float | None = None
    lon: float | None = None
    inside: str | None = None
    doubtful: tuple[Doubt, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Role:
    """A title or role as written, with the first and the last year of what the articles that
    give it tell of the actor; None where they date nothing."""

    name: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two actors or two places that may be one; ``reason`` says why it is not decided."""

    a: Named
    b: Named
    reason: str
    score: float
