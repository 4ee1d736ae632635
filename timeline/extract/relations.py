"""How the date of one predicate carries over to another that hangs on it in the parse."""

from __future__ import annotations

from spacy.tokens import Token

from timeline.extract.placement import Shift
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene

_SAME_PREPOSITIONS = frozenset(
    {
        "during", "at", "in", "on", "amid", "by", "upon", "while", "when", "with", "without",
        "through", "throughout", "as", "along", "alongside", "into", "via", "under", "between",
    }
)  # fmt: skip
_EARLIER_PREPOSITIONS = frozenset(
    {
        "after", "following", "since", "from", "about", "on", "over", "of", "against", "despite",
        "due to", "because of", "to", "for", "owing to", "thanks to", "concerning", "regarding",
    }
)  # fmt: skip
_LATER_PREPOSITIONS = frozenset({"before", "until", "till", "ahead of", "prior to"})
# "arrested for murder": the murder came first; "filed for bankruptcy": it is the same
_ANSWERS = frozenset(
    {"arrest", "charge", "convict", "sue", "accuse", "dismiss", "award", "free", "sanction"}
)
_CHARGED = frozenset({"with", "of", "for", "in"})
_SAME_CONJUNCTIONS = frozenset({"", "when", "while", "as", "where", "once"})
_EARLIER_CONJUNCTIONS = frozenset(
    {"after", "since", "because", "although", "though", "that", "how"}
)
_SOON = frozenset({"moments", "minutes", "seconds", "shortly", "immediately", "just", "right"})
_NOT_NOW = frozenset({"perfect", "present", "progressive", "future"})
_ABOUT = frozenset({"about", "over", "of", "against", "for", "to", "despite", "into"})


def shift_of(scene: Scene, child: Predicate, governor: Predicate) -> Shift:
    """Where the child stands in time, seen from its governor's date."""
    tense = scene.tenses[child.index]
    if tense == "pluperfect":
        return "before"
    if tense == "future":
        alike = child.relation == "conj" and scene.tenses[governor.index] == "future"
        return "same" if alike else "after"
    if child.form == "verb" and _describes_within(scene, child, governor):
        return "before" if tense == "past" else "none"
    if child.form == "noun":
        return _noun_shift(scene, child, governor)
    relation = child.relation
    if relation.startswith(("prep:", "advcl")):
        return _adverbial_shift(scene, child, governor)
    if relation in {
        "xcomp",
        "conj",
        "acl",
        "relcl",
        "parataxis",
        "ccomp",
        "csubj",
        "dep",
        "oprd",
        "acomp",
    }:
        return _plain_shift(scene, child, governor, relation)
    if relation == "amod":
        return "before"
    return "none"


def _describes_within(scene: Scene, child: Predicate, governor: Predicate) -> bool:
    """Whether it hangs on a description between the two ("a boy who was 14 when he beat X")."""
    token = scene.doc[child.head].head
    while token.i != governor.head and token.head.i != token.i:
        if token.dep_ == "relcl" and token.i != child.head:
            return True
        token = token.head
    return False


def _preposition_shift(word: str) -> Shift:
    if word in _LATER_PREPOSITIONS:
        return "after"
    if word in _SAME_PREPOSITIONS:
        return "same"
    return "before" if word in _EARLIER_PREPOSITIONS else "none"


def _clause_shift(word: str, tense: str) -> Shift:
    if word in _LATER_PREPOSITIONS:
        return "after"
    if word in _SAME_CONJUNCTIONS:
        return "same" if tense in {"past", "bare", "progressive"} else "none"
    if word in _EARLIER_CONJUNCTIONS:
        return "before" if tense in {"past", "bare", "perfect"} else "none"
    return "none"


def _plain_shift(scene: Scene, child: Predicate, governor: Predicate, relation: str) -> Shift:
    tense = scene.tenses[child.index]
    if relation in {"xcomp", "oprd", "acomp"}:
        return "after" if _lies_ahead(scene, child, governor) else "same"
    if relation == "conj":
        alike = tense == scene.tenses[governor.index] or tense == "bare"
        if tense == "past" and scene.tenses[governor.index] in _NOT_NOW:
            return "none"  # "has not said why, but told them that ..."
        return "same" if alike or tense == "past" else "none"
    if relation in {"acl", "relcl"}:
        return _description_shift(scene, child, governor)
    if tense in {"past", "bare"}:
        return "same" if relation != "ccomp" else "before"
    return "none"


