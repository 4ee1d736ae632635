"""Which time expression dates which predicate directly: by the parse, prepositions included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from timeline.extract.attached import PARTS_OF_TIME, Attached
from timeline.extract.lexicon import EventLexicon
from timeline.extract.predicates import Predicate
from timeline.extract.stray_times import (
    by_when,
    of_clause_before,
    of_first_verb,
    of_torn_clause,
    to_carriers,
    to_nearer_verbs,
)
from timeline.model import TimeExpression

_BOUNDS = {
    "from": "from",
    "to": "to",
    "before": "before",
    "after": "after",
    "since": "since",
    "until": "until",
    "till": "until",
    "by": "by",
}
_INSIDE = frozenset({"amod", "compound", "nummod", "poss", "nmod", "det"})
_PLANNED = frozenset({"xcomp", "ccomp", "prep:for", "nsubjpass", "nsubj", "prep:to", "dobj"})
_CONJUNCTIONS = frozenset(
    {"after", "before", "since", "when", "while", "as", "because", "once", "until", "although"}
)
_GOES_BACK = frozenset({"date", "stem"})
_WINDOW = 8  # tokens before a time, in which a word of comparing tells that it is compared with
_AMOUNTS = frozenset(
    {"$", "£", "€", "%", "million", "billion", "percent", "cents", "pounds", "dollars", "points"}
)
_WHEN = frozenset({"in", "during", "at"})
_OF_NOUN = frozenset({"of", "for", "from", "than", "as", "about"})


def attach(
    doc: Doc,
    times: Sequence[TimeExpression],
    predicates: Sequence[Predicate],
    words: EventLexicon,
) -> dict[int, list[Attached]]:
    """For each predicate index the expressions that hang on it, the nearest first."""
    position = {predicate.head: predicate.index for predicate in predicates}
    found: dict[int, list[Attached]] = {}
    for index, time in enumerate(times):
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None or not len(span) or _compared(span):
            continue
        attached = (
            _climb(index, span, position)
            or of_first_verb(index, span, predicates)
            or of_clause_before(index, span, position)
            or of_torn_clause(index, span, position)
        )
        if attached is not None:
            attached = _of_counted_event(doc, span, attached, position)
            found.setdefault(attached.predicate, []).append(attached)
    by_when(doc, times, predicates, found)
    to_nearer_verbs(doc, times, predicates, found)
    to_carriers(doc, times, predicates, found)
    _hand_down(doc, predicates, found, words)
    for rows in found.values():
        rows.sort(key=lambda row: (row.bound not in {None, "to"}, row.distance, row.time))
    return found


def _hand_down(
    doc: Doc,
    predicates: Sequence[Predicate],
    found: dict[int, list[Attached]],
    words: EventLexicon,
) -> None:
    """The time beside a verb of planning is that of what is planned ("is set for May 5")."""
    for predicate in predicates:
        if predicate.index not in found or predicate.lemma not in words.scheduling:
            continue
        for other in predicates[max(0, predicate.index - 12) : predicate.index + 12]:
            if other.governor == predicate.index and other.relation in _PLANNED:
                rows = found.pop(predicate.index)
                found.setdefault(other.index, []).extend(
                    replace(row, predicate=other.index) for row in rows
                )
                break


def _climb(index: int, span: Span, position: dict[int, int]) -> Attached | None:
    root = _torn_off(span) or _hung(span)
    current, bound = root, _bound_inside(span)
    while current.head.i != current.i:
        below, current = current, current.head
        inside = span.start <= current.i < span.end
        if current.dep_ in {"prep", "agent"} and current.i < span.start and bound is None:
            beside = current.i == span.start - 1 or current.lower_ not in {"from", "to"}
            bound = _BOUNDS.get(current.lower_) if beside else None
        if current.i in position and (not inside or current.pos_ == "VERB"):
            if _before_its_clause(span, current):
                continue  # "closed last year after a guard was killed": the time is of closing
            if _lone_participle(current, below):
                continue  # "left Gdańsk, repaired, on 30 August": the time is that of leaving
            if _names_edition(below, current):
                return None
            if current.lemma_ in _GOES_BACK:
                bound = None  # "the system dates from 1921"
            distance = abs(current.i - root.i)
            return Attached(index, position[current.i], bound, distance)
        modifies = _only_modifies(
            below, current, inside, direct=below.i in {root.head.i, span.start - 1}
        )
        if modifies and not _begins_phrase(span, current) and not _fronted(span):
            return None
        if current.pos_ in {"VERB", "AUX"} and current.dep_ not in {"aux", "auxpass"}:
            return _of_copula(index, current, position, bound)
    return None


def _torn_off(span: Span) -> Token | None:
    """The preposition of "On 4 May 1996 Anna Berg spoke": the parser gave the day to the name."""
    before = span.doc[span.start - 1] if span.start else None
    if before is None or before.dep_ != "prep" or any(True for _ in before.children):
        return None
    return before


def _hung(span: Span) -> Token:
    """The word by which the expression hangs in the sentence.

    In "left at 1 p.m. Stockholm time on Thursday" it is "p.m.": the parser tears the rest off.
    """
    root = span.root
    if root.head.i != root.i:
        return root
    outside = (t for t in span if not span.start <= t.head.i < span.end)
    return next(outside, root)


def _of_counted_event(
    doc: Doc, span: Span, attached: Attached, position: dict[int, int]
) -> Attached:
    """ "A week before the election on 5 May": the day is that of the election."""
    at = span.start - 1
    if at < 4 or doc[at].lower_ not in {"on", "in"} or doc[at - 1].i not in position:
        return attached
    noun = doc[at - 1]
    counted = noun.dep_ == "pobj" and noun.head.lower_ in {"after", "before"}
    if not counted or doc[noun.head.i - 1].lemma_ not in PARTS_OF_TIME:
        return attached
    return replace(attached, predicate=position[noun.i], bound=None)


def _compared(span: Span) -> bool:
    """Whether the time is of a figure compared with ("up from $3 million a year earlier")."""
    before = [token.lower_ for token in span.doc[max(0, span.start - _WINDOW) : span.start]]
    if "compared" in before or "than" in before[-2:]:
        return True
    at = max((i for i, word in enumerate(before) if word in {"from", "against"}), default=None)
    if at is None or not any(word in _AMOUNTS for word in before[at:]):
        return False
    # "up from the 2.4% that it forecast in December": it forecast then
    between = span.doc[max(0, span.start - _WINDOW) + at : span.start]
    return not any(token.tag_ == "VBD" and token.dep_ == "relcl" for token in between)


def _fronted(span: Span) -> bool:
    """ "Today, opposition leader X was ...": the comma parts the time from the name."""
    doc, after = span.doc, span.end
    return bool(span[0].is_sent_start) and after < len(doc) and doc[after].text == ","


def _begins_phrase(span: Span, noun: Token) -> bool:
    """ "On Friday Northern Lines cancelled ...": the parser took the day for part of the name."""
    return noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.i == span.start - 1


def _names_edition(below: Token, noun: Token) -> bool:
    """Whether the time is part of a name ("the 2010 World Cup")."""
    return below.dep_ in _INSIDE and noun.tag_ in {"NNP", "NNPS"} and below.i < noun.i


def _before_its_clause(span: Span, verb: Token) -> bool:
    """Whether the time stands before the conjunction that opens the verb's own clause."""
    marks = [child for child in verb.children if child.dep_ in {"mark", "advmod"}]
    opens = any(mark.i >= span.end and mark.lower_ in _CONJUNCTIONS for mark in marks)
    return verb.dep_ in {"advcl", "ccomp"} and verb.head.i < span.start and opens


