"""Points in time and lengths of time, with their TIMEX3 values, EDTF dates and arithmetic.

A point is known to a unit (day, month, quarter …).  Years are astronomical inside
(0 = 1 BCE, as in EDTF); TIMEX3 writes them with the prefix ``BC``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline import dates
from timeline.dates import day_number, day_of, days_in, edtf_year

# From fine to coarse; the order is used to compare precision.
UNITS = (
    "minute",
    "hour",
    "part",
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
)
RANK = {unit: rank for rank, unit in enumerate(UNITS)}
SEASONS = ("SP", "SU", "FA", "WI")
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120}
_MONTHS_OF |= {"century": 1200, "millennium": 12000}
_SEASON_MONTH = (4, 7, 10, 12)  # a month inside spring, summer, autumn, winter, of its year


@dataclass(frozen=True, slots=True)
class Point:
    """A calendar unit: ``index`` is the month, quarter, half, season (0-3) or ISO week.

    A winter (in the south a summer) has the year in which it begins.
    ``year`` None means an unknown year, ``day`` None an unknown day of a known month
    (only where ``unit`` is day).  ``clock`` is the TIMEX3 tail of a time of day
    (``TMO``, ``T10:30``); ``fuzzy`` marks *about*.
    """

    unit: str
    year: int | None
    index: int | None = None
    day: int | None = None
    clock: str = ""
    fuzzy: bool = False
    south: bool = False  # a season of the southern half of the earth

    def timex(self) -> str:
        """The TIMEX3 value: ``2023-10-18``, ``1989-Q3``, ``198``, ``BC0480-SP``."""
        head = "XXXX" if self.year is None else timex_year(self.year)
        if self.unit in ("day", "part", "hour", "minute"):
            month = "XX" if self.index is None else f"{self.index:02d}"
            day = "XX" if self.day is None else f"{self.day:02d}"
            return f"{head}-{month}-{day}{self.clock}"
        if self.unit in ("decade", "century", "millennium"):
            return head[: {"decade": -1, "century": -2, "millennium": -3}[self.unit]]
        if self.unit == "year":
            return head
        if self.index is None:
            tails = {"month": "XX", "week": "WXX", "weekend": "WXX-WE", "quarter": "QX"}
            return f"{head}-{tails.get(self.unit, 'XX')}"
        return f"{head}-{self._tail(self.index)}"

    def _tail(self, index: int) -> str:
        if self.unit == "month":
            return f"{index:02d}"
        if self.unit == "season":
            return SEASONS[index]
        return {"quarter": f"Q{index}", "half": f"H{index}"}.get(self.unit) or (
            f"W{index:02d}" + ("-WE" if self.unit == "weekend" else "")
        )

    def edtf(self) -> str | None:
        """The EDTF date, or None where the year or month is unknown."""
        if self.year is None:
            return None
        head, mark = edtf_year(self.year), "~" if self.fuzzy else ""
        if self.unit in ("day", "part", "hour", "minute") and self.index is not None:
            tail = f"-{self.index:02d}" + ("" if self.day is None else f"-{self.day:02d}")
            return head + tail + mark
        if self.unit in ("decade", "century", "millennium"):
            return self._digits()
        if self.unit in ("week", "weekend") and self.index is not None:
            return dates.some_day(*self.days())
        if self.index is None or self.unit == "year":
            return head + mark
        code = {"month": 0, "season": 29 if self.south else 21, "quarter": 32, "half": 39}[
            self.unit
        ] + self.index
        return f"{head}-{code:02d}{mark}"

    def _digits(self) -> str:
        """Decades and longer: ``198X``; before the era, where digits do not line up, a set."""
        width = {"decade": 1, "century": 2, "millennium": 3}[self.unit]
        year = self.known_year()
        if year > 0:
            return f"{year:04d}"[:-width] + "X" * width
        first, last = self.years()
        return f"[{edtf_year(first)}..{edtf_year(last)}]"

    def known_year(self) -> int:
        """The year; ValueError if it is not known."""
        if self.year is None:
            raise ValueError("a point of an unknown year was asked for its year")
        return self.year

    def years(self) -> tuple[int, int]:
        """First and last year (astronomical) of a year, decade, century or millennium."""
        year = self.known_year()
        size = {"decade": 10, "century": 100, "millennium": 1000}.get(self.unit, 1)
        if year > 0 or size == 1:
            first = year - year % size if size > 1 else year
            return max(first, 1) if size > 1 else first, first + size - 1
        oldest = (1 - year) // size * size + size - 1
        if size > 10:  # the 4th century BC is 400 to 301, the 470s BC are 479 to 470
            oldest = (-year) // size * size + size
        return 1 - oldest, 1 - max(1, oldest - size + 1)

    def days(self) -> tuple[int, int]:
        """First and last day number; ``year`` must be known."""
        year = self.known_year()
        if self.unit in ("week", "weekend") and self.index is not None:
            monday = _week_start(year, self.index)
            return (monday + 5, monday + 6) if self.unit == "weekend" else (monday, monday + 6)
        if self.day is not None and self.index is not None:
            number = day_number(year, self.index, self.day)
            return number, number
        first, last = self.years()
        m1, m2 = self._months()
        if self.unit == "season" and self.index is not None:
            dated = dates.parse(f"{edtf_year(year)}-{(29 if self.south else 21) + self.index}")
            if dated.first is not None and dated.last is not None:
                return dated.first, dated.last
        return day_number(first, m1, 1), day_number(last, m2, days_in(last, m2))

    def _months(self) -> tuple[int, int]:
        if self.index is None or self.unit in ("year", "decade", "century", "millennium"):
            return 1, 12
        size = {"quarter": 3, "half": 6}.get(self.unit, 1)
        return (self.index - 1) * size + 1, self.index * size

    def month(self) -> int | None:
        """A month inside the point, to count from; None for years and longer."""
        if self.unit == "season" and self.index is not None:
            return _SEASON_MONTH[(self.index + 2 * self.south) % 4]
        if self.unit in ("week", "weekend") and self.index is not None and self.year is not None:
            return day_of(self.days()[0] + 3)[1]
        return None if self.index is None else self._months()[1]

    def is_day(self) -> bool:
        """Whether the calendar day is known."""
        return self.year is not None and self.index is not None and self.day is not None

    def finer_than(self, unit: str) -> bool:
        return RANK[self.unit] < RANK[unit]


def timex_year(year: int) -> str:
    """``0079``, ``BC0480`` for the astronomical year."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def day_point(number: int, clock: str = "") -> Point:
    """The day with this day number."""
    year, month, day = day_of(number)
    return Point("day", year, month, day, clock)


