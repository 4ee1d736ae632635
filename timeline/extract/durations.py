"""Durations that place a happening: "will last two days", "four weeks after she was sentenced"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateutil.relativedelta import relativedelta
from spacy.tokens import Token

from timeline import dates
from timeline.extract.placement import Basis, Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene
from timeline.extract.times import read_times
from timeline.model import Article, TimeExpression

_LASTING = frozenset({"last", "take", "continue", "run", "span"})
_PERIOD = re.compile(r"P(?P<number>\d{1,4})(?P<unit>[DWMY])")
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}
_NEARLY = frozenset({"about", "around", "nearly", "almost", "roughly", "some", "approximately"})
_OPEN_ENDED = frozenset({"less", "more", "over", "under", "fewer", "least", "up", "within"})
_SIDES: dict[str, Literal["after", "before"]] = {
    "after": "after",
    "following": "after",
    "before": "before",
}
_A_DAY = frozenset({"day", "morning"})
_SIDE = re.compile(r"\s(?:after|following|before)\b")


@dataclass(frozen=True, slots=True)
class Distance:
    """ "Four weeks after": ``other`` lies ``length`` before (or after) the one it hangs on."""

    other: int
    side: Literal["after", "before"]
    length: relativedelta
    unit: str
    nearly: bool
    text: str
    time: int


def lasts(predicate: Predicate) -> bool:
    """Whether it is a verb whose duration is that of what it tells of."""
    return predicate.form == "verb" and predicate.lemma in _LASTING


def lasting(scene: Scene, predicate: Predicate, start: Placement) -> Placement | None:
    """From the first day of ``start`` for as long as the predicate says, or None."""
    if not lasts(predicate) or start.edtf is None:
        return None
    for row in scene.attached.get(predicate.index, ()):
        time = scene.times[row.time]
        length = length_of(time)
        first = dates.parse(start.edtf).earliest
        if length is None or first is None:
            continue
        try:
            last = date.fromisoformat(first) + length[0] - relativedelta(days=1)
        except (OverflowError, ValueError):
            return None
        if last <= date.fromisoformat(first):
            return None
        why = f"It lasts “{time.text}” from that day on."
        edtf = dates.interval(first, last.isoformat())
        return Placement(edtf, start.time, "own", start.source, (*start.steps, why))
    return None


def length_of(time: TimeExpression) -> tuple[relativedelta, str] | None:
    """A length counted in days, weeks, months or years, and its unit (D, W, M, Y)."""
    period = _PERIOD.fullmatch(time.value)
    if time.type != "DURATION" or period is None:
        return None
    unit = period["unit"]
    return relativedelta(**{_UNITS[unit]: int(period["number"])}), unit


def _counted(time: TimeExpression) -> tuple[relativedelta, str] | None:
    """The length that it names, also where it was read as the day that it leads to."""
    length = length_of(time)
    if length is not None or time.rule != "counted-from-event":
        return length
    text = _SIDE.split(time.text)[0]
    lengths = [length_of(alone) for alone in read_times(Article("", text))]
    return next((length for length in lengths if length is not None), None)


def distances(scene: Scene) -> dict[int, Distance]:
    """By the index of a predicate, how far it lies from a happening that hangs on it."""
    found: dict[int, Distance] = {}
    for number, time in enumerate(scene.times):
        length = _counted(time)
        span = scene.doc.char_span(time.start, time.end, alignment_mode="expand")
        if length is None or span is None:
            continue
        # "four weeks after she was sentenced" is read as one expression, or as a length alone
        at = next((token.i for token in span if token.lower_ in _SIDES), span.end)
        if at >= len(scene.doc):
            continue
        span = scene.doc[span.start : at]
        words = {token.lower_ for token in span}
        before = scene.doc[span.start - 1].lower_ if span.start else ""
        side = _SIDES.get(scene.doc[at].lower_)
        if side is None or words & _OPEN_ENDED or before in _OPEN_ENDED:
            continue
        pair = _pair(scene, scene.doc[at])
        if pair is not None:
            nearly = bool(words & _NEARLY) or before in _NEARLY
            found[pair[0]] = Distance(pair[1], side, *length, nearly, span.text, number)
    for main, distance in _fronted(scene):
        found.setdefault(main, distance)
    return found


def _fronted(scene: Scene) -> Iterator[tuple[int, Distance]]:
    """ "The morning after she won, X said on Friday", by the order of the words alone.

    The parser often takes the first clause of such a sentence for the main one.
    """
    lengths = {time.start: (time, length_of(time)) for time in scene.times}
    for sentence in scene.doc.sents:
        side = next((t for t in sentence[:5] if t.lower_ in _SIDES), None)
        if side is None or side.i == sentence.start or side.dep_ == "prep":
            continue
        time, length = lengths.get(sentence[0].idx, (None, None))
        before = side.nbor(-1)
        if length is None and before.lower_ in _A_DAY and sentence[0].dep_ == "det":
            length = (relativedelta(days=1), "D")
        if length is None:
            continue
        inside = [p for p in scene.predicates if sentence.start <= p.head < sentence.end]
        first = next((p for p in inside if p.form == "verb" and p.head > side.i), None)
        comma = next((t.i for t in sentence if first and t.i > first.head and t.text == ","), None)
        if first is None or comma is None:
            continue
        main = next((p for p in inside if p.head > comma and _has_day(scene, p)), None)
        if main is not None:
            text = scene.doc[sentence.start : side.i].text
            number = -1 if time is None else scene.times.index(time)
            yield (
                main.index,
                Distance(first.index, _SIDES[side.lower_], *length, False, text, number),
            )


def _has_day(scene: Scene, predicate: Predicate) -> bool:
    rows = scene.attached.get(predicate.index, ())
    edtfs = [scene.times[row.time].edtf for row in rows if row.bound is None]
    return any(edtf and dates.parse(edtf).precision == "day" for edtf in edtfs)


def _pair(scene: Scene, word: Token) -> tuple[int, int] | None:
    """The predicate of the main clause, and the one after "after" or "before"."""
    for predicate in scene.predicates:
        token = scene.doc[predicate.head]
        if token.i <= word.i or predicate.governor is None:
            continue
        if token.i > word.i + 12:
            break
        marks = [c for c in token.children if c.dep_ in {"mark", "advmod"}]
        follows = token.head.i == word.i or word.i in {mark.i for mark in marks}
        if follows:
            return predicate.governor, predicate.index
    return None


def apart(from_: Placement, distance: Distance, *, back: bool, basis: Basis) -> Placement | None:
    """The date that lies the distance after ``from_`` (before it where ``back``), or None.

    Days and weeks are counted to the day, months to the month and years to the year.
    """
    if from_.edtf is None or from_.bound:
        return None
    known = dates.parse(from_.edtf)
    if known.earliest is None or known.precision not in {"day", "month", "year"}:
        return None
    forward = (distance.side == "after") != back
    try:
        start = date.fromisoformat(known.earliest)
        day = start + distance.length if forward else start - distance.length
    except (OverflowError, ValueError):
        return None
    edtf = day.isoformat()
    if distance.unit == "Y" or known.precision == "year":
        edtf = edtf[:4]
    elif distance.unit == "M" or known.precision == "month":
        edtf = edtf[:7]
    if distance.nearly:
        edtf += "~"
    side = "after" if forward else "before"
    why = f"It lies “{distance.text}” {side} that."
    return Placement(edtf, from_.time, basis, from_.source, (*from_.steps, why))
