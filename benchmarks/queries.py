"""Measure what one request of a reader costs, beside plain SQL on the same file.

    python benchmarks/generate.py --events 100000 big.db
    python benchmarks/queries.py big.db

A request is a page of 50 with all that the list shows, the first 20 actors and places with
counts, the histogram, and the count.  Each kind of filter is asked with values drawn by how
often they occur; what the reader remembers of earlier selections is cleared before each
request.  Plain SQL is the same request as straightforward statements over the same tables
and indexes, its page without actors, places and passages.  Figures are CPU milliseconds of
this process: the median (p50) and the 95th of 100 (p95).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from timeline import dates
from timeline.query import articles, entities, events, facets, histogram
from timeline.query.database import Reader, open_reader
from timeline.query.filters import Filters, terms
from timeline.query.records import EventRow

Draw = Callable[[Random], Filters]


def draws(reader: Reader) -> dict[str, Draw]:
    """The kinds of filter, each as a way to draw one."""
    actors = facets.actors(reader, Filters(), limit=None)
    places = facets.places(reader, Filters(), limit=None)
    weights = [value.count for value in actors]
    place_weights = [value.count for value in places]

    def actor(random: Random) -> str:
        return random.choices(actors, weights)[0].id

    def place(random: Random) -> str:
        return random.choices(places, place_weights)[0].id

    def years(random: Random, width: int) -> Filters:
        first = random.randint(1900, 2020 - width)
        return Filters(date_from=str(first), date_to=str(first + width))

    def word(random: Random) -> str:
        return random.choice(actors).name.split()[-1]

    return {
        "none": lambda random: Filters(),
        "most frequent actor": lambda random: Filters(actors=(actors[0].id,)),
        "an actor": lambda random: Filters(actors=(actor(random),)),
        "actor and place": lambda random: Filters(actors=(actor(random),), places=(place(random),)),
        "three actors, any": lambda random: Filters(
            actors=tuple(dict.fromkeys(actor(random) for _ in range(3)))
        ),
        "a year": lambda random: years(random, 0),
        "sixty years": lambda random: years(random, 60),
        "common word": lambda random: Filters(q="press"),
        "rare word": lambda random: Filters(q=word(random)),
        "two words": lambda random: Filters(q=f"met {word(random)}"),
        "a phrase": lambda random: Filters(q='"it was known that"'),
        "disputed": lambda random: Filters(disputed=True),
        "from a date": lambda random: Filters(at=str(random.randint(1900, 2020))),
    }


def request(reader: Reader, filters: Filters) -> None:
    """All that the page asks of the queries."""
    with reader.session():
        events.page(reader, filters)
        facets.actors(reader, filters)
        facets.places(reader, filters)
        histogram.histogram(reader, filters)
        events.count(reader, filters)


def plain(connection: Any, filters: Filters) -> None:
    """The same by plain SQL; each facet with any value leaves out its own choice."""
    where, values = _where(filters)
    sort = "coalesce(e.first, e.last), e.id"
    if filters.at:
        where, values = f"{where} AND e.first >= ?", [*values, dates.parse(filters.at).first]
    connection.execute(
        f"SELECT * FROM event e WHERE {where} ORDER BY {sort} LIMIT 50", values
    ).fetchall()
    for kind in ("actor", "place"):
        bare, others = _where(filters.with_(**{f"{kind}s": ()}))
        connection.execute(
            "SELECT x.id, x.name, count(*) AS n"
            f" FROM event e JOIN event_{kind} m ON m.event = e.key"
            f" JOIN {kind} x ON x.key = m.{kind} WHERE {bare}"
            " GROUP BY x.key ORDER BY n DESC LIMIT 20",
            others,
        ).fetchall()
    connection.execute(
        f"SELECT coalesce(e.first, e.last) / 365, count(*) FROM event e WHERE {where} GROUP BY 1",
        values,
    ).fetchall()
    connection.execute(f"SELECT count(*) FROM event e WHERE {where}", values).fetchall()


def _where(filters: Filters) -> tuple[str, list[Any]]:
    clauses = ["(e.first IS NOT NULL OR e.last IS NOT NULL)"]
    values: list[Any] = []
    for kind, ids in (("actor", filters.actors), ("place", filters.places)):
        if ids:
            marks = ",".join("?" * len(ids))
            clauses.append(
                f"e.key IN (SELECT m.event FROM event_{kind} m JOIN {kind} x ON x.key = m.{kind}"
                f" WHERE x.id IN ({marks}))"
            )
            values += ids
    if filters.date_from:
        clauses.append("(e.last IS NULL OR e.last >= ?)")
        values.append(dates.parse(filters.date_from).first)
    if filters.date_to:
        clauses.append("(e.first IS NULL OR e.first <= ?)")
        values.append(dates.parse(filters.date_to).last)
    if filters.q:
        clauses.append("e.key IN (SELECT rowid FROM event_fts WHERE event_fts MATCH ?)")
        values.append(" ".join(f'"{term}"' for term in terms(filters.q)))
    if filters.disputed:
        clauses.append("e.disputed = 1")
    return " AND ".join(clauses), values


def measure(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """CPU milliseconds of one piece of work."""
    before()
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


def forget(reader: Reader) -> None:
    with reader.session() as session:
        session.index.forget()


def line(name: str, ours: Sequence[float], theirs: Sequence[float]) -> str:
    def pair(times: Sequence[float]) -> str:
        ordered = sorted(times)
        last = ordered[max(0, int(len(ordered) * 0.95) - 1)] if len(ordered) > 1 else ordered[0]
        return f"{statistics.median(ordered):8.1f} {last:8.1f}"

    if not theirs:
        return f"{name:22} {pair(ours)}"
    ratio = statistics.median(theirs) / max(statistics.median(ours), 1e-3)
    return f"{name:22} {pair(ours)} | {pair(theirs)} | {ratio:7.1f}"


def single_queries(reader: Reader, random: Random) -> dict[str, Callable[[], object]]:
    """The other pages, each as one query with a value drawn anew."""
    rows: list[EventRow] = []
    for year in range(1905, 2020, 5):
        rows += events.page(reader, Filters(at=str(year))).events
    people = facets.actors(reader, Filters(), limit=200)

    def article() -> object:
        passage = random.choice(rows).passage
        return passage and articles.article(reader, passage.article.id)

    return {
        "open an event": lambda: events.one(reader, random.choice(rows).id),
        "an article": article,
        "an actor's page": lambda: entities.actor(reader, random.choice(people).id),
        "all shelves": lambda: events.totals(reader),
        "find in list": lambda: facets.actors(
            reader, Filters(), find=random.choice(people).name[:3]
        ),
        "one more page": lambda: events.page(
            reader, Filters(), after=events.page(reader, Filters(at="1990"), limit=1).after
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU time of a reader's requests")
    parser.add_argument("path", type=Path)
    parser.add_argument("--repeat", type=int, default=40, help="requests of each kind")
    parser.add_argument("--peer", type=int, default=3, help="of these also by plain SQL")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begin = time.process_time()
    reader = open_reader(options.path)
    opened = (time.process_time() - begin) * 1000
    random = Random(options.seed)
    kinds = draws(reader)
    request(reader, Filters())
    print(f"{events.totals(reader)}\nopened in {opened:.0f} ms CPU")
    print(f"{'CPU ms':22} {'p50':>8} {'p95':>8} | {'SQL p50':>8} {'p95':>8} |   ratio")
    for name, draw in kinds.items():
        ours, theirs = [], []
        for number in range(options.repeat):
            filters = draw(random)
            ours.append(measure(partial(request, reader, filters), partial(forget, reader)))
            if number < options.peer:
                with reader.session() as session:
                    connection = session.connection
                    connection.set_progress_handler(None, 0)
                    theirs.append(measure(partial(plain, connection, filters)))
        print(line(name, ours, theirs), flush=True)
    for name, work in single_queries(reader, random).items():
        times = [measure(work, lambda: forget(reader)) for _ in range(options.repeat)]
        print(line(name, times, []))


if __name__ == "__main__":
    main()
