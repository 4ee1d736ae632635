"""Who says what: which predicates are the content of which act of saying.

Content is a complement clause ("said that ..."), a clause with the act of
saying beside it ("..., she said"), a clause after a noun of saying ("the claim
that ...") or what stands between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from spacy.tokens import Doc, Token

from timeline.extract.document import Document
from timeline.extract.lexicon import EventLexicon
from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.predicates import Predicate
from timeline.extract.status import Tense, told_by_rank

_MARKS = re.compile(r"[“”„«»]|\"")
_WORDS_OF_A_CLAUSE = 4
_NOUNS_OF_SAYING = frozenset(
    {"state", "report", "announce", "accuse", "threaten", "pledge", "speak"}
)


def quotations(document: Document) -> list[tuple[int, int]]:
    """The quotations long enough to hold a clause: ``(start, end)`` in code points.

    A mark without its partner reaches to the end of its paragraph.
    """
    text, found = document.article.text, []
    for start, end in document.paragraphs:
        opened: int | None = None
        first = True
        for mark in _MARKS.finditer(text, start, end):
            if _opens(text, mark.start(), start):
                opened = mark.start() if opened is None else opened
            elif opened is not None or first:
                found.append((start if opened is None else opened, mark.end()))
                opened = None
            first = False
        if opened is not None:
            found.append((opened, end))
    return [span for span in found if len(text[slice(*span)].split()) >= _WORDS_OF_A_CLAUSE]


def _opens(text: str, at: int, start: int) -> bool:
    if text[at] != '"':
        return text[at] in "“„«"
    before = at == start or text[at - 1].isspace() or text[at - 1] in "([—–-"
    return before and at + 1 < len(text) and not text[at + 1].isspace()


def is_saying(doc: Doc, predicate: Predicate, words: EventLexicon) -> bool:
    """Whether the predicate is an act of saying with a speaker or with content."""
    if predicate.form == "noun":
        return bool(predicate.kinds & _NOUNS_OF_SAYING)
    lemma = predicate.lemma.split()[0]
    if lemma in words.documents:  # "found that ..." says something, "found a door" does not
        return any(child.dep_ == "ccomp" for child in doc[predicate.head].children)
    return lemma in words.speech


def speakers_of(
    document: Document,
    predicates: Sequence[Predicate],
    tenses: Sequence[Tense],
    words: EventLexicon,
) -> list[int | None]:
    """For each predicate the index of the act of saying whose content it is, or None.

    A predicate that stands in a quotation of which no act of saying is near
    points to itself: reported, but by nobody known.
    """
    doc = document.doc
    found: list[int | None] = [None] * len(predicates)
    for predicate in predicates:
        beside = _saying_beside(doc, predicate, predicates, words)
        if beside is not None:
            found[predicate.index] = beside
    for predicate in _from_the_top(predicates):
        if found[predicate.index] is None:
            found[predicate.index] = _by_complement(
                doc, predicate, predicates, tenses, found, words
            )
    _by_quotation(document, predicates, found, words)
    return found


def _from_the_top(predicates: Sequence[Predicate]) -> list[Predicate]:
    def depth(predicate: Predicate) -> int:
        steps = 0
        while predicate.governor is not None and steps < 50:
            predicate, steps = predicates[predicate.governor], steps + 1
        return steps

    return sorted(predicates, key=lambda predicate: (depth(predicate), predicate.index))


def _saying_beside(
    doc: Doc, predicate: Predicate, predicates: Sequence[Predicate], words: EventLexicon
) -> int | None:
    """A verb of saying that stands beside the clause: "If ..., the minister clarified, ..."."""
    for child in doc[predicate.head].children:
        if (
            child.dep_ == "parataxis"
            and child.lemma_.lower() in words.speech
            and _has_subject(child)
        ):
            for other in predicates[max(0, predicate.index - 40) : predicate.index + 40]:
                if other.head == child.i:
                    return other.index
    return None


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children)


def _by_complement(
    doc: Doc,
    predicate: Predicate,
    predicates: Sequence[Predicate],
    tenses: Sequence[Tense],
    found: Sequence[int | None],
    words: EventLexicon,
) -> int | None:
    if predicate.governor is None:
        return None
    governor = predicates[predicate.governor]
    if found[governor.index] == predicate.index:
        return None  # the act of saying itself, hung on its content
    saying = is_saying(doc, governor, words)
    told = tenses[predicate.index] != "bare" or told_by_rank(doc[predicate.head])
    if saying and told and _in_complement(doc, predicate, governor):
        return governor.index
    if saying and governor.form == "noun" and predicate.relation == "acl":
        marks = {child.lower_ for child in doc[predicate.head].children if child.dep_ == "mark"}
        return governor.index if "that" in marks else found[governor.index]
    if predicate.relation in {"parataxis"}:
        return None
    return found[governor.index]


def _in_complement(doc: Doc, predicate: Predicate, governor: Predicate) -> bool:
    """Whether the way up to the governor leads through its complement clause."""
    token = doc[predicate.head]
    while token.i != governor.head and token.head.i != token.i:
        if token.dep_ == "ccomp":
            return True
        if token.dep_ in {"relcl", "acl"} and token.head.ent_type_ in {"DATE", "TIME"}:
            return True  # "said the following day that ...": the parser hangs it on the day
        token = token.head
    return False


def _by_quotation(
    document: Document,
    predicates: Sequence[Predicate],
    found: list[int | None],
    words: EventLexicon,
) -> None:
    spans = quotations(document)
    if not spans:
        return
    doc = document.doc
    quoted = _inside(doc, predicates, spans)
    ends = iter(document.paragraphs)
    end = 0

    def paragraph(predicate: Predicate) -> int:
        nonlocal end
        while doc[predicate.head].idx >= end:
            end = next(ends, (0, len(document.article.text) + 1))[1]
        return end

    for _, group in groupby(predicates, key=paragraph):
        members = list(group)
        sayings = [
            p
            for p in members
            if p.form == "verb" and not quoted[p.index] and is_saying(doc, p, words)
        ]
        for predicate in members:
            if quoted[predicate.index] and found[predicate.index] is None:
                nearest = min(
                    sayings,
                    key=lambda s: (s.sentence != predicate.sentence, abs(s.head - predicate.head)),
                    default=predicate,
                )
                found[predicate.index] = nearest.index


def _inside(
    doc: Doc, predicates: Sequence[Predicate], spans: Sequence[tuple[int, int]]
) -> list[bool]:
    marks, at = [], 0
    for predicate in predicates:
        offset = doc[predicate.head].idx
        while at < len(spans) and spans[at][1] <= offset:
            at += 1
        marks.append(at < len(spans) and spans[at][0] <= offset)
    return marks
