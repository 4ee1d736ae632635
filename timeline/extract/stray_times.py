"""Times that the parse hangs on no predicate, or on the wrong one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from timeline import dates
from timeline.extract.attached import PARTS_OF_TIME, Attached
from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.predicates import Predicate
from timeline.model import TimeExpression

_BEGINS_SUBJECT = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "CD", "JJ"})
_WORDS_OF_A_DAY = 2
_TWO = 2
_NEAR = 20  # predicates
_FRONT = 3  # tokens of a sentence before a time that opens it: "In the spring of"
_CARRY = frozenset(
    {"bring", "take", "carry", "send", "deliver", "lead", "drive", "fly", "sell", "give"}
)
_TO = frozenset({"to", "into", "back", "home"})


def to_nearer_verbs(
    doc: Doc,
    times: Sequence[TimeExpression],
    predicates: Sequence[Predicate],
    found: dict[int, list[Attached]],
) -> None:
    """ "Worked all night to clear cars that jumped the tracks on Monday": no verb has two days.

    The later one is that of the nearest verb before it, if that has none.
    """
    for index, rows in list(found.items()):
        days = [row for row in rows if row.bound is None and times[row.time].edtf]
        if len(days) != _TWO or index >= len(predicates):
            continue
        first, last = sorted(days, key=lambda row: row.time)
        if dates.agree(times[first.time].edtf or "", times[last.time].edtf or ""):
            continue
        at = times[last.time].start
        after = predicates[index + 1 : index + _NEAR]
        verbs = [p for p in after if p.form == "verb" and doc[p.head].idx < at]
        near = verbs[-1] if verbs else None
        if near is None or near.index in found or doc[near.head].idx < times[first.time].start:
            continue
        if doc[near.head].dep_ == "relcl" and near.sentence == predicates[index].sentence:
            rows.remove(last)
            found[near.index] = [replace(last, predicate=near.index)]


def by_when(
    doc: Doc,
    times: Sequence[TimeExpression],
    predicates: Sequence[Predicate],
    found: dict[int, list[Attached]],
) -> None:
    """ "Until 19 May, when the jury convicted him", "1953, the year Stalin died": that day or year.

    The clause has the time that it describes, whatever limit that is for the main clause.
    """
    ends: dict[int, int] = {}
    for index, time in enumerate(times):
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None and len(span) and time.edtf and time.type in {"DATE", "TIME"}:
            ends[span.end] = index
    for predicate in predicates:
        if predicate.form != "verb" or predicate.index in found:
            continue
        for start in _described_from(doc[predicate.head]):
            end = start - 1 if start and doc[start - 1].text == "," else start
            if end in ends:
                day = _described(doc, times, ends[end])
                found[predicate.index] = [Attached(day, predicate.index, "when", 0)]
                break


def _described(doc: Doc, times: Sequence[TimeExpression], index: int) -> int:
    """In "on 22 December, three days before Christmas, when they met" it is not Christmas."""
    span = doc.char_span(times[index].start, times[index].end, alignment_mode="expand")
    if span is None or not span.start or not index:
        return index
    aside = doc[span.start - 1].lower_ in {"before", "after"}
    while aside and index and times[index - 1].start >= doc[span.start].sent.start_char:
        index -= 1
        if times[index].type in {"DATE", "TIME"} and times[index].edtf:
            return index
    return index


def _described_from(verb: Token) -> list[int]:
    """Where the clause may begin that says what happened on a day; empty if it is no such clause.

    ("..., when they met", "..., the year they met", "The following day they met".)
    """
    if verb.dep_ not in {"relcl", "advcl"}:
        return []
    when = [c.i for c in verb.children if c.lower_ == "when" and c.dep_ in {"advmod", "mark"}]
    marks = {c.lower_ for c in verb.children} & {"that", "had"}
    if when or marks or verb.dep_ != "relcl":
        return when
    if verb.head.lemma_.lower() in PARTS_OF_TIME:
        return [verb.head.left_edge.i, verb.left_edge.i]
    # "At 3 on the 15th the fever rose": the parser makes a description of the clause
    return [verb.left_edge.i] if verb.head.i == verb.left_edge.i - 1 else []


def of_first_verb(index: int, span: Span, predicates: Sequence[Predicate]) -> Attached | None:
    """ "The following Saturday Rovers drew at Ashby": the parser gave the day to the name."""
    if not span[0].is_sent_start or span.end >= len(span.doc) or len(span) < _WORDS_OF_A_DAY:
        return None
    after = span.doc[span.end]
    if after.tag_ not in _BEGINS_SUBJECT or span.root.dep_ in SUBJECTS:
        return None
    start, end = bisect_right(predicates, span.end, key=_head), span.root.sent.end
    for predicate in predicates[start : start + _NEAR]:
        verb = span.doc[predicate.head]
        if predicate.form == "verb" and verb.i < end:
            subject = any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children)
            return Attached(index, predicate.index, None, 1) if subject else None
    return None


def _head(predicate: Predicate) -> int:
    return predicate.head


def of_clause_before(index: int, span: Span, position: dict[int, int]) -> Attached | None:
    """ "When it dropped, two days later, the plateau was empty": the time of the clause before."""
    if span.start < 2 or span.doc[span.start - 1].text != ",":
        return None
    verb = span.doc[span.start - 2]
    while verb.i not in position and verb.head.i < verb.i:
        verb = verb.head
    if verb.i not in position or verb.dep_ != "advcl" or verb.right_edge.i != span.start - 2:
        return None
    return Attached(index, position[verb.i], None, span.start - verb.i)


def of_torn_clause(index: int, span: Span, position: dict[int, int]) -> Attached | None:
    """ "In 312 BC the Roman censor Appius Claudius began ...": the parser made the title the root.

    A time that opens its sentence is that of the clause, whose verb hangs on a noun.
    """
    root = span.root
    while root.head.i != root.i:
        root = root.head
    if span.start - root.sent.start > _FRONT or root.i < span.end or root.pos_ == "VERB":
        return None
    if root.pos_ not in {"NOUN", "PROPN"}:
        return None
    for child in root.children:
        clause = child.dep_ in {"ccomp", "relcl", "appos", "acl"} and child.tag_ == "VBD"
        subject = next((c for c in child.children if c.dep_ in SUBJECTS and c.i < child.i), None)
        if clause and child.i in position and subject is not None and subject.tag_[:1] == "N":
            return Attached(index, position[child.i], None, child.i - span.end)
    return None


def to_carriers(
    doc: Doc,
    times: Sequence[TimeExpression],
    predicates: Sequence[Predicate],
    found: dict[int, list[Attached]],
) -> None:
    """ "Brought the clock he made to school on 14 May": he brought it then, made is only which."""
    verbs = {p.head: p.index for p in predicates if p.lemma in _CARRY and p.form == "verb"}
    for index in list(found):
        clause = doc[predicates[index].head]
        noun = clause.head
        carrier = verbs.get(noun.head.i) if clause.dep_ == "relcl" and noun.dep_ == "dobj" else None
        if carrier is None or carrier in found or _has_pronoun(clause):
            continue
        start = min(times[row.time].start for row in found[index])
        if any(t.lower_ in _TO and t.i > clause.i and t.idx < start for t in clause.subtree):
            found[carrier] = [replace(row, predicate=carrier) for row in found.pop(index)]


def _has_pronoun(clause: Token) -> bool:
    return any(token.tag_ in {"WP", "WDT"} and token.i < clause.i for token in clause.subtree)
