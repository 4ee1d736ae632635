"""What "it" and "they" mean where no entity stands out: the subject before them, if it agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from timeline.extract.parse_labels import NOMINAL, SUBJECTS, VERBAL

_WITH_OBJECT = frozenset({"dobj", "ccomp", "xcomp"})
_INSIDE = frozenset({"advcl", "conj", "parataxis", "ccomp", "relcl"})


def antecedent(doc: Doc, pronoun: Token, is_person: Callable[[int], bool]) -> Token | None:
    """The thing that "it", "its", "they" or "their" means: the subject before, if it agrees.

    What happens to something happens to what was just brought up: "used *a van*.  It was found".
    """
    if pronoun.lower_ not in {"it", "they", "its", "their"} or _empty(pronoun):
        return None
    for noun in _subjects_before(doc, pronoun):
        several = noun.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in noun.children)
        if noun.pos_ not in NOMINAL or several != (pronoun.lower_ in {"they", "their"}):
            continue
        return noun if several or not is_person(noun.i) else None
    return None


def _subjects_before(doc: Doc, pronoun: Token) -> Iterator[Token]:
    """What the clauses above the pronoun's tell of, then the sentence before."""
    current = pronoun.head
    while current.pos_ not in VERBAL and current.head.i != current.i:
        current = current.head
    for clause in current.children:
        if clause.dep_ in {"ccomp", "parataxis", "advcl"} and clause.i < pronoun.i:
            yield from _told_of(clause, pronoun)
    while current.dep_ in _INSIDE and current.head.i != current.i:
        current = current.head
        while current.pos_ not in VERBAL and current.head.i != current.i:
            current = current.head
        yield from _told_of(current, pronoun)
    sentence = pronoun.sent
    if sentence.start > 0 and "\n" not in doc[sentence.start - 1].text_with_ws:
        yield from _told_of(doc[sentence.start - 1].sent.root, pronoun)


def _told_of(clause: Token, pronoun: Token) -> Iterator[Token]:
    """The subject of a clause; first its new object, if the pronoun's verb has none itself."""
    before = [c for c in clause.children if c.i < pronoun.i]
    verb = pronoun.head
    does = pronoun.dep_ == "nsubj" and any(c.dep_ in _WITH_OBJECT for c in verb.children)
    if pronoun.dep_ in SUBJECTS and not does:
        yield from (c for c in before if c.dep_ == "dobj" and _new(c))
    yield from (c for c in before if c.dep_ in SUBJECTS)


def _new(noun: Token) -> bool:
    """Whether the noun is brought up there: "a helicopter", not "a quarter of the value"."""
    counts = any(c.lower_ == "of" for c in noun.children)
    return not counts and any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.children)


def _empty(pronoun: Token) -> bool:
    """ "It is likely that", "it took hours to": refers to nothing."""
    verb = pronoun.head
    said = any(child.dep_ in {"ccomp", "csubj"} for child in verb.children)
    plain = verb.lemma_ == "be" or pronoun.dep_ == "nsubjpass"
    if any(child.tag_ == "WP" for child in verb.children):
        return True  # "asked what it would fetch": nothing that a clause before is about
    return pronoun.lower_ == "it" and ((said and plain) or verb.lemma_ == "take")
