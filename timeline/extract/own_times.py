"""The date that the time expressions of a predicate give it, limits and ends of spans included."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline import dates
from timeline.extract.attached import Attached
from timeline.extract.placement import Placement
from timeline.model import TimeExpression

_AND = " and "
_CLOCK = re.compile(r"T\d\d")


def own_placement(rows: Sequence[Attached], times: Sequence[TimeExpression]) -> Placement | None:
    """The date that the expressions of one predicate give it, or None."""
    dated = [row for row in rows if times[row.time].edtf and times[row.time].type != "SET"]
    if not dated:
        return None
    joined = _joined(dated, times) or _from_to(dated, times)
    if joined is not None:
        return joined
    best = _best(dated, times)
    time = times[best.time]
    edtf = _bounded(time, best.bound)
    steps = time.steps or (time.reason,)
    if best.bound == "when":
        steps = (*steps, f"The clause tells what happened on “{time.text}”.")
    elif best.bound and edtf != time.edtf:
        steps = (*steps, f"“{best.bound} {time.text}” gives only a limit.")
    return Placement(edtf, best.time, "own", None, steps)


def _joined(rows: Sequence[Attached], times: Sequence[TimeExpression]) -> Placement | None:
    """ "In 1997 and 1998": both years; the first, or None where no two are joined so."""
    for row in rows:
        first = times[row.time]
        for other in rows:
            last = times[other.time]
            beside = last.start - first.end == len(_AND) and last.rule == first.rule
            years = (first.edtf or "", last.edtf or "")
            if beside and all(year.isdecimal() for year in years) and years[0] < years[1]:
                steps = (*(first.steps or (first.reason,)), f"It goes on to “{last.text}”.")
                return Placement(dates.interval(*years), row.time, "own", None, steps)
    return None


def _from_to(rows: Sequence[Attached], times: Sequence[TimeExpression]) -> Placement | None:
    """ "Heard witnesses from Monday, 4 April, to the Friday": both ends, or None."""
    first = next((row for row in rows if row.bound == "from"), None)
    last = next((row for row in rows if row.bound == "to"), None)
    if first is None or last is None:
        return None
    begin, end = (day_part(times[row.time].edtf or "") for row in (first, last))
    if "/" in begin + end or "[" in begin + end:
        return None
    ends = dates.parse(begin).first, dates.parse(end).last
    if None in ends or (ends[0] or 0) >= (ends[1] or 0):
        return None
    time = times[first.time]
    why = f"It went on to “{times[last.time].text}”."
    steps = (*(time.steps or (time.reason,)), why)
    return Placement(dates.interval(begin, end), first.time, "own", None, steps)


def _best(rows: Sequence[Attached], times: Sequence[TimeExpression]) -> Attached:
    """The nearest; of those that agree with it, the most precise."""
    first = rows[0]
    edtf = times[first.time].edtf or ""
    agreeing = [
        row
        for row in rows
        if row.bound == first.bound and dates.agree(times[row.time].edtf or "", edtf)
    ]
    narrowest = dates.narrowest(times[row.time].edtf or "" for row in agreeing)
    return next(row for row in agreeing if times[row.time].edtf == narrowest)


def day_part(edtf: str) -> str:
    """The date without its time of day: claims are placed by the day."""
    return edtf if "/" in edtf or edtf.startswith(("[", "{")) else edtf.split("T")[0]


def _bounded(time: TimeExpression, bound: str | None) -> str:
    """The date, or what the preposition makes of it; "by mid-June" ends with June's middle."""
    edtf = day_part(time.edtf or "")
    if bound == "when" and "/" in edtf:
        return next(end for end in reversed(edtf.split("/")) if end != "..")
    known = dates.parse(edtf)
    if bound not in {None, "to"} and edtf.startswith("[") and None not in (known.first, known.last):
        return _around(edtf, bound)
    if bound in {None, "when", "to"} or edtf.startswith("[") or "/" in edtf or known.first is None:
        return edtf
    hour = time.type == "TIME" and known.precision == "day"
    clock = bound in {"by", "since", "from"} and _CLOCK.search(time.value)
    if hour and (bound in {"before", "after"} or clock):
        return edtf  # "shortly before noon", "by 8 p.m.", "since six in the morning": on that day
    if bound in {"since", "from"}:
        return dates.interval(edtf, None)
    if bound == "until":
        return dates.interval(None, edtf)
    limit = edtf
    if time.part is not None:
        limit = "/".join(time.part)
    if bound == "before":
        return dates.before(limit)
    if bound == "after":
        return dates.after(limit)
    return dates.on_or_before(limit)


def _around(edtf: str, bound: str) -> str:
    """The limit that a preposition makes of one day of a span: "by the weekend" ends with it."""
    known = dates.parse(edtf)
    first, last = known.earliest, known.latest
    if first is None or last is None:
        return edtf
    limits = {
        "by": dates.on_or_before(last),
        "before": dates.before(first),
        "after": dates.after(last),
        "since": dates.interval(first, None),
        "from": dates.interval(first, None),
        "until": dates.interval(None, last),
    }
    return limits.get(bound, edtf)
