"""Days that head what is told below them: entries of a diary or log, of a chronology, minutes.

An entry is a paragraph that begins with a day and a stop, a colon or a dash, or one below a day
that fills its line; what it tells happened on that day, also where it tells it in the present.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline import dates
from timeline.extract.document import Document
from timeline.extract.own_times import day_part
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.status import Tense
from timeline.model import TimeExpression

_FEWEST = 2  # days as headings; one paragraph that begins so is a dateline or a caption
_FEWEST_WIDE = 3  # months or years; "2014. It was the year …" may begin one
_BEFORE_THE_DAY = re.compile(r"[\s\"“‘'(\[•·*#>–—-]*(?:On )?(?:[A-Z][a-z]+day,?\s+)?")
_AFTER_THE_DAY = re.compile(r"[)\]*]*\s?(?:[.:|]|[—–-]\s)|[)\]*]+\s")
_TO = re.compile(r" ?[–—-] ?| to | and ")
_MINUTES = re.compile(r"^(?:.*: )?[Mm]inutes of\b", re.MULTILINE)
_OTHER_MINUTES = re.compile(r"[Mm]inutes\b[^.]*\bof\s+$")  # those that were approved
_BEFORE = 60  # code points
_HEAD = 400  # code points, in which minutes say what they are
_OPENING = 2  # paragraphs, in which they say of which day they are


class _Heading(NamedTuple):
    """The time that begins a paragraph, its index (``at``), and whether it fills the paragraph."""

    time: TimeExpression
    at: int
    alone: bool


def entry_days(document: Document, times: Sequence[TimeExpression]) -> dict[int, Placement]:
    """By paragraph, the day that heads it; empty where the article is no diary or chronology.

    A day that fills its line heads the lines below it, up to the next such day.
    """
    heads = _headings(document, times)
    wide = [h for h in heads.values() if dates.parse(h.time.edtf or "").precision != "day"]
    if len(heads) - len(wide) < _FEWEST and len(wide) < _FEWEST_WIDE:
        return _of_minutes(document, times)
    found = {number: _entry(head) for number, head in heads.items()}
    sections = [number for number, head in heads.items() if head.alone]
    others = [number for number, head in heads.items() if head.time.type == "DATE"]
    longest = 1  # paragraphs below a day: the last one heads no more than the longest before it
    for section in sections:
        after = next((number for number in others if number > section), None)
        end = len(document.paragraphs) if after is None else after
        size = min(end - section - 1, longest) if after is None else end - section - 1
        longest = max(longest, size)
        below = range(section + 1, section + 1 + size)
        found |= {number: found[section] for number in below if number not in heads}
    return found


def _headings(document: Document, times: Sequence[TimeExpression]) -> dict[int, _Heading]:
    """By paragraph, the time that begins it as a heading."""
    text = document.article.text
    at = {time.start: index for index, time in enumerate(times)}
    found: dict[int, _Heading] = {}
    for number, (start, end) in enumerate(document.paragraphs if at else ()):
        before = _BEFORE_THE_DAY.match(text, start, end)
        for begin in {start, before.end() if before else start}:
            index = at.get(begin, -1)
            time = times[index]
            if index < 0 or time.edtf is None or time.type not in {"DATE", "TIME"}:
                continue
            stop = _end_of_span(text, times, index)
            after = _AFTER_THE_DAY.match(text, stop, end)
            stop = stop if after is None else after.end()
            if after is not None or stop == end or text[stop - 1] == ".":
                found[number] = _Heading(time, index, stop == end)
    return found


def _end_of_span(text: str, times: Sequence[TimeExpression], index: int) -> int:
    """Where «1914–1918» ends, which is two times with one date."""
    time, other = times[index], times[index + 1] if index + 1 < len(times) else None
    if other is None or other.edtf != time.edtf or not _TO.fullmatch(text, time.end, other.start):
        return time.end
    return other.end


def _entry(head: _Heading) -> Placement:
    time = head.time
    why = f"The entry is of “{time.text}”."
    steps = (*(time.steps or (time.reason,)), why)
    return Placement(day_part(time.edtf or ""), head.at, "clause", None, steps)


def _of_minutes(document: Document, times: Sequence[TimeExpression]) -> dict[int, Placement]:
    """The day of the meeting, for every paragraph of its minutes."""
    article = document.article  # they say what they are at their head
    if not _MINUTES.search(f"{article.title or ''}\n{article.text[:_HEAD]}"):
        return {}
    opening = document.paragraphs[:_OPENING][-1][1]
    for index, time in enumerate(times):
        full = time.rule == "day" or (time.edtf or "") in time.value
        others = _OTHER_MINUTES.search(article.text[max(0, time.start - _BEFORE) : time.start])
        if time.start >= opening or not time.edtf or not full or others:
            continue
        if dates.parse(time.edtf).precision == "day":
            why = f"The minutes are of the meeting of “{time.text}”."
            steps = (*(time.steps or (time.reason,)), why)
            day = Placement(day_part(time.edtf), index, "clause", None, steps)
            return dict.fromkeys(range(len(document.paragraphs)), day)
    if article.published is None:
        return {}
    why = "The minutes name no day; they are of the day on which they were published."
    day = Placement(article.published, None, "clause", None, (why,))
    return dict.fromkeys(range(len(document.paragraphs)), day)


def tenses_told(
    days: dict[int, Placement],
    predicates: Sequence[Predicate],
    paragraph: Sequence[int],
    tenses: Sequence[Tense],
) -> list[Tense]:
    """The tenses, with "past" for what a chronology tells in the present.

    "June 28: The archduke is shot. The killer is seized" – where more of the entries begin in the
    present than in the past.
    """
    first: dict[int, Tense] = {}
    for predicate in predicates:
        number = paragraph[predicate.index]
        if number in days and predicate.form == "verb":
            first.setdefault(number, tenses[predicate.index])
    present = sum(tense == "present" for tense in first.values())
    if present < _FEWEST or present < sum(tense == "past" for tense in first.values()):
        return list(tenses)
    return [
        "past" if tense == "present" and paragraph[predicate.index] in days else tense
        for predicate, tense in zip(predicates, tenses, strict=True)
    ]