def _lone_participle(token: Token, below: Token) -> bool:
    """A participle between commas that has nothing but the time after it."""
    others = [c for c in token.children if c.dep_ != "punct" and c.i != below.i]
    doc = token.doc
    return (
        token.tag_ in {"VBN", "VBD"}
        and token.dep_ in {"conj", "acl", "advcl"}
        and not others
        and 0 < token.i < len(doc) - 1
        and doc[token.i - 1].text == doc[token.i + 1].text == ","
    )


def _of_copula(
    index: int, copula: Token, position: dict[int, int], bound: str | None
) -> Attached | None:
    """The time beside "was" is that of its complement, if that is a happening.

    ("on leave", "able to pay", "due to begin").
    """
    for child in copula.children:
        inner = [child, *child.children] if child.dep_ in {"prep", "acomp"} else [child]
        for token in inner:
            if token.i in position and token.dep_ in {"attr", "pobj", "acomp", "nsubj", "xcomp"}:
                return Attached(index, position[token.i], bound, abs(token.i - copula.i))
    return None


def _bound_inside(span: Span) -> str | None:
    """A preposition before the expression that the parse hung elsewhere."""
    if span.start == 0:
        return None
    before = span.doc[span.start - 1]
    return _BOUNDS.get(before.lower_) if before.dep_ in {"prep", "mark"} else None


def _only_modifies(below: Token, noun: Token, inside: bool, *, direct: bool) -> bool:
    """Whether the time belongs to a noun that is no happening ("the 2011 version of X").

    ``direct`` says that ``below`` is the preposition of the time itself, not one farther up
    ("a medal for courage on Tuesday").
    """
    if inside or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "during":
        return False  # "was shot during a Tuesday traffic stop"
    if below.dep_ in _INSIDE:
        return True
    if noun.lemma_.lower() in PARTS_OF_TIME and noun.lower_ != "minutes":
        return False  # "the early hours of 3 March", "the night of the 4th"
    if below.dep_ != "prep" or below.lower_ not in _OF_NOUN or not direct:
        return False
    # "lost his savings in the panic of 1857"
    return not (below.lower_ == "of" and noun.dep_ == "pobj" and noun.head.lower_ in _WHEN)
