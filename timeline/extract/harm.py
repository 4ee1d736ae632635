"""Harm that the sentences after a crash tell of: "nobody was hurt"."""

from __future__ import annotations

from timeline import dates
from timeline.extract.evidence import Evidence
from timeline.extract.predicates import Predicate
from timeline.extract.report import Running

_HARM = frozenset({"kill", "injure", "die", "damage", "burn", "free"})
_CAUSES = frozenset(
    {"disaster", "quake", "attack", "explode", "shoot", "burn", "crash", "kill", "damage"}
)
_SENTENCES = 2
_LOOK_BACK = 30  # predicates


def harm_done(evidence: Evidence, predicate: Predicate) -> Running | None:
    """The crash that a sentence before has dated, whose harm the predicate tells; or None."""
    scene = evidence.scene
    if not predicate.kinds & _HARM:
        return None
    for index in range(predicate.index - 1, max(-1, predicate.index - _LOOK_BACK), -1):
        other, placement = scene.predicates[index], evidence.placed[index]
        if predicate.sentence - other.sentence > _SENTENCES:
            return None
        dated = placement is not None and placement.dated and not placement.bound
        if placement is None or not dated or other.sentence == predicate.sentence:
            continue
        day = dates.parse(placement.edtf or "").precision == "day"
        if day and other.kinds & _CAUSES and scene.statuses[index] in {"happened", "reported"}:
            return Running(placement, index, scene.paragraph[index])
    return None
