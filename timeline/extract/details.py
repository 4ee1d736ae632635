"""Which claim a reader would file under which: a detail of it, told in the same breath."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene


def details(
    scene: Scene,
    placements: Sequence[Placement],
    antecedents: dict[int, int],
    kept: Sequence[Predicate],
) -> dict[int, int]:
    """For the predicates that are details: the index of the one they belong to.

    Only what has the same date as the other, and shares somebody with it or
    brings nobody new, is its detail.  No circles.
    """
    indexes = {predicate.index for predicate in kept}
    found: dict[int, int] = {}
    for find in (_named_before, _governor, _source):
        for predicate in kept:
            candidate = find(scene, placements, antecedents, predicate)
            if candidate is None or candidate not in indexes or predicate.index in found:
                continue
            if candidate == predicate.index or _circle(found, predicate.index, candidate):
                continue
            if _belongs(scene, placements, predicate.index, candidate):
                found[predicate.index] = candidate
    return found


def _named_before(
    scene: Scene,
    placements: Sequence[Placement],
    antecedents: dict[int, int],
    predicate: Predicate,
) -> int | None:
    return antecedents.get(predicate.index)


def _governor(
    scene: Scene,
    placements: Sequence[Placement],
    antecedents: dict[int, int],
    predicate: Predicate,
) -> int | None:
    governor = scene.governor(predicate)
    if governor is None or scene.speakers[governor.index] == predicate.index:
        return None
    return governor.index


def _source(
    scene: Scene,
    placements: Sequence[Placement],
    antecedents: dict[int, int],
    predicate: Predicate,
) -> int | None:
    return placements[predicate.index].source


def _circle(found: dict[int, int], start: int, candidate: int) -> bool:
    seen = {start}
    while candidate in found:
        if candidate in seen:
            return True
        seen.add(candidate)
        candidate = found[candidate]
    return candidate in seen


def _belongs(
    scene: Scene,
    placements: Sequence[Placement],
    index: int,
    candidate: int,
) -> bool:
    own, other = placements[index], placements[candidate]
    if own.edtf != other.edtf or own.edtf is None or other.edtf is None:
        return False
    predicate = scene.predicates[index]
    infinitive = predicate.relation == "xcomp" and predicate.governor == candidate
    denied = [scene.statuses[i] == "denied" for i in (index, candidate)]
    if denied[0] != denied[1] and not infinitive:
        return False
    if scene.content(scene.predicates[index]) != scene.content(scene.predicates[candidate]):
        return False
    cast = scene.cast.by_predicate
    mine, theirs = set(cast[index].actors), set(cast[candidate].actors)
    return not mine or not theirs or bool(mine & theirs)
