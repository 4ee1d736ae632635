"""The clause that a reader needs to understand a word that says that something happens.

"To comment" says nothing without "declined", "arrests" nothing without "police made".  From the
word upwards, the parse leads to the verb or noun by which it can be told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from timeline.extract.parse_labels import AUXILIARIES, NOMINAL, SUBJECTS, VERBAL
from timeline.extract.stray_subjects import finite

_LEADING_ON = frozenset(
    {"xcomp", "ccomp", "advcl", "pcomp", "csubj", "acl", "conj", "oprd", "prep", "acomp"}
)
_NAMING = frozenset(
    {"of", "by", "between", "with", "against", "on", "in", "at", "for", "to", "into", "over"}
)
_VAGUE = frozenset(
    {"any", "no", "another", "more", "such", "all", "some", "several", "many", "few"}
)
_QUESTIONS = frozenset({"WP", "WDT", "WP$", "WRB"})
TIMED = frozenset({"come", "last", "date", "follow", "stem"})  # say nothing without a time
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_CONDITIONS = frozenset({"if", "unless", "than", "whether", "lest"})
_HIGHEST = 9  # steps from the word to the clause
_FARTHEST = 40  # tokens between them


@dataclass(frozen=True)
class Telling:
    """A verb or noun by which a trigger can be told.

    ``path`` holds the tokens from the trigger up to ``head``, which a title must keep;
    ``instead`` those of them whose place a verb joined to them takes ("agreed to buy A and
    *sell* B").
    """

    head: Token
    trigger: Token
    path: frozenset[int]
    instead: frozenset[int]


def tellings(
    trigger: Token, is_time: Callable[[int], bool], unclear: Callable[[Token], bool]
) -> list[Telling]:
    """The ways to tell of the trigger, the one that says most first; the last is by itself.

    ``unclear`` says of a verb that nobody would know whom or what its subject means.
    """
    path, instead = [trigger.i], set[int]()
    found = [Telling(trigger, trigger, frozenset(path), frozenset())]
    if trigger.pos_ in NOMINAL and names_its_own(trigger, is_time):
        return found
    current = trigger
    while len(path) < _HIGHEST:
        above = _above(current, unclear)
        if above is None or abs(above.i - trigger.i) > _FARTHEST:
            break
        if current.dep_ == "conj" and current.pos_ in VERBAL and above.pos_ in VERBAL:
            instead.add(above.i)
        path.append(above.i)
        if above.pos_ in VERBAL | NOMINAL and above.i not in instead:
            found.append(Telling(above, trigger, frozenset(path), frozenset(instead)))
        if _described(above, current):
            break
        current = above
    clear = [each for each in found if each.head.pos_ in NOMINAL or is_finite(each.head)]
    return clear[::-1] + [each for each in found[::-1] if each not in clear]


def _above(token: Token, unclear: Callable[[Token], bool]) -> Token | None:
    """What must be told with the token; None where it can be told by itself."""
    if token.head.i == token.i:
        return None
    if token.pos_ in VERBAL:
        return _above_verb(token, unclear)
    return None if token.pos_ in NOMINAL and token.dep_ == "appos" else token.head


def _described(noun: Token, participle: Token) -> bool:
    """ "The company, founded in 1962": the noun and its participle tell of it."""
    left = participle.left_edge
    past = participle.dep_ == "acl" and participle.tag_ == "VBN"
    return past and noun.pos_ in NOMINAL and left.i > 0 and left.nbor(-1).text in {",", "("}


def _above_verb(verb: Token, unclear: Callable[[Token], bool]) -> Token | None:
    described = verb.dep_ == "relcl" and infinitive(verb)  # "the second to reach the pole"
    if verb.dep_ not in _LEADING_ON and not described:
        return None
    if is_finite(verb):
        hangs = verb.dep_ in {"ccomp", "advcl", "pcomp", "csubj"} and (
            unclear(verb) or _conditional(verb) or _question(verb)
        )
        return verb.head if hangs else None
    own = any(child.dep_ in SUBJECTS for child in verb.children)
    if own and verb.dep_ not in {"ccomp", "xcomp"} and not infinitive(verb):
        return None  # "with only two ships remaining"
    if verb.dep_ == "conj" and verb.head.pos_ not in VERBAL:
        return None
    return verb.head


def _conditional(verb: Token) -> bool:
    """ "If the enemy does not stop", "than they had won": nothing that is said to happen."""
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in verb.children)


def _question(verb: Token) -> bool:
    """ "Did *what* he was told", "asked *how* it ends": told with what asks or does it."""
    asks = any(c.tag_ in {"WP", "WRB"} and c.i < verb.i for c in verb.children)
    asks = asks or (verb.dep_ == "ccomp" and verb.left_edge.tag_ == "WP")  # "what I came to do"
    return asks and verb.dep_ != "advcl"


def is_finite(verb: Token) -> bool:
    """Whether the verb has a tense, by itself or by the verb that it is joined to."""
    if infinitive(verb):
        return False
    if finite(verb):
        return True
    joined = verb.dep_ == "conj" and verb.head.pos_ in VERBAL
    if not joined or not is_finite(verb.head):
        return False
    return bool(shared_auxiliaries(verb)) or verb.tag_ in {"VBD", "VBZ", "VBP"}


def infinitive(verb: Token) -> bool:
    """Whether "to" stands before the verb."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def shared_auxiliaries(verb: Token) -> list[Token]:
    """Those of the verb that it is joined to: "*was* repulsed and pushed back"."""
    if verb.dep_ != "conj" or verb.head.pos_ not in VERBAL:
        return []
    passive = verb.tag_ == "VBD" and any(c.dep_ == "agent" for c in verb.children)
    if verb.tag_ != verb.head.tag_ and not (passive and verb.head.tag_ == "VBN"):
        return []
    if (not passive and verb.tag_ not in {"VBN", "VB", "VBG"}) or any(
        c.dep_ in SUBJECTS for c in verb.children
    ):
        return []
    if any(c.dep_ in AUXILIARIES for c in verb.children):
        return []
    above = [c for c in verb.head.children if c.dep_ in AUXILIARIES and c.i < verb.head.i]
    return above or shared_auxiliaries(verb.head)


def names_its_own(noun: Token, is_time: Callable[[int], bool]) -> bool:
    """Whether the phrase of an event noun says whose or where: "the arrest of X", "X's speech"."""
    if any(child.lower_ in _VAGUE for child in noun.children):
        return False
    if any(child.dep_ == "poss" and child.pos_ == "PRON" for child in noun.children):
        return False
    return any(_names(child, is_time) for child in noun.children)


def _names(child: Token, is_time: Callable[[int], bool]) -> bool:
    if is_time(child.i):
        return False
    if child.dep_ == "poss":
        return child.pos_ in NOMINAL
    if child.dep_ in {"compound", "nmod", "amod"}:
        return child.pos_ == "PROPN" and child.text[:1].isupper()
    if child.dep_ in {"prep", "agent"} and child.lower_ in _NAMING:
        return any(
            inner.dep_ == "pobj" and inner.pos_ in NOMINAL and not is_time(inner.i)
            for inner in child.children
        )
    return False


# --- relative clauses


@dataclass(frozen=True)
class Relative:
    """What the noun of a relative clause is in it.

    Its subject, its object, what stands after a preposition ("the sample *on which* they based
    it"), or what a pronoun inside the subject stands for ("many of *whom*", "*whose* plane").
    ``pronoun`` is None where there is none ("the law the bloc passed").
    """

    role: Literal["subject", "object", "after", "inside"]
    noun: Token
    pronoun: Token | None


def relative_of(verb: Token) -> Relative | None:
    """How the relative clause of the verb hangs on its noun; None where it says when or where."""
    if verb.dep_ != "relcl" or verb.head.pos_ in VERBAL or infinitive(verb):
        return None
    for word in verb.subtree:
        if word.i >= verb.i:
            break
        if word.tag_ == "WRB":
            return None
        if word.tag_ in _QUESTIONS or (word.lower_ == "that" and word.head.i == verb.i):
            return _by_pronoun(verb, word)
    full = {"dobj", "ccomp", "xcomp", "acomp", "attr"}
    bare = not any(c.dep_ in full for c in verb.children)
    return Relative("object", verb.head, None) if bare and verb.tag_ != "VBG" else None


def _agreeing(verb: Token) -> Token:
    """ "The talks in Riyadh, which were headed by X": the noun whose number the verb has.

    Of "Anna Berg was a nurse who went to Spain" it is she.
    """
    noun = _said_of(verb.head)
    if noun.i != verb.head.i:
        return noun
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    where = noun.dep_ == "pobj" and noun.head.lower_ in {"in", "at"} and noun.ent_type_ in _PLACES
    if passive and where and noun.head.head.pos_ == "NOUN":
        return noun.head.head  # "elections in Ukraine, which had been scheduled"
    several = verb.tag_ == "VBP" or any(
        c.dep_ in AUXILIARIES and c.lower_ in {"were", "are", "have"} for c in verb.children
    )
    above = noun
    while (
        several
        and above.tag_ in {"NN", "NNP"}
        and not any(c.dep_ == "conj" for c in above.children)
    ):
        if above.dep_ != "pobj" or above.head.head.pos_ not in NOMINAL:
            return noun
        above = above.head.head
    return above


def _said_of(noun: Token) -> Token:
    """Of whom the noun is said ("Anna Berg was a nurse"), if that is a name or he or she."""
    said = noun
    while said.dep_ == "conj":
        said = said.head
    if said.dep_ != "attr" or said.head.lemma_ != "be":
        return noun
    subjects = [c for c in said.head.children if c.dep_ == "nsubj" and c.i < said.head.i]
    known = [c for c in subjects if c.pos_ == "PROPN" or c.lower_ in {"he", "she"}]
    return known[0] if known else noun


def _by_pronoun(verb: Token, pronoun: Token) -> Relative | None:
    if pronoun.dep_ in SUBJECTS and pronoun.head.i == verb.i:
        return Relative("subject", _agreeing(verb), pronoun)
    current = pronoun.head
    while current.dep_ in {"xcomp", "ccomp"} and current.i != verb.i:
        current = current.head
    if pronoun.dep_ in {"dobj", "mark"} and current.i == verb.i:
        acts = any(c.dep_ in SUBJECTS for c in verb.children)
        return Relative("object" if acts else "subject", verb.head, pronoun)
    if pronoun.dep_ == "pobj" and pronoun.head.dep_ == "prep" and pronoun.head.head.i == verb.i:
        return Relative("after", verb.head, pronoun)
    current = pronoun
    while current.head.i != verb.i and current.head.i != current.i:
        current = current.head
    inside = current.dep_ in SUBJECTS and current.head.i == verb.i
    return Relative("inside", verb.head, pronoun) if inside else None
