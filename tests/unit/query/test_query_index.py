"""The index alone: ranges at their very ends, and counts that may stop early."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from benchmarks.generate import keep_index
from timeline import dates
from timeline.query import events, histogram, index
from timeline.query.database import Reader, open_reader
from timeline.query.filters import Filters
from timeline.query.index import Facet, bitmap, flattened, grouped
from timeline.store import driver

# The dates of the events of `calendar`, in the order of the list.
DATES = [
    "-0043-03-15", "../-0042", "[..1919-12-31]", "19XX", "198X", "1987", "1987-06",
    "1987-06-05/1987-06-12", "1987-06-05", "1987-06-05", "[1987-06-06..]", "1987-06-12",
    "1987-22", "1987-07", "[1990-05-12,1990-12-05]", "2001/..",
]  # fmt: skip


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one event for each of DATES, whose id is its place, and an undated one."""
    path = tmp_path_factory.mktemp("calendar") / "calendar.db"
    db = driver.open_writer(path)
    with driver.immediate(db):
        for number, edtf in enumerate([*DATES, None]):
            known = dates.parse(edtf) if edtf else None
            db.execute(
                "INSERT INTO event(id, title, edtf, first, last, precision, status, disputed)"
                " VALUES (?, 'Something', ?, ?, ?, ?, 'happened', 0)",
                [
                    f"{number:02d}",
                    edtf,
                    known.first if known else None,
                    known.last if known else None,
                    known.precision if known else "unknown",
                ],
            )
        keep_index(db.conn)
    db.close()
    return path


@pytest.fixture(scope="module")
def days(calendar: Path) -> Reader:
    return open_reader(calendar, limit=None)


def shown(reader: Reader, filters: Filters) -> list[str]:
    return [row.edtf or "" for row in events.page(reader, filters).events]


def test_the_order_of_the_list(days: Reader) -> None:
    expected = sorted(range(len(DATES)), key=lambda n: (_day(DATES[n]), n))
    listed = [int(row.id) for row in events.page(days, Filters()).events]
    assert sorted(listed) == list(range(len(DATES)))
    assert [_day(DATES[n]) for n in listed] == [_day(DATES[n]) for n in expected]


def _day(edtf: str) -> int:
    known = dates.parse(edtf)
    day = known.first if known.first is not None else known.last
    assert day is not None
    if known.precision == "season":
        year, month, _ = dates.day_of(day)
        return dates.day_number(year, month, 1)
    return day


BEFORE, AFTER, WEEK = "[..1919-12-31]", "[1987-06-06..]", "1987-06-05/1987-06-12"
EITHER = "[1990-05-12,1990-12-05]"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1987-06-05", "1987-06-05", "19XX 198X 1987 1987-06 WEEK 1987-06-05 1987-06-05"),
        ("1987-06-04", "1987-06-04", "19XX 198X 1987 1987-06"),
        ("1987-06-06", "1987-06-06", "19XX 198X 1987 1987-06 WEEK AFTER"),
        ("1987-06-12", "1987-06-12", "19XX 198X 1987 1987-06 WEEK 1987-06-12"),
        ("1987-06-13", "1987-06-20", "19XX 198X 1987 1987-06"),
        ("1987-06-21", "1987-06-21", "19XX 198X 1987 1987-22 1987-06"),
        ("1987-07-01", "1987-07-01", "19XX 198X 1987 1987-22 1987-07"),
        ("1987-07-31", "1987-07-31", "19XX 198X 1987 1987-22 1987-07"),
        ("1987-08-01", "1987-08-01", "19XX 198X 1987 1987-22"),
        ("1989-12-31", "1989-12-31", "19XX 198X"),
        ("1990-01-01", "1990-05-11", "19XX"),
        ("1990-05-12", "1990-05-12", "19XX EITHER"),
        ("1990-12-05", "1990-12-05", "19XX EITHER"),
        ("1990-12-06", "1990-12-06", "19XX"),
        ("1919-12-31", "1919-12-31", "19XX BEFORE"),
        ("1919-12-30", "1919-12-30", "19XX"),
        ("1920-01-01", "1920-01-01", "19XX"),
        ("-0043", "-0043", "-0043-03-15 UNTIL"),
        ("-0044", "-0044", "UNTIL"),
        ("-0042-12-31", "-0042-12-31", "UNTIL"),
        ("-0041", "-0041", ""),
        ("2000", "2000", ""),
        ("2001", "2001-01-01", "2001/.."),
        ("9999", None, "2001/.."),
        (None, "1900-01-01", "-0043-03-15 UNTIL 19XX"),
        (None, "1899-12-31", "-0043-03-15 UNTIL"),
    ],
)
def test_a_range_takes_what_it_touches(
    days: Reader, first: str | None, last: str | None, expected: str
) -> None:
    """What lasts touches all days on its open side; a happening known by one limit counts at
    that limit; the undated touch none."""
    long = {"BEFORE": BEFORE, "AFTER": AFTER, "WEEK": WEEK, "EITHER": EITHER, "UNTIL": "../-0042"}
    found = shown(days, Filters(date_from=first, date_to=last))
    assert sorted(found) == sorted(long.get(name, name) for name in expected.split())


