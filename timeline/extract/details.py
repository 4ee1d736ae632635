"""Which claim a reader would file under which: a detail of it, told in the same breath."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extract.clauses import infinitive
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene

_ABOUT = frozenset({"xcomp", "ccomp"})
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass"})
_NEAR = 6  # predicates between a plan and what is planned


def details(
    scene: Scene,
    placements: Sequence[Placement],
    antecedents: dict[int, int],
    kept: Sequence[Predicate],
) -> dict[int, int]:
    """For the predicates that are details: the index of the one they belong to.

    Only what has the same date as the other, and shares somebody with it or brings nobody new,
    is its detail, and what has no date and is told with its governor alone ("declined to
    *comment*").  A plan belongs to what is planned, if only that has a date ("*plans* to open on
    5 May").  No circles.
    """
    indexes = {predicate.index for predicate in kept}
    found: dict[int, int] = {}
    for find in (_named_before, _dated_aim, _governor, _source):
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


def _dated_aim(
    scene: Scene,
    placements: Sequence[Placement],
    antecedents: dict[int, int],
    predicate: Predicate,
) -> int | None:
    """What somebody plans or agrees to do, where the text gives a time to that alone."""
    if placements[predicate.index].dated:
        return None
    aims = [
        other.index
        for other in scene.predicates[predicate.index + 1 : predicate.index + _NEAR]
        if other.governor == predicate.index and _aimed_at(scene, other)
    ]
    return aims[0] if aims and placements[aims[0]].dated else None


def _aimed_at(scene: Scene, predicate: Predicate) -> bool:
    """Whether it says what its governor is about: "agreed to *buy*", "scheduled an *opening*"."""
    if predicate.form == "noun":
        return predicate.relation == "dobj" and scene.statuses[predicate.index] == "planned"
    if scene.tenses[predicate.index] != "bare":
        return False
    if predicate.relation in {"acl", "advcl:"}:
        return infinitive(scene.doc[predicate.head])
    return predicate.relation in _ABOUT


def _told_with(scene: Scene, own: Placement, predicate: Predicate) -> bool:
    """Whether the text dates it by nothing, and it is told with its governor alone.

    "Denied *allegations*", "rounded the day off by *unveiling* a ship".
    """
    if own.time is not None or not (own.edtf or "[").startswith("["):
        return False
    if predicate.form == "verb":
        return scene.tenses[predicate.index] == "bare"
    return predicate.relation in _ARGUMENTS and not scene.cast.by_predicate[predicate.index].places


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
    predicate, above = scene.predicates[index], scene.predicates[candidate]
    if scene.content(predicate) != scene.content(above):
        return False
    cast = scene.cast.by_predicate
    mine, theirs = set(cast[index].actors), set(cast[candidate].actors)
    if predicate.governor == candidate and _told_with(scene, own, predicate):
        return mine <= theirs or (predicate.form == "verb" and bool(mine & theirs))
    aimed = predicate.governor == candidate and _aimed_at(scene, predicate)
    plan = above.governor == index and _aimed_at(scene, above)
    if not ((aimed or plan) and not (own.dated and other.dated)) and (
        own.edtf != other.edtf or own.edtf is None
    ):
        return False
    denied = [scene.statuses[i] == "denied" for i in (index, candidate)]
    if denied[0] != denied[1] and not aimed:
        return False
    return aimed or not mine or not theirs or bool(mine & theirs)
