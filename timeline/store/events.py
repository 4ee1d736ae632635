"""Claims of many articles, grouped into events: read for the link, written as it found them."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from timeline import dates
from timeline.link import events
from timeline.link.claims import LinkedClaim
from timeline.link.event_keys import answer_keys, block_keys
from timeline.model import Claim, Span
from timeline.store import blocks
from timeline.store.articles import claim_id
from timeline.store.entities import review_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from timeline.link.events import EventGroup

_LISTED: Final = "IN (SELECT value FROM json_each(?))"
# What the link goes by: where a claim stands and why it has its date is of no matter here.
_CLAIMS: Final = """
    SELECT c.key, a.id, a.published, a.duplicate, c.id, c.title, c.edtf, c.status, c.time,
           c.trigger_start, c.trigger_end, c.trigger, c.passage_start, c.passage_end, c.passage,
           c.lemma, c.speech, c.part_of
    FROM claim AS c JOIN article AS a ON a.key = c.article
"""
_NO_NAMES: Final[tuple[frozenset[str], frozenset[str]]] = (frozenset(), frozenset())


def refresh_claims(db: Database, articles: Sequence[int]) -> None:
    """Gives the claims of articles their canonical actors and places, and new blocks."""
    listed = json.dumps(list(articles))
    for kind in ("actor", "place"):
        db.execute(
            f"DELETE FROM claim_{kind} WHERE claim IN"
            f" (SELECT key FROM claim WHERE article {_LISTED})",
            [listed],
        )
        db.execute(
            f"INSERT INTO claim_{kind}(claim, {kind})"
            f" SELECT DISTINCT c.key, m.{kind} FROM claim AS c, json_each(c.local_{kind}s) AS local"
            f" JOIN article_{kind} AS m ON m.article = c.article AND m.local = local.value"
            f" WHERE c.article {_LISTED}",
            [listed],
        )
    claims = _read(db, f"WHERE c.article {_LISTED}", articles)
    blocks.drop(db, "claim", claims)
    below = events.details_of(claims.values())
    blocks.put(
        db,
        "claim",
        {key: block_keys(one, detail=one.claim.id in below) for key, one in claims.items()},
        {key: answer_keys(one, detail=one.claim.id in below) for key, one in claims.items()},
    )
    _write_ambiguous(db, listed)


def _write_ambiguous(db: Database, articles: str) -> None:
    """Puts the claims whose date has two readings on the review shelf."""
    rows = db.execute(
        "SELECT c.id, t.reason FROM claim AS c"
        " JOIN time_expression AS t ON t.article = c.article AND t.number = c.time"
        f" WHERE t.ambiguous = 1 AND c.article {_LISTED}",
        [articles],
    ).fetchall()
    db.execute(
        "DELETE FROM review WHERE kind = 'date' AND a IN"
        f" (SELECT id FROM claim WHERE article {_LISTED})",
        [articles],
    )
    db.table("review").upsert_all(
        ({"id": review_id("date", a), "kind": "date", "a": a, "reason": why} for a, why in rows),
        pk="id",
    )


def _read(db: Database, where: str, keys: Iterable[int]) -> dict[int, LinkedClaim]:
    """Claims with what is known of their articles, by row key."""
    rows = db.execute(f"{_CLAIMS} {where}", [json.dumps(list(keys))]).fetchall()
    claims = json.dumps([row[0] for row in rows])
    actors = _canonical(db, "actor", "x.kind = 'group'", claims)
    places = _canonical(db, "place", "0", claims)
    return {
        row[0]: _linked_claim(row, *actors.get(row[0], _NO_NAMES), places.get(row[0], _NO_NAMES)[0])
        for row in rows
    }


def _canonical(
    db: Database, kind: str, marked: str, claims: str
) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """By claim the canonical ids of its participants, and of those the marked ones."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    some: defaultdict[int, set[str]] = defaultdict(set)
    rows = db.execute(
        f"SELECT m.claim, x.id, {marked} FROM claim_{kind} AS m JOIN {kind} AS x"
        f" ON x.key = m.{kind} WHERE m.claim {_LISTED}",
        [claims],
    )
    for claim, canonical, mark in rows:
        found[claim].add(canonical)
        if mark:
            some[claim].add(canonical)
    return {key: (frozenset(names), frozenset(some[key])) for key, names in found.items()}


def _linked_claim(
    row: Any, actors: frozenset[str], groups: frozenset[str], places: frozenset[str]
) -> LinkedClaim:
    article_id, published, duplicate = row[1:4]
    lemma, speech, part_of = row[15:18]
    claim = Claim(
        id=row[4],
        title=row[5],
        edtf=row[6],
        earliest=None,
        latest=None,
        precision="unknown",
        status=row[7],
        time=row[8],
        trigger=Span(*row[9:12]),
        passage=Span(*row[12:15]),
        actors=(),
        places=(),
        reason="",
        lemma=lemma,
        speech=speech and claim_id(article_id, speech),
        part_of=part_of and claim_id(article_id, part_of),
    )
    return LinkedClaim(
        article_id=article_id,
        published=published,
        claim=claim,
        actors=actors,
        places=places,
        near_duplicate=duplicate,
        groups=groups,
    )


