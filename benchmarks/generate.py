"""Write a database of N made-up events, to measure and to test with.

    python benchmarks/generate.py --events 100000 --seed 1 big.db

The same number and seed give the same rows.  Actors, places and sources follow Zipf's law,
times come in bursts, dates have mixed precision, some events are undated or disputed, some
articles are copies of others.  Every passage, trigger and time expression stands in its
article's text exactly where its offsets say.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.invent import (
    SOURCES,
    Happening,
    Told,
    World,
    make_events,
    make_world,
    sentence,
    tell,
)
from timeline import dates
from timeline.link.events import agreed_date
from timeline.query.build import build
from timeline.store import driver


class Writer:
    """Writes articles and claims as they come, events at the end."""

    def __init__(self, connection: Any, world: World, rng: np.random.Generator) -> None:
        self.connection, self.world, self.rng = connection, world, rng
        self.article = self.claim = 0
        self.rows: dict[str, list[tuple[Any, ...]]] = {}

    def put(self, table: str, row: tuple[Any, ...]) -> None:
        self.rows.setdefault(table, []).append(row)

    def flush(self) -> None:
        for table, rows in self.rows.items():
            names = COLUMNS[table]
            marks = ",".join("?" * len(names.split(",")))
            # The names come from COLUMNS alone.
            sql = f"INSERT INTO {table}({names}) VALUES ({marks})"
            self.connection.executemany(sql, rows)
        self.rows.clear()

    def write_article(
        self, told: Sequence[tuple[Happening, str | None]], copy_of: str | None, delay: int = 0
    ) -> None:
        """One article that tells the events, each with the date given beside it, ``delay`` days
        after the latest of them was first told."""
        self.article += 1
        key = self.article
        published = dates.iso_day(max(event.published for event, _ in told) + delay)
        source = SOURCES[min(int(self.rng.exponential(2.5)), len(SOURCES) - 1)]
        text, claims = tell(told, self.world)
        self.put("article", (
            key, f"a{key}", f"hash{key}", source, claims[0].title, published,
            f"https://news.example/{key}", source, "en", text, copy_of or f"a{key}", 1,
            f"{published or '2024-12-31'}T12:00:00+00:00",
        ))  # fmt: skip
        members = dict.fromkeys(actor for event, _ in told for actor in event.actors)
        for actor in members:
            _, id_, name, kind, _ = self.world.actors[actor - 1]
            self.put("article_actor", (key, id_, actor, name, kind, json.dumps([name]), "[]", "[]"))
        for claim in claims:
            self._put_times(key, claim)
            self._put_claim(key, claim)

    def _put_times(self, article: int, told: Told) -> None:
        for number, start, end, text, edtf, anchor in told.times:
            known = dates.parse(edtf)
            steps = [f"The text says “{text}”."]
            if anchor is not None:
                steps.append(f"It counts from “{told.times[0][3]}” before it.")
            reason = " ".join(steps)
            self.put("time_expression", (
                article, number, start, end, text, "DATE", edtf, edtf, known.earliest,
                known.latest, "generated", reason, json.dumps(anchor), json.dumps(steps),
                int(_ambiguous(edtf)),
            ))  # fmt: skip

    def _put_claim(self, article: int, told: Told) -> None:
        event, edtf = told.event, told.edtf
        self.claim += 1
        known = dates.parse(edtf) if edtf else None
        reason = f"The article dates it {edtf}." if edtf else "The article names no time."
        if _ambiguous(edtf):
            self.put("review", (f"r{self.claim}", "date", f"c{self.claim}", None, reason, 0.5))
        self.put("claim", (
            self.claim, f"c{self.claim}", article, event.key,
            "lead" if len(event.claims) < 4 else "detail", f"l{self.claim}", told.title, edtf,
            *_bounds(known), known.precision if known else "unknown", event.status, told.time,
            told.trigger[2], *told.trigger[:2], told.passage[2], *told.passage[:2], event.verb,
            reason, json.dumps([reason]),
            json.dumps([self.world.actors[actor - 1][1] for actor in event.actors]), "[]",
        ))  # fmt: skip
        for actor in event.actors:
            self.put("claim_actor", (self.claim, actor))
        for place in event.places:
            self.put("claim_place", (self.claim, place))
        event.claims.append((self.claim, article, told.passage[2], edtf))

    def write_event(self, event: Happening, articles: dict[int, tuple[str, str]]) -> None:
        """The event's row, its links and its words, from its claims."""
        edtf, disputed = agreed_date([told for *_, told in event.claims[:4] if told])
        known = dates.parse(edtf) if edtf else None
        telling = {article for _, article, *_ in event.claims}
        title = sentence(event, self.world)[:80]
        self.put("event", (
            event.key, event.id, title, edtf, *_bounds(known),
            known.precision if known else "unknown", event.status, int(disputed),
            len(event.claims), len(telling), len({articles[a][1] for a in telling}),
            event.claims[0][0], min(articles[a][0] for a in telling),
        ))  # fmt: skip
        names = " ".join(self.world.actors[key - 1][2] for key in event.actors)
        passages = " ".join(passage for _, _, passage, _ in event.claims)
        self.put("event_fts", (event.key, title, passages, names))
        for actor in event.actors:
            self.put("event_actor", (event.key, actor))
        for place in event.places:
            self.put("event_place", (event.key, place))


