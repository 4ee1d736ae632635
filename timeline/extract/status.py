"""Tense and status of a predicate: did it happen, is it planned, reported, denied, supposed?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from spacy.tokens import Doc, Token

from timeline.extract.lexicon import EventLexicon
from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.predicates import Predicate
from timeline.model import Status

Tense = Literal["past", "pluperfect", "perfect", "present", "progressive", "future", "bare"]

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "'d", "’d"})
_OPEN_MODALS = frozenset({"may", "might", "could", "can", "should", "must", "ca", "ought"})
_SUPPOSED = frozenset({"if", "unless", "whether", "lest", "provided"})
_OBJECTIVE = frozenset({"them", "him", "me", "us"})
_AIMS = frozenset({"xcomp", "dobj", "prep:for", "prep:on", "prep:to"})
_SETTLED = frozenset({"agree", "decide", "pledge", "approve"})  # "an agreement to sell it"
_DEEPEST = 40  # clauses within clauses; deeper ones are read by themselves
_RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only"})
_IS = frozenset({"is", "are", "'s", "’s"})
_NEGATIVE_SUBJECTS = frozenset({"no", "neither"})


def tense_of(doc: Doc, predicate: Predicate, predicates: Sequence[Predicate]) -> Tense:
    """The tense of a verb by its auxiliaries; a noun or a non-finite verb is "bare"."""
    if predicate.form == "noun":
        return "bare"
    token = doc[predicate.head]
    own = _verb_tense(token)
    if own == "bare" and predicate.relation == "conj" and predicate.governor is not None:
        governor = predicates[predicate.governor]
        if governor.form == "verb" and doc[governor.head].tag_ == token.tag_:
            return tense_of(doc, governor, predicates)  # "was arrested and charged"
    return own


def _verb_tense(token: Token) -> Tense:
    auxiliaries = [child for child in token.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    if words & _FUTURE or _going_to(token):
        return "future"
    if words & {"had"} or ("'d" in words and token.tag_ == "VBN"):
        return "pluperfect"
    if "to" in words and "have" in words and token.tag_ == "VBN":
        return "perfect"  # "is said to have lasted"
    if words & {"has", "have", "'ve", "’ve", "'s"} and token.tag_ == "VBN" and "to" not in words:
        return "perfect" if "was" not in words else "past"
    if words & {"was", "were", "did", "got"}:
        return "past"
    if words & {"is", "are", "am", "'re", "'m", "being", "be"} and "to" not in words:
        return "progressive" if token.tag_ == "VBG" else "present"
    if token.tag_ == "VBD" and any(
        child.dep_ == "nsubj" and child.lower_ in _OBJECTIVE for child in token.children
    ):
        return "bare"  # "wants them checked"
    if token.tag_ == "VBD" or (token.tag_ == "VBN" and _misread_past(token)):
        return "past"
    if token.tag_ in {"VBZ", "VBP"} or words & {"does", "do"}:
        return "present"
    return "bare"


def _misread_past(token: Token) -> bool:
    """A participle with a subject and no auxiliary: the tagger took "said" for a participle."""
    if token.dep_ == "ccomp":
        return False  # "wants them checked"
    subject = any(child.dep_ == "nsubj" for child in token.children)
    return subject and not any(child.dep_ in {"aux", "auxpass"} for child in token.children)


def _going_to(token: Token) -> bool:
    head = token.head
    return (
        token.dep_ == "xcomp"
        and head.lower_ == "going"
        and any(child.dep_ == "aux" for child in head.children)
    )


def statuses_of(
    doc: Doc,
    predicates: Sequence[Predicate],
    tenses: Sequence[Tense],
    speakers: Sequence[int | None],
    words: EventLexicon,
) -> list[Status]:
    """The status of every predicate, by index; a governor's before its dependents'."""
    found: list[Status | None] = [None] * len(predicates)

    def status(index: int, depth: int) -> Status:
        known = found[index]
        if known is not None:
            return known
        predicate = predicates[index]
        governor = None if predicate.governor is None else predicates[predicate.governor]
        above: Status = "happened"
        if governor is not None and depth < _DEEPEST and speakers[governor.index] != index:
            above = status(governor.index, depth + 1)
        said = speakers[index] is not None
        value = status_of(doc, predicate, tenses[index], governor, above, said, words)
        found[index] = value
        return value

    return [status(predicate.index, 0) for predicate in predicates]


def status_of(
    doc: Doc,
    predicate: Predicate,
    tense: Tense,
    governor: Predicate | None,
    above: Status,
    speech: bool,
    words: EventLexicon,
) -> Status:
    """The status, given that of its governor (``above``) and whether somebody says it."""
    token = doc[predicate.head]
    if _denied(token, predicate, governor, words):
        return "denied"
    own = _modal(token, predicate, tense, words)
    if own is not None:
        return own
    inherited = _inherited(token, predicate, governor, above, tense, words)
    if inherited is not None:
        return inherited
    return "reported" if speech else "happened"


def _denied(
    token: Token, predicate: Predicate, governor: Predicate | None, words: EventLexicon
) -> bool:
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ == "never":
            return child.lower_ != "only" and not _not_only(child)
        argument = child.dep_ in {"nsubj", "nsubjpass", "dobj"} and predicate.form == "verb"
        if argument and _says_no(child):
            return True
    if governor is not None and governor.lemma in words.denial:
        return predicate.relation in {"xcomp", "ccomp", "dobj"}
    return predicate.relation == "prep:without"


def _says_no(token: Token) -> bool:
    return any(g.dep_ == "det" and g.lower_ in _NEGATIVE_SUBJECTS for g in token.children)


def _not_only(negation: Token) -> bool:
    return negation.i + 1 < len(negation.doc) and negation.nbor().lower_ == "only"


def _modal(token: Token, predicate: Predicate, tense: Tense, words: EventLexicon) -> Status | None:
    if predicate.form == "noun":
        described = {child.lower_ for child in token.children if child.dep_ in {"amod", "det"}}
        if described & words.unreal_planned or _is_scheduled(token, words):
            return "planned"
        return "hypothetical" if described & words.unreal else None
    auxiliaries = {child.lower_ for child in token.children if child.dep_ == "aux"}
    if auxiliaries & _OPEN_MODALS or ("would" in auxiliaries and "have" in auxiliaries):
        return "hypothetical"
    if any(child.dep_ == "mark" and child.lower_ in _SUPPOSED for child in token.children):
        return "hypothetical"
    above = token.head
    if above.dep_ == "acomp" and token.dep_ == "xcomp":
        modals = {child.lower_ for child in above.head.children if child.dep_ == "aux"}
        if modals & _OPEN_MODALS:
            return "hypothetical"  # "might be able to pay"
        if above.lower_ in words.scheduling or modals & _FUTURE:
            return "planned"  # "is due to begin", "will be able to pay"
    if tense == "future":
        supposed = any(
            grandchild.dep_ == "mark" and grandchild.lower_ in _SUPPOSED
            for child in token.children
            if child.dep_ == "advcl"
            for grandchild in child.children
        )
        return "hypothetical" if supposed else "planned"
    return None


def _is_scheduled(noun: Token, words: EventLexicon) -> bool:
    """ "The trial is due on Friday", "a summit is planned for May"; not "was due on Friday"."""
    verb = noun.head
    if noun.dep_ not in SUBJECTS or not any(
        t.tag_ in {"VBZ", "VBP"} for t in (verb, *verb.children) if t.lower_ in _IS
    ):
        return False
    due = [c.lower_ for c in verb.children if c.dep_ == "acomp"]
    return verb.lemma_ in words.scheduling or not words.scheduling.isdisjoint(due)


def told_by_rank(verb: Token) -> bool:
    """ "She was the second to *reach* the pole", "the last to *leave* was X": they have done it."""
    if not any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return False
    if verb.dep_ == "xcomp":  # "became the first country to sign"
        above, nouns = verb.head, [c for c in verb.head.children if c.dep_ == "attr"]
    else:
        above, nouns = verb.head.head, [verb.head]
    if verb.dep_ not in {"xcomp", "relcl", "acl"}:
        return False
    tenses = {"past", "pluperfect", "perfect"}
    for noun in nouns:
        ranked = any(t.lower_ in _RANKS or t.tag_ == "JJS" for t in (noun, *noun.children))
        now = {"present"} if noun.dep_ == "attr" else set()
        told = noun.dep_ in {"attr", "nsubj", "nsubjpass"}
        if ranked and told and _verb_tense(above) in tenses | now:
            return True
    return False


def _inherited(
    token: Token,
    predicate: Predicate,
    governor: Predicate | None,
    above: Status,
    tense: Tense,
    words: EventLexicon,
) -> Status | None:
    """What the predicate above says about this one."""
    if governor is None:
        return None
    infinitive = tense == "bare" and any(
        child.dep_ == "aux" and child.lower_ == "to" for child in token.children
    )
    if infinitive and told_by_rank(token):
        return above if above in {"planned", "hypothetical", "denied"} else None
    bare = tense == "bare" and predicate.relation == "ccomp"
    if infinitive or bare or predicate.relation in _AIMS:
        if governor.lemma in words.planned:
            return "planned"
        if governor.lemma in words.open:
            return "hypothetical"
    if infinitive and predicate.relation == "acl":
        return "planned" if governor.kinds & _SETTLED else "hypothetical"
    if infinitive and governor.lemma not in words.implicative:
        return "planned" if above in {"happened", "planned", "reported"} else above
    described = predicate.relation in {"acl", "relcl"} and token.tag_ == "VBN"
    if above in {"planned", "hypothetical"} and tense in {"bare", "present"} and not described:
        return above
    if above == "denied" and predicate.relation in {"xcomp", "dobj"}:
        return "denied"
    return None
