"""A look at a whole database: how much it holds, and whether it is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from timeline.store.driver import open_reader, plain_errors

if TYPE_CHECKING:
    from pathlib import Path

_COUNTS: Final = {
    "articles": "SELECT count(*) FROM article WHERE linked = 1",
    "waiting": "SELECT count(*) FROM article WHERE linked = 0",
    "time_expressions": "SELECT count(*) FROM time_expression",
    "claims": "SELECT count(*) FROM claim",
    "events": "SELECT count(*) FROM event",
    "undated_events": "SELECT count(*) FROM event WHERE first IS NULL AND last IS NULL",
    "disputed_events": "SELECT count(*) FROM event WHERE disputed = 1",
    "actors": "SELECT count(*) FROM actor",
    "places": "SELECT count(*) FROM place",
    "doubts": "SELECT count(*) FROM review",
    "generation": "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation'",
}
# What must hold beyond SQLite's own rules; each query lists what breaks its sentence.
_RULES: Final = {
    "a passage is not what stands at its place in the article": """
        SELECT c.id FROM claim AS c JOIN article AS a ON a.key = c.article
        WHERE substr(a.text, c.passage_start + 1, c.passage_end - c.passage_start) != c.passage
           OR substr(a.text, c.trigger_start + 1, c.trigger_end - c.trigger_start) != c.trigger
    """,
    "a time expression is not what stands at its place in the article": """
        SELECT a.id || ' ' || t.number FROM time_expression AS t
        JOIN article AS a ON a.key = t.article
        WHERE substr(a.text, t.start + 1, t.end - t.start) != t.text
    """,
    "a claim of a linked article is in no event": """
        SELECT c.id FROM claim AS c JOIN article AS a ON a.key = c.article
        WHERE a.linked = 1 AND c.event IS NULL
    """,
    "an event has no claim": """
        SELECT id FROM event WHERE key NOT IN (SELECT event FROM claim WHERE event IS NOT NULL)
    """,
    "an event's first claim is not among its claims": """
        SELECT e.id FROM event AS e LEFT JOIN claim AS c ON c.key = e.lead_claim
        WHERE c.event IS NOT e.key
    """,
    "an event cannot be found by its words": """
        SELECT id FROM event WHERE key NOT IN (SELECT rowid FROM event_fts)
    """,
}


def count_rows(path: Path) -> dict[str, int]:
    """How many of each the database holds; ``waiting`` are loaded and not yet linked.

    Raises NotFound, BadDatabase, DiskError.
    """
    with plain_errors(path):
        connection = open_reader(path)
        try:
            return {name: connection.execute(sql).fetchone()[0] for name, sql in _COUNTS.items()}
        finally:
            connection.close()


def find_faults(path: Path) -> list[str]:
    """One line for each fault, at most ten of a kind; empty if the database is sound.

    Raises NotFound, BadDatabase (so damaged that it cannot be looked at), DiskError.
    """
    with plain_errors(path):
        connection = open_reader(path)
        try:
            return list(_faults(connection))
        finally:
            connection.close()


def _faults(connection: Any) -> list[str]:
    found = [
        f"damaged file: {line}"
        for row in connection.execute("PRAGMA integrity_check(10)")
        for line in row[0].splitlines()
        if line != "ok"
    ]
    found += [
        f"dangling reference: {row[0]} row {row[1]} to {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check").fetchmany(10)
    ]
    for sentence, sql in _RULES.items():
        found += [f"{sentence}: {row[0]}" for row in connection.execute(sql).fetchmany(10)]
    return found
