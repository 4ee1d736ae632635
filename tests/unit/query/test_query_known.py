"""As known on a day: the same as if what was published later had never been loaded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.generate import generate, keep_index
from timeline import dates
from timeline.errors import NotFound
from timeline.link.events import agreed_date
from timeline.query import articles, events, facets, histogram
from timeline.query.database import Reader, open_reader
from timeline.query.filters import Filters
from timeline.query.known import dates_of
from timeline.query.order import sort_integer
from timeline.query.since import since
from timeline.store import driver


@dataclass
class Then:
    """An event of a day, from the claims of the time alone."""

    id: str
    edtf: str | None = None
    disputed: bool = False
    articles: set[int] = field(default_factory=set)
    originals: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    dates: list[str] = field(default_factory=list)


def stood(path: Path, day: str) -> list[Then]:
    """The events of the day in their order, the undated left out, looked up claim by claim."""
    connection = driver.open_reader(path)
    found: dict[str, Then] = {}
    rows: list[Any] = connection.execute(
        "SELECT e.id, c.key, c.edtf, c.role, a.key, a.duplicate, a.source, a.published FROM claim c"
        " JOIN article a ON a.key = c.article JOIN event e ON e.key = c.event"
    ).fetchall()
    for id_, claim, edtf, role, article, original, source, published in rows:
        if published > day:
            continue
        event = found.setdefault(id_, Then(id_))
        event.articles.add(article)
        event.originals.add(original)
        event.sources.add(source)
        if role == "lead" and edtf:
            event.dates.append(edtf)
        members = connection.execute(
            "SELECT x.id FROM claim_actor m JOIN actor x ON x.key = m.actor WHERE m.claim = ?",
            (claim,),
        )
        event.actors.update(row[0] for row in members)
    connection.close()
    for event in found.values():
        event.edtf, event.disputed = agreed_date(event.dates)
    return sorted((event for event in found.values() if event.edtf), key=_order)


def _order(event: Then) -> tuple[int, str]:
    known = dates.parse(event.edtf or "")
    return sort_integer(known.edtf, known.first, known.last, known.precision), event.id


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose events are few and told often, so that many days part their claims."""
    path = tmp_path_factory.mktemp("dense") / "dense.db"
    generate(path, 300, seed=11)
    db = driver.open_writer(path)
    # All is published within one year: then every day stands among claims of some event.
    with driver.immediate(db):
        db.execute(
            "UPDATE article SET published = date('2020-01-01', (key * 7919 % 365) || ' days')"
        )
        keep_index(db.conn)
    db.close()
    return path


@pytest.fixture(scope="module")
def then(dense: Path) -> Reader:
    return open_reader(dense, limit=None)


DAYS = ["2019-12-31", "2020-01-20", "2020-03-01", "2020-06-30", "2020-10-05", "2020-12-29"]


@pytest.mark.parametrize("day", DAYS)
def test_as_if_the_rest_had_never_been_loaded(then: Reader, dense: Path, day: str) -> None:
    expected, filters = stood(dense, day), Filters(as_of=day)
    page = events.page(then, filters, limit=500)
    assert [row.id for row in page.events] == [event.id for event in expected]
    for row, event in zip(page.events, expected, strict=True):
        assert (row.edtf, row.disputed) == (event.edtf, event.disputed)
        assert (row.articles, row.independent) == (len(event.articles), len(event.originals))
        assert {actor.id for actor in row.actors} == event.actors
        assert row.passage is not None
        assert (row.passage.article.published or "") <= day
    actors: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for event in expected:
        actors.update(event.actors)
        sources.update(event.sources)
    listed = facets.actors(then, filters, limit=None, kinds=facets.ACTORS | facets.THINGS)
    assert {value.id: value.count for value in listed} == actors
    told_by = facets.sources(then, filters, limit=None)
    assert {value.id: value.count for value in told_by} == sources
    strip = histogram.histogram(then, filters)
    assert sum(bar.count for bar in strip.bars) == len(expected)
    disputed = [event.id for event in expected if event.disputed]
    shown = events.page(then, filters.with_(disputed=True), limit=500).events
    assert [row.id for row in shown] == disputed
    corroborated = [event.id for event in expected if len(event.originals) > 1]
    shown = events.page(then, filters.with_(corroborated=True), limit=500).events
    assert [row.id for row in shown] == corroborated


def test_ranges_and_actors_of_the_day(then: Reader, dense: Path) -> None:
    random = Random(6)
    day = "2020-06-30"
    expected = stood(dense, day)
    for _ in range(20):
        model = random.choice(expected)
        known = dates.parse(model.edtf or "")
        year = dates.day_of(known.first or known.last or 0)[0]
        low, high = dates.edtf_year(year - random.randint(0, 20)), dates.edtf_year(year + 3)
        actor = random.choice(sorted(model.actors))
        filters = Filters(as_of=day, date_from=low, date_to=high, actors=(actor,))
        first, last = dates.parse(low).first, dates.parse(high).last
        assert first is not None
        assert last is not None
        wanted = []
        for event in expected:
            date = dates.parse(event.edtf or "")
            start, stop = date.first, date.last
            if date.edtf[0] == "[":
                start, stop = (stop if start is None else start), (start if stop is None else stop)
            begins = start is None or start <= last
            ends = stop is None or stop >= first
            if actor in event.actors and begins and ends:
                wanted.append(event.id)
        assert [row.id for row in events.page(then, filters, limit=500).events] == wanted


