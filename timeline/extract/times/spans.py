"""Joins the two ends of a span that words hold apart: from 1914 to 1918, since May."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.times.context import Context
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.scan import Scan

Found = tuple[Match, Reading]


def join(found: list[Found], scan: Scan, context: Context) -> list[Found]:
    """The same readings; those that are ends of a span hold the whole span as EDTF.

    Each end keeps its own value, for a TIMEX3 value names one end; the EDTF of both
    is the interval, so that whoever meets either end sees the span.
    """
    cues = scan.lexicon.cues
    result = list(found)
    for n, (match, reading) in enumerate(found):
        point = reading.point()
        if point is None or reading.edtf is not None or (edtf := point.edtf()) is None:
            continue
        before = scan.lower(reading.start - 1)
        if n + 1 < len(found) and _linked(scan, reading, found[n + 1][1]):
            joined = _interval(edtf, found[n + 1][1])
            if joined is not None:
                result[n] = (match, _with(reading, joined))
                result[n + 1] = (found[n + 1][0], _with(found[n + 1][1], joined))
                continue
        if result[n][1].edtf is None and not (edtf.startswith("[") or reading.type != "DATE"):
            if before in cues["since"]:
                result[n] = (match, _with(reading, dates.interval(edtf, None)))
            elif before in cues["until"]:
                result[n] = (match, _with(reading, dates.interval(None, edtf)))
    return result


def _linked(scan: Scan, first: Reading, second: Reading) -> bool:
    """Whether the words around the two say that they are the ends of one span."""
    if second.start - first.end not in (1, 2):
        return False
    between = [scan.lower(i) for i in range(first.end, second.start)]
    if len(between) == 2 and between[1] not in ("the", "about"):
        return False
    opening = scan.lower(first.start - 1)
    cues = scan.lexicon.cues
    if opening in cues["between"]:
        return between[0] in cues["and"]
    if between[0] in cues["to"]:
        return opening in cues["from"] or between[0] not in cues["weak_to"]
    return False


def _interval(start: str, second: Reading) -> str | None:
    point = second.point()
    end = None if point is None else point.edtf()
    if end is None or second.edtf is not None or start.startswith("[") or end.startswith("["):
        return None
    first, last = dates.parse(start), dates.parse(end)
    if first.first is None or last.last is None or first.first > last.last or start == end:
        return None
    return dates.interval(start, end)


def _with(reading: Reading, edtf: str) -> Reading:
    step = f"the words around it make it {dates.spoken(edtf)}"
    return replace(reading, edtf=edtf, steps=(*reading.steps, step))
