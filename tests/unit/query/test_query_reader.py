"""The reader: read-only, bounded in time, aware of new loads, with plain errors."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate, keep_index
from timeline.errors import BadDatabase, BadFilter, NotFound, TimelineError
from timeline.query import events, facets, histogram
from timeline.query.database import Reader, open_reader
from timeline.query.filters import MAX_LENGTH, Filters, parse
from timeline.store import driver


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.db"
    generate(path, 30, seed=9)
    return path


def test_nothing_can_be_written(small: Path) -> None:
    reader = open_reader(small, limit=None)
    with pytest.raises(TimelineError), reader.session() as session:
        session.connection.execute("DELETE FROM event")
    assert events.count(reader, Filters()) > 0
    reader.close()


def test_work_without_end_is_stopped(small: Path) -> None:
    endless = (
        "WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    )
    reader = open_reader(small, limit=0.2)
    begin = time.monotonic()
    with pytest.raises(BadFilter, match="narrow"), reader.session() as session:
        session.row(endless)
    assert time.monotonic() - begin < 2
    assert events.count(reader, Filters()) > 0, "the next request has its own second"
    reader.close()


def test_a_load_is_seen_without_restart(small: Path) -> None:
    reader = open_reader(small, limit=None)
    total, generation = events.count(reader, Filters()), reader.generation
    first = events.page(reader, Filters(), limit=1).events[0]
    db = driver.open_writer(small)
    with driver.immediate(db):
        (key,) = db.execute("SELECT key FROM event WHERE id = ?", [first.id]).fetchone()
        db.execute("UPDATE claim SET event = NULL WHERE event = ?", [key])
        db.execute("DELETE FROM event WHERE key = ?", [key])
        assert events.count(reader, Filters()) == total, "not before it is committed"
        keep_index(db.conn)
    db.close()
    assert events.count(reader, Filters()) == total - 1
    assert reader.generation != generation
    with pytest.raises(NotFound):
        events.one(reader, first.id)
    reader.close()


def test_a_late_event_takes_its_place_in_the_past(small: Path) -> None:
    reader = open_reader(small, limit=None)
    rows = events.page(reader, Filters(), limit=100).events
    db = driver.open_writer(small)
    with driver.immediate(db):
        db.execute(
            "INSERT INTO event(id, title, edtf, first, last, precision, status, disputed)"
            " VALUES ('late', 'Came late', '-2000', -730850, -730486, 'year', 'happened', 0)"
        )
        keep_index(db.conn)
    db.close()
    after = events.page(reader, Filters(), limit=100).events
    assert [row.id for row in after] == ["late", *(row.id for row in rows)]
    assert after[0].passage is None
    reader.close()


def test_a_file_put_in_its_place_is_seen(small: Path, tmp_path: Path) -> None:
    reader = open_reader(small, limit=None)
    before, generation = events.count(reader, Filters()), reader.generation
    other = tmp_path / "other.db"
    generate(other, 60, seed=2)
    for end in ("-wal", "-shm"):
        small.with_name(small.name + end).unlink(missing_ok=True)
    os.replace(other, small)
    assert events.count(reader, Filters()) > before
    assert reader.generation != generation  # though each file counts its loads from 1
    small.unlink()
    with pytest.raises(NotFound, match="timeline load"):
        events.count(reader, Filters())
    reader.close()


@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM bitmap",
        "UPDATE bitmap SET total = 1, blob = x'00' WHERE kind = 'form' OR key = 'sort'",
    ],
    ids=["none is kept", "another release made it"],
)
def test_an_index_that_cannot_be_used_is_made_in_memory(small: Path, spoil: str) -> None:
    reader = open_reader(small, limit=None)
    kept = [facets.actors(reader, Filters(), limit=None), events.page(reader, Filters())]
    reader.close()
    db = driver.open_writer(small)
    with driver.immediate(db):
        db.execute(spoil)
    db.close()
    reader = open_reader(small, limit=None)
    assert [facets.actors(reader, Filters(), limit=None), events.page(reader, Filters())] == kept
    reader.close()


def test_a_source_of_unknown_origin_goes_by_what_it_says(small: Path) -> None:
    db = driver.open_writer(small)
    with driver.immediate(db):
        db.execute(
            "UPDATE article SET source = key || '.txt', publisher = NULL, url = NULL,"
            " title = CASE key WHEN 1 THEN 'A title' END WHERE key < 3"
        )
        keep_index(db.conn)
    db.close()
    reader = open_reader(small, limit=None)
    names = {value.id: value.name for value in facets.sources(reader, Filters(), limit=None)}
    assert names["1.txt"] == "A title"
    assert names["2.txt"].endswith(".")
    assert names["2.txt"] != "2.txt"
    assert all(id_ == name for id_, name in names.items() if not id_.endswith(".txt"))
    assert events.count(reader, Filters(sources=("2.txt",))) > 0
    reader.close()


def test_a_database_without_articles(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    driver.open_writer(path).close()
    reader = open_reader(path, limit=None)
    assert events.page(reader, Filters()).total == 0
    assert events.page(reader, parse([("at", "2023"), ("from", "2020")])).events == ()
    assert facets.actors(reader, Filters()) == []
    assert histogram.histogram(reader, Filters()).bars == ()
    assert events.totals(reader).articles == 0
    assert events.count(reader, Filters(q="ship", actors=("x",))) == 0
    reader.close()


@pytest.mark.parametrize(
    ("content", "error"),
    [(None, NotFound), (b"", NotFound), (b"not a database at all", BadDatabase)],
)
def test_files_that_cannot_be_opened(
    tmp_path: Path, content: bytes | None, error: type[TimelineError]
) -> None:
    path = tmp_path / "odd.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match=r"odd\.db"):
        open_reader(path, limit=None)
    assert (path.read_bytes() if path.exists() else None) == content


def test_threads_share_a_reader(reader: Reader) -> None:
    expected = events.page(reader, Filters(), limit=20)
    failures: list[object] = []

    def work() -> None:
        for _ in range(10):
            page = events.page(reader, Filters(), limit=20)
            if page != expected:
                failures.append(page)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(max_size=MAX_LENGTH))
def test_any_words_are_searched_or_refused(reader: Reader, q: str) -> None:
    """Nothing that a reader types is read as the query language of the full-text index."""
    try:
        filters = parse([("q", q)])
    except BadFilter:
        return
    assert events.count(reader, filters) >= 0


@pytest.mark.parametrize(
    "q",
    ['"', '""', '"a', 'a"', "a*", "*a", "^a", "-a", "+a", "NOT", "AND OR", "NEAR(a b)", "title:a",
     "{title} : a", "a:b:c", "(a", "a)", "'a", "a'b", "a;b", "%a_", "ﬁ", "ⅷ", "१२", "½", "𝟘",
     "ª", "ͅa", "İ", "\u0345", "x\u20dd"],
)  # fmt: skip
def test_odd_words(reader: Reader, q: str) -> None:
    if any(char.isalnum() for char in q):
        assert events.count(reader, parse([("q", q)])) >= 0
    else:
        with pytest.raises(BadFilter, match="letter or digit"):
            parse([("q", q)])


def test_words(reader: Reader) -> None:
    actor = facets.actors(reader, Filters())[0]
    given, _, family = actor.name.rpartition(" ")
    whole = events.count(reader, Filters(q=f'"{actor.name}"'))
    assert whole >= actor.count > 0
    assert events.count(reader, Filters(q=f"{family} {given}")) >= whole
    assert events.count(reader, Filters(q=f'"{family} {given}"')) == 0, "a phrase keeps its order"
    assert events.count(reader, Filters(q=actor.name.upper())) >= whole, "case does not matter"
    assert events.count(reader, Filters(q="thankful-not-there")) == 0
