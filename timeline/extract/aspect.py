"""Verbs that name a phase of a happening and leave it to a noun to name the happening.

"The trial opened", "the trial is due to begin", "the court opened the trial", "the trial, which
started on Monday": in TimeML these are aspectual links (Pustejovsky et al., "TimeML: Robust
specification of event and temporal expressions in text", 2003).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Token

from timeline.extract.predicates import Predicate

_PHASES: Final = frozenset(
    {"begin", "start", "open", "commence", "kick off", "end", "finish", "conclude", "close"}
    | {"wrap up", "take place", "occur", "happen", "hold"}
)
_CHAIN: Final = frozenset({"xcomp", "acomp", "conj"})  # "is due to begin", "opened and closed"
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})


def carried(doc: Doc, predicate: Predicate, by_head: dict[int, Predicate]) -> Predicate | None:
    """The happening of which a verb names the phase; None if it is no such verb, or none is
    named.  ``by_head`` are the predicates by the index of their head token."""
    if predicate.form != "verb" or predicate.lemma not in _PHASES:
        return None
    verb = doc[predicate.head]
    objects = _among((child for child in verb.children if child.dep_ == "dobj"), by_head)
    return objects or _subject(verb, by_head)


def _subject(verb: Token, by_head: dict[int, Predicate]) -> Predicate | None:
    while True:
        subjects = [child for child in verb.children if child.dep_ in _SUBJECT]
        if verb.dep_ == "relcl" and all(s.tag_ in {"WDT", "WP"} for s in subjects):
            owner = verb.head.head.head  # "the trial of Berg, which started": not Berg did
            return _among([verb.head, *([owner] if verb.head.dep_ == "pobj" else [])], by_head)
        if subjects or verb.dep_ not in _CHAIN:
            return _among(subjects, by_head)
        verb = verb.head


def _among(tokens: Iterable[Token], by_head: dict[int, Predicate]) -> Predicate | None:
    found = (by_head.get(token.i) for token in tokens)
    return next((p for p in found if p is not None and p.form == "noun"), None)
