"""What is told of a day that stands by itself: in its entry, or in the sentence before it."""

from __future__ import annotations

import re

from timeline.extract.own_times import day_part
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene

_WAS_ON = re.compile(r"(?:That|This|It) (?:was|happened) (?:on|in|at)?\s*")
_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP"})


def of_its_entry(scene: Scene, predicate: Predicate) -> Placement | None:
    """The day of the entry, for what it tells as past ("Reached the depot", "1906: Earthquake")."""
    day = scene.entries.get(scene.paragraph[predicate.index])
    if day is None or scene.content(predicate) or scene.statuses[predicate.index] != "happened":
        return None
    token = scene.doc[predicate.head]
    if predicate.form == "noun":
        return day if token.dep_ == "ROOT" and token.sent.root.i == token.i else None
    tense = scene.tenses[predicate.index]
    if token.tag_ not in _FINITE or tense in {"perfect", "pluperfect"}:
        return None
    told = tense == "past" or (token.dep_ in {"ROOT", "conj"} and token.tag_ in {"VBD", "VBN"})
    return day if told else None


def told_next(scene: Scene, own: list[Placement | None]) -> dict[int, Placement]:
    """ "It began with a defeat. That was on 6 August": by predicate, the day of the next sentence.

    Only for the last statement before it, if that has no time of its own.
    """
    found: dict[int, Placement] = {}
    text, doc = scene.document.article.text, scene.doc
    for index, time in enumerate(scene.times):
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None or time.edtf is None or time.type not in {"DATE", "TIME"}:
            continue
        first = doc[span.start].sent[0]
        if not _WAS_ON.fullmatch(text, first.idx, time.start):
            continue
        before = [p for p in scene.predicates if p.head < first.i and p.form == "verb"]
        told = before[-1] if before else None
        if told is None or own[told.index] is not None or told.sentence < 0:
            continue
        if any(p.sentence > told.sentence and p.head < first.i for p in scene.predicates):
            continue
        why = f"The next sentence says when: “{time.text}”."
        steps = (*(time.steps or (time.reason,)), why)
        found[told.index] = Placement(day_part(time.edtf), index, "own", None, steps)
    return found
