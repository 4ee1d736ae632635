"""Make the index of :mod:`timeline.query.index` from the tables, and read it back.

The parts are rows of the table ``bitmap`` (kind, key, total, blob): kind ``order`` holds the
arrays over positions as little-endian integers, ``flat`` the arrays event → values of a facet,
the kinds of :data:`FACETS` one serialised roaring bitmap for each value, ``status``,
``precision`` and ``flag`` the same for single-valued kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from timeline import dates
from timeline.query.index import (
    OPEN_END,
    OPEN_START,
    Facet,
    Index,
    bitmap,
    flattened,
    grouped,
    sort_integer,
)

Part = tuple[str, str, int, bytes]

# The values of each facet: event's row key and the value, each pair once.
FACETS = {
    "actor": "SELECT m.event, v.id FROM event_actor m JOIN actor v ON v.key = m.actor",
    "place": "SELECT m.event, v.id FROM event_place m JOIN place v ON v.key = m.place",
    "source": "SELECT DISTINCT c.event, a.source FROM claim c JOIN article a ON a.key = c.article"
    " WHERE c.event IS NOT NULL AND a.linked = 1",
}
_SINGLE = ("status", "precision", "flag")
_ARRAYS = ("keys", "sort", "first", "last", "told_first", "told_last")
_EVENTS = (
    "SELECT key, first, last, precision, status, disputed, n_independent, first_published"
    " FROM event ORDER BY id"
)
_TOLD = (
    "SELECT c.event, min(coalesce(a.published, '')), max(coalesce(a.published, ''))"
    " FROM claim c JOIN article a ON a.key = c.article"
    " WHERE c.event IS NOT NULL AND a.linked = 1 GROUP BY c.event"
)
_REVIEW = (
    "SELECT DISTINCT c.event FROM review r JOIN claim c ON c.id = r.a"
    " WHERE r.kind = 'date' AND c.event IS NOT NULL"
)


def read(connection: Any, generation: str) -> Index:
    """The index as kept in the database, or made from the tables where none is kept."""
    parts = connection.execute(
        "SELECT kind, key, total, blob FROM bitmap ORDER BY kind, total DESC, key"
    ).fetchall()
    return assemble(parts or build(connection), generation)


def build(connection: Any) -> list[Part]:
    """All parts of the index, from the tables alone: (kind, key, total, blob).

    To be called when a load has linked its articles, and put in the place of the former parts
    together with a new generation, so that readers see the old state or the new one whole.
    """
    rows = connection.execute(_EVENTS).fetchall()
    dated = [row for row in rows if row[1] is not None or row[2] is not None]
    undated = [row for row in rows if row[1] is None and row[2] is None]
    sort = np.array(
        [sort_integer(row[1], row[2], season=row[3] == "season") for row in dated], dtype=np.int64
    )
    order = np.argsort(sort, kind="stable")  # rows come by id, so ties stay in that order
    dated = [dated[place] for place in order]
    undated.sort(key=lambda row: row[7] or "")
    ordered = dated + undated
    keys = np.array([row[0] for row in ordered], dtype=np.int64)
    first = np.array([OPEN_START if r[1] is None else r[1] for r in dated], dtype=np.int64)
    last = np.array([OPEN_END if r[2] is None else r[2] for r in dated], dtype=np.int64)
    told_first, told_last = _told(connection, keys)
    arrays = dict(
        zip(_ARRAYS, (keys, sort[order], first, last, told_first, told_last), strict=True)
    )
    parts = [("order", name, len(values), values.tobytes()) for name, values in arrays.items()]
    parts += _single_parts(ordered)
    places = np.argsort(keys, kind="stable")
    reviewed = [event for (event,) in connection.execute(_REVIEW)]
    parts.append(_part("flag", "review", _located(keys, places, np.array(reviewed, dtype=int))))
    for kind, sql in FACETS.items():
        parts += _facet_parts(kind, connection.execute(sql), keys, places)
    return parts


def _told(connection: Any, keys: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The first and the last day on which an article told each event."""
    days: dict[str, int] = {"": OPEN_START}
    found = {}
    for event, *texts in connection.execute(_TOLD):
        for text in texts:
            if text not in days:
                days[text] = dates.parse(text).last or OPEN_START
        found[event] = (days[texts[0]], days[texts[1]])
    unknown = (OPEN_START, OPEN_START)
    pairs = np.array([found.get(key, unknown) for key in keys.tolist()], dtype=np.int64)
    return pairs.reshape(-1, 2)[:, 0], pairs.reshape(-1, 2)[:, 1]


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
    kind: str, pairs: Iterable[tuple[int, str]], keys: NDArray[Any], places: NDArray[Any]
) -> list[Part]:
    """The bitmaps of a facet's values and its flat array, the values from the most frequent on."""
    numbers: dict[str, int] = {}
    coded = ((event, numbers.setdefault(id_, len(numbers))) for event, id_ in pairs)
    flat = np.fromiter(chain.from_iterable(coded), dtype=np.int64).reshape(-1, 2)
    positions, values = _located(keys, places, flat[:, 0]), flat[:, 1]
    totals = np.bincount(values, minlength=len(numbers))
    ids = list(numbers)
    ranked = sorted(range(len(ids)), key=lambda number: (-totals[number], ids[number]))
    ordinal = np.empty(len(ids), dtype=np.int64)
    ordinal[ranked] = np.arange(len(ids))
    values = ordinal[values]

    groups = grouped(positions, values, len(ids))
    parts = [_part(kind, ids[n], group) for n, group in zip(ranked, groups, strict=True)]
    offsets, flat_values = flattened(positions, values, len(keys))
    parts.append(("flat", f"{kind}.offsets", len(keys), offsets.astype("<i4").tobytes()))
    parts.append(("flat", f"{kind}.values", len(flat_values), flat_values.astype("<i4").tobytes()))
    return parts


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
            offsets=np.frombuffer(arrays[f"{kind}.offsets"], dtype="<i4"),
            values=np.frombuffer(arrays[f"{kind}.values"], dtype="<i4"),
        )
        for kind, found in values.items()
    }
    keys, sort, first, last, told_first, told_last = (
        np.frombuffer(arrays[name], dtype="<i8") for name in _ARRAYS
    )
    return Index(
        generation, keys, sort, first, last, told_first, told_last, facets=facets, plain=plain
    )


def _reading(blobs: list[bytes]) -> Callable[[int], BitMap]:
    return lambda ordinal: BitMap.deserialize(blobs[ordinal])
