"""What lasts from where the text stands: "waited a week", "stayed until Friday, and then left"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from timeline import dates
from timeline.extract.durations import length_of
from timeline.extract.evidence import Evidence
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene
from timeline.model import TimeExpression

_HAPPENED = frozenset({"happened", "reported"})
_PUT_OFF = frozenset({"delay", "end", "close"})  # what is put off until a day happens then
_MEASURED_OUT = frozenset({"convict", "arrest", "dismiss", "charge", "sell", "appoint", "agree"})
_LET = frozenset({"ban", "lease", "rent", "lend", "book", "hire", "let", "fine", "exile"})
_ADDED = frozenset({"another", "more", "other", "extra", "further"})
_UNTIL = frozenset({"advcl:until", "advcl:till", "prep:until", "prep:till"})
_LENGTH_AFTER = frozenset({"for", "during"})
_DAYS = frozenset({"day", "range"})


def until_then(scene: Scene, own: Placement, start: Placement | None, index: int) -> Placement:
    """What goes on until a day, from ``start`` on; ``own`` where that tells no begin.

    What is put off until a day happens on it.
    """
    if own.edtf is None or not own.edtf.startswith("../"):
        return own
    predicate, end = scene.predicates[index], own.edtf[3:]
    past = scene.tenses[index] in {"past", "bare"} and scene.statuses[index] in _HAPPENED
    if not past or predicate.form != "verb":
        return own
    if _put_off(predicate):
        return replace(own, edtf=end, steps=(*own.steps, "It is put off until then."))
    if start is None or start.edtf is None or start.bound:
        return own
    first, last = dates.parse(start.edtf), dates.parse(end)
    if first.first is None or last.last is None or first.first > last.last:
        return own
    if start.edtf == end:
        return replace(own, edtf=end)
    if first.last is None or "/" in start.edtf or first.last > last.last:
        return own
    why = "It went on from the day on which the text stands."
    return replace(own, edtf=dates.interval(start.edtf, end), steps=(*own.steps, why))


def _put_off(predicate: Predicate) -> bool:
    return bool(predicate.kinds & _PUT_OFF) or predicate.lemma == "adjourn"


def up_to_then(
    scene: Scene, own: Placement, end: Placement | None, predicate: Predicate
) -> Placement:
    """ "She opened the door; he had waited since Monday": up to the day on which the story stands.

    ``own`` where the tense is another or no later day is known.
    """
    begin = (own.edtf or "").removesuffix("/..")
    if begin == own.edtf or scene.tenses[predicate.index] != "pluperfect":
        return own
    if end is None or end.edtf is None or end.bound or "/" in end.edtf:
        return own
    first, last = dates.parse(begin), dates.parse(end.edtf)
    if first.first is None or last.last is None:
        return own
    if last.first is None or last.first < first.first:
        return own
    why = "The tense says that it held up to where the story stands."
    return replace(own, edtf=dates.interval(begin, end.edtf), steps=(*own.steps, why))


def until_beside(
    evidence: Evidence, predicate: Predicate, start: Placement | None
) -> Placement | None:
    """ "Ruled until he was overthrown in 1973", "until his release on 29 April": up to that day."""
    scene = evidence.scene
    own = evidence.own[predicate.index]
    if predicate.form != "verb" or not (own is None or (own.edtf or "").endswith("/..")):
        return None
    for other in evidence.near(predicate):
        end = evidence.own[other.index]
        if other.governor != predicate.index or other.relation not in _UNTIL or end is None:
            continue
        if end.edtf is None or end.bound or "/" in end.edtf:
            continue
        if own is not None:  # "from 1991 until its dissolution in 2019"
            return _from_until(own, end.edtf, scene.doc[other.head].text)
        governor = scene.governor(predicate)
        if predicate.relation == "relcl" and governor is not None and start is None:
            start = evidence.placed[governor.index]
        word = scene.doc[other.head].text
        steps = (*end.steps, f"It went on until “{word}”.")
        limit = Placement(dates.interval(None, end.edtf), end.time, "clause", other.index, steps)
        return until_then(scene, limit, start, predicate.index)
    return None


def _from_until(own: Placement, end: str, word: str) -> Placement | None:
    """From the begin of ``own`` to the end, or None where that lies before it."""
    begin = (own.edtf or "").removesuffix("/..")
    first, last = dates.parse(begin).first, dates.parse(end).last
    if first is None or last is None or first > last:
        return None
    steps = (*own.steps, f"It went on until “{word}”.")
    return replace(own, edtf=dates.interval(begin, end), steps=steps)


def then_next(scene: Scene, predicate: Predicate, above: Placement) -> Placement | None:
    """ "Stayed until Friday, and then left": on that Friday."""
    edtf = above.edtf or ""
    words = {child.lower_ for child in scene.doc[predicate.head].children}
    if predicate.relation != "conj" or "then" not in words or "/" not in edtf:
        return None
    end = edtf.split("/")[1]
    if end == ".." or above.basis not in {"own", "clause"}:
        return None
    word = scene.doc[scene.predicates[predicate.governor or 0].head].text
    why = f"It comes when “{word}” ends."
    return Placement(end, above.time, "clause", predicate.governor, (*above.steps, why))


def for_a_while(scene: Scene, predicate: Predicate, placement: Placement) -> Placement:
    """From the day of ``placement`` for as long as the verb says ("waited a week"), if it does."""
    if predicate.form != "verb" or scene.statuses[predicate.index] not in _HAPPENED:
        return placement
    if placement.edtf is None or placement.bound or scene.tenses[predicate.index] == "perfect":
        return placement
    for row in scene.attached.get(predicate.index, ()):
        time = scene.times[row.time]
        edtf = (
            _through(placement.edtf.removesuffix("/.."), time)
            if _is_extent(scene, predicate, time)
            else None
        )
        if edtf is not None:
            why = f"It lasts “{time.text}” from then on."
            return replace(placement, edtf=edtf, steps=(*placement.steps, why))
    return placement


def _is_extent(scene: Scene, predicate: Predicate, time: TimeExpression) -> bool:
    """Whether a length says how long: "for three days", "a week" right after its verb."""
    span = scene.doc.char_span(time.start, time.end, alignment_mode="expand")
    if time.type != "DURATION" or span is None or span.start == 0:
        return False
    before = scene.doc[span.start - 1]
    if predicate.kinds & _MEASURED_OUT or predicate.lemma in _LET:
        return False  # "jailed for two years": how long the punishment will last
    if _put_off(predicate) or any(token.lower_ in _ADDED for token in span):
        return False  # "asked for another year"
    if before.dep_ == "prep":
        return before.lower_ in _LENGTH_AFTER and before.head.i == predicate.head
    after = scene.doc[span.end].lower_ if span.end < len(scene.doc) else ""
    own = span.root.dep_ in {"npadvmod", "dobj"} and span.root.head.i == predicate.head
    return own and span.start > predicate.head and after not in {"later", "before", "after", "ago"}


def _through(edtf: str, time: TimeExpression) -> str | None:
    known, length = dates.parse(edtf), length_of(time)
    if length is None or known.earliest is None:
        return None
    back, unit = length
    if unit == "Y" and known.precision in {"day", "month", "season", "year"}:
        year = known.earliest[:4]
        first = year if known.precision == "day" else edtf
        return dates.interval(first, f"{int(year) + back.years:04d}")
    if known.precision != "day":
        return None
    if unit == "D":
        back = back - relativedelta(days=1)
    try:
        last = (date.fromisoformat(known.earliest) + back).isoformat()
    except (OverflowError, ValueError):
        return None
    return dates.interval(known.earliest, last) if last > known.earliest else None
