"""What readers notice of a load: a new index, and the number that tells them to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database


def publish(db: Database, parts: Iterable[tuple[str, str, int, bytes]]) -> None:
    """Puts the index (kind, key, total, blob) in place of the old one and counts up.

    Call inside the transaction that changed the events: readers see all of it or nothing.
    """
    db.execute("DELETE FROM bitmap")
    db.conn.executemany("INSERT INTO bitmap(kind, key, total, blob) VALUES (?, ?, ?, ?)", parts)
    db.execute(
        "UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'generation'"
    )


def counts(db: Database) -> dict[str, int]:
    """How many articles, events, actors and places readers see."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM article WHERE linked = 1), (SELECT count(*) FROM event),"
        " (SELECT count(*) FROM actor), (SELECT count(*) FROM place)"
    ).fetchone()
    return dict(zip(("articles", "events", "actors", "places"), row, strict=True))
