"""Notes where the story stands after an expression has been read."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Context
from timeline.extract.times.frames import frame_of
from timeline.extract.times.match import Reading
from timeline.extract.times.story import Told

_BRIEF = 60  # told times that are kept; older ones are out of the reader's mind


def tell(context: Context, reading: Reading, index: int) -> Told | None:
    """Adds the reading to the told times of the context; returns what was added."""
    point = reading.stands_at()
    if reading.value == "PRESENT_REF" and context.sentences.begins(reading.start):
        context.returned = reading.start  # «Now ninety, she …»: what was told before is over
    if point is None or point.year is None or point.unit in ("century", "millennium"):
        return None
    clock = point.clock if ":" in point.clock else ""
    late = point.clock in ("TEV", "TNI")
    if point.clock:
        point = replace(point, clock="", unit="day")
    aside = not reading.tells or _looks_away(context, reading)
    frame, until = ("", 0) if aside else frame_of(context, reading, point)
    told = Told(
        index,
        point,
        reading.start,
        reading.end,
        context.scan.text_of(reading.start, reading.end),
        reading.dated,
        leads=_leads(context, reading.start),
        clock=clock,
        aside=aside,
        frame=frame,
        until=until,
        heads=point.unit == "year" and reading.dated and context.sentences.heading(reading.start),
        late=late,
        near=reading.anchor == "published",
    )
    context.told.append(told)
    if point.is_day() and _heads(context, reading.start):
        context.entry = told
    if context.meeting is None and reading.dated and point.is_day():
        context.meeting = told
    if len(context.told) > 2 * _BRIEF:
        del context.told[:_BRIEF]
    return told


def _heads(context: Context, token: int) -> bool:
    """Whether the day is that of an entry: the heading of its paragraph."""
    if context.evidence.kind == "diary":
        return token - context.sentences.paragraph_start(token) <= 2
    return context.heads_entry(token)


def _leads(context: Context, token: int) -> bool:
    """Whether at most a few words stand before the token in its sentence."""
    if context.sentences.heading(token):
        return True
    return token - context.sentences.bounds(token)[0] <= 4


def _looks_away(context: Context, reading: Reading) -> bool:
    """In history, what a quoted speaker names and a year that is planned, not reached."""
    point = reading.point()
    if context.news or point is None:
        return False
    scan = context.scan
    if scan.word(reading.end) == ")" and scan.word(reading.start - 1) in ("-", "–"):
        return True  # the end of a life or reign: the story begins at its begin
    if point.unit != "year":
        return context.sentences.quoted(reading.start) and not point.is_day()
    if scan.lower(reading.start - 2) in scan.lexicon.cues["intended"]:
        return scan.lower(reading.start - 1) not in scan.lexicon.cues["then_in"]  # proposed in 1974
    ahead = context.sentences.tense(reading.start) == "future"
    # «that was to fill every winter until 1909»: told as what came of it
    return ahead and not context.sentences.was_to_be(reading.start)