def same_day(point: Point, count: int, unit: str) -> Point | None:
    """The day that lies ``count`` units from a known day: 31 January and a month is 28 February.

    None outside the years -9999 to 9999 or for units without days (seconds to hours).
    """
    if not point.is_day() or abs(count) > 100_000:
        return None
    if unit in ("day", "weekend", "week"):
        return shifted(point, count * (1 if unit == "day" else 7), "day")
    if unit not in _MONTHS_OF or point.index is None or point.day is None:
        return None
    year, month = divmod(point.known_year() * 12 + point.index - 1 + count * _MONTHS_OF[unit], 12)
    if not -9999 <= year <= 9999:
        return None
    return Point("day", year, month + 1, min(point.day, days_in(year, month + 1)))


def valid_day(year: int | None, month: int, day: int) -> bool:
    """Whether the day exists; in an unknown year 29 February does."""
    return 1 <= month <= 12 and 1 <= day <= days_in(4 if year is None else year, month)


def weekday_of(number: int) -> int:
    """0 = Monday … 6 = Sunday."""
    return (number - 1) % 7


def weekday_from(number: int, weekday: int) -> int:
    """The first day of that weekday from the day on."""
    return number + (weekday - weekday_of(number)) % 7


def weekday_up_to(number: int, weekday: int) -> int:
    """The last day of that weekday up to the day."""
    return number - (weekday_of(number) - weekday) % 7


def _week_start(year: int, week: int) -> int:
    fourth = day_number(year, 1, 4)
    return fourth - weekday_of(fourth) + 7 * (week - 1)


def week_of(number: int) -> Point:
    """The ISO week that holds the day."""
    thursday = number - weekday_of(number) + 3
    year = day_of(thursday)[0]
    return Point("week", year, (thursday - day_number(year, 1, 1)) // 7 + 1)


def containing(point: Point, unit: str) -> Point:
    """The unit (week, month, quarter, year, decade …) that holds the point's begin."""
    if point.year is None:
        return Point(unit, None)
    month = point.month()
    if unit in ("week", "weekend"):
        return replace(week_of(point.days()[0]), unit=unit)
    if unit in ("day", "part", "hour", "minute"):
        return point if point.is_day() else day_point(point.days()[0])
    if unit in ("year", "decade", "century", "millennium"):
        return Point(unit, point.year)
    if month is None:
        return Point("year", point.year)
    if unit == "month":
        return Point("month", point.year, month)
    if unit == "season":
        return Point("season", point.year, (0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 0)[(month - 3) % 12])
    size = {"quarter": 3, "half": 6}[unit]
    return Point(unit, point.year, (month - 1) // size + 1)


def shifted(point: Point, count: int, unit: str) -> Point | None:
    """The unit that lies ``count`` units from the point: days give a day, years a year.

    None outside the years -9999 to 9999 or where the point has no year.
    """
    if point.year is None or abs(count) > 100_000:
        return None
    if unit in ("day", "weekend", "week"):
        step = 1 if unit == "day" else 7
        moved = point.days()[0] + count * step
        if not -3_650_000 < moved < 3_652_059:
            return None
        return day_point(moved) if unit == "day" else containing(day_point(moved), unit)
    base = containing(point, unit)
    year, month = base.year or point.year, base.month() or 1
    total = year * 12 + month - 1 + count * _MONTHS_OF[unit]
    year, month = divmod(total, 12)
    if not -9999 <= year <= 9999:
        return None
    if unit == "season" and base.index is not None:
        index = (base.index + count) % 4
        return Point("season", base.year + (base.index + count) // 4 if base.year else None, index)
    if base.unit == "year" and unit not in ("decade", "century", "millennium"):
        return Point("year", year)
    return containing(Point("month", year, month + 1), unit)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: ``count`` None is an unknown number of units."""

    count: str | None
    unit: str

    def timex(self) -> str:
        """``P2D``, ``PT3H``, ``PXM``, ``P20Y`` (decades and centuries are written in years)."""
        letters = {"day": "D", "week": "W", "month": "M", "year": "Y", "weekend": "W"}
        letters |= {"quarter": "Q", "fortnight": "W", "hour": "H", "minute": "M", "second": "S"}
        count, unit = self.count, self.unit
        factor = {"decade": 10, "century": 100, "millennium": 1000, "fortnight": 2}.get(unit, 1)
        if factor > 1 and count is not None:
            count = _times(count, factor)
        if unit == "hour" and count == "0.5":
            return "PT30M"
        letter = letters.get(unit, "Y")
        time = "T" if unit in ("hour", "minute", "second") else ""
        return f"P{time}{'X' if count is None else count}{letter}"


def _times(count: str, factor: int) -> str:
    number = float(count) * factor
    return str(int(number)) if number == int(number) else f"{number:g}"
