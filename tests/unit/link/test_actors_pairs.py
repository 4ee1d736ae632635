"""Pairs of names judged by hand: what is merged that should not be, and what is missed.

The pairs were written down before any rule was tuned; those marked ``test`` are only
measured.  A pair that needs an editor counts as different.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from timeline.link.actors import DocActor, cluster
from timeline.model import Actor, ActorKind

TABLE = Path(__file__).with_name("pairs.tsv")
KINDS: dict[str, ActorKind] = {
    "person": "person",
    "organisation": "organisation",
    "state": "state",
    "thing": "thing",
}


class Pair(NamedTuple):
    kind: ActorKind
    first: str
    second: str
    same: bool
    part: str


def read() -> list[Pair]:
    pairs = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, first, second, verdict, part, _ = line.split("\t")
            assert verdict in ("same", "different")
            pairs.append(Pair(KINDS[kind], first, second, verdict == "same", part))
    return pairs


def merged(pair: Pair) -> bool:
    actors = [
        DocActor(article, Actor("a1", name, pair.kind, (), (name,)))
        for article, name in (("one", pair.first), ("two", pair.second))
    ]
    clusters, _ = cluster(actors)
    return len(clusters) == 1


def test_the_table_is_large_and_varied() -> None:
    pairs = read()
    assert len(pairs) >= 200
    assert len({(p.first, p.second) for p in pairs}) == len(pairs)
    assert min(sum(p.same for p in pairs), sum(not p.same for p in pairs)) >= 80


@pytest.mark.parametrize("part", ["dev", "test"])
def test_hardly_any_false_merge_and_most_found(part: str) -> None:
    pairs = [p for p in read() if p.part == part]
    false = [p for p in pairs if not p.same and merged(p)]
    missed = [p for p in pairs if p.same and not merged(p)]
    assert len(false) <= 0.01 * len(pairs), false
    assert len(missed) <= 0.1 * sum(p.same for p in pairs), missed
