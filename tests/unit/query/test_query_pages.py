"""The list page by page: every event once, in order, both ways; jumps; headings; the strip."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate, keep_index
from tests.unit.query import oracle
from timeline import dates
from timeline.errors import BadFilter
from timeline.query import events, histogram
from timeline.query.database import Reader, open_reader
from timeline.query.filters import Filters, parse
from timeline.query.order import Cursor
from timeline.query.records import EventRow
from timeline.store import driver


def walk(reader: Reader, filters: Filters, limit: int) -> list[EventRow]:
    """All events by following the pages forward; then backward, which must say the same."""
    pages = [events.page(reader, filters, limit=limit)]
    while pages[-1].after:
        pages.append(events.page(reader, filters, after=pages[-1].after, limit=limit))
    forward = [row for page in pages for row in page.events]
    for page, number in zip(pages, itertools.count(1, limit), strict=False):
        assert page.first == (number if page.events else 0)
        assert page.total == len(forward)
    back = [pages[-1]]
    while back[-1].before:
        back.append(events.page(reader, filters, before=back[-1].before, limit=limit))
    assert [row for page in reversed(back) for row in page.events] == forward
    assert pages[0].before is None
    return forward


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("limit", [7, 50, 500])
def test_each_event_once(reader: Reader, invented: Path, order: str, limit: int) -> None:
    ids = [row.id for row in walk(reader, Filters().with_(order=order), limit)]
    assert sorted(ids) == sorted(e.id for e in oracle.read_events(invented) if e.dated)


@pytest.mark.parametrize("shelf", ["undated", "disputed", "review"])
def test_each_event_of_a_shelf_once(reader: Reader, invented: Path, shelf: str) -> None:
    filters = parse([("shelf", shelf)])
    ids = [row.id for row in walk(reader, filters, 3)]
    known = oracle.read_events(invented)
    assert sorted(ids) == sorted(e.id for e in known if oracle.matches(e, filters))
    assert len(ids) > 3


def test_down_is_up_reversed(reader: Reader) -> None:
    random = Random(3)
    known = oracle.read_events(reader.path)
    for _ in range(25):
        filters = oracle.draw(random, known)
        up = walk(reader, filters.with_(order="asc"), 20)
        down = walk(reader, filters.with_(order="desc"), 20)
        assert down == up[::-1]


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("at", ["1950", "1999-03", "1987-06-05", "-0300", "2100", "-9999"])
def test_jump_to_a_date(reader: Reader, order: str, at: str) -> None:
    filters = Filters().with_(order=order)
    rows = walk(reader, filters, 500)
    page = events.page(reader, filters.with_(at=at), limit=5)
    known = dates.parse(at)
    assert known.first is not None
    assert known.last is not None

    low, high = known.first, known.last

    def reached(row: EventRow) -> bool:
        day = row.first if row.first is not None else row.last
        assert day is not None
        if row.precision == "season":  # stands at the begin of its month
            year, month, _ = dates.day_of(day)
            day = dates.day_number(year, month, 1)
        return day >= low if order == "asc" else day <= high

    first = next((n for n, row in enumerate(rows) if reached(row)), len(rows) - 1)
    assert page.events == tuple(rows[first : first + 5])
    assert page.first == first + 1
    assert (page.before is None) == (first == 0)


def test_a_cursor_outlives_its_event(tmp_path: Path) -> None:
    """What a reader has seen is not shown again when an event goes, and nothing is passed over."""
    path = tmp_path / "changing.db"
    generate(path, 200, seed=4)
    reader = open_reader(path, limit=None)
    for order in ("asc", "desc"):
        filters = Filters().with_(order=order)
        rows = walk(reader, filters, 500)
        gone = rows[9]
        cursor = events.page(reader, filters, limit=10).after
        assert cursor is not None
        assert cursor.event == gone.id
        db = driver.open_writer(path)
        with driver.immediate(db):
            (key,) = db.execute("SELECT key FROM event WHERE id = ?", [gone.id]).fetchone()
            db.execute("UPDATE claim SET event = NULL WHERE event = ?", [key])
            db.execute("DELETE FROM event WHERE key = ?", [key])
            keep_index(db.conn)
        db.close()
        after = events.page(reader, filters, after=cursor, limit=10)
        before = events.page(reader, filters, before=cursor, limit=500)
        assert [row.id for row in after.events] == [row.id for row in rows[10:20]]
        assert [row.id for row in before.events] == [row.id for row in rows[:9]]
    reader.close()


def test_both_cursors_are_refused(reader: Reader) -> None:
    cursor = events.page(reader, Filters(), limit=2).after
    with pytest.raises(BadFilter, match="leave one out"):
        events.page(reader, Filters(), after=cursor, before=cursor)


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(max_size=60) | st.from_regex(r"-?\d{1,25}\.[a-z0-9]{0,9}", fullmatch=True))
def test_any_text_is_a_cursor_or_refused(reader: Reader, text: str) -> None:
    try:
        cursor = Cursor.parse(text)
    except BadFilter:
        return
    assert Cursor.parse(str(cursor)) == cursor
    assert len(events.page(reader, Filters(), after=cursor, limit=3).events) <= 3


# --- the strip ----------------------------------------------------------------------------


@pytest.mark.parametrize("bars", [120, 30, 2])
def test_the_strip_has_no_gaps(reader: Reader, bars: int) -> None:
    known, random = oracle.read_events(reader.path), Random(8)
    units = set()
    for _ in range(60):
        strip = histogram.histogram(reader, oracle.draw(random, known), bars)
        assert len(strip.bars) <= bars
        units.add(strip.unit)
        for bar, following in itertools.pairwise(strip.bars):
            end = dates.parse(bar.end).last
            assert end is not None
            assert dates.parse(following.start).first == end + 1
        for bar in strip.bars:
            named = dates.parse(bar.edtf)
            assert (named.first, named.last) == (
                dates.parse(bar.start).first,
                dates.parse(bar.end).last,
            )
    assert len(units) > 1


@pytest.mark.parametrize(
    ("first", "last", "unit", "step", "number"),
    [
        ("2023-10-18", "2023-10-18", "day", 1, 1),
        ("2023-10-01", "2023-12-31", "day", 1, 92),
        ("2022-01-01", "2023-12-31", "day", 7, 105),
        ("2020", "2024-06", "month", 1, 54),
        ("2000", "2023", "month", 3, 96),
        ("1920", "2020", "year", 1, 101),
        ("1800", "2020", "year", 2, 111),
        ("1500", "2020", "year", 5, 105),
        ("1000", "2020", "decade", 1, 103),
        ("0000", "2020", "decade", 2, 102),
        ("-0500", "2020", "decade", 5, 51),
        ("-4999", "2020", "century", 1, 71),
        ("Y-50000", "2020", "century", 5, 105),
    ],
)
def test_units(reader: Reader, first: str, last: str, unit: str, step: int, number: int) -> None:
    """Zoomed to a range, the strip spans just that range, in the finest unit that fits."""
    everything = Filters(date_from="Y-99999")
    assert events.count(reader, everything) == events.count(reader, Filters())
    strip = histogram.histogram(reader, parse([("from", first), ("to", last)]))
    assert (strip.unit, strip.step) == (unit, step)
    assert len(strip.bars) == number


def test_a_week_begins_on_monday_and_is_named_by_its_ends(reader: Reader) -> None:
    strip = histogram.histogram(reader, parse([("from", "2022-01-01"), ("to", "2023-12-31")]))
    assert strip.bars[0].edtf == "2021-12-27/2022-01-02"
    assert strip.bars[-1].edtf == "2023-12-25/2023-12-31"
    assert (strip.first, strip.last) == ("2022-01-01", "2023-12-31")


def test_few_events_far_from_all_others_stand_outside_counted(tmp_path: Path) -> None:
    path = tmp_path / "1000.db"
    generate(path, 1000, seed=1)
    reader = open_reader(path)
    whole = histogram.histogram(reader, Filters())
    strip = histogram.histogram(reader, Filters(), spare=0.02)
    assert whole.earlier == whole.later == 0
    total = events.count(reader, Filters())
    assert strip.earlier + sum(bar.count for bar in strip.bars) + strip.later == total
    assert 0 < strip.earlier + strip.later <= 2 * total * 0.02
    assert strip.bars[0].count
    assert strip.bars[-1].count
    assert whole.first is not None
    assert strip.first is not None
    assert strip.last is not None
    assert whole.first < strip.first < "2000" < strip.last < "2025"
    # It ends with the last event, not with its century.
    assert dates.parse(strip.last).last == walk(reader, Filters(), 500)[-1].first
    chosen = Filters(date_from="-0500", date_to="2020")
    assert histogram.histogram(reader, chosen, spare=0.02).earlier == 0
    reader.close()


def test_a_bar_counts_what_begins_in_it(reader: Reader) -> None:
    strip = histogram.histogram(reader, Filters())
    rows = walk(reader, Filters(), 500)
    for bar in strip.bars:
        low, high = dates.parse(bar.start).first, dates.parse(bar.end).last
        assert low is not None
        assert high is not None
        days = [row.first if row.first is not None else row.last for row in rows]
        assert bar.count == sum(low <= day <= high for day in days if day is not None)


def test_nothing_selected(reader: Reader) -> None:
    nothing = Filters(q="nobody-wrote-this")
    assert histogram.histogram(reader, nothing).bars == ()
    page = events.page(reader, nothing)
    assert (page.events, page.after, page.before, page.first, page.total) == ((), None, None, 0, 0)
