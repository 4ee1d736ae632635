"""Days that stand by themselves: heads of the entries of a diary, and "That was on 6 August".

An entry is a paragraph that begins with a day and a full stop; what it tells happened on that day.
"""

from __future__ import annotations

import re

from timeline import dates
from timeline.extract.own_times import day_part
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene

_FEWEST = 2  # entries; one paragraph that begins so is a dateline or a caption
_BEFORE_THE_DAY = re.compile(r"[\s\"“‘'(\[]*(?:[A-Z][a-z]+day,?\s+)?")
_AFTER_THE_DAY = re.compile(r"\s?(?:[.:]|[—–-]\s)")
_WAS_ON = re.compile(r"(?:That|This|It) (?:was|happened) (?:on|in|at)?\s*")
_MINUTES = re.compile(r"^(?:.*: )?[Mm]inutes of\b", re.MULTILINE)
_OTHER_MINUTES = re.compile(r"[Mm]inutes\b[^.]*\bof\s+$")  # those that were approved
_BEFORE = 60  # code points
_HEAD = 400  # code points, in which minutes say what they are
_OPENING = 2  # paragraphs, in which they say of which day they are
_FINITE = frozenset({"VBD", "VBN"})


def entry_days(scene: Scene) -> dict[int, Placement]:
    """By paragraph, the day that heads it; empty where the article is no diary or log."""
    found: dict[int, Placement] = {}
    text = scene.document.article.text
    at = {time.start: index for index, time in enumerate(scene.times)}
    if not at:
        return {}
    for number, (start, end) in enumerate(scene.document.paragraphs):
        head = _BEFORE_THE_DAY.match(text, start, end)
        for begin in {start, head.end() if head else start}:
            index = at.get(begin, -1)
            time = scene.times[index]
            if index < 0 or time.edtf is None or time.type == "DURATION":
                continue
            day = day_part(time.edtf)
            stops = text[time.end - 1] == "." or _AFTER_THE_DAY.match(text, time.end)
            if stops and dates.parse(day).precision == "day":
                why = f"The entry is of “{time.text}”."
                steps = (*(time.steps or (time.reason,)), why)
                found[number] = Placement(day, index, "clause", None, steps)
    return found if len(found) >= _FEWEST else _of_minutes(scene)


def _of_minutes(scene: Scene) -> dict[int, Placement]:
    """The day of the meeting, for every paragraph of its minutes."""
    article = scene.document.article  # they say what they are at their head
    if not _MINUTES.search(f"{article.title or ''}\n{article.text[:_HEAD]}"):
        return {}
    opening = scene.document.paragraphs[:_OPENING][-1][1]
    for index, time in enumerate(scene.times):
        full = time.rule == "day" or (time.edtf or "") in time.value
        others = _OTHER_MINUTES.search(article.text[max(0, time.start - _BEFORE) : time.start])
        if time.start >= opening or not time.edtf or not full or others:
            continue
        if dates.parse(time.edtf).precision == "day":
            why = f"The minutes are of the meeting of “{time.text}”."
            steps = (*(time.steps or (time.reason,)), why)
            day = Placement(day_part(time.edtf), index, "clause", None, steps)
            return dict.fromkeys(range(len(scene.document.paragraphs)), day)
    if article.published is None:
        return {}
    why = "The minutes name no day; they are of the day on which they were published."
    day = Placement(article.published, None, "clause", None, (why,))
    return dict.fromkeys(range(len(scene.document.paragraphs)), day)


def of_its_entry(
    scene: Scene, days: dict[int, Placement], predicate: Predicate
) -> Placement | None:
    """The day of the entry, for what it tells as past ("Reached the depot")."""
    day = days.get(scene.paragraph[predicate.index])
    token = scene.doc[predicate.head]
    if day is None or predicate.form != "verb" or token.tag_ not in _FINITE:
        return None
    if scene.content(predicate) or scene.statuses[predicate.index] != "happened":
        return None
    told = scene.tenses[predicate.index] == "past" or token.dep_ in {"ROOT", "conj"}
    return day if told and scene.tenses[predicate.index] not in {"perfect", "pluperfect"} else None


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
