"""The compressed index in the process: who is where in the list, as bitmaps over positions.

A position is an event's place in date order.  The dated events come first, sorted by a sort
integer (:mod:`timeline.query.order`) and then by id; the undated ones follow.  So a range of
time is a range of positions, and no bitmap per period is needed.  Positions are made anew at
the end of each load (:mod:`timeline.query.build`), so a late event costs nothing here.

Two ways of counting the values of a selection, as measured in docs/queries.md: few events
selected, count their values in a flat array of event → values; many selected, intersect the
values' bitmaps from the most frequent on and stop when no later one can be among the first.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from timeline.query.order import OPEN_END, OPEN_START, begin_of, day_of_sort, end_of

Days = NDArray[np.int64]
Ordinals = NDArray[np.int32]

# Below this many selected events their values are counted one by one (benchmarks/queries.py).
FEW = 20_000
_KEPT = 128  # selections remembered between the parts of a request and between requests


def bitmap(positions: NDArray[Any]) -> BitMap:
    """The bitmap of an array of positions (ten times as fast as from the array itself)."""
    packed = array("I")
    packed.frombytes(np.sort(positions).astype(np.uint32).tobytes())
    return BitMap(packed)


def positions_of(selection: BitMap) -> NDArray[np.uint32]:
    """The positions of a bitmap in order."""
    return np.frombuffer(selection.to_array(), dtype=np.uint32)


@dataclass(slots=True)
class Flat:
    """Values by event: those of the one at position p are ``values[offsets[p]:offsets[p + 1]]``."""

    offsets: Ordinals
    values: Ordinals

    def lengths_of(self, chosen: NDArray[Any]) -> Ordinals:
        """How many values each of the events at those positions has."""
        found: Ordinals = self.offsets[chosen + 1] - self.offsets[chosen]
        return found

    def values_of(self, chosen: NDArray[Any]) -> Ordinals:
        """The values of the events at those positions, one event after the other."""
        starts, lengths = self.offsets[chosen], self.lengths_of(chosen)
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        # Each event's run of indexes: a counter over all, shifted to where its values begin.
        shift = np.repeat(starts - (ends - lengths), lengths)
        chosen_values: Ordinals = self.values[np.arange(total) + shift]
        return chosen_values

    def different(self, selection: BitMap) -> int:
        """How many different values the selected events have."""
        return int(np.count_nonzero(np.bincount(self.values_of(positions_of(selection)))))


@dataclass(slots=True)
class Facet(Flat):
    """The values of one filter, from the most frequent on.

    ``ids[i]`` is a value, ``totals[i]`` its number of events, dated or not (or more, never
    less), ``source(i)`` makes their bitmap.
    """

    ids: list[str]
    totals: NDArray[np.int64]
    source: Callable[[int], BitMap]
    ordinals: dict[str, int] = field(init=False)
    _bitmaps: dict[int, BitMap] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.ordinals = {id_: ordinal for ordinal, id_ in enumerate(self.ids)}

    def bitmap(self, ordinal: int) -> BitMap:
        """The events that have the value; not to be changed."""
        found = self._bitmaps.get(ordinal)
        if found is None:
            found = self._bitmaps[ordinal] = self.source(ordinal)
        return found

    def of(self, id_: str) -> BitMap:
        """The events that have the value named so; none for an unknown one."""
        ordinal = self.ordinals.get(id_)
        return BitMap() if ordinal is None else self.bitmap(ordinal)

    def count(self, selection: BitMap, ordinal: int) -> int:
        """How many of the selected events have the value."""
        return selection.intersection_cardinality(self.bitmap(ordinal))

    def top(
        self, selection: BitMap, limit: int | None, among: Sequence[int] | None = None
    ) -> list[tuple[int, int]]:
        """(ordinal, count) of the most frequent values of the selected events, exact, without
        those that none has; ``among`` are ascending ordinals to choose from."""
        if limit is not None and limit <= 0:
            return []
        if limit is None or len(selection) <= FEW:
            return self._counted_by_event(selection, limit, among)
        return self._counted_by_value(selection, limit, among)

    def _counted_by_event(
        self, selection: BitMap, limit: int | None, among: Sequence[int] | None
    ) -> list[tuple[int, int]]:
        selected = self.values_of(positions_of(selection))
        counts = np.bincount(selected, minlength=len(self.ids))
        if among is not None:
            kept = np.zeros(len(counts), dtype=bool)
            kept[np.asarray(among, dtype=np.int64)] = True
            counts = np.where(kept, counts, 0)
        found = np.flatnonzero(counts)
        order = found[np.argsort(-counts[found], kind="stable")][:limit]
        return [(int(ordinal), int(counts[ordinal])) for ordinal in order]

    def _counted_by_value(
        self, selection: BitMap, limit: int, among: Sequence[int] | None
    ) -> list[tuple[int, int]]:
        best: list[tuple[int, int]] = []  # a heap of (count, -ordinal), the least first
        for ordinal in range(len(self.ids)) if among is None else among:
            if len(best) == limit and self.totals[ordinal] <= best[0][0]:
                break
            count = self.count(selection, ordinal)
            if count and len(best) < limit:
                heapq.heappush(best, (count, -ordinal))
            elif count and (count, -ordinal) > best[0]:
                heapq.heapreplace(best, (count, -ordinal))
        return [(-negative, count) for count, negative in sorted(best, reverse=True)]


@dataclass(slots=True)
class Index:
    """All bitmaps of one generation of the database; shared among threads, never changed.

    ``keys`` (row keys of the events) are by position; ``sort``, ``first`` and ``last`` too, but
    of the dated events alone.  ``first`` and ``last`` hold OPEN_START and OPEN_END where open.
    ``told_first`` and ``told_last`` are by position the first and the last day on which an
    article told the event; OPEN_START stands for an unknown day, which counts as always.
    ``tellers`` are the numbers of the articles that tell an event, ``days`` the day of
    publication of each number.
    """

    generation: str
    keys: Days
    sort: Days
    first: Days
    last: Days
    told_first: Days
    told_last: Days
    tellers: Flat
    days: Days
    facets: dict[str, Facet]
    plain: dict[tuple[str, str], BitMap]
    shared: dict[str, Any] = field(default_factory=dict)  # what is read once for a generation
    changed: Mapping[int, Any] = field(default_factory=dict)  # events as known on its day, by key
    dated: int = field(init=False)
    _spans: NDArray[np.int64] = field(init=False)
    _spanning: BitMap = field(init=False)
    _span_bounds: tuple[Days, Days] = field(init=False)
    _by_key: NDArray[np.int64] = field(init=False)
    _sorted_keys: Days = field(init=False)
    _remembered: dict[object, BitMap] = field(init=False, default_factory=dict)
    _lock: Lock = field(init=False, default_factory=Lock)

    def __post_init__(self) -> None:
        self.dated = len(self.sort)
        days = day_of_sort(self.sort)
        self._spans = np.flatnonzero((self.first != days) | (self.last != days))
        self._spanning = bitmap(self._spans)
        self._span_bounds = (self.first[self._spans], self.last[self._spans])
        self._by_key = np.argsort(self.keys, kind="stable")
        self._sorted_keys = self.keys[self._by_key]

    def __len__(self) -> int:
        return len(self.keys)

    def flag(self, kind: str, value: str) -> BitMap:
        """The events of a single-valued kind: status, precision or flag."""
        return self.plain.get((kind, value)) or BitMap()

    def base(self, shelf: str | None) -> BitMap:
        """The events of the dated list (None) or of a shelf."""
        if shelf is None:
            return BitMap(range(self.dated))
        if shelf == "undated":
            return BitMap(range(self.dated, len(self)))
        return self.flag("flag", shelf)

    def between(self, first: int | None, last: int | None) -> BitMap:
        """The dated events whose bounds overlap the days ``first`` to ``last`` (None = open)."""
        low = OPEN_START if first is None else first
        high = OPEN_END if last is None else last
        begin = int(np.searchsorted(self.sort, OPEN_START if first is None else begin_of(low)))
        end = self.dated
        if last is not None:
            end = int(np.searchsorted(self.sort, end_of(high), "right"))
        # Those of one day stand where they are; the others may reach in, or not, from anywhere.
        inside = (self._span_bounds[0] <= high) & (self._span_bounds[1] >= low)
        return (BitMap(range(begin, end)) - self._spanning) | bitmap(self._spans[inside])

    def position(self, key: int) -> int | None:
        """The position of the event with that row key."""
        place = int(np.searchsorted(self._sorted_keys, key))
        if place == len(self.keys):
            return None
        found = int(self._by_key[place])
        return found if self.keys[found] == key else None

    def located(self, keys: NDArray[np.int64]) -> BitMap:
        """The positions of the events with those row keys; unknown ones are left out."""
        if not len(self.keys):
            return BitMap()
        places = np.minimum(np.searchsorted(self._sorted_keys, keys), len(self.keys) - 1)
        found = np.zeros(len(self.keys), dtype=bool)
        found[self._by_key[places[self._sorted_keys[places] == keys]]] = True
        return bitmap(np.flatnonzero(found))

    def recall(self, what: object) -> BitMap | None:
        """A selection made before for the same question."""
        return self._remembered.get(what)

    def remember(self, what: object, selection: BitMap) -> BitMap:
        """Keep a selection (not to be changed any more); the oldest is forgotten."""
        with self._lock:
            while len(self._remembered) >= _KEPT:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[what] = selection
        return selection

    def forget(self) -> None:
        """Forget all selections, to measure what they cost."""
        with self._lock:
            self._remembered.clear()


def flattened(
    positions: NDArray[Any], values: NDArray[Any], length: int
) -> tuple[Ordinals, Ordinals]:
    """(offsets, values) of a facet for ``length`` positions, from pairs in any order."""
    # One number for a pair sorts several times as fast as pairs do.
    base = int(values.max()) + 1 if len(values) else 1
    coded = np.sort(positions * np.int64(base) + values)
    offsets = np.searchsorted(coded, np.arange(length + 1) * base)
    return offsets.astype(np.int32), (coded % base).astype(np.int32)


def grouped(positions: NDArray[Any], values: NDArray[Any], number: int) -> list[NDArray[Any]]:
    """The positions of each of ``number`` values in order, from pairs in any order."""
    base = int(positions.max()) + 1 if len(positions) else 1
    coded = np.sort(values * np.int64(base) + positions)
    cuts = np.searchsorted(coded, np.arange(1, number) * base)
    return np.split(coded % base, cuts) if number else []


def union(bitmaps: Iterable[BitMap]) -> BitMap:
    """All positions that stand in any of the bitmaps."""
    return BitMap.union(*found) if (found := list(bitmaps)) else BitMap()


def intersection(bitmaps: Iterable[BitMap]) -> BitMap:
    """The positions that stand in each of at least one bitmap, the smallest taken first."""
    return BitMap.intersection(*sorted(bitmaps, key=len))
