"""What the steps of dating share: own times, what is placed so far, what names what again."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.extract.own_times import own_placement
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene

_NEAR = 30  # predicates


@dataclass
class Evidence:
    """The evidence of one scene; lists are by predicate index.

    ``own`` are the dates that time expressions give directly, ``placed`` the placements
    found so far; ``antecedents`` tells for a predicate that names a happening again which
    one named it first.
    """

    scene: Scene
    own: list[Placement | None]
    placed: list[Placement | None]
    antecedents: dict[int, int] = field(default_factory=dict)
    _sentences: dict[int, list[Predicate]] = field(default_factory=dict, repr=False)

    def near(self, predicate: Predicate) -> list[Predicate]:
        """The other predicates of its sentence."""
        known = self._sentences.get(predicate.index)
        if known is None:
            low, high = max(0, predicate.index - _NEAR), predicate.index + _NEAR
            known = self._sentences[predicate.index] = [
                other
                for other in self.scene.predicates[low:high]
                if other.sentence == predicate.sentence and other.index != predicate.index
            ]
        return known

    def only_hour(self, own: Placement) -> bool:
        """Whether its time expression names an hour whose day is told elsewhere."""
        if own.time is None:
            return False
        time = self.scene.times[own.time]
        return time.type == "TIME" and time.rule == "time" and not isinstance(time.anchor, int)


def gather(scene: Scene) -> Evidence:
    """The evidence before anything is placed but by its own time."""
    own = [
        None
        if _expects(scene, predicate)
        else own_placement(scene.attached.get(predicate.index, ()), scene.times)
        for predicate in scene.predicates
    ]
    return Evidence(scene, own, [None] * len(scene.predicates))


def _expects(scene: Scene, predicate: Predicate) -> bool:
    """ "The bank expects growth of 2% this year": the time is that of the growth."""
    if predicate.lemma not in scene.words.scheduling or scene.tenses[predicate.index] != "present":
        return False
    return {"nsubj", "dobj"} <= {child.dep_ for child in scene.doc[predicate.head].children}
