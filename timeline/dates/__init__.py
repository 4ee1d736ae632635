"""Dates as EDTF (ISO 8601-2:2019, levels 0 to 2): read, bound, compare, speak.

Days are counted in the proleptic Gregorian calendar with the astronomical year
zero (0000 = 1 BCE), as EDTF demands.  A season's bounds are the astronomical ones
of the northern hemisphere (21-24, 25-28) or of the southern (29-32).
"""

from __future__ import annotations

from collections.abc import Iterable

from timeline.dates.days import day_number, day_of, days_in, edtf_year, iso_day
from timeline.dates.edtf import Dated, Days, parse, read_spans
from timeline.dates.spoken import ENGLISH, Vocabulary, heading, part_heading, spoken
from timeline.dates.spoken_back import edtf_of
from timeline.errors import BadDate

__all__ = [
    "ENGLISH",
    "Dated",
    "Vocabulary",
    "after",
    "agree",
    "before",
    "day_number",
    "day_of",
    "days_in",
    "edtf_of",
    "edtf_year",
    "heading",
    "interval",
    "iso_day",
    "narrowest",
    "on_or_before",
    "one_of",
    "parse",
    "part_heading",
    "some_day",
    "spoken",
]

# --- making -------------------------------------------------------------------------------


def before(day: str) -> str:
    """A happening before the first day of the date: ``[..D-1]``."""
    return f"[..{iso_day(_closed(parse(day).first, day) - 1)}]"


def on_or_before(day: str) -> str:
    """A happening not later than the last day of the date: ``[..D]``."""
    return f"[..{iso_day(_closed(parse(day).last, day))}]"


def after(day: str) -> str:
    """A happening after the last day of the date: ``[D+1..]``."""
    return f"[{iso_day(_closed(parse(day).last, day) + 1)}..]"


def _closed(number: int | None, text: str) -> int:
    if number is None:
        raise BadDate(f"{text!r} is open on the side that is asked for")
    return number


def one_of(*dates: str) -> str:
    """One of several dates, in their order in time: ``[a,b]``; a single one stays itself.

    A date that is a set itself is taken apart; of what lasts, ``A/B``, any day may be the one,
    ``A..B``, for a set holds no intervals.  Raises BadDate where no date is given.
    """
    distinct = sorted(set(dates))
    if not distinct:
        raise BadDate("no date given")
    if len(distinct) == 1:
        return distinct[0]
    return f"[{','.join(sorted({item for d in distinct for item in _items(d)}, key=_in_set))}]"


def _items(edtf: str) -> list[str]:
    """What stands for the date in a set."""
    if edtf[0] in "[{":
        return [item.strip() for item in edtf[1:-1].split(",")]
    start, slash, end = edtf.partition("/")
    return [f"{start.strip('.')}..{end.strip('.')}"] if slash else [edtf]


def _in_set(item: str) -> tuple[bool, bool, int, str]:
    """Where an item stands in a set: an open begin first, an open end last."""
    dated = parse(f"[{item}]")
    return dated.first is not None, dated.last is None, dated.first or 0, item


def some_day(first: int, last: int) -> str:
    """One day of a span of days, such as a week: ``[2023-10-16..2023-10-22]``."""
    return iso_day(first) if first == last else f"[{iso_day(first)}..{iso_day(last)}]"


def interval(start: str | None, end: str | None) -> str:
    """What lasts from ``start`` to ``end``, None for an open end: ``A/B``, ``../B``, ``A/..``.

    An interval has no end of several days in EDTF: from one of them is from the first, until
    one of them until the last.
    """
    if start is not None and start.startswith("["):
        start = parse(start).earliest
    if end is not None and end.startswith("["):
        end = parse(end).latest
    text = f"{start or '..'}/{end or '..'}"
    parse(text)
    return text


# --- comparing ----------------------------------------------------------------------------

_SLACK = {"day": 7, "month": 31, "season": 92, "quarter": 92, "year": 366}


def _loose_spans(edtf: str) -> list[Days]:
    """The spans of the date; an approximate one reaches one unit further on both sides."""
    dated = parse(edtf)
    spans, precision = read_spans(dated.edtf)
    slack = _SLACK.get(precision, 366) if dated.approximate else 0
    return [(None if a is None else a - slack, None if b is None else b + slack) for a, b in spans]


def _meet(a: Days, b: Days) -> bool:
    ends_before = a[1] is not None and b[0] is not None and a[1] < b[0]
    starts_after = a[0] is not None and b[1] is not None and a[0] > b[1]
    return not ends_before and not starts_after


def agree(a: str, b: str) -> bool:
    """Whether both can be the date of one happening: some day belongs to both.

    ``~``, ``?`` and ``%`` stretch a date by one unit of its precision.
    """
    if a == b:
        return True
    return any(_meet(x, y) for x in _loose_spans(a) for y in _loose_spans(b))


def narrowest(dates: Iterable[str]) -> str:
    """The most precise of dates that agree: fewest days, exact before approximate.

    The answer does not depend on the order of ``dates``.  Raises BadDate if there is none.
    """

    def width(edtf: str) -> tuple[float, bool, str]:
        total = 0.0
        for first, last in read_spans(parse(edtf).edtf)[0]:
            total += float("inf") if first is None or last is None else last - first + 1
        return total, parse(edtf).approximate, edtf

    candidates = sorted(dates, key=width)
    if not candidates:
        raise BadDate("no date given")
    return candidates[0]
