"""Happenings that are named again: "the attack", "after she was sentenced", "at the summit"."""

from __future__ import annotations

from timeline.extract.evidence import Evidence
from timeline.extract.placement import Placement, moved
from timeline.extract.predicates import Predicate

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_WIDE = frozenset({"fight", "disaster", "gather", "play", "speak", "breach"})
_KNOWN_CLAUSES = frozenset(
    {"advcl:after", "advcl:before", "advcl:since", "advcl:when", "relcl", "prep:after"}
)
_ONCE = frozenset({"die", "born"})
_LOOK_BACK = 120  # predicates


def named_again(evidence: Evidence, predicate: Predicate) -> Placement | None:
    """The date told before for the happening that a noun or a clause names as known.

    A noun must be definite; a verb must stand in a clause that tells what is known ("after
    she was sentenced") and share its word and somebody with the first telling.  Notes the
    antecedent.
    """
    scene = evidence.scene
    own = set(scene.cast.by_predicate[predicate.index].actors)
    noun = predicate.form == "noun"
    if not (_definite(evidence, predicate) if noun else predicate.relation in _KNOWN_CLAUSES):
        return None
    if noun and _of_its_verb(evidence, predicate):
        return None
    for index in range(predicate.index - 1, max(-1, predicate.index - _LOOK_BACK), -1):
        other, placement = scene.predicates[index], evidence.placed[index]
        if placement is None or not placement.dated or placement.bound:
            continue
        if placement.basis not in {"own", "clause"} or other.sentence == predicate.sentence:
            continue
        theirs = set(scene.cast.by_predicate[index].actors)
        if not (_again(other, predicate) if noun else other.lemma == predicate.lemma):
            continue
        if not own & theirs and (not noun or (own and theirs)):
            continue
        evidence.antecedents[predicate.index] = index
        first = scene.doc[other.head].text
        why = f"“{scene.doc[predicate.head].text}” names again what “{first}” said before."
        return moved(placement, "same", "noun", index, why)
    return None


def once_in_a_life(evidence: Evidence, predicate: Predicate) -> Placement | None:
    """ "Anna Berg, who has died, ... She died on Sunday": nobody dies, or is born, twice."""
    scene = evidence.scene
    kinds = predicate.kinds & _ONCE
    own = set(scene.cast.by_predicate[predicate.index].actors)
    if not kinds or not own or scene.statuses[predicate.index] not in {"happened", "reported"}:
        return None
    first = max(0, predicate.index - _LOOK_BACK)
    for other in scene.predicates[first : predicate.index + _LOOK_BACK]:
        told = evidence.own[other.index]
        if told is None or told.edtf is None or told.bound or other.kinds & _ONCE != kinds:
            continue
        if "/" in told.edtf or set(scene.cast.by_predicate[other.index].actors) != own:
            continue
        word = scene.doc[other.head].text
        why = f"“{word}” in another sentence says when."
        return moved(told, "same", "noun", other.index, why)
    return None


def _of_its_verb(evidence: Evidence, noun: Predicate) -> bool:
    """ "Was elected in 2022 with the largest vote": the vote of that verb, which has its time."""
    governor = evidence.scene.governor(noun)
    if governor is None or governor.form != "verb" or not governor.kinds & noun.kinds:
        return False
    own = evidence.own[governor.index]
    return own is not None and not own.bound


def _again(first: Predicate, again: Predicate) -> bool:
    """Whether a noun can name again what the first one said: "war" is no "battle"."""
    shared = first.kinds & again.kinds
    if first.form == "noun" and first.lemma != again.lemma:
        return bool(shared - _WIDE)
    return bool(shared)


def _definite(evidence: Evidence, predicate: Predicate) -> bool:
    token = evidence.scene.doc[predicate.head]
    if token.tag_ in {"NNP", "NNPS"}:
        return False  # it has a name of its own ("the Battle of X")
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in _DEFINITE)
        for child in token.children
    )
