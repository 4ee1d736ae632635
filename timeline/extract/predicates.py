"""The words of an article that say that something happens, and how they hang together.

A predicate is a verb without its auxiliaries, an event noun, or a fixed phrase
("took place").  Each knows its governor (the predicate above it in the parse)
and the relation to it, from which dates, status and participants are inherited.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from timeline.extract.lexicon import EventLexicon

VERBAL_MODIFIERS = frozenset({"recently", "newly", "previously", "earlier", "just", "already"})
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_CONTENT_NOUNS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "ROOT"})
_AFTER_VERB = frozenset({"prt", "dobj", "prep", "advmod", "acomp", "oprd", "xcomp", "advcl"})
_NAMING = frozenset({"call", "dub", "nickname", "entitle", "title"})
_GENERIC = frozenset({"any", "such", "no", "every", "each"})
# "a series of attacks", "hundreds of deaths": what is counted stands where its measure stands
_MEASURES = frozenset(
    {
        "number", "series", "string", "wave", "spate", "round", "lot", "host", "handful", "couple",
        "dozen", "hundred", "thousand", "million", "majority", "rest", "part", "kind", "sort",
        "type", "one", "some", "many", "several", "most", "two", "three", "both", "all", "each",
        "pair", "set", "succession", "flurry", "spree",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate; token indexes, the last inclusive.

    ``relation`` says how it hangs on its governor (an index into the list of
    predicates): a dependency label, for what follows a preposition ``prep:``
    and the word ("prep:after"), for an adverbial clause ``advcl:`` and its
    conjunction ("advcl:when").  ``kinds`` are the kinds of happening it can name.
    """

    index: int
    head: int
    first: int
    last: int
    form: Literal["verb", "noun"]
    lemma: str
    kinds: frozenset[str]
    sentence: int
    governor: int | None = None
    relation: str = ""


def find_predicates(doc: Doc, words: EventLexicon, outside: Container[int] = ()) -> list[Predicate]:
    """All predicates in the order of the text, but those at tokens ``outside`` the article."""
    sentence_of = _sentences(doc)
    heads = [
        (token, form) for token in doc if token.i not in outside and (form := _form(token, words))
    ]
    position = {token.i: index for index, (token, _) in enumerate(heads)}
    return [
        _predicate(index, token, form, sentence_of[token.i], position, words)
        for index, (token, form) in enumerate(heads)
    ]


def _sentences(doc: Doc) -> list[int]:
    return [number for number, sentence in enumerate(doc.sents) for _ in range(len(sentence))]


def _form(token: Token, words: EventLexicon) -> Literal["verb", "noun"] | None:
    if _is_event_verb(token) and not _describes(token, words):
        return "verb"
    return "noun" if _is_event_noun(token, words) else None


def _is_event_verb(token: Token) -> bool:
    if token.pos_ != "VERB" or token.dep_ in {"aux", "auxpass", "case", "prep", "punct", "mark"}:
        return False
    if token.dep_ in {"amod", "compound", "nmod", "det"}:
        return token.tag_ == "VBN" and any(
            child.lower_ in VERBAL_MODIFIERS for child in token.children
        )
    if token.dep_ == "conj" and token.tag_ == "VB" and token.head.pos_ in {"NOUN", "PROPN"}:
        return False  # a noun that the tagger took for a verb ("our will and position")
    if token.i + 1 < len(token.doc) and not token.whitespace_ and token.nbor().text == "-":
        return False  # "re" of "re-elected", "lame" of "lame-duck"
    return token.is_alpha or ("-" in token.text and len(token.text) > 1)


def _describes(token: Token, words: EventLexicon) -> bool:
    """ "A town called X", "regions inhabited by Y" and the "going" of what will be done."""
    if token.lower_ == "going":
        to = any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.children)
        return to and any(c.dep_ == "aux" for c in token.children)
    described = token.dep_ == "acl" and token.tag_ == "VBN" and token.lemma_ in words.describing
    by_whom = any(child.dep_ == "agent" for child in token.children)
    return described and not (by_whom and token.lemma_ in _NAMING)


def _is_event_noun(token: Token, words: EventLexicon) -> bool:
    if token.tag_ not in _NOUN_TAGS or token.dep_ not in _CONTENT_NOUNS:
        return False
    lemma = noun_lemma(token)
    if lemma not in words.noun_kinds or token.ent_type_ in {"DATE", "TIME"}:
        return False
    if token.text == "March" or _idiom(token, words):
        return False
    if lemma in words.occasions and not _occasion(token, words):
        return False
    if any(child.dep_ == "det" and child.lower_ in _GENERIC for child in token.children):
        return False
    if token.tag_ in {"NNP", "NNPS"} and token.ent_type_ in {"PERSON", "GPE", "ORG", "PRODUCT"}:
        return False
    return lemma not in words.weak_nouns or _has_argument(token)


