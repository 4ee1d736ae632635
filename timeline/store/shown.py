"""What the list and the search show of an event, written beside it when it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

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
_LEADS: Final = f"""
    SELECT e.key, e.title, a.id, a.title, a.source, c.passage, c.passage_start, t.start, t.end
    FROM event AS e
    JOIN claim AS c ON c.key = e.lead_claim
    JOIN article AS a ON a.key = c.article
    LEFT JOIN time_expression AS t ON t.article = c.article AND t.number = c.time
    WHERE e.key {_LISTED}
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
    """Counts claims and articles, and writes the snippet and the search words, of events."""
    for batch in batches([key] for key in sorted(events)):
        keys = json.dumps([key for group in batch for key in group])
        db.execute(_COUNTS, [keys])
        actors = _named(db, "actor", "x.kind", keys)
        places = _named(db, "place", "'place'", keys)
        passages = _passages(db, keys)
        snippets, words = [], []
        for row in db.execute(_LEADS, [keys]).fetchall():
            key, title = row[:2]
            named = (actors.get(key, []), places.get(key, []))
            snippets.append((_snippet(row, *named), key))
            names = {name for things in named for thing in things for name in _names(thing)}
            words.append((key, title, "\n".join(passages[key]), "\n".join(sorted(names))))
        db.conn.executemany("UPDATE event SET snippet = ? WHERE key = ?", snippets)
        db.execute(f"DELETE FROM event_fts WHERE rowid {_LISTED}", [keys])
        db.conn.executemany(
            "INSERT INTO event_fts(rowid, title, passages, names) VALUES (?, ?, ?, ?)", words
        )


def _named(db: Database, kind: str, sort: str, events: str) -> dict[int, list[dict[str, Any]]]:
    """The actors or places of each event, by name."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = db.execute(
        f"SELECT m.event, x.id, x.name, {sort}, x.aliases FROM event_{kind} AS m"
        f" JOIN {kind} AS x ON x.key = m.{kind} WHERE m.event {_LISTED}"
        " ORDER BY m.event, x.name, x.id",
        [events],
    )
    for event, id_, name, of_kind, aliases in rows:
        found.setdefault(event, []).append(
            {"id": id_, "name": name, "kind": of_kind, "aliases": json.loads(aliases)}
        )
    return found


def _names(thing: dict[str, Any]) -> list[str]:
    return [thing["name"], *thing["aliases"]]


def _passages(db: Database, events: str) -> dict[int, list[str]]:
    """The passages of each event's claims, each once."""
    found: dict[int, dict[str, None]] = {}
    rows = db.execute(
        f"SELECT event, passage FROM claim WHERE event {_LISTED} ORDER BY event, role DESC, key",
        [events],
    )
    for event, passage in rows:
        found.setdefault(event, {})[passage] = None
    return {event: list(passages) for event, passages in found.items()}


def _snippet(row: Any, actors: list[dict[str, Any]], places: list[dict[str, Any]]) -> str:
    _, _, article, article_title, source, passage, begin, start, end = row
    inside = start is not None and begin <= start and end <= begin + len(passage)
    shown = {
        "article": {"id": article, "title": article_title, "source": source},
        "passage": passage,
        "marks": [[start - begin, end - begin]] if inside else [],
        "actors": [{key: actor[key] for key in ("id", "name", "kind")} for actor in actors],
        "places": [{key: place[key] for key in ("id", "name")} for place in places],
    }
    return json.dumps(shown, ensure_ascii=False)
