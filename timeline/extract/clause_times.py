"""Times that other clauses and phrases of the same sentence give to a predicate."""

from __future__ import annotations

from timeline import dates
from timeline.extract.evidence import Evidence
from timeline.extract.namings import named_again
from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.placement import Placement, Shift, moved
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene

_FRONTED: dict[str, Shift] = {
    "prep:after": "after",
    "prep:following": "after",
    "advcl:after": "after",
    "prep:before": "before",
    "advcl:before": "before",
}
_CLOSE_DAILY = frozenset({"market", "poll", "exchange", "trading"})
_COARSE = frozenset({"year", "decade", "century"})  # of a noun; too wide for its verb
_CAUSES = frozenset({"disaster", "quake", "attack", "explode", "shoot", "burn", "crash"})
_HARM = frozenset({"kill", "injure", "damage", "attack", "burn"})
# "the report, published in May, cleared the pilot"
_TEXTS = frozenset(
    {
        "report", "letter", "statement", "study", "survey", "ruling", "verdict", "judgment",
        "review", "audit", "memo", "paper", "article", "decision",
    }
)  # fmt: skip
_GIVEN_OUT = frozenset(
    {"publish", "deliver", "release", "issue", "send", "submit", "announce", "file"}
)
_ISSUED = frozenset({"release", "report", "state", "announce"})


def set_beside(evidence: Evidence, predicate: Predicate) -> Placement | None:
    """A dependent with a date of its own: "when X died in May", "During the talks"."""
    scene = evidence.scene
    for other in evidence.near(predicate):
        said = scene.speakers[other.index] == predicate.index
        fronted = other.form == "noun" and other.head < predicate.head
        if other.governor != predicate.index or (said and not fronted):
            continue
        placement = evidence.own[other.index] or _of_its_participle(evidence, other)
        if placement is None and _names_time(evidence, other, predicate):
            placement = named_again(evidence, other)
        if placement is None or placement.edtf is None or placement.bound:
            continue
        if placement.edtf.endswith("/..") and scene.tenses[other.index] == "pluperfect":
            continue  # "who had waited since Monday, left"
        coarse = dates.parse(placement.edtf).precision in _COARSE
        wide = other.form == "noun" and coarse
        if wide and not (_takes_effect(evidence, other, predicate) or _at(evidence, other)):
            continue
        if _sets_time(evidence, other, predicate):
            word = scene.doc[other.head].text
            if _brought_about(scene, other, predicate):
                why = f"It lies after “{word}” or on the same day."
                return moved(placement, "after", "clause", other.index, why)
            why = f"“{word}” in the same sentence has that time."
            return moved(placement, "same", "clause", other.index, why)
    return _joined_before(evidence, predicate)


def _brought_about(scene: Scene, cause: Predicate, predicate: Predicate) -> bool:
    """ "Friday's plunge has cast doubt on the deal": on that day or since then."""
    subject = cause.form == "noun" and cause.relation in {"nsubj", "nsubjpass"}
    return subject and scene.tenses[predicate.index] == "perfect"


def _joined_before(evidence: Evidence, predicate: Predicate) -> Placement | None:
    """ "Seven people died and thirty were hurt on 22 December": both on the day that ends it."""
    scene = evidence.scene
    if predicate.form != "verb" or scene.tenses[predicate.index] != "past":
        return None
    for other in evidence.near(predicate):
        own = evidence.own[other.index]
        joined = other.governor == predicate.index and other.relation == "conj"
        if not joined or own is None or own.time is None or own.bound or "/" in (own.edtf or ""):
            continue
        verb, time = scene.doc[other.head], scene.times[own.time]
        before = scene.doc[verb.left_edge.i - 1] if verb.left_edge.i else verb
        if before.lower_ != "and" or before.nbor(-1).text == "," or time.start < verb.idx:
            continue
        # with one subject for both the second can come later: "left and came back on Friday"
        two = any(child.dep_ in SUBJECTS for child in verb.children)
        if two and scene.tenses[other.index] == "past" and not evidence.only_hour(own):
            why = f"“{verb.text}” in the same sentence has that time."
            return moved(own, "same", "clause", other.index, why)
    return None