def _idiom(token: Token, words: EventLexicon) -> bool:
    """Whether the noun belongs to a fixed phrase that names no happening ("in order to")."""
    before = [token.doc[i].lower_ for i in range(max(0, token.i - 2), token.i + 1)]
    return " ".join(before) in words.idioms or " ".join(before[-2:]) in words.idioms


def _occasion(token: Token, words: EventLexicon) -> bool:
    """Whether somebody holds it, goes to it or is at it: "threw a party", "at the party"."""
    head = token.head
    if token.dep_ == "pobj":
        return head.lower_ in {"at", "during", "after", "before", "from"} or (
            head.lower_ == "to" and head.head.lemma_ in {"go", "come", "invite"}
        )
    return head.lemma_ in words.holding or any(c.dep_ == "compound" for c in token.children)


def noun_lemma(token: Token) -> str:
    """The lemma of a noun, with the noun before it where the two are one word ("court case")."""
    lemma = token.lemma_.lower()
    return "fighting" if lemma == "fight" and token.lower_ == "fighting" else lemma


def _has_argument(token: Token) -> bool:
    """Whether a noun that often names a thing is used for a happening: it says whose or when."""
    return any(
        child.dep_ in {"poss", "agent", "acl", "npadvmod"}
        or (child.dep_ == "prep" and child.lower_ in {"by", "between", "with", "in", "on"})
        for child in token.children
    )


def _predicate(
    index: int,
    token: Token,
    form: Literal["verb", "noun"],
    sentence: int,
    position: dict[int, int],
    words: EventLexicon,
) -> Predicate:
    first, last, lemma = _trigger(token, form, words)
    governor, relation = _governor(token, form, position)
    kinds = words.noun_kinds.get(lemma, frozenset()) if form == "noun" else words.kinds(lemma)
    return Predicate(index, token.i, first, last, form, lemma, kinds, sentence, governor, relation)


def _trigger(token: Token, form: str, words: EventLexicon) -> tuple[int, int, str]:
    if form == "noun":
        return token.i, token.i, noun_lemma(token)
    lemma = token.lemma_.lower()
    for child in token.children:
        if child.i == token.i + 1 and child.dep_ in _AFTER_VERB:
            phrase = f"{lemma} {child.lower_}"
            if phrase in words.phrases:
                return token.i, child.i, phrase
    if _prefixed(token, words):  # "re-elected"
        return token.i - 2, token.i, f"{token.doc[token.i - 2].lower_}-{lemma}"
    return token.i, token.i, lemma


def _prefixed(token: Token, words: EventLexicon) -> bool:
    if token.i < 2 or token.nbor(-1).text != "-":
        return False
    prefix = token.nbor(-2)
    apart = prefix.whitespace_ or token.nbor(-1).whitespace_
    return not apart and prefix.lower_ in words.prefixes


def _governor(token: Token, form: str, position: dict[int, int]) -> tuple[int | None, str]:
    current = _measure_of(token) if form == "noun" else token
    token = current
    relation = _relation(token)
    while current.head.i != current.i:
        current = current.head
        if current.dep_ == "prep" and not relation.startswith("prep:") and form == "noun":
            relation = f"prep:{_preposition(current)}"
        if current.i in position:
            return position[current.i], relation
    return None, relation


def _measure_of(token: Token) -> Token:
    """The noun that counts it ("hundreds" for "hundreds of deaths"), or the token itself."""
    while token.dep_ == "pobj" and token.head.lower_ == "of":
        above = token.head.head
        if above.lemma_.lower() not in _MEASURES and above.pos_ != "NUM":
            break
        token = above
    return token


def _relation(token: Token) -> str:
    if token.dep_ in {"pobj", "pcomp"} and token.head.dep_ in {"prep", "agent", "mark", "advmod"}:
        return f"prep:{_preposition(token.head)}"
    if token.dep_ == "pcomp":
        return f"prep:{token.head.lower_}"
    if token.dep_ == "advcl":
        return f"advcl:{_mark(token)}"
    return token.dep_


def _preposition(token: Token) -> str:
    """A preposition with the one it hangs on ("prior to", "ahead of")."""
    if token.head.dep_ in {"advmod", "prep"} and token.head.i == token.i - 1:
        return f"{token.head.lower_} {token.lower_}"
    return token.lower_


def _mark(token: Token) -> str:
    for child in token.children:
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.lower_ in {"when", "while"}):
            return str(child.lower_)
    return ""
