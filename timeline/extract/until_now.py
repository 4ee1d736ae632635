"""Spans that reach up to the day of publication: "has led for two years", "so far this year"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from timeline import dates
from timeline.extract.durations import length_of
from timeline.extract.evidence import Evidence
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene
from timeline.model import TimeExpression

_PAST = frozenset({"past", "last", "previous", "recent"})
_GOES_ON = frozenset(
    {
        "command", "lead", "run", "head", "hold", "govern", "rule", "chair", "control", "occupy",
        "teach", "study", "fight", "play", "manage", "direct", "edit", "coach", "employ", "publish",
        "operate", "wait",
    }
)  # fmt: skip
_CHANGES = frozenset({"rise", "fall", "win", "lose", "die", "close", "end", "open"})
_EACH = frozenset({"every", "each", "several", "many", "hundreds", "dozens", "thousands"})
_COARSE = frozenset({"month", "quarter", "season", "year"})


@dataclass(frozen=True, slots=True)
class _Begin:
    edtf: str
    why: str
    open: bool = False  # it can go on after publication


def up_to_publication(scene: Scene, predicate: Predicate) -> Placement | None:
    """From the begin that the clause names to the day of publication, or None.

    Only where the tense says that it holds up to now ("has led", "has been paying").  What
    goes on since a day has no end ("has commanded her since May"); what has happened since
    then ("has licensed it") had happened by publication.
    """
    day = scene.document.article.published
    if day is None or scene.tenses[predicate.index] != "perfect":
        return None
    if scene.statuses[predicate.index] in {"planned", "hypothetical"}:
        return None
    goes_on = scene.doc[predicate.head].tag_ == "VBG" or predicate.lemma in _GOES_ON
    goes_on = goes_on or predicate.lemma in scene.words.stative or not _counted(scene, predicate)
    for row in scene.attached.get(predicate.index, ()):
        time = scene.times[row.time]
        begin = None if goes_on else _since(time, row.bound, day)
        begin = begin or _so_far(time, day) or _for_long(scene, time, day)
        if begin is not None and goes_on and begin.open:
            why = f"The tense says that it goes on, {begin.why}."
            steps = (*(time.steps or (time.reason,)), why)
            return Placement(dates.interval(begin.edtf, None), row.time, "own", None, steps)
        if begin is not None:
            why = f"The tense says that it holds up to the day of publication, {begin.why}."
            edtf = dates.interval(begin.edtf, day)
            return Placement(edtf, row.time, "own", None, (*(time.steps or (time.reason,)), why))
    return None


def since_happening(evidence: Evidence, predicate: Predicate) -> Placement | None:
    """ "Has been ignored since its introduction in May": from then on, or by publication.

    Only a perfect; the happening must have a day, month or year of its own.
    """
    scene = evidence.scene
    day = scene.document.article.published
    if scene.tenses[predicate.index] != "perfect" or day is None:
        return None
    if scene.statuses[predicate.index] in {"planned", "hypothetical"}:
        return None
    for other in evidence.near(predicate):
        begin = evidence.own[other.index]
        since = other.relation in {"prep:since", "advcl:since"}
        if other.governor != predicate.index or not since or begin is None or begin.edtf is None:
            continue
        if begin.bound or "/" in begin.edtf or not _lies_before(begin.edtf, day):
            continue
        ended = _counted(scene, predicate)
        edtf = dates.interval(begin.edtf, day if ended else None)
        why = "The tense says that it goes on, since then."
        if ended:
            why = "The tense says that it holds up to the day of publication, since then."
        return Placement(edtf, begin.time, "clause", other.index, (*begin.steps, why))
    return None


def _counted(scene: Scene, predicate: Predicate) -> bool:
    """Whether it is an amount that has come together ("licensed by 300 firms"), or a change."""
    if predicate.kinds & _CHANGES:
        return True
    return any(
        token.like_num or token.lower_ in _EACH
        for token in scene.doc[predicate.head].subtree
        if token.ent_type_ not in {"DATE", "TIME"}
    )


def _since(time: TimeExpression, bound: str | None, day: str) -> _Begin | None:
    edtf = time.edtf or ""
    if bound == "since" and edtf and "/" not in edtf and not edtf.startswith("["):
        edtf = f"{edtf.split('T')[0]}/.."
    if not edtf.endswith("/..") or not _lies_before(edtf[:-3], day):
        return None
    return _Begin(edtf[:-3], "since then")


def _lies_before(begin: str, day: str) -> bool:
    first, last = dates.parse(begin).first, dates.parse(day).last
    return first is not None and last is not None and first < last


def _so_far(time: TimeExpression, day: str) -> _Begin | None:
    """ "This year" holds the day of publication: what has happened in it has by then."""
    if time.edtf is None or time.type != "DATE" or "/" in time.edtf or "[" in time.edtf:
        return None
    known, published = dates.parse(time.edtf), dates.parse(day)
    if known.precision not in _COARSE or known.earliest is None:
        return None
    if None in (known.first, known.last, published.first):
        return None
    inside = (known.first or 0) < (published.first or 0) <= (known.last or 0)
    return _Begin(known.earliest, f"from the begin of “{time.text}” on") if inside else None


def _for_long(scene: Scene, time: TimeExpression, day: str) -> _Begin | None:
    """ "For two years", "in the past three years": counted back from publication."""
    length = length_of(time)
    span = scene.doc.char_span(time.start, time.end, alignment_mode="expand")
    if length is None or span is None:
        return None
    back, unit = length
    past = any(token.lower_ in _PAST for token in span)
    before = {token.lower_ for token in scene.doc[max(0, span.start - 3) : span.start]}
    if not past and not before & {"for", "over", "in"}:
        return None
    try:
        begin = (date.fromisoformat(day) - back).isoformat()
    except (OverflowError, ValueError):
        return None
    if unit == "Y":
        begin = begin[:4] if past else begin[:7]
    elif unit == "M":
        begin = begin[:7]
    return _Begin(begin, f"“{time.text}” back from publication", "for" in before)
