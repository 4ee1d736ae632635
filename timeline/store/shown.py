"""What is counted and searched of an event, written beside it when it changes."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from timeline.store.blocks import batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

_LISTED: Final = "IN (SELECT value FROM json_each(?))"
_COUNTS: Final = f"""
    UPDATE event SET
        n_claims = (SELECT count(*) FROM claim AS c WHERE c.event = event.key),
        n_articles = (SELECT count(DISTINCT c.article) FROM claim AS c WHERE c.event = event.key),
        first_published = (
            SELECT min(a.published) FROM claim AS c JOIN article AS a ON a.key = c.article
            WHERE c.event = event.key
        )
    WHERE key {_LISTED}
"""


def affected(db: Database, *, actors: Iterable[int], places: Iterable[int]) -> set[int]:
    """Row keys of the events that show one of these actors or places."""
    found: set[int] = set()
    for kind, keys in (("actor", actors), ("place", places)):
        rows = db.execute(
            f"SELECT event FROM event_{kind} WHERE {kind} {_LISTED}",
            [json.dumps(list(keys))],
        )
        found.update(row[0] for row in rows)
    return found


def write(db: Database, events: Iterable[int]) -> None:
    """Counts the claims and articles of events, and writes their words for the search."""
    for batch in batches([key] for key in sorted(events)):
        keys = json.dumps([key for group in batch for key in group])
        db.execute(_COUNTS, [keys])
        names = _names(db, keys)
        passages = _passages(db, keys)
        titles = db.execute(f"SELECT key, title FROM event WHERE key {_LISTED}", [keys]).fetchall()
        db.execute(f"DELETE FROM event_fts WHERE rowid {_LISTED}", [keys])
        db.conn.executemany(
            "INSERT INTO event_fts(rowid, title, passages, names) VALUES (?, ?, ?, ?)",
            [
                (key, title, "\n".join(passages[key]), "\n".join(sorted(names[key])))
                for key, title in titles
            ],
        )


def _names(db: Database, events: str) -> defaultdict[int, set[str]]:
    """All names of the actors and places of each event."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for kind in ("actor", "place"):
        rows = db.execute(
            f"SELECT m.event, x.name, x.aliases FROM event_{kind} AS m"
            f" JOIN {kind} AS x ON x.key = m.{kind} WHERE m.event {_LISTED}",
            [events],
        )
        for event, name, aliases in rows:
            found[event].update((name, *json.loads(aliases)))
    return found


def _passages(db: Database, events: str) -> defaultdict[int, dict[str, None]]:
    """The passages of each event's claims, each once, those of lead claims first."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    rows = db.execute(
        f"SELECT event, passage FROM claim WHERE event {_LISTED} ORDER BY event, role DESC, key",
        [events],
    )
    for event, passage in rows:
        found[event][passage] = None
    return found