def _bounds(known: dates.Dated | None) -> tuple[str | int | None, ...]:
    return (known.earliest, known.latest, known.first, known.last) if known else (None,) * 4


def _ambiguous(edtf: str | None) -> bool:
    return bool(edtf) and str(edtf).startswith("[") and "," in str(edtf)


COLUMNS = {
    "article": "key,id,hash,source,title,published,url,publisher,language,text,duplicate,linked,"
    "loaded_at",
    "time_expression": "article,number,start,end,text,type,value,edtf,earliest,latest,rule,reason,"
    "anchor,steps,ambiguous",
    "claim": "key,id,article,event,role,local,title,edtf,earliest,latest,first,last,precision,"
    "status,time,trigger,trigger_start,trigger_end,passage,passage_start,passage_end,lemma,reason,"
    "steps,local_actors,local_places",
    "article_actor": "article,local,actor,name,kind,names,roles,mentions",
    "actor": "key,id,name,kind,aliases",
    "place": "key,id,name,aliases,lat,lon,country",
    "claim_actor": "claim,actor",
    "claim_place": "claim,place",
    "event_actor": "event,actor",
    "event_place": "event,place",
    "event": "key,id,title,edtf,earliest,latest,first,last,precision,status,disputed,n_claims,"
    "n_articles,n_independent,lead_claim,first_published",
    "event_fts": "rowid,title,passages,names",
    "review": "id,kind,a,b,reason,score",
}


def fill(connection: Any, events: int, seed: int) -> None:
    """Writes all rows and the index into an empty database."""
    rng = np.random.default_rng(seed)
    world = make_world(events, rng)
    writer = Writer(connection, world, rng)
    for actor in world.actors:
        writer.put("actor", actor)
    for place in world.places:
        writer.put("place", place)
    writer.flush()
    happenings = list(make_events(events, world, rng))
    _write_articles(writer, happenings)
    articles = {
        key: (published, duplicate)
        for key, published, duplicate in connection.execute(
            "SELECT key, published, duplicate FROM article"
        )
    }
    for n, event in enumerate(happenings):
        writer.write_event(event, articles)
        event.claims.clear()
        if n % 20_000 == 0:
            writer.flush()
    writer.flush()
    keep_index(connection)


def _write_articles(writer: Writer, happenings: list[Happening]) -> None:
    """Events told by their day of publication, three or so to an article, some again later."""
    order = sorted(happenings, key=lambda event: (event.published, event.key))
    sizes = writer.rng.integers(1, 6, len(order)).tolist()
    place = 0
    for n in range(len(order)):
        told = [(event, event.edtf) for event in order[place : place + sizes[n]]]
        place += sizes[n]
        if not told:
            break
        writer.write_article(told, None)
        first = f"a{writer.article}"
        for _ in range(int(writer.rng.random() < 0.15)):
            writer.write_article(told, first)  # a copy, word for word
        again = [(e, e.other or d) for e, d in told if e.other or writer.rng.random() < 0.2]
        if again:
            writer.write_article(again, None, delay=1 + n % 60)
        if n % 5_000 == 0:
            writer.flush()
    writer.flush()


def keep_index(connection: Any) -> None:
    """Makes the index of the tables as they are and raises the generation."""
    connection.execute("DELETE FROM bitmap")
    connection.executemany(
        "INSERT INTO bitmap(kind, key, total, blob) VALUES (?,?,?,?)", build(connection)
    )
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")


def generate(path: Path, events: int, seed: int = 1) -> None:
    """Makes the database file at ``path`` anew."""
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    db = driver.open_writer(path)
    db.execute("PRAGMA foreign_keys = OFF")  # claims are written before their events
    try:
        with driver.immediate(db):
            fill(db.conn, events, seed)
    finally:
        db.close()


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("path", type=Path)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(None if arguments is None else list(arguments))
    begin = time.process_time()
    generate(options.path, options.events, options.seed)
    seconds = time.process_time() - begin
    megabytes = options.path.stat().st_size / 1e6
    print(f"{options.path}: {options.events} events, {megabytes:.1f} MB, {seconds:.1f} s CPU")


if __name__ == "__main__":
    main()
