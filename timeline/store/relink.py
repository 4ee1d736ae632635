"""Link what was loaded: copies, actors, places, events; only as far as anything changed.

The result depends on the set of articles alone, not on the order in which they came: what is
looked at together are whole connected components of shared blocks, in the order of ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.store import articles, blocks, copies, entities, events, shown

if TYPE_CHECKING:
    from sqlite_utils import Database

# Raise when claims get other blocks than before: a database that another release linked is
# linked anew, all of it, with the next article.
FORM: Final = "3"


def needed(db: Database) -> bool:
    """Whether a load, finished or interrupted, left anything to link."""
    return bool(
        db.execute(
            "SELECT EXISTS (SELECT 1 FROM dirty) OR EXISTS (SELECT 1 FROM article WHERE linked = 0)"
        ).fetchone()[0]
    )


def relink(db: Database) -> None:
    """Brings actors, places and events up to date; call inside a transaction."""
    replaced = articles.replaced_by_staged(db)
    parted = copies.names_of(db, replaced)
    bereft = events.of_articles(db, replaced)
    for key in replaced:
        articles.remove(db, key)
    changes = entities.Changes()
    staged = {row[0] for row in db.execute("SELECT key FROM article WHERE linked = 0").fetchall()}
    changes.articles |= staged | copies.link(db, parted) | _linked_otherwise(db)
    entities.link(db, entities.ACTOR, changes)
    entities.link(db, entities.PLACE, changes)
    for batch in blocks.batches(([key] for key in sorted(changes.articles)), size=50):
        events.refresh_claims(db, [key for group in batch for key in group])
    changed = events.link(db)
    db.execute("UPDATE article SET linked = 1 WHERE linked = 0")
    _sweep_events(db)
    changed |= bereft
    changed |= shown.affected(db, actors=changes.actors, places=changes.places)
    shown.write(db, changed)
    entities.sweep(db)


def _linked_otherwise(db: Database) -> set[int]:
    """All articles, if they were linked by other rules than today's; notes that they will be."""
    row = db.execute("SELECT value FROM meta WHERE key = 'link'").fetchone()
    if row is not None and row[0] == FORM:
        return set()
    db.table("meta").upsert({"key": "link", "value": FORM}, pk="key")
    return {row[0] for row in db.execute("SELECT key FROM article WHERE linked = 1").fetchall()}


def _sweep_events(db: Database) -> None:
    """Deletes events of which no claim is left, and doubts about claims that are gone."""
    empty = db.execute(
        "SELECT key FROM event WHERE NOT EXISTS (SELECT 1 FROM claim WHERE claim.event = event.key)"
    ).fetchall()
    events.delete(db, [row[0] for row in empty])
    db.execute("DELETE FROM review WHERE kind = 'date' AND a NOT IN (SELECT id FROM claim)")
