"""The values of the filters with their counts, which follow every other filter.

Counts are exact.  Within one facet whose values are joined by "any", the facet's own choice
is left out (a count says what one more click would add); joined by "all", it is kept.
"""

from __future__ import annotations

from timeline.model import ActorKind
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.query.names import folded, names_of
from timeline.query.selection import select
from timeline.query.summaries import FacetValue

ACTORS: frozenset[ActorKind] = frozenset({"person", "organisation", "state", "group"})
THINGS: frozenset[ActorKind] = frozenset({"thing"})


def actors(
    reader: Reader,
    filters: Filters,
    *,
    find: str = "",
    limit: int | None = 20,
    kinds: frozenset[ActorKind] = ACTORS,
) -> list[FacetValue]:
    """The actors of the selected events, the most frequent first; ``limit`` None gives all.

    ``find`` keeps those with a name or alias that has a word beginning so, case and accents
    aside.  Actors that are selected are always among them, behind the others if their count
    is not among the first.
    """
    return _values(reader, filters, "actor", filters.actors, find, limit, kinds)


def things(
    reader: Reader, filters: Filters, *, find: str = "", limit: int | None = 20
) -> list[FacetValue]:
    """The same for named things (ships, laws, products); they share the key of the actors."""
    return actors(reader, filters, find=find, limit=limit, kinds=THINGS)


def places(
    reader: Reader, filters: Filters, *, find: str = "", limit: int | None = 20
) -> list[FacetValue]:
    """The same for places."""
    return _values(reader, filters, "place", filters.places, find, limit, None)


def sources(
    reader: Reader, filters: Filters, *, find: str = "", limit: int | None = 20
) -> list[FacetValue]:
    """The same for the sources of the articles: publishers, else hosts.  A source that is one
    file of unknown origin is named by the article's title or first sentence."""
    return _values(reader, filters, "source", filters.sources, find, limit, None)


def flags(reader: Reader, filters: Filters) -> list[FacetValue]:
    """The counts of the single-valued filters: ids ``precision:day``, ``status:planned``,
    ``flag:corroborated``, ``flag:disputed``; each ignores its own kind's choice."""
    with reader.session(filters.as_of) as session:
        found = []
        for kind, value in sorted(session.index.plain):
            if (kind, value) != ("flag", "review"):
                bare = filters.with_(**{value if kind == "flag" else kind: _NOTHING[kind]})
                members = session.index.flag(kind, value)
                count = select(session, bare).intersection_cardinality(members)
                key, text = (value, "1") if kind == "flag" else (kind, value)
                chosen = filters.has(key, text)
                found.append(FacetValue(f"{kind}:{value}", value, kind, count, chosen))
        return found


_NOTHING: dict[str, object] = {"precision": (), "status": (), "flag": False}


def _values(
    reader: Reader,
    filters: Filters,
    kind: str,
    selected: tuple[str, ...],
    find: str,
    limit: int | None,
    kinds: frozenset[str] | None,
) -> list[FacetValue]:
    with reader.session(filters.as_of) as session:
        facet = session.index.facets[kind]
        names = names_of(session, kind)
        among = names.matching(folded(find).split(), kinds)
        selection = select(session, filters, leaving=kind)
        found = facet.top(selection, limit, among)
        listed = {ordinal for ordinal, _ in found}
        chosen = {facet.ordinals[id_] for id_ in selected if id_ in facet.ordinals}
        for ordinal in sorted(chosen - listed):
            if kinds is None or names.named[ordinal].kind in kinds:
                found.append((ordinal, facet.count(selection, ordinal)))
        return [
            FacetValue(value.id, value.name, value.kind, count, ordinal in chosen)
            for ordinal, count in found
            for value in (names.named[ordinal],)
        ]
