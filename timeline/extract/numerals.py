"""The numeral of a ruler's name that the parser took for a pronoun: "Frederick I confirmed"."""

from __future__ import annotations

from spacy.attrs import ORTH
from spacy.tokens import Doc, Token

_DATES = frozenset({"DATE", "TIME"})
_IN_A_NAME = frozenset({"npadvmod", "compound", "nsubj", "dep", "nmod", "dative"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def mend_numerals(doc: Doc) -> None:
    """Makes a name of "Frederick I" in the parse, where "I" cannot be who speaks."""
    if "I" not in doc.vocab.strings:
        return
    first = doc.vocab.strings["I"]
    for index in (doc.to_array(ORTH) == first).nonzero()[0]:
        numeral = doc[int(index)]
        if numeral.tag_ == "PRP" and index and _of_a_name(numeral, numeral.nbor(-1)):
            _join(numeral, numeral.nbor(-1))


def _of_a_name(numeral: Token, name: Token) -> bool:
    """Whether the name stands right before it, on its own: not "in Berlin I met"."""
    if name.pos_ != "PROPN" or name.ent_type_ in _DATES or not name.whitespace_:
        return False
    if numeral.dep_ not in _SUBJECT:  # "by Frederick I": nobody says "by I"
        return numeral.dep_ in {"pobj", "dobj", "conj"} or name.head.i == numeral.i
    if name.head.i not in {numeral.i, numeral.head.i} or name.dep_ not in _IN_A_NAME:
        return False
    return numeral.head.i > numeral.i and numeral.i + 1 < len(name.doc)


def _join(numeral: Token, name: Token) -> None:
    head = name.head if name.head.i != numeral.i else numeral.head
    numeral.tag_, numeral.pos_, numeral.lemma_ = "NNP", "PROPN", "I"
    if numeral.dep_ not in _SUBJECT and name.head.i != numeral.i:
        numeral.dep_, relation = name.dep_, "compound"
        numeral.head = head
        name.dep_ = relation
    name.dep_ = "compound"
    name.head = numeral
