"""Joins the two ends of a span that words hold apart: from 1914 to 1918, since May."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.times.context import Context
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.scan import Scan

Found = tuple[Match, Reading]
_CLAUSE = 8  # tokens before «until» among which a negation denies it


def join(found: list[Found], scan: Scan, context: Context) -> list[Found]:
    """The same readings; those that are ends of a span hold the whole span as EDTF.

    Each end keeps its own value, for a TIMEX3 value names one end; the EDTF of both
    is the interval, so that whoever meets either end sees the span.
    """
    result = list(found)
    for n, (match, reading) in enumerate(found):
        point = reading.point()
        if point is None or reading.edtf is not None or (edtf := point.edtf()) is None:
            continue
        if n + 1 < len(found) and _linked(scan, reading, found[n + 1][1]):
            joined = _interval(edtf, found[n + 1][1])
            if joined is not None:
                result[n] = (match, _with(reading, joined))
                result[n + 1] = (found[n + 1][0], _with(found[n + 1][1], joined))
                continue
        if result[n][1].edtf is None and not edtf.startswith("[") and reading.type == "DATE":
            limit = _limit(scan, reading, edtf, context)
            if limit is not None:
                result[n] = (match, _with(reading, limit))
    return result


def _limit(scan: Scan, reading: Reading, edtf: str, context: Context) -> str | None:
    """What «since», «until», «no later than» and their like before the date make of it."""
    cues, before = scan.lexicon.cues, scan.lower(reading.start - 1)
    if before in cues["since"]:
        return dates.interval(edtf, None)
    if before in cues["until"] and not _denied(scan, reading.start - 1, context):
        return dates.interval(None, edtf)
    if before in cues["through"] and _runs_to(scan, reading):
        return dates.interval(None, edtf)
    if before in cues["than"] and scan.lower(reading.start - 3) in ("no", "not"):
        word = scan.lower(reading.start - 2)
        if word in cues["no_later"]:
            return dates.on_or_before(edtf)
        if word in cues["no_earlier"]:
            return f"[{edtf.rstrip('~')}..]"
    return None


def _denied(scan: Scan, until: int, context: Context) -> bool:
    """«will not reopen until March»: it reopens then."""
    start = max(context.sentences.bounds(until)[0], until - _CLAUSE)
    words = [scan.lower(i) for i in range(start, until)]
    return any(word in scan.lexicon.cues["negation"] for word in words)


def _runs_to(scan: Scan, reading: Reading) -> bool:
    """«through 1990» ends with it; «through the winter», «through the 1980s» lasts as long."""
    if "det" not in scan.categories(reading.start):
        return True
    return any("edge" in scan.categories(i) for i in range(reading.start, reading.end))


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
