"""Which places of many articles are one: the same entry of the gazetteer, or the same name
in the same country near the same position.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.extract.name_forms import fold
from timeline.extract.names_lexicon import linking, states, words
from timeline.link.identity import DoubtfulPair, Member, Sets, assign_ids, frequent_name
from timeline.model import Place

_NEAR_DEGREES = 1.5  # borrowed positions of one facility differ by the neighbour named


@dataclass(frozen=True, slots=True)
class DocPlace:
    """A place of one article."""

    article_id: str
    place: Place


@dataclass(frozen=True, slots=True)
class PlaceCluster:
    """One place across articles; ``members`` are (article id, the place's id in it), sorted."""

    id: str
    name: str
    aliases: tuple[str, ...]
    lat: float | None
    lon: float | None
    country: str | None
    inside: str | None
    geonames: int | None
    members: tuple[Member, ...]


def block_keys(place: Place) -> frozenset[str]:
    """Keys of which two places share one if they can be one; at least one."""
    names = (place.name, *place.names)
    keys = {f"l:{_plain(name)}" for name in names}
    if place.geonames is not None:
        keys.add(f"g:{place.geonames}")
    return frozenset(keys)


def _plain(name: str) -> str:
    state = states().by_name.get(name)
    return fold(state.name) if state else fold(name)


def cluster(places: Sequence[DocPlace]) -> tuple[list[PlaceCluster], list[DoubtfulPair]]:
    """The clusters, sorted by id, and the pairs of clusters that may be one."""
    items = sorted(places, key=lambda p: (p.article_id, p.place.id))
    sets = Sets(len(items))
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        for key in block_keys(item.place):
            by_key[key].append(index)
    doubts = []
    for key in sorted(by_key):
        first_of: list[int] = []
        for index in by_key[key]:
            match = next((o for o in first_of if _same(items[o].place, items[index].place)), None)
            if match is None:
                doubts += [
                    (other, index) for other in first_of if _unknown(items[other], items[index])
                ]
                first_of.append(index)
            else:
                sets.join(match, index)
    _join_unplaced(items, sets, by_key)
    groups = sets.groups()
    clusters = _clusters(items, groups)
    of = {index: clusters[at].id for at, group in enumerate(groups) for index in group}
    pairs = {tuple(sorted((of[a], of[b]))) for a, b in doubts if of[a] != of[b]}
    found = [DoubtfulPair(a, b, "one name, and nothing says where") for a, b in sorted(pairs)]
    return sorted(clusters, key=lambda c: c.id), found


def _join_unplaced(items: list[DocPlace], sets: Sets, by_key: dict[str, list[int]]) -> None:
    """Join a place without a position to the only one of its name that has one.

    Names of one word are left apart, and those that many towns have.
    """
    joins = []
    for index, item in enumerate(items):
        place = item.place
        if place.lat is not None or " " not in place.name or _common(place.name):
            continue
        others = (o for key in block_keys(place) for o in by_key[key])
        placed = {sets.find(o) for o in others if items[o].place.lat is not None}
        if len(placed) == 1:
            joins.append((placed.pop(), index))
    for other, index in joins:
        sets.join(other, index)


def _same(a: Place, b: Place) -> bool:
    if a.geonames is not None and b.geonames is not None:
        return a.geonames == b.geonames
    if a.country != b.country or not {_plain(n) for n in (a.name, *a.names)} & {
        _plain(n) for n in (b.name, *b.names)
    }:
        return False
    common = _common(a.name)
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return a.lat is None and b.lat is None and len(a.name.split()) > 1 and not common
    if common and (a.inside or b.inside):
        return a.inside == b.inside
    return abs(a.lat - b.lat) <= _NEAR_DEGREES and abs(a.lon - b.lon) <= _NEAR_DEGREES


def _common(name: str) -> bool:
    """Whether many towns have a facility of that name: "Central Station"."""
    ordinary = words().facilities | linking().common_words
    return all(part in ordinary for part in fold(name).split())


def _unknown(a: DocPlace, b: DocPlace) -> bool:
    return a.place.lat is None or b.place.lat is None


def _clusters(items: list[DocPlace], groups: list[list[int]]) -> list[PlaceCluster]:
    drafts = []
    for group in groups:
        members = [items[index] for index in group]
        counts = Counter(name for m in members for name in (m.place.names or (m.place.name,)))
        known = {states().by_name[n].name for n in counts if n in states().by_name}
        name = min(known) if known else frequent_name(counts)
        places = sorted(
            (m.place for m in members),
            key=lambda p: (
                p.geonames is None,
                p.lat is None,
                p.inside or "",
                p.lat or 0.0,
                p.lon or 0.0,
            ),
        )
        best = places[0]
        drafts.append(
            (
                name,
                tuple(sorted(counts, key=lambda n: (-counts[n], n))),
                best,
                tuple(sorted((m.article_id, m.place.id) for m in members)),
            )
        )
    ids = assign_ids([(n, (p.country or "unknown").lower(), m) for n, _, p, m in drafts])
    return [
        PlaceCluster(i, n, aliases, p.lat, p.lon, p.country, p.inside, p.geonames, members)
        for i, (n, aliases, p, members) in zip(ids, drafts, strict=True)
    ]