@pytest.mark.parametrize(
    ("order", "at", "first"),
    [
        ("asc", "1987", "1987"),
        ("asc", "1987-06-05", "1987-06-05/1987-06-12"),
        ("asc", "1987-06-06", "[1987-06-06..]"),
        ("asc", "1987-06-07", "1987-06-12"),
        ("desc", "1987-06-05", "1987-06-05"),
        ("desc", "1987-06-06", "[1987-06-06..]"),
        ("desc", "1987-06-11", "[1987-06-06..]"),
        ("desc", "1987", "1987-07"),
        ("desc", "1986", "198X"),
        ("asc", "3000", "2001/.."),
        ("desc", "-3000", "-0043-03-15"),
    ],
)
def test_jumps_at_the_very_day(days: Reader, order: str, at: str, first: str) -> None:
    assert shown(days, Filters(at=at).with_(order=order))[0] == first


def test_a_strip_of_days(days: Reader) -> None:
    filters = Filters(date_from="1987-06-05", date_to="1987-06-12")
    strip = histogram.histogram(days, filters)
    assert [bar.count for bar in strip.bars] == [7, 1, 0, 0, 0, 0, 0, 1]
    assert [bar.edtf for bar in strip.bars][-1] == "1987-06-12"


PAIRS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 11)), max_size=150, unique=True)


@settings(deadline=None)  # a busy machine is no failure
@given(PAIRS, st.sets(st.integers(0, 40)), st.integers(1, 6), st.sets(st.integers(0, 11)))
def test_the_first_values_are_exact(
    pairs: list[tuple[int, int]], chosen: set[int], limit: int, among: set[int]
) -> None:
    """Both ways of counting give the first values of the whole count, ties by ordinal."""
    sizes = {value: sum(v == value for _, v in pairs) for value in range(12)}
    ranked = sorted(sizes, key=lambda value: -sizes[value])
    coded = np.array([(p, ranked.index(v)) for p, v in pairs], dtype=np.int64).reshape(-1, 2)
    offsets, values = flattened(coded[:, 0], coded[:, 1], 41)
    members = grouped(coded[:, 0], coded[:, 1], 12)
    facet = Facet(
        ids=[str(value) for value in ranked],
        totals=np.array([sizes[value] for value in ranked]),
        source=lambda ordinal: bitmap(members[ordinal]),
        offsets=offsets,
        values=values,
    )
    selection = BitMap(chosen)
    counts = {n: sum(p in chosen for p, v in coded.tolist() if v == n) for n in range(12)}
    for kept in (None, sorted(among)):
        whole = [(n, counts[n]) for n in range(12) if counts[n] and (kept is None or n in kept)]
        whole.sort(key=lambda pair: (-pair[1], pair[0]))
        assert facet.top(selection, None, kept) == whole
        for few in (0, index.FEW):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(index, "FEW", few)
                assert facet.top(selection, limit, kept) == whole[:limit]