@pytest.mark.parametrize("day", DAYS[1:])
def test_an_event_opens_as_it_stood(then: Reader, dense: Path, day: str) -> None:
    for event in stood(dense, day)[:40]:
        opened = events.one(then, event.id, as_of=day)
        assert opened.row.edtf == event.edtf
        assert {claim.article.id for claim in opened.claims} == {
            f"a{key}" for key in event.articles
        }
        assert all((claim.article.published or "") <= day for claim in opened.claims)
        if opened.changes:
            assert opened.changes[-1].edtf == event.edtf
            assert opened.changes[-1].published <= day


def test_what_was_not_yet_told_is_not_found(then: Reader) -> None:
    event = events.page(then, Filters(), limit=1).events[0]
    with pytest.raises(NotFound):
        events.one(then, event.id, as_of="2019-12-31")
    assert events.page(then, Filters(as_of="2019")).events == ()


def test_the_totals_of_the_day(then: Reader, dense: Path) -> None:
    connection = driver.open_reader(dense)
    for day in DAYS:
        told = connection.execute("SELECT count(*) FROM article WHERE published <= ?", (day,))
        totals = events.totals(then, Filters(as_of=day))
        assert totals.articles == told.fetchone()[0]
        assert totals.events == len(stood(dense, day))
    connection.close()


def test_a_day_after_all_is_today(then: Reader) -> None:
    today = events.page(then, Filters(), limit=500)
    assert events.page(then, Filters(as_of="2020-12-31"), limit=500) == today
    assert since(then, Filters(as_of="2020")).appeared == 0


@pytest.mark.parametrize("day", DAYS)
def test_what_changed_since(then: Reader, dense: Path, day: str) -> None:
    before = {event.id: event for event in stood(dense, day)}
    now = {event.id: event for event in stood(dense, "9999-12-31")}
    found = since(then, Filters(as_of=day), limit=1000)
    assert found.appeared == len(set(now) - set(before))
    moved = {id_ for id_, event in before.items() if now[id_].edtf != event.edtf}
    assert {one.id for one in found.moved} == moved
    assert found.n_moved == len(moved)
    for one in found.moved:
        assert (one.then, one.now) == (before[one.id].edtf, now[one.id].edtf)
        assert one.published is not None
        assert one.published > day


def test_changes_tell_each_date_from_its_first_day(then: Reader, dense: Path) -> None:
    several = 0
    for event in stood(dense, "9999-12-31"):
        opened = events.one(then, event.id)
        days = [change.published for change in opened.changes]
        assert days == sorted(set(days))
        assert opened.changes[-1].edtf == event.edtf
        several += len(days) > 1
        for change in opened.changes:
            at = {old.id: old.edtf for old in stood_cache(dense, change.published)}
            assert at.get(event.id) == change.edtf
            claim = next(claim for claim in opened.claims if claim.id == change.claim)
            published = articles.article(then, claim.article.id).ref.published
            assert published == change.published
    assert several > 3


_KEPT: dict[str, list[Then]] = {}


def stood_cache(path: Path, day: str) -> list[Then]:
    if day not in _KEPT:
        _KEPT[day] = stood(path, day)
    return _KEPT[day]


def test_a_load_changes_the_past_too(tmp_path: Path) -> None:
    """An article that is loaded late but was published early was known then."""
    path = tmp_path / "late.db"
    generate(path, 40, seed=5)
    reader = open_reader(path, limit=None)
    day = "1990-01-01"
    before = events.page(reader, Filters(as_of=day), limit=500)
    last = events.page(reader, Filters(order="desc"), limit=1).events[0]
    assert last.id not in {row.id for row in before.events}
    db = driver.open_writer(path)
    with driver.immediate(db):
        db.execute("UPDATE article SET published = '1950-01-01'")
        keep_index(db.conn)
    db.close()
    after = events.page(reader, Filters(as_of=day), limit=500)
    assert last.id in {row.id for row in after.events}
    assert after.total == events.count(reader, Filters())
    reader.close()


def test_a_date_that_is_only_a_limit_dates_no_event() -> None:
    rows = [
        {"edtf": "[..2023-10-28]", "time": None},  # said on that day: it happened by then
        {"edtf": "[..2023-10-18]", "time": 3},  # the text says "before"
        {"edtf": "2023-10", "time": 4},
        {"edtf": None, "time": None},
    ]
    assert dates_of(rows) == ["[..2023-10-18]", "2023-10"]
