"""A database as plain values without row numbers, to compare two of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from timeline.store.driver import open_reader

QUERIES = {
    "article": "SELECT id, hash, source, title, published, text, duplicate, linked FROM article",
    "time": "SELECT a.id, t.number, t.text, t.edtf FROM time_expression t"
    " JOIN article a ON a.key = t.article",
    "claim": "SELECT c.id, e.id, c.role, c.title, c.first, c.passage FROM claim c"
    " LEFT JOIN event e ON e.key = c.event",
    "claim_actor": "SELECT c.id, x.id FROM claim_actor m JOIN claim c ON c.key = m.claim"
    " JOIN actor x ON x.key = m.actor",
    "actor": "SELECT id, name, kind, aliases, n_articles, n_events FROM actor",
    "place": "SELECT id, name, aliases, lat, lon, n_articles, n_events FROM place",
    "event": "SELECT e.id, e.title, e.edtf, e.first, e.last, e.disputed, e.n_claims, e.n_articles,"
    " e.n_independent, e.first_published, c.id FROM event e"
    " JOIN claim c ON c.key = e.lead_claim",
    "event_actor": "SELECT e.id, x.id FROM event_actor m JOIN event e ON e.key = m.event"
    " JOIN actor x ON x.key = m.actor",
    "event_place": "SELECT e.id, x.id FROM event_place m JOIN event e ON e.key = m.event"
    " JOIN place x ON x.key = m.place",
    "review": "SELECT id, kind, a, b, reason FROM review",
    "found": "SELECT e.id FROM event e WHERE e.key IN"
    " (SELECT rowid FROM event_fts WHERE event_fts MATCH 'visit')",
    "bitmap": "SELECT kind, key, total, blob FROM bitmap WHERE kind != 'order'",
    "dirty": "SELECT kind, key FROM dirty",
}


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows, sorted; ids in place of row numbers."""
    connection = open_reader(path)
    try:
        return {
            name: sorted((tuple(row) for row in connection.execute(sql)), key=repr)
            for name, sql in QUERIES.items()
        }
    finally:
        connection.close()
