"""What the document as a whole says about its dates: kind, order of numbers, era."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from timeline.extract.times import forms
from timeline.extract.times.guards import is_year
from timeline.extract.times.lexicon import QUOTE
from timeline.extract.times.origin import Origin, lies_south
from timeline.extract.times.scan import Scan
from timeline.extract.times.values import Point

_ENDED = 7  # tokens after which «the fiscal year» says when it ends
_LEAD = 20  # tokens within which the subject of a life is named
_OPENING = 40  # tokens in which a writer says *I* or *we*
_HEAD = 80  # tokens within which a dateline stands
_PARTS = re.compile(r"[./-]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """``kind`` is ``news``, ``history``, ``biography``, ``diary``, ``letter`` or ``minutes``.

    ``month_first`` is None where nothing decides which number of a date comes first.

    ``before_era`` says that bare numbers can be years BCE, ``first_year`` is the
    first year the text names; ``because`` says in words how the kind was told.
    """

    kind: str
    because: str
    month_first: bool | None = None
    order_by: str = "the document"  # who says which number comes first
    south: bool = False  # whether summer lies about January
    before_era: bool = False
    fiscal_end: int | None = None  # the month with which its year of accounts ends
    first_year: int | None = None
    dated: tuple[tuple[int, int, int], ...] = ()  # (token, year, month) of months with years
    own_story: bool = False  # of a writer who says I or we: weekdays go on from the days told
    entries: bool = False  # whether paragraphs begin with days as headings, as in a police log

    @property
    def narrative(self) -> bool:
        """Whether it tells a story of its own time: a history or a biography."""
        return self.kind in ("history", "biography", "diary", "letter")

    def next_dated(self, token: int) -> tuple[int, int, int] | None:
        """(tokens from here, year, month) of the next month that names its year."""
        at = bisect_right(self.dated, (token + 3, 9999, 99))
        if at == len(self.dated):
            return None
        there, year, month = self.dated[at]
        return there - token, year, month


@dataclass(slots=True)
class _Counts:
    """What one pass over the text has met."""

    years: list[int] = field(default_factory=list)
    first: int | None = None  # the first that is not said in passing
    dated: list[tuple[int, int, int]] = field(default_factory=list)
    orders: list[bool] = field(default_factory=list)
    deictic: int = 0
    weekdays: int = 0
    eras: int = 0
    early: bool = False  # a weekday stands alone before any date
    fiscal: int | None = None  # the month with which a year of accounts ends


def gather(
    scan: Scan, published: Point | None, origin: Origin | None = None, title: str = ""
) -> Evidence:
    """Reads the evidence in one pass over the letters; ``origin`` where they do not decide."""
    origin = origin or Origin()
    counts = _Counts()
    silent = scan.lexicon.silent
    for i, letter in enumerate(scan.letters):
        if letter not in silent:
            _count(counts, scan, i)
    entries = forms.entries(scan)
    kind, because = (
        forms.minutes(scan, title)
        or forms.diary(scan, entries, bool(counts.deictic), published is not None)
        or (forms.letter(scan) or forms.statement(scan, title) if published is None else None)
        or _kind(counts, len(scan), scan, published)
    )
    if kind == "history" and _tells_a_life(scan):
        kind, because = "biography", f"it opens with a life, and {because}"
    order, order_by = _decided(set(counts.orders), scan.lexicon.month_first, origin)
    return Evidence(
        kind=kind,
        because=because,
        month_first=order,
        order_by=order_by,
        south=origin.south or lies_south(scan),
        fiscal_end=counts.fiscal,
        before_era=counts.eras >= 3 and counts.eras * 2 > len(counts.years),
        first_year=counts.first,
        dated=tuple(counts.dated),
        entries=entries >= forms.ENTRIES,
        own_story=not counts.deictic and _in_first_person(scan),
    )


def _decided(orders: set[bool], language: bool | None, origin: Origin) -> tuple[bool | None, str]:
    """Which number comes first in 12/05/2021, and who says so."""
    if len(orders) == 1:
        return orders.pop(), "the document"
    if orders or (language is None and origin.month_first is None):
        return (language if not orders else None), "the document"
    if language is not None:
        return language, "the language"
    return origin.month_first, origin.because


def _count(counts: _Counts, scan: Scan, i: int) -> None:
    categories = scan.categories(i)
    if "year" in categories:
        if is_year(scan, i):
            counts.years.append(categories["year"])
            if counts.first is None and not _in_passing(scan, i):
                counts.first = categories["year"]
            month = _month_beside(scan, i)
            if month is not None:
                counts.dated.append((i, categories["year"], month))
    elif "deictic" in categories:
        counts.deictic += 1
    elif "weekday" in categories:
        counts.weekdays += 1
        with_month = any("month" in scan.categories(k) for k in range(i + 1, i + 5))
        counts.early = counts.early or not (counts.dated or with_month)
    elif "shift" in categories:
        counts.deictic += _counts_from_speech(scan, i, categories["shift"])
    elif "fiscalword" in categories:
        counts.fiscal = counts.fiscal or _fiscal_end(scan, i)
    elif "ndate" in categories:
        order = _order(categories["ndate"])
        counts.orders += [] if order is None else [order]
    else:
        counts.eras += _is_era(scan, i)


def _fiscal_end(scan: Scan, i: int) -> int | None:
    """June of «fiscal 1989, which ended June 30»."""
    ending = scan.lexicon.cues["ending"]
    for k in range(i + 1, i + _ENDED):
        if scan.lower(k) in ending:
            near = range(k + 1, k + 5)
            months = (scan.value(n, "month") or scan.value(n, "mabbr") for n in near)
            return next((int(month) for month in months if month), None)
    return None


def _in_passing(scan: Scan, i: int) -> bool:
    """Whether the year stands in a bracket alone or is that of a birth: (born 1952)."""
    return scan.word(i - 1) == "(" or scan.lower(i - 1) in scan.lexicon.cues["born"]


def _month_beside(scan: Scan, i: int) -> int | None:
    """The month written before the year at token ``i``."""
    for k in (i - 1, i - 2, i - 3):
        categories = scan.categories(k)
        month = categories.get("month") or categories.get("mabbr")
        if month:
            return int(month)
        if "day" not in categories and "dayth" not in categories and scan.word(k) not in (",", "."):
            return None
    return None


def _counts_from_speech(scan: Scan, i: int, shift: dict[str, object]) -> bool:
    """Last week, this year, next month: the writer speaks of his own time."""
    if shift["from"] != "speech" or "unit" not in scan.categories(i + 1):
        return False
    unit = scan.value(i + 1, "unit")
    det = "det" in scan.categories(i - 1)
    return not (shift.get("told") and (unit == "day" or (det and shift["told"] == "det")))


def _is_era(scan: Scan, i: int) -> bool:
    word = scan.lower(i)
    if word != "c":
        return "num" in scan.categories(i - 1)
    return (
        scan.word(i - 1) == "."
        and scan.lower(i - 2) in ("a", "b")
        and "num" in scan.categories(i - 3)
    )


def _order(text: str) -> bool | None:
    """True for month first, False for day first, None if the date could be both."""
    first, second, *_ = (int(p) for p in _PARTS.split(text))
    if first > 31 or second > 31 or (first > 12 and second > 12):
        return None
    if second > 12:
        return True
    return False if first > 12 else None


def _names_day(scan: Scan, published: Point) -> bool:
    """Whether the day of publication stands near the head of the text, as in a dateline."""
    for i in range(min(len(scan), _HEAD)):
        month = scan.value(i, "month") or scan.value(i, "mabbr")
        if month == published.index and published.day in (
            scan.value(k, category)
            for k in (i - 2, i - 1, i + 1, i + 2)
            for category in ("day", "dayth")
        ):
            return True
        iso = scan.value(i, "iso")
        if iso == (published.year, published.index, published.day):
            return True
    return False


def _tells_a_life(scan: Scan) -> bool:
    """Whether a bracket near the head holds the years of a life: (1901–1970), (born 1901)."""
    opening = next((i for i in range(min(len(scan), _LEAD)) if scan.word(i) == "("), None)
    if opening is None:
        return False
    years, dash = 0, False
    for i in range(opening + 1, opening + 14):
        if scan.word(i) == ")":
            break
        if scan.lower(i) in scan.lexicon.cues["born"]:
            return True
        years += "year" in scan.categories(i)
        dash = dash or scan.word(i) in ("-", "–")
    return years == 2 and dash


def _in_first_person(scan: Scan) -> bool:
    """Whether *I* or *we* stand at the head of the text, outside quotation marks."""
    for i in range(min(len(scan), _OPENING)):
        if scan.letters[i] == QUOTE:
            return False
        if scan.lower(i) in scan.lexicon.cues["first_person"]:
            return True
    return False


def _kind(counts: _Counts, tokens: int, scan: Scan, published: Point | None) -> tuple[str, str]:
    """History tells of years long past in order; news speaks of yesterday and Tuesday."""
    if published is None or published.year is None:
        return "history", "no day of publication is known, so dates count from the story"
    if _names_day(scan, published):
        return "news", "its day of publication stands at its head"
    past = sum(1 for y in counts.years if y <= published.year - 2) + counts.eras
    recent = sum(1 for y in counts.years if y > published.year - 2)
    near = counts.deictic + counts.weekdays
    story = bool(counts.dated) and not counts.early
    if past and not counts.deictic and not recent and (story or not counts.weekdays):
        return "history", "it names past years and no day near its publication"
    if past >= 5 and past > recent and past > 4 * near and past * 250 > tokens:
        return "history", f"it names years long past {past} times and few recent days"
    return "news", "it speaks of days near its publication"
