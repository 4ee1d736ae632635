"""Which units of claims are one event: the rules, and the joining of all that meet them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from timeline import dates
from timeline.link.alike import SPEECH, Unit, alike, is_exact, is_once, span_of
from timeline.link.identity import Sets

C = TypeVar("C")

NEAR_DAYS = 3
LONGEST_SPAN = 366  # days; a longer date meets only its like
RECENT_DAYS = 31  # how far back a happening lies that an article takes as known


def merge(units: Sequence[Unit[C]]) -> list[list[Unit[C]]]:
    """The units of each event, in an order that depends on the units alone."""
    ordered = sorted(units, key=lambda unit: (unit.article, unit.name))
    joined = Sets(len(ordered))
    exact = [i for i, unit in enumerate(ordered) if is_exact(unit.edtf)]
    dated = [i for i, unit in enumerate(ordered) if unit.edtf is not None]
    _join_same_date(ordered, dated, joined)
    _join_disputed(ordered, exact, joined)
    _join_coarse(ordered, dated, joined)
    _join_told(ordered, exact, joined)
    return [[ordered[i] for i in group] for group in joined.groups()]


def _pairs(units: Sequence[Unit[C]], among: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The pairs that have a participant or a place in common."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for i in among:
        for name in units[i].who:
            by_name[name].append(i)
    for members in by_name.values():
        for at, i in enumerate(members):
            for j in members[at + 1 :]:
                yield i, j


def _join_same_date(units: Sequence[Unit[C]], among: Iterable[int], joined: Sets) -> None:
    """Same date, same kind, shared actors."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in among:
        for kind in units[i].kinds:
            buckets[units[i].edtf or "", kind].append(i)
    for bucket in buckets.values():
        for i, j in _pairs(units, _distinct(units, bucket, joined)):
            if alike(units[i], units[j]):
                joined.join(i, j)


def _distinct(units: Sequence[Unit[C]], bucket: Sequence[int], joined: Sets) -> list[int]:
    """One unit for each set of actors and places: equal ones are joined at once."""
    first: dict[tuple[frozenset[str], frozenset[str], bool], int] = {}
    for i in bucket:
        before = first.setdefault((units[i].actors, units[i].places, units[i].denied), i)
        if before != i and alike(units[before], units[i]):
            joined.join(before, i)
    return sorted(first.values())


def _join_disputed(units: Sequence[Unit[C]], exact: Sequence[int], joined: Sets) -> None:
    """Two articles give days near each other for what happens once: a dispute."""
    buckets: dict[tuple[str, frozenset[str], frozenset[str]], list[int]] = defaultdict(list)
    for i in exact:
        for kind, places in disputable(units[i]):
            buckets[kind, units[i].actors, places].append(i)
    for bucket in buckets.values():
        for run in _runs(units, bucket):
            for i, j in pairwise(run):
                if _near(units[i], units[j]):
                    joined.join(i, j)


def disputable(unit: Unit[C]) -> list[tuple[str, frozenset[str]]]:
    """The kinds, each with the places, of which another day for the same people is a dispute."""
    named = bool(unit.actors - unit.groups)
    found = []
    for kind in unit.kinds - SPEECH:
        if unit.places and (named or not unit.actors or is_once(kind)):
            found.append((kind, unit.places))  # the same deed at the same place
        elif named and not unit.places and is_once(kind):
            found.append((kind, frozenset()))
    return found


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


def _join_coarse(units: Sequence[Unit[C]], dated: Sequence[int], joined: Sets) -> None:
    """A coarser date joins the one event of a finer date that it can mean, if there is only one.

    From the finer to the coarser: what "May 2023" has joined is one event for "spring 2023".
    """
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_length: dict[int, list[int]] = defaultdict(list)
    length = {i: long for i in dated if (long := meets_finer(units[i].edtf)) is not None}
    for i, days in length.items():
        by_length[days].append(i)
        for kind in units[i].kinds - SPEECH:
            for name in units[i].who:
                by_kind[kind, name].append(i)
    for days in sorted(by_length):
        joins = []
        for i in by_length[days] if days else ():
            finer = {
                j
                for kind in units[i].kinds - SPEECH
                for name in units[i].who
                for j in by_kind[kind, name]
                if length[j] < days and _fits(units[i], units[j])
            }
            meant = {joined.find(j) for j in finer}
            if len(meant) > 1:
                meant = {joined.find(j) for j in finer if _begins(units[i], units[j])}
            if len(meant) == 1:
                joins.append((i, meant.pop()))
        for i, j in joins:
            joined.join(i, j)


def meets_finer(edtf: str | None) -> int | None:
    """The days of a date less one, if it can fall into or hold another; None if it cannot."""
    span = None if edtf is None else span_of(edtf)
    if span is None or span[1] - span[0] > LONGEST_SPAN:
        return None
    return span[1] - span[0]


def _fits(coarse: Unit[C], fine: Unit[C]) -> bool:
    return dates.agree(coarse.edtf or "", fine.edtf or "") and alike(coarse, fine)


def _begins(long: Unit[C], other: Unit[C]) -> bool:
    """Whether the other is the beginning of what lasts: "the trial opened" on its first day."""
    first, last = dates.parse(long.edtf or ""), dates.parse(other.edtf or "")
    return (
        "/" in (long.edtf or "")
        and first.first == last.first == last.last
        and any(kind.startswith("begin ") for kind in other.kinds)
    )


def _join_told(units: Sequence[Unit[C]], exact: Sequence[int], joined: Sets) -> None:
    """ "The raid" of an article that does not date it is the one raid of the weeks before."""
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in exact:
        for kind in units[i].kinds:
            for name in units[i].actors - units[i].groups:
                by_kind[kind, name].append(i)
    joins = []
    for i, unit in enumerate(units):
        if unit.told is None:
            continue
        meant = {
            joined.find(j)
            for kind in filter(is_once, unit.kinds)
            for name in unit.actors - unit.groups
            for j in by_kind[kind, name]
            if alike(unit, units[j]) and unit.places & units[j].places and _recent(unit, units[j])
        }
        if len(meant) == 1:
            joins.append((i, meant.pop()))
    for i, j in joins:
        joined.join(i, j)


def _recent(unit: Unit[C], other: Unit[C]) -> bool:
    day = dates.parse(other.edtf or "").first
    return day is not None and 0 <= (unit.told or 0) - day <= RECENT_DAYS
