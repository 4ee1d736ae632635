"""The lines of the list: events under their headings, as precise as their dates and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from timeline import dates
from timeline.query import events as query_events
from timeline.query.order import Heading
from timeline.query.records import EventRow
from timeline.web.marks import ELLIPSIS, Segment, cut, quote
from timeline.web.opened import Opened, open_event
from timeline.web.reader import database

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = 5  # words that a passage may have among those of the title it tells


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that says the title itself, cut at it: said once, it is title and proof."""

    before: tuple[Segment, ...]
    title: tuple[Segment, ...]
    after: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a heading of some level, or an event with its quoted passage.

    A heading of kind ``part`` whose heading has none says that the events below it are of that
    year and not known closer, where those above it are.
    """

    kind: Literal["top", "part", "day", "event"]
    heading: Heading | None
    event: EventRow | None = None
    quote: tuple[Segment, ...] = ()
    told: Told | None = None
    opened: Opened | None = None
    first_of_group: bool = False

    @property
    def place(self) -> str | None:
        """The day where the event stands in the list, as ``at`` takes it; None if undated."""
        return place_of(self.event) if self.event else None


def place_of(row: EventRow) -> str | None:
    """Return the day where an event stands in the list, as ``at`` takes it; None if undated."""
    return None if row.day is None else dates.iso_day(row.day)


def arrange(
    rows: Sequence[EventRow], opened: set[str], as_of: str | None = None
) -> Iterator[Entry]:
    """Yield the events with the headings that they stand under; those in ``opened`` opened, as
    known on ``as_of``."""
    before: Heading | None = None
    for row in rows:
        heading = row.heading
        fresh = False
        if heading is not None:
            if before is None or heading.top != before.top:
                fresh = before is not None
                before = Heading(heading.top)
                yield Entry("top", heading, first_of_group=fresh)
            if heading.part != before.part:
                yield Entry("part", heading)
            if heading.day is not None and heading.day != before.day:
                yield Entry("day", heading, first_of_group=fresh)
                fresh = False
            before = heading
        detail = None
        if row.id in opened:
            detail = open_event(query_events.one(database(), row.id, as_of=as_of))
        words = tuple(quoted(row))
        told = told_by(row.title, words)
        yield Entry("event", heading, row, words if told is None else (), told, detail, fresh)


def told_by(title: str, words: Sequence[Segment]) -> Told | None:
    """Return the quoted passage cut at the stretch that says the title, None if it says more or
    other than that.

    The stretch has the title's words in their order and at most a few more between them, such
    as the time, and is at least half of the passage.
    """
    text = "".join(segment.text for segment in words)
    span = _stretch(_WORD.findall(title.lower()), list(_WORD.finditer(text.lower())))
    if span is None or ELLIPSIS in (text[:1], text[-1:]) or len(text.lower()) != len(text):
        return None
    if len(text) > 2 * (span[1] - span[0]):
        return None
    return Told(*(tuple(part) for part in cut(words, *span)))


def _stretch(wanted: Sequence[str], found: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """The shortest stretch of the words found that has all those wanted in their order."""
    best: tuple[int, int] | None = None
    for number, word in enumerate(found):
        if not wanted or word[0] != wanted[0]:
            continue
        left = iter(found[number : number + len(wanted) + _BETWEEN])
        ends = [next((w.end() for w in left if w[0] == want), None) for want in wanted]
        end = ends[-1]
        if end is not None and (best is None or end - word.start() < best[1] - best[0]):
            best = word.start(), end
    return best


def quoted(row: EventRow) -> list[Segment]:
    """Return the passage of a row as the list quotes it, its time expression marked."""
    passage = row.passage
    if passage is None:
        return []
    focus = None
    if passage.time_start is not None and passage.time_end is not None:
        start, end = passage.time_start - passage.start, passage.time_end - passage.start
        if 0 <= start < end <= len(passage.text):
            focus = (start, end)
    return quote(passage.text, focus)
