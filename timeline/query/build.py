"""Make the index of :mod:`timeline.query.index` from the tables, and read it back.

The parts are rows of the table ``bitmap`` (kind, key, total, blob): kind ``order`` holds the
arrays over positions (``days``: over articles) as little-endian integers, ``flat`` the arrays
event → values of a facet, and of ``article`` the numbers of those that tell it;
the kinds of :data:`FACETS` one serialised roaring bitmap for each value, ``status``,
``precision`` and ``flag`` the same for single-valued kinds; ``form`` says by which rules they
were made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from timeline.query.index import (
    Facet,
    Flat,
    Index,
    bitmap,
    flattened,
    grouped,
)
from timeline.query.order import OPEN_END, OPEN_START, reach, sort_integer

Part = tuple[str, str, int, bytes]

# Raise when what the parts hold or mean changes: an index of another form is made anew.
FORM = 4

# The facets; of actors and places the table's members and the ids of their row keys.
FACETS = ("actor", "place", "source")
_MEMBERS = {
    "actor": ("SELECT event, actor FROM event_actor", "SELECT key, id FROM actor"),
    "place": ("SELECT event, place FROM event_place", "SELECT key, id FROM place"),
}
_TELLING = "SELECT event, article FROM claim WHERE event IS NOT NULL"
_ARTICLES = "SELECT key, source, published FROM article WHERE linked = 1"
_SINGLE = ("status", "precision", "flag")
_ARRAYS = ("keys", "sort", "first", "last", "told_first", "told_last", "days")
_EVENTS = (
    "SELECT key, first, last, precision, status, disputed, n_independent, first_published, edtf"
    " FROM event ORDER BY id"
)
_REVIEW = (
    "SELECT DISTINCT c.event FROM review r JOIN claim c ON c.id = r.a"
    " WHERE r.kind = 'date' AND c.event IS NOT NULL"
)


def read(connection: Any, generation: str) -> Index:
    """The index as kept in the database, or made from the tables where none is kept or
    another release made it by other rules."""
    parts = connection.execute(
        "SELECT kind, key, total, blob FROM bitmap ORDER BY kind, total DESC, key"
    ).fetchall()
    if not any(part[0] == "form" and part[2] == FORM for part in parts):
        parts = build(connection)
    return assemble(parts, generation)


def build(connection: Any) -> list[Part]:
    """All parts of the index, from the tables alone: (kind, key, total, blob).

    To be called when a load has linked its articles, and put in the place of the former parts
    together with a new generation, so that readers see the old state or the new one whole.
    """
    rows = connection.execute(_EVENTS).fetchall()
    dated = [row for row in rows if row[1] is not None or row[2] is not None]
    undated = [row for row in rows if row[1] is None and row[2] is None]
    sort = np.array([sort_integer(row[8], row[1], row[2], row[3]) for row in dated], dtype=np.int64)
    order = np.argsort(sort, kind="stable")  # rows come by id, so ties stay in that order
    dated = [dated[place] for place in order]
    undated.sort(key=lambda row: row[7] or "")
    ordered = dated + undated
    keys = np.array([row[0] for row in ordered], dtype=np.int64)
    bounds = np.array([reach(r[8], r[1], r[2]) for r in dated], dtype=np.int64).reshape(-1, 2)
    first, last = bounds[:, 0], bounds[:, 1]
    places = np.argsort(keys, kind="stable")
    telling = _telling(connection, keys, places)
    arrays = (keys, sort[order], first, last, *telling.bounds(len(keys)), telling.days)
    parts = [
        ("order", name, len(values), values.tobytes())
        for name, values in zip(_ARRAYS, arrays, strict=True)
    ]
    parts.append(("form", "", FORM, b""))
    parts += _single_parts(ordered)
    reviewed = [event for (event,) in connection.execute(_REVIEW)]
    parts.append(_part("flag", "review", _located(keys, places, np.array(reviewed, dtype=int))))
    parts += _flat_parts("article", telling.positions, telling.articles, len(keys))
    parts += _facet_parts("source", *telling.of_sources(), len(keys))
    for kind, (sql, named) in _MEMBERS.items():
        pairs = _pairs(connection.execute(sql))
        positions = _located(keys, places, pairs[:, 0])
        parts += _facet_parts(
            kind, positions, pairs[:, 1], dict(connection.execute(named).fetchall()), len(keys)
        )
    return parts


def _pairs(rows: Any) -> NDArray[Any]:
    """Rows of two integers as an array."""
    return np.array(rows.fetchall(), dtype=np.int64).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Which article tells which event: ``positions`` of events and numbers of ``articles``, each
    pair once; by those numbers the ``days`` of publication and the ``sources``, numbers too, of
    which ``names`` are the names."""

    positions: NDArray[Any]
    articles: NDArray[Any]
    days: NDArray[Any]
    sources: NDArray[Any]
    names: dict[int, str]

    def bounds(self, length: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """The first and last day of publication of each of ``length`` events."""
        day = self.days[self.articles]
        first = np.full(length, OPEN_END, dtype=np.int64)
        last = np.full(length, OPEN_START, dtype=np.int64)
        np.minimum.at(first, self.positions, day)
        np.maximum.at(last, self.positions, day)
        first[first == OPEN_END] = OPEN_START  # told by no article that is known
        return first, last

    def of_sources(self) -> tuple[NDArray[Any], NDArray[Any], dict[int, str]]:
        """Positions of events and numbers of sources, each pair once, and the sources' names."""
        return *_once(self.positions, self.sources[self.articles]), self.names


def _telling(connection: Any, keys: NDArray[Any], places: NDArray[Any]) -> _Telling:
    names: dict[str, int] = {}
    number: dict[int, int] = {}
    days, sources = [], []
    for key, source, published in connection.execute(_ARTICLES):
        number[key] = len(number)
        sources.append(names.setdefault(source, len(names)))
        days.append(date.fromisoformat(published).toordinal() if published else OPEN_START)
    rows = [row for row in connection.execute(_TELLING).fetchall() if row[1] in number]
    positions = _located(keys, places, np.array([event for event, _ in rows], dtype=np.int64))
    articles = np.array([number[article] for _, article in rows], dtype=np.int64)
    return _Telling(
        *_once(positions, articles),
        np.array(days, dtype=np.int64),
        np.array(sources, dtype=np.int64),
        {place: name for name, place in names.items()},
    )


def _once(positions: NDArray[Any], values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The pairs without those that came before."""
    base = int(values.max()) + 1 if len(values) else 1
    once = np.unique(positions * base + values)
    return once // base, once % base


def _part(kind: str, key: str, positions: NDArray[Any]) -> Part:
    members = bitmap(np.sort(positions))
    members.run_optimize()
    return kind, key, len(members), members.serialize()


def _located(keys: NDArray[Any], places: NDArray[Any], wanted: NDArray[Any]) -> NDArray[Any]:
    """The positions of events by their row keys, all of which must be there."""
    found: NDArray[Any] = places[np.searchsorted(keys, wanted, sorter=places)]
    return found


def _single_parts(ordered: list[Any]) -> list[Part]:
    members: dict[tuple[str, str], list[int]] = {}
    for position, row in enumerate(ordered):
        members.setdefault(("precision", row[3]), []).append(position)
        members.setdefault(("status", row[4]), []).append(position)
        if row[5]:
            members.setdefault(("flag", "disputed"), []).append(position)
        if (row[6] or 0) > 1:
            members.setdefault(("flag", "corroborated"), []).append(position)
    return [_part(kind, key, np.array(found)) for (kind, key), found in members.items()]


def _facet_parts(
    kind: str,
    positions: NDArray[Any],
    members: NDArray[Any],
    ids: dict[int, str],
    length: int,
) -> list[Part]:
    """The bitmaps of a facet's values and its flat array, the values from the most frequent on.

    ``members`` are the values by numbers, one for each position, ``ids`` the names of those.
    """
    known, coded = np.unique(members, return_inverse=True)
    totals = np.bincount(coded, minlength=len(known)).tolist()
    names = [ids[number] for number in known.tolist()]
    ranked = sorted(range(len(names)), key=lambda n: (-totals[n], names[n]))
    ordinal = np.empty(len(names), dtype=np.int64)
    ordinal[ranked] = np.arange(len(names))
    values = ordinal[coded]

    groups = grouped(positions, values, len(names))
    parts = [_part(kind, names[n], group) for n, group in zip(ranked, groups, strict=True)]
    return parts + _flat_parts(kind, positions, values, length)


def _flat_parts(
    kind: str, positions: NDArray[Any], values: NDArray[Any], length: int
) -> list[Part]:
    offsets, flat = flattened(positions, values, length)
    return [
        ("flat", f"{kind}.offsets", length, offsets.astype("<i4").tobytes()),
        ("flat", f"{kind}.values", len(flat), flat.astype("<i4").tobytes()),
    ]


def assemble(parts: Iterable[Part], generation: str) -> Index:
    """The index out of its parts; those of a facet come from the most frequent value on."""
    arrays: dict[str, bytes] = {}
    values: dict[str, list[tuple[str, int, bytes]]] = {kind: [] for kind in FACETS}
    plain: dict[tuple[str, str], BitMap] = {}
    for kind, key, total, blob in parts:
        if kind in values:
            values[kind].append((key, total, blob))
        elif kind in _SINGLE:
            plain[kind, key] = BitMap.deserialize(blob)
        else:
            arrays[key] = blob
    facets = {
        kind: Facet(
            ids=[key for key, _, _ in found],
            totals=np.array([total for _, total, _ in found], dtype=np.int64),
            source=_reading([blob for _, _, blob in found]),
            offsets=_flat(arrays, kind).offsets,
            values=_flat(arrays, kind).values,
        )
        for kind, found in values.items()
    }
    keys, sort, first, last, told_first, told_last, days = (
        np.frombuffer(arrays[name], dtype="<i8") for name in _ARRAYS
    )
    tellers = _flat(arrays, "article")
    return Index(
        generation, keys, sort, first, last, told_first, told_last, tellers, days, facets, plain
    )


def _flat(arrays: dict[str, bytes], kind: str) -> Flat:
    offsets, values = (
        np.frombuffer(arrays[f"{kind}.{part}"], dtype="<i4") for part in ("offsets", "values")
    )
    return Flat(offsets, values)


def _reading(blobs: list[bytes]) -> Callable[[int], BitMap]:
    return lambda ordinal: BitMap.deserialize(blobs[ordinal])
