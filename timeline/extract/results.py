"""Figures of a firm's accounts: "Revenue rose 5%" is of the quarter or year that it reports on."""

from __future__ import annotations

import re

from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene
from timeline.model import TimeExpression

_MEASURES = frozenset(
    {
        "revenue", "sale", "profit", "net", "income", "earnings", "earning", "loss", "result",
        "margin", "turnover", "volume", "cost", "expense", "output", "production", "shipment",
        "export", "import", "order", "traffic", "spending", "receipt",
    }
)  # fmt: skip
_MOVES = frozenset({"rise", "fall"})
_MORE_MOVES = frozenset(
    {
        "earn", "lose", "total", "come", "amount", "widen", "narrow", "double", "triple", "tumble",
        "slip", "slide", "edge", "improve", "shrink", "swing", "advance", "expand", "ease", "dip",
        "gain", "climb", "quadruple", "halve", "contract", "weaken", "strengthen", "reach",
    }
)  # fmt: skip
_PERIOD = re.compile(r"\d{4}-(Q|H)\d|FY\d{4}|\d{4}")
_LATELY = 2  # years
_LINES = re.compile(r"\n+")
_FARTHEST = 1  # paragraphs back
_COMPARED = frozenset({"from", "than", "versus", "against", "compared", "over"})
_AGO = frozenset({"earlier", "ago", "previous", "prior", "before", "last"})
_WINDOW = 5  # tokens before a time, in which a word of comparing tells that it is compared with
_MONEY = frozenset({"$", "£", "€", "¥", "million", "billion", "cent", "cents", "pence", "yen"})


def of_accounts(scene: Scene, predicate: Predicate) -> Placement | None:
    """The period of accounts that the article tells of last before a figure without a time."""
    if not _is_figure(scene, predicate):
        return None
    offset = scene.doc[predicate.head].idx
    for index in range(len(scene.times) - 1, -1, -1):
        time = scene.times[index]
        if time.start > offset or not _is_period(scene, time):
            continue
        paragraphs = len(_LINES.findall(scene.doc.text[time.start : offset]))
        if paragraphs > (0 if scene.content(predicate) else _FARTHEST) or compared(scene, time):
            continue
        why = f"It is a figure of the accounts for “{time.text}”."
        return Placement(time.edtf, index, "noun", None, (*(time.steps or (time.reason,)), why))
    return None


def _is_period(scene: Scene, time: TimeExpression) -> bool:
    """Whether it is a period of accounts that was over when the article was published."""
    if time.edtf is None:
        return False
    day = scene.document.article.published
    ended = time.type == "DURATION" and "/" in time.edtf and ".." not in time.edtf
    if not ended and not _PERIOD.fullmatch(time.value):
        return False
    if time.value.isdecimal() and (day is None or int(day[:4]) - int(time.value[:4]) > _LATELY):
        return False  # "founded in 1763": no year of accounts
    return day is None or (time.latest is not None and time.latest < day)


def _is_figure(scene: Scene, predicate: Predicate) -> bool:
    if predicate.form != "verb" or scene.tenses[predicate.index] not in {"past", "bare"}:
        return False
    lemma = predicate.lemma.split()[0]
    if not (predicate.kinds & _MOVES or lemma in _MORE_MOVES):
        return False
    token = scene.doc[predicate.head]
    subjects = [child for child in token.children if child.dep_ in SUBJECTS]
    if any(subject.lemma_.lower() in _MEASURES for subject in subjects):
        return True
    amount = any(
        token.lower_ in _MONEY
        for child in token.children
        if child.dep_ == "dobj"
        for token in child.subtree
    )
    return lemma in {"earn", "lose"} and amount


def compared(scene: Scene, time: TimeExpression) -> bool:
    """Whether a time is only compared with ("up from $3 million a year earlier")."""
    span = scene.doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None:
        return False
    if {token.lower_ for token in span} & _AGO or "-ago" in time.text or "earlier" in time.text:
        return True
    before = scene.doc[max(0, span.start - _WINDOW) : span.start]
    return any(token.lower_ in _COMPARED for token in before)
