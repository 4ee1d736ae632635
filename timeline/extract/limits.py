"""Limits that the day of publication sets to what a report tells as past."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene
from timeline.model import Status

_AHEAD = frozenset({"future", "present", "progressive"})
_TOLD = frozenset({"happened", "reported", "denied"})


def within_publication(scene: Scene, predicate: Predicate, placement: Placement) -> Placement:
    """What is told as past and lies after some day lies between that day and publication."""
    day = scene.document.article.published
    if day is None or placement.edtf is None:
        return placement
    if placement.edtf.startswith("[") and "/" not in placement.edtf:
        placement = _ended(scene, predicate, placement, day)
    if placement.edtf is not None and placement.edtf.startswith("[.."):
        return _by_then(scene, predicate, placement, day)
    if placement.edtf is None or not placement.edtf.endswith("..]"):
        return placement
    if placement.basis == "own":
        return placement  # the text spells its limit out: "after 4 May"
    if scene.statuses[predicate.index] not in _TOLD or not _past(scene, predicate):
        return placement
    first, last = dates.parse(placement.edtf).first, dates.parse(day).last
    if first is None or last is None or first > last:
        return placement
    edtf = day if first == last else dates.some_day(first, last)
    why = "The text tells it as past, so it had happened by the day it was published."
    return replace(placement, edtf=edtf, steps=(*placement.steps, why))


def _ended(scene: Scene, predicate: Predicate, placement: Placement, day: str) -> Placement:
    """ "Complained earlier this week": of that week, the days up to publication."""
    known, published = dates.parse(placement.edtf or ""), dates.parse(day)
    if None in (known.first, known.last, published.first):
        return placement
    first, last, today = known.first or 0, known.last or 0, published.first or 0
    told = scene.statuses[predicate.index] in _TOLD and _past(scene, predicate)
    if not told or not first <= today < last:
        return placement
    why = "It had happened by the day the report was published."
    edtf = day if first == today else dates.some_day(first, today)
    return replace(placement, edtf=edtf, steps=(*placement.steps, why))


def status_by_day(scene: Scene, predicate: Predicate, placement: Placement) -> Status:
    """The status, with *planned* for what is said to happen on a day still to come.

    ("The trial opens on Friday", "the hearing on 5 May".)
    """
    status, day = scene.statuses[predicate.index], scene.document.article.published
    if status != "happened" or day is None or placement.edtf is None or placement.time is None:
        return status
    first, published = dates.parse(placement.edtf).first, dates.parse(day).last
    if first is None or published is None or first <= published or _past(scene, predicate):
        return status
    return "planned"


def _by_then(scene: Scene, predicate: Predicate, placement: Placement, day: str) -> Placement:
    """ "Accused her this week of leaving": before the week ends, and before publication too."""
    last, published = dates.parse(placement.edtf or "").last, dates.parse(day).last
    told = scene.statuses[predicate.index] in _TOLD and _past(scene, predicate)
    if placement.basis == "own" or not told or None in (last, published):
        return placement
    if (last or 0) <= (published or 0):
        return placement
    why = "It had happened by the day the report was published."
    return replace(placement, edtf=dates.on_or_before(day), steps=(*placement.steps, why))


def _past(scene: Scene, predicate: Predicate) -> bool:
    """Whether the tense of the clause, or of the one it hangs on, is a past one."""
    current: Predicate | None = predicate
    for _ in range(8):
        if current is None:
            return False
        tense = scene.tenses[current.index]
        if tense in _AHEAD:
            return False
        if tense != "bare" or scene.doc[current.head].tag_ == "VBN":
            return True
        current = scene.governor(current)
    return False