def _of_its_participle(evidence: Evidence, noun: Predicate) -> Placement | None:
    """ "In a statement issued on Friday, X denied it": the time of the statement."""
    text = noun.relation == "nsubj" and noun.lemma in _TEXTS
    if noun.form != "noun" or not (text or noun.relation.startswith("prep:")):
        return None
    for other in evidence.near(noun):
        token = evidence.scene.doc[other.head]
        issued = bool(other.kinds & _ISSUED) or other.lemma in _GIVEN_OUT
        if other.governor != noun.index or other.relation != "acl" or not issued:
            continue
        if token.tag_ != "VBG" or evidence.own[other.index] is not None:
            return evidence.own[other.index]
        for told in evidence.near(other):  # "In a statement announcing the sale in May, X praised"
            if told.governor == other.index and _dates_its_verb(evidence, told, other):
                return evidence.own[told.index]
    return None


def _takes_effect(evidence: Evidence, cause: Predicate, predicate: Predicate) -> bool:
    """ "The 2004 tsunami killed thousands": harm is done when its cause happens."""
    subject = cause.relation in {"nsubj", "nsubjpass"}
    return subject and bool(cause.kinds & _CAUSES and predicate.kinds & _HARM)


def _at(evidence: Evidence, occasion: Predicate) -> bool:
    """ "She left parliament at the 2005 election": the year stands in the name of the occasion."""
    if occasion.relation not in {"prep:at", "prep:in", "prep:during"}:
        return False
    noun = evidence.scene.doc[occasion.head]
    return any(child.i < noun.i and child.text.isdigit() for child in noun.children)


def after_fronted(evidence: Evidence, predicate: Predicate) -> Placement | None:
    """A fronted "After joining X in 2011, ...": it happened then or later."""
    scene = evidence.scene
    for other in evidence.near(predicate):
        placement = evidence.own[other.index]
        if other.governor != predicate.index or placement is None or placement.bound:
            continue
        shift = _FRONTED.get(other.relation)
        if shift is not None and other.head < predicate.head:
            word = scene.doc[other.head].text
            why = f"It lies {shift} “{word}” or on the same day."
            return moved(placement, shift, "clause", other.index, why)
    return None


def after_told(evidence: Evidence, predicate: Predicate) -> Placement | None:
    """ "Was released after the market closed on Thursday": then or later."""
    scene = evidence.scene
    for other in evidence.near(predicate):
        placement = evidence.own[other.index]
        if other.governor != predicate.index or placement is None or placement.bound:
            continue
        if other.relation == "advcl:after" and "/" not in (placement.edtf or ""):
            word = scene.doc[other.head].text
            why = f"It lies after “{word}” or on the same day."
            if _evening(scene, other):
                why = f"“{word}” in the same sentence has that time."
                return moved(placement, "same", "clause", other.index, why)
            return moved(placement, "after", "clause", other.index, why)
    return None


def _evening(scene: Scene, closing: Predicate) -> bool:
    """ "After the market closed on Thursday", "after polls closed": that evening."""
    subjects = (c for c in scene.doc[closing.head].children if c.dep_ in SUBJECTS)
    return closing.lemma == "close" and any(c.lemma_.lower() in _CLOSE_DAILY for c in subjects)