def link(db: Database) -> set[int]:
    """Groups all claims that dirty blocks reach into events and writes what changed.

    Returns the row keys of the events that are new or have changed.
    """
    changed: set[int] = set()
    for batch in blocks.batches(blocks.components(db, "claim")):
        keys = list(itertools.chain.from_iterable(batch))
        claims = _read(db, f"WHERE c.key {_LISTED}", keys)
        groups: list[EventGroup] = []
        for component in batch:
            # Row keys follow the order of loading, and within an article that of the text;
            # what `group` sees must depend on the articles alone.
            ordered = sorted(component, key=lambda key: (claims[key].article_id, key))
            groups.extend(events.group([claims[key] for key in ordered]))
        changed |= _write(db, groups, {claim.claim.id: key for key, claim in claims.items()})
    blocks.clear(db, "claim")
    return changed


def _write(db: Database, groups: Sequence[EventGroup], keys: dict[str, int]) -> set[int]:
    """Writes the groups of some whole components as events; returns those that changed."""
    table = db.table("event")
    rows = {group.id: _row(group, keys) for group in groups}
    listed = [json.dumps(list(rows))]
    held = {row["id"]: row for row in table.rows_where(f"id {_LISTED}", listed)}
    new = [row for row in rows.values() if row["id"] not in held]
    altered = [
        row
        for row in rows.values()
        if row["id"] in held and any(held[row["id"]][k] != v for k, v in row.items())
    ]
    table.insert_all(new)
    for row in altered:
        table.update(held[row["id"]]["key"], row)
    event_keys: dict[str, int] = dict(
        db.execute(f"SELECT id, key FROM event WHERE id {_LISTED}", listed).fetchall()
    )
    changed = {event_keys[row["id"]] for row in (*new, *altered)}
    places = {
        keys[claim]: (event_keys[group.id], role)
        for group in groups
        for role, claims in (("lead", group.lead), ("detail", group.details))
        for claim in claims
    }
    changed |= _place_claims(db, places)
    changed |= _write_participants(db, "actor", {event_keys[g.id]: g.actors for g in groups})
    changed |= _write_participants(db, "place", {event_keys[g.id]: g.places for g in groups})
    return changed


def _row(group: EventGroup, keys: dict[str, int]) -> dict[str, Any]:
    dated = None if group.edtf is None else dates.parse(group.edtf)
    return {
        "id": group.id,
        "title": group.title,
        "edtf": group.edtf,
        "earliest": group.earliest,
        "latest": group.latest,
        "first": dated and dated.first,
        "last": dated and dated.last,
        "precision": group.precision,
        "status": group.status,
        "disputed": int(group.disputed),
        "n_independent": group.independent,
        "lead_claim": keys[group.lead[0]],
    }


def _place_claims(db: Database, wanted: dict[int, tuple[int, str]]) -> set[int]:
    """Files claims under their events; deletes events left empty; returns those that changed."""
    held = db.execute(
        f"SELECT key, event, role FROM claim WHERE key {_LISTED}",
        [json.dumps(list(wanted))],
    ).fetchall()
    moved = [(key, event) for key, event, role in held if (event, role) != wanted[key]]
    db.conn.executemany(
        "UPDATE claim SET event = ?, role = ? WHERE key = ?",
        [(*wanted[key], key) for key, _ in moved],
    )
    left = {event for _, event in moved if event is not None}
    empty = {
        row[0]
        for row in db.execute(
            f"SELECT key FROM event WHERE key {_LISTED}"
            " AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.event = event.key)",
            [json.dumps(list(left))],
        ).fetchall()
    }
    delete(db, empty)
    return (left - empty) | {wanted[key][0] for key, _ in moved}


def of_articles(db: Database, keys: Iterable[int]) -> set[int]:
    """Row keys of the events that have claims of these articles."""
    rows = db.execute(
        f"SELECT DISTINCT event FROM claim WHERE event IS NOT NULL AND article {_LISTED}",
        [json.dumps(list(keys))],
    )
    return {row[0] for row in rows}


def delete(db: Database, keys: Iterable[int]) -> None:
    """Deletes events and what hangs on them; their claims must have gone elsewhere."""
    listed = [json.dumps(list(keys))]
    db.execute(f"DELETE FROM event_fts WHERE rowid {_LISTED}", listed)
    db.execute(f"DELETE FROM event WHERE key {_LISTED}", listed)


def _write_participants(db: Database, kind: str, wanted: dict[int, Iterable[str]]) -> set[int]:
    """Writes event_actor or event_place; returns the events whose participants changed."""
    ids = json.dumps(sorted(set(itertools.chain.from_iterable(wanted.values()))))
    keys: dict[str, int] = dict(
        db.execute(f"SELECT id, key FROM {kind} WHERE id {_LISTED}", [ids]).fetchall()
    )
    new = {(event, keys[name]) for event, names in wanted.items() for name in names}
    old = set(
        db.execute(
            f"SELECT event, {kind} FROM event_{kind} WHERE event {_LISTED}",
            [json.dumps(list(wanted))],
        ).fetchall()
    )
    db.conn.executemany(f"DELETE FROM event_{kind} WHERE event = ? AND {kind} = ?", old - new)
    db.conn.executemany(f"INSERT INTO event_{kind}(event, {kind}) VALUES (?, ?)", new - old)
    return {event for event, _ in old ^ new}