def _adverbial_shift(scene: Scene, child: Predicate, governor: Predicate) -> Shift:
    relation = child.relation
    if relation.startswith("prep:"):
        if governor.kinds & _ANSWERS and relation[5:] in _CHARGED:
            return "before"  # "charged with taking it", "accused of leading them"
        return _preposition_shift(relation[5:])
    if relation == "advcl:" and _is_passive_participle(scene.doc[child.head]):
        return "before"  # "Torn by coups, the regime fell"
    word = relation.partition(":")[2]
    if word in {"after", "before"} and _moments(scene.doc[child.head]):
        return "same"
    return _clause_shift(word, scene.tenses[child.index])


def _moments(verb: Token) -> bool:
    """ "Moments after the truck struck", "shortly before it fell": on the same day."""
    return any(
        child.lower_ in _SOON and child.i < verb.i and child.dep_ in {"npadvmod", "advmod", "nmod"}
        for child in verb.children
    )


def _lies_ahead(scene: Scene, child: Predicate, governor: Predicate) -> bool:
    """ "Agreed on Tuesday to buy the mine": the buying comes then or later."""
    return scene.statuses[child.index] == "planned" and governor.lemma in scene.words.planned


def _is_passive_participle(verb: Token) -> bool:
    return verb.tag_ == "VBN" and not any(child.dep_ == "dobj" for child in verb.children)


def _description_shift(scene: Scene, child: Predicate, governor: Predicate) -> Shift:
    """Of a participle, an infinitive or a relative clause that describes a noun."""
    token, planned = scene.doc[child.head], scene.statuses[child.index] == "planned"
    if child.relation == "acl":
        if token.tag_ == "VBN":
            return "before"
        if planned and token.tag_ == "VB":
            return "after"  # "an agreement to sell it"
        return "same" if token.tag_ == "VBG" or governor.form == "noun" else "none"
    if scene.tenses[child.index] != "past":
        return "none"
    of_noun = governor.form == "noun" and token.head.i == governor.head
    if of_noun or _goes_on_there(token):
        return "same"
    return "none" if _adds(token) else "before"


def _adds(verb: Token) -> bool:
    """ "He met Berg, who helped him": the clause can tell what came next, or long before."""
    pronouns = [t for t in verb.subtree if t.tag_ in {"WP", "WDT"} and t.i < verb.i]
    return bool(pronouns) and pronouns[0].i > 0 and pronouns[0].nbor(-1).text == ","


def _goes_on_there(verb: Token) -> bool:
    """ "She was taken to Rome, where she died": the next step of the story, at that place."""
    return any(
        child.lower_ == "where" and child.i > 0 and child.nbor(-1).text == ","
        for child in verb.children
    )


def _noun_shift(scene: Scene, child: Predicate, governor: Predicate) -> Shift:
    relation, words = child.relation, scene.words
    if relation.startswith("prep:"):
        word = relation[5:]
        if governor.form == "noun" and word in _ABOUT:
            return "before"
        answers = governor.kinds & _ANSWERS and governor.lemma != "file"
        if word == "for" or (word == "in" and answers):
            return "before" if answers else "same"
        if word == "with" and scene.doc[child.head].head.head.lower_ == "connection":
            return "before"
        return "same" if word == "on" and governor.form == "verb" else _preposition_shift(word)
    lemma = governor.lemma.split()[0]
    if relation in {"nsubj", "nsubjpass"}:
        if lemma in words.speech and governor.lemma not in words.light_subject:
            return "same"
        return "before" if scene.content(child) and lemma in words.stative else "same"
    if relation == "dobj":
        if governor.lemma in words.light_object:
            return "same"
        return "before" if lemma in words.speech or lemma in words.stative else "same"
    return "same" if relation in {"conj", "appos", "attr"} else "none"