def after_an_aside(
    evidence: Evidence, predicate: Predicate, standing: Placement
) -> Placement | None:
    """ "Leaders, who met him this morning, called it a betrayal": then or later.

    Only where that is after the day on which the text stands.
    """
    scene, stands = evidence.scene, dates.parse(standing.edtf or "").last
    for other in evidence.near(predicate):
        own, noun = evidence.own[other.index], scene.doc[other.head].head
        if own is None or own.edtf is None or other.relation != "relcl":
            continue
        subject = noun.dep_ in SUBJECTS and noun.head.i == predicate.head
        past = {scene.tenses[predicate.index], scene.tenses[other.index]} == {"past"}
        known = dates.parse(own.edtf)
        later = stands is not None and known.first is not None and known.first > stands
        if subject and past and later and known.precision == "day":
            word = scene.doc[other.head].text
            why = f"It lies after “{word}” or on the same day."
            return moved(own, "after", "clause", other.index, why)
    return None


def _names_time(evidence: Evidence, other: Predicate, predicate: Predicate) -> bool:
    if other.relation in {"prep:during", "prep:at", "prep:in"}:
        return True
    light = predicate.lemma in evidence.scene.words.light_subject
    return light and other.relation in {"nsubj", "nsubjpass"}


def _of_the_subject(evidence: Evidence, other: Predicate, verb: Predicate) -> bool:
    """ "Inspectors who looked at it last May found no fault": they found it when they looked."""
    scene = evidence.scene
    clause, noun = scene.doc[other.head], scene.doc[other.head].head
    if verb.form != "verb" or noun.dep_ not in SUBJECTS or noun.head.i != verb.head:
        return False
    if {scene.tenses[other.index], scene.tenses[verb.index]} != {"past"}:
        return False
    own = evidence.own[other.index]
    near = own is not None and dates.parse(own.edtf or "").precision in {"day", "month"}
    restricts = clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text != ","
    return near and restricts


def _dates_its_verb(evidence: Evidence, noun: Predicate, verb: Predicate) -> bool:
    """ "Before advancing the nomination earlier this month": the time after the noun is the verb's.

    Not where somebody finite speaks or answers: "condemned the attack on Monday".
    """
    scene = evidence.scene
    own = evidence.own[noun.index]
    if own is None or own.time is None or scene.doc[verb.head].tag_ not in {"VBG", "VB"}:
        return False
    after = scene.times[own.time].start > scene.doc[noun.head].idx
    return after and verb.lemma not in scene.words.stative


def _sets_time(evidence: Evidence, other: Predicate, predicate: Predicate) -> bool:
    scene = evidence.scene
    if other.form == "noun":
        if other.relation == "dobj" and _dates_its_verb(evidence, other, predicate):
            return True
        during = other.relation in {"prep:during", "prep:at", "prep:in", "prep:on"}
        subject = other.relation in {"nsubj", "nsubjpass"}
        lemma = predicate.lemma.split()[0]
        held = other.relation == "dobj" and predicate.lemma in scene.words.light_object
        return during or held or (subject and lemma not in scene.words.stative)
    if other.relation == "relcl" and _of_the_subject(evidence, other, predicate):
        return True
    if predicate.form == "noun":
        carries = other.lemma in scene.words.light_subject
        return other.relation == "acl" or (other.relation == "relcl" and carries)
    if other.relation == "xcomp":
        words = scene.words
        return predicate.lemma not in words.planned | words.open | words.scheduling
    if other.relation in {"prep:in", "prep:by"}:  # "played a part in founding it in 1963"
        return scene.tenses[predicate.index] == "past"
    if other.relation in {"advcl:when", "advcl:while", "advcl:as", "advcl:"}:
        return True
    if other.relation == "acl" and scene.doc[other.head].tag_ == "VBN":
        return _given_out(scene, other, predicate)
    return False


def _given_out(scene: Scene, other: Predicate, predicate: Predicate) -> bool:
    """ "A report published on Friday found …": what a text says is as old as the text."""
    noun = scene.doc[other.head].head
    if noun.dep_ != "nsubj":
        return False
    if noun.lemma_.lower() in _TEXTS and other.lemma in _GIVEN_OUT:
        return predicate.lemma not in scene.words.stative
    return scene.words.speech.issuperset({predicate.lemma, other.lemma})
