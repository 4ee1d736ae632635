"""The order of the list and its headings: as precise as the dates, and no heading comes back."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline import dates
from timeline.query import events
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.query.order import Heading, Slot, begin_of, day_of_sort, end_of, slot, sort_integer


def placed(edtf: str) -> Slot:
    known = dates.parse(edtf)
    found = slot(edtf, known.first, known.last, known.precision)
    assert found.sort == sort_integer(edtf, known.first, known.last, known.precision)
    return found


@pytest.mark.parametrize(
    ("edtf", "expected", "said"),
    [
        ("2023-10-18", ("2023", "2023-10", "2023-10-18"), "2023 · October"),
        ("2023-01-01", ("2023", "2023-01", "2023-01-01"), "2023 · January"),
        ("2023-10", ("2023", "2023-10"), "2023 · October"),
        ("2023", ("2023",), "2023"),
        ("198X", ("198X",), "1980s"),
        ("19XX", ("19XX",), "20th century"),
        ("00XX", ("00XX",), "1st century"),
        ("-00XX", ("-00XX",), "1st century BCE"),
        ("-005X", ("-005X",), "50s BCE"),
        ("1XXX", ("1XXX",), "2nd millennium"),
        ("2023-21", ("2023", "2023-21"), "2023 · Spring"),
        ("2023-27", ("2023", "2023-23"), "2023 · Autumn"),
        ("2023-31", ("2023", "2023-31"), "2023 · Autumn"),
        ("2023-24", ("2023", "2023-24"), "2023 · Winter"),
        ("2023-35", ("2023", "2023-35"), "2023 · Third quarter"),
        ("2023-40", ("2023", "2023-40"), "2023 · January to June"),
        # Several days stand under their month: a day's heading is for what is of that day.
        ("2023-09-12/2023-09-17", ("2023", "2023-09"), "2023 · September"),
        ("[2024-03-07,2024-03-08]", ("2024", "2024-03"), "2024 · March"),
        ("2023-10-1X", ("2023", "2023-10"), "2023 · October"),
        ("1914-07-28/1918-11-11", ("1914", "1914-07"), "1914 · July"),
        ("1914/1918", ("1914",), "1914"),
        ("120X/130X", ("120X",), "1200s"),
        ("2023-09/2023-11", ("2023", "2023-09"), "2023 · September"),
        # Limits are shown as such, and those of a day stand under its month.
        ("[..1919-12-31]", ("[..1919-12-31]",), "before 1920"),
        ("[1946-01-01..]", ("[1946-01-01..]",), "after 1945"),
        ("[..2021-05-31]", ("2021", "[..2021-05-31]"), "2021 · before June"),
        ("[2021-06-01..]", ("2021", "[2021-06-01..]"), "2021 · after May"),
        ("[..2023-10-18]", ("2023", "2023-10"), "2023 · October"),
        ("[2023-10-19..]", ("2023", "2023-10"), "2023 · October"),
        ("../1920", ("../1920",), "until 1920"),
        ("../2023-10", ("2023", "../2023-10"), "2023 · until October"),
        ("../2023-10-18", ("2023", "2023-10"), "2023 · October"),
        ("2019/..", ("2019",), "2019"),
        ("2019-05/..", ("2019", "2019-05"), "2019 · May"),
        ("2019-05-07/..", ("2019", "2019-05"), "2019 · May"),
        ("2023-24/..", ("2023", "2023-24"), "2023 · Winter"),
        ("-0043-03-15", ("-0043", "-0043-03", "-0043-03-15"), "44 BCE · March"),
        ("0079-08-24", ("0079", "0079-08", "0079-08-24"), "79 · August"),
        ("0000", ("0000",), "1 BCE"),
        ("Y-17000", ("Y-17000",), "17001 BCE"),
    ],
)
def test_headings(edtf: str, expected: tuple[str, ...], said: str) -> None:
    found = placed(edtf).heading
    assert found == Heading(*expected)
    top = dates.heading(found.top)
    assert (f"{top} · {dates.part_heading(found.part)}" if found.part else top) == said


def test_the_coarser_stands_before_the_finer_and_limits_around_them() -> None:
    edtfs = ["[..1999-12-31]", "[2000-01-01..]", "2XXX", "20XX/21XX", "20XX", "200X", "2000/2002"]
    edtfs += ["2000", "2000-40", "2000-33", "2000-01/2000-02", "2000-01"]
    edtfs += ["2000-01-01/2000-01-07", "2000-01-01", "[2000-01-02..]", "[..2000-01-02]"]
    edtfs += ["../2000-01", "[..2000-01-31]", "[2000-02-01..]", "2000-02", "2000-21", "2000-31"]
    edtfs += ["2000-03", "2000-24", "2000-12", "../2000", "[..2000-12-31]"]
    sorts = [placed(edtf).sort for edtf in edtfs]
    assert sorts == sorted(set(sorts))


def test_the_first_century_begins_with_the_year_1() -> None:
    assert placed("0000-12-31").sort < placed("00XX").sort < placed("000X").sort
    assert placed("000X").sort < placed("0001").sort < placed("0001-01-01").sort


@given(st.integers(-800_000, 800_000), st.integers(0, 31))
def test_a_sort_integer_lies_within_its_day(day: int, rank: int) -> None:
    assert begin_of(day) <= begin_of(day) + rank <= end_of(day) < begin_of(day + 1)
    assert day_of_sort(begin_of(day) + rank) == day


_YEARS = st.integers(1898, 1902).map(str)
_MONTHS = st.builds("{}-{:02d}".format, _YEARS, st.integers(1, 12))
_PARTS = st.builds("{}-{}".format, _YEARS, st.sampled_from(range(21, 42)))
_DAYS = st.builds("{}-{:02d}".format, _MONTHS, st.sampled_from((1, 2, 15, 28)))
_ENDS = st.sampled_from(("1898-12-31", "1899-01-31", "1899-05-31", "1899-12-31", "1900-01-02"))
_LONG = st.sampled_from(("18XX", "19XX", "189X", "190X", "1XXX", "1899~", "1900?", "1950S2"))
_SINGLE = st.one_of(_YEARS, _MONTHS, _PARTS, _DAYS, _LONG)
_PAIRS = st.tuples(_SINGLE, _SINGLE).filter(lambda pair: pair[0][:4] < pair[1][:4])
_DATES = st.one_of(
    _SINGLE,
    st.one_of(_DAYS, _ENDS).map("[..{}]".format),
    _DAYS.map("[{}..]".format),
    st.one_of(_ENDS, _MONTHS, _YEARS).map("../{}".format),
    _SINGLE.map("{}/..".format),
    _PAIRS.map("/".join),
    _PAIRS.map(",".join).map("[{}]".format),
)


@example(["1898-06", "1898-24", "1898-32/.."])
@given(st.lists(_DATES, min_size=2, max_size=60))
def test_no_heading_comes_back_whatever_the_ids_decide(edtfs: list[str]) -> None:
    """Each heading stands once, with everything that belongs to it in one piece below it."""
    # Sorting is stable: what ties keeps the drawn order, as ties in the list go by any id.
    headings = [place.heading for place in sorted(map(placed, edtfs), key=lambda one: one.sort)]
    tops = [top for top, _ in groupby(headings, lambda one: one.top)]
    assert len(tops) == len(set(tops))
    for cut in (itemgetter(0, 1), itemgetter(0, 1, 2)):
        named = [run for run, _ in groupby(headings, cut) if run[-1] is not None]
        assert len(named) == len(set(named))


def test_every_event_of_the_list_stands_where_its_heading_says(reader: Reader) -> None:
    rows = events.page(reader, Filters(), limit=500).events
    assert {row.precision for row in rows} >= {"day", "month", "year", "decade", "range"}
    for row in rows:
        assert row.heading is not None
        assert row.day is not None
        assert row.heading == placed(row.edtf or "").heading
    undated = events.page(reader, Filters(shelf="undated")).events
    assert {row.heading for row in undated} == {None}
    assert {row.day for row in undated} == {None}
