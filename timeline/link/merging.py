"""Which units of claims are one event: the rules, and the joining of all that meet them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from timeline import dates
from timeline.extract import lexicon

C = TypeVar("C")

# Kinds of which one actor has one in a while: two days for it are a dispute, not two events.
ONCE = frozenset(
    {
        "die", "born", "crash", "quake", "explode", "disaster", "burn", "resign", "appoint",
        "dismiss", "vote", "acquire", "found", "marry", "bury", "surrender", "bankruptcy",
        "convict", "arrest", "agree", "open", "launch_space", "sue", "release", "kidnap", "attack",
        "close", "outbreak",
    }
)  # fmt: skip
SPEECH = frozenset({"state", "report", "announce", "speak", "ask", "accuse", "threaten", "pledge"})
NEAR_DAYS = 3
_OVERLAP = 0.5


@dataclass(frozen=True)
class Unit(Generic[C]):
    """A leading claim with its details; ``edtf`` is None if only a limit is known.

    ``kinds``, ``actors`` and ``places`` are those of the leading claim, by which
    units are compared.
    """

    members: list[C]
    lead: C
    edtf: str | None
    kinds: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    article: str
    denied: bool
    name: str


def kinds_of(lemma: str) -> frozenset[str]:
    """The kinds of happening that a predicate can name; its lemma if it stands in no table."""
    return lexicon.load().kinds(lemma) or frozenset({f"={lemma}"})


def merge(units: Sequence[Unit[C]]) -> list[list[Unit[C]]]:
    """The units of each event, in an order that depends on the units alone."""
    ordered = sorted(units, key=lambda unit: (unit.article, unit.name))
    joined = _Joined(len(ordered))
    exact = [i for i, unit in enumerate(ordered) if _is_exact(unit)]
    _join_same_date(ordered, exact, joined)
    _join_disputed(ordered, exact, joined)
    coarse = [i for i, unit in enumerate(ordered) if unit.edtf is not None and not _is_exact(unit)]
    _join_same_date(ordered, coarse, joined)
    _join_coarse(ordered, exact, coarse, joined)
    groups: dict[int, list[Unit[C]]] = defaultdict(list)
    for i, unit in enumerate(ordered):
        groups[joined.root(i)].append(unit)
    return list(groups.values())


def _is_exact(unit: Unit[C]) -> bool:
    return unit.edtf is not None and dates.parse(unit.edtf).precision == "day"


class _Joined:
    """Union-find: what is joined has one root, the smallest index."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.root(i), self.root(j)))
        self._parent[b] = a


# --- the rules


def _share(a: Unit[C], b: Unit[C]) -> bool:
    """Whether the two have their people in common, or, where none are named, their places."""
    if a.actors and b.actors:
        common = len(a.actors & b.actors)
        return common >= min(len(a.actors), len(b.actors)) or (
            common >= _OVERLAP * len(a.actors | b.actors)
        )
    if a.actors or b.actors:
        return bool(a.places & b.places) and bool(a.kinds & b.kinds & ONCE)
    return bool(a.places & b.places)


def _alike(a: Unit[C], b: Unit[C]) -> bool:
    return bool(a.kinds & b.kinds) and a.denied == b.denied and _share(a, b)


def _join_same_date(units: Sequence[Unit[C]], among: Iterable[int], joined: _Joined) -> None:
    """Same date, same kind, shared actors."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in among:
        for kind in units[i].kinds:
            buckets[units[i].edtf or "", kind].append(i)
    for bucket in buckets.values():
        _join_alike(units, _distinct(units, bucket, joined), joined)


def _distinct(units: Sequence[Unit[C]], bucket: Sequence[int], joined: _Joined) -> list[int]:
    """One unit for each set of actors and places: equal ones are joined at once."""
    first: dict[tuple[frozenset[str], frozenset[str], bool], int] = {}
    for i in bucket:
        key = (units[i].actors, units[i].places, units[i].denied)
        if key in first and (units[i].actors or units[i].places):
            joined.join(first[key], i)
        else:
            first.setdefault(key, i)
    return sorted(first.values())


def _join_alike(units: Sequence[Unit[C]], bucket: Sequence[int], joined: _Joined) -> None:
    for at, i in enumerate(bucket):
        for j in bucket[at + 1 :]:
            if _alike(units[i], units[j]):
                joined.join(i, j)


def _join_disputed(units: Sequence[Unit[C]], exact: Sequence[int], joined: _Joined) -> None:
    """Two articles give days near each other for what happens once: a dispute."""
    buckets: dict[tuple[str, frozenset[str], frozenset[str]], list[int]] = defaultdict(list)
    for i in exact:
        unit = units[i]
        for kind in unit.kinds - SPEECH:
            if unit.places:  # the same deed at the same place
                buckets[kind, unit.actors, unit.places].append(i)
            elif kind in ONCE and unit.actors:
                buckets[kind, unit.actors, frozenset()].append(i)
    for bucket in buckets.values():
        for run in _runs(units, bucket):
            for i, j in pairwise(run):
                if _near(units[i], units[j]) and _compatible_places(units[i], units[j]):
                    joined.join(i, j)


def _runs(units: Sequence[Unit[C]], bucket: Sequence[int]) -> list[list[int]]:
    """The stretches of days near each other that are short enough for one happening.

    What goes on day after day for longer is done again and again: no dispute.
    """
    days = {i: dates.parse(units[i].edtf or "").first or 0 for i in bucket}
    runs: list[list[int]] = []
    for i in sorted(bucket, key=lambda i: (days[i], i)):
        if not runs or days[i] - days[runs[-1][-1]] > NEAR_DAYS:
            runs.append([])
        runs[-1].append(i)
    return [run for run in runs if days[run[-1]] - days[run[0]] <= NEAR_DAYS]


def _near(a: Unit[C], b: Unit[C]) -> bool:
    first, second = dates.parse(a.edtf or "").first, dates.parse(b.edtf or "").first
    apart = abs((first or 0) - (second or 0))
    return a.article != b.article and a.denied == b.denied and 0 < apart <= NEAR_DAYS


def _compatible_places(a: Unit[C], b: Unit[C]) -> bool:
    return not a.places or not b.places or bool(a.places & b.places)


def _join_coarse(
    units: Sequence[Unit[C]], exact: Sequence[int], coarse: Sequence[int], joined: _Joined
) -> None:
    """A coarser date joins the one event on a day that it can mean, if there is only one."""
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in exact:
        for kind in units[i].kinds - SPEECH:
            for actor in units[i].actors or units[i].places:
                by_kind[kind, actor].append(i)
    for i in coarse:
        if (units[i].edtf or "").startswith("["):
            continue
        near = {
            j
            for kind in units[i].kinds - SPEECH
            for actor in units[i].actors or units[i].places
            for j in by_kind.get((kind, actor), ())
            if dates.agree(units[i].edtf or "", units[j].edtf or "") and _alike(units[i], units[j])
        }
        if len({joined.root(j) for j in near}) == 1:
            joined.join(i, min(near))
