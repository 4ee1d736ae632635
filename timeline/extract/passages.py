"""The narrowest stretch of text that proves a claim: its clause, with its time."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from timeline.extract.predicates import Predicate
from timeline.model import Span

_APART = frozenset({"advcl", "relcl", "parataxis", "conj", "appos"})
_VERBAL = frozenset({"VERB", "AUX"})
LONGEST = 600  # code points; a longer complement is left out, for a passage is read at a glance


def clause_tokens(head: Token, *, complements: bool = True) -> list[Token]:
    """The tokens of the clause of a verb: its arguments and adverbials, no other clause."""
    kept, todo = [], [head]
    while todo:
        token = todo.pop()
        kept.append(token)
        for child in token.children:
            if child.dep_ == "punct" and token is head:
                continue
            if child.dep_ in _APART and child.pos_ in _VERBAL:
                continue
            if not complements and child.dep_ in {"ccomp", "xcomp"} and child.pos_ in _VERBAL:
                continue
            todo.append(child)
    return kept


def governing_verb(token: Token) -> Token:
    """The verb of the clause in which the token stands, or the top of its sentence."""
    while token.pos_ not in _VERBAL and token.head.i != token.i:
        token = token.head
    return token


def passage_of(text: str, doc: Doc, predicate: Predicate, times: list[tuple[int, int]]) -> Span:
    """The clause, widened to the time expressions of its sentence that date it.

    ``times`` are the ``(start, end)`` of those expressions in code points.
    """
    head = doc[predicate.head]
    verb = head if predicate.form == "verb" else governing_verb(head)
    start, end = _stretch(doc, clause_tokens(verb), predicate, head)
    if end - start > LONGEST:
        start, end = _stretch(doc, clause_tokens(verb, complements=False), predicate, head)
    sentence = head.sent
    low, high = sentence.start_char, sentence.end_char
    for time_start, time_end in times:
        if low <= time_start and time_end <= high:
            start, end = min(start, _with_preposition(doc, time_start)), max(end, time_end)
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    return Span(start, start + len(quote.strip()), quote.strip())


def _with_preposition(doc: Doc, time_start: int) -> int:
    """Where «In 1961» begins: the time's own preposition is read with it."""
    time = doc.char_span(time_start, time_start + 1, alignment_mode="expand")
    if time is None or time.start == time.sent.start:
        return time_start
    before = doc[time.start - 1]
    return before.idx if before.dep_ == "prep" else time_start


def _no_end(token: Token) -> bool:
    return (
        token.is_space or token.dep_ == "cc" or (token.dep_ == "punct" and token.text not in ")”»")
    )


def _stretch(doc: Doc, tokens: list[Token], predicate: Predicate, head: Token) -> tuple[int, int]:
    indexes = [token.i for token in tokens] + [predicate.first, predicate.last]
    if predicate.form == "noun":
        indexes += [head.left_edge.i, head.i]
    first, last = min(indexes), max(indexes)
    while first < predicate.first and (doc[first].dep_ in {"cc", "punct"} or doc[first].is_space):
        first += 1
    while last > predicate.last and _no_end(doc[last]):
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])
