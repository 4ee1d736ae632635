"""What "it" and "they" mean where no entity stands out: the subject before them, if it agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from timeline.extract.parse_labels import NOMINAL, SUBJECTS, VERBAL

_INSIDE = frozenset({"advcl", "conj", "parataxis", "ccomp", "relcl"})


def antecedent(doc: Doc, pronoun: Token, is_person: Callable[[int], bool]) -> Token | None:
    """The thing that "it", "its", "they" or "their" means: the subject before, if it agrees."""
    if pronoun.lower_ not in {"it", "they", "its", "their"} or _empty(pronoun):
        return None
    for noun in _subjects_before(doc, pronoun):
        several = noun.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in noun.children)
        if noun.pos_ not in NOMINAL or several != (pronoun.lower_ in {"they", "their"}):
            continue
        return noun if several or not is_person(noun.i) else None
    return None


def _subjects_before(doc: Doc, pronoun: Token) -> Iterator[Token]:
    """The subjects of the clauses above the pronoun's, then that of the sentence before."""
    current = pronoun.head
    while current.pos_ not in VERBAL and current.head.i != current.i:
        current = current.head
    for clause in current.children:
        if clause.dep_ in {"ccomp", "parataxis", "advcl"} and clause.i < pronoun.i:
            yield from (c for c in clause.children if c.dep_ in SUBJECTS)
    while current.dep_ in _INSIDE and current.head.i != current.i:
        current = current.head
        while current.pos_ not in VERBAL and current.head.i != current.i:
            current = current.head
        yield from (c for c in current.children if c.dep_ in SUBJECTS and c.i < pronoun.i)
    sentence = pronoun.sent
    if sentence.start > 0 and "\n" not in doc[sentence.start - 1].text_with_ws:
        yield from (c for c in doc[sentence.start - 1].sent.root.children if c.dep_ in SUBJECTS)


def _empty(pronoun: Token) -> bool:
    """ "It is likely that", "it took hours to": refers to nothing."""
    verb = pronoun.head
    said = any(child.dep_ in {"ccomp", "csubj"} for child in verb.children)
    plain = verb.lemma_ == "be" or pronoun.dep_ == "nsubjpass"
    if any(child.tag_ == "WP" for child in verb.children):
        return True  # "asked what it would fetch": nothing that a clause before is about
    return pronoun.lower_ == "it" and ((said and plain) or verb.lemma_ == "take")
