"""Near copies among the articles: each is compared once, when it comes, with those it may copy."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any, Final

from timeline.link import duplicates
from timeline.store import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

_KEPT: Final = 20_000  # signatures in memory, of one kilobyte each
_RIVALS: Final = """
    SELECT key, id, duplicate FROM article WHERE key <> :key AND key IN (
        SELECT b.member FROM block AS own CROSS JOIN block AS b
        ON b.kind = own.kind AND b.key = own.key
        WHERE own.kind = 'article' AND own.member = :key
    ) ORDER BY key
"""


def names_of(db: Database, articles: Iterable[int]) -> set[str]:
    """What near copies of these articles are called together; without them they may part."""
    rows = db.execute(
        "SELECT DISTINCT duplicate FROM article WHERE key IN (SELECT value FROM json_each(?))",
        [json.dumps(list(articles))],
    )
    return {row[0] for row in rows}


def link(db: Database, parted: set[str]) -> set[int]:
    """Finds the copies of articles that are new, and anew for those of the names in `parted`.

    Returns the row keys of the articles that are called otherwise than before.
    """
    rows = db.execute(
        "SELECT key, id, duplicate FROM article"
        " WHERE linked = 0 OR duplicate IN (SELECT value FROM json_each(?)) ORDER BY key",
        [json.dumps(sorted(parted))],
    ).fetchall()
    known = _Signatures(db)
    looked_at = {key for key, _, _ in rows}
    names: set[str] = set()
    pairs: list[tuple[str, str]] = []
    for key, own, _ in rows:
        names.add(own)
        rivals = [
            row
            for row in db.execute(_RIVALS, {"key": key}).fetchall()
            if row[0] < key or row[0] not in looked_at  # others compare themselves with this one
        ]
        same = duplicates.alike(known[key], [known[rival] for rival, _, _ in rivals])
        for rival, its_id, its_name in itertools.compress(rivals, same):
            other = its_id if rival in looked_at else its_name
            names.add(other)
            pairs.append((own, other))
    moved = _rename(db, rows, duplicates.first_names(names, pairs))
    blocks.clear(db, "article")
    return moved


def _rename(db: Database, rows: list[Any], first: dict[str, str]) -> set[int]:
    """Writes what articles are called: those looked at, and the copies that these have joined."""
    own = {key: first[own] for key, own, _ in rows}
    wanted = {key: own[key] for key, _, name in rows if own[key] != name}
    for name in first.keys() - {row[1] for row in rows}:
        if first[name] != name:
            joined = db.execute("SELECT key FROM article WHERE duplicate = ?", [name]).fetchall()
            wanted |= {row[0]: first[name] for row in joined if row[0] not in own}
    db.conn.executemany(
        "UPDATE article SET duplicate = ? WHERE key = ?", [(to, key) for key, to in wanted.items()]
    )
    return set(wanted)


class _Signatures:
    """Signatures of articles by row key, made when first asked for; the latest are kept."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._kept: dict[int, Any] = {}

    def __getitem__(self, key: int) -> Any:
        found = self._kept.pop(key, None)
        if found is None:
            text = self._db.execute("SELECT text FROM article WHERE key = ?", [key]).fetchone()[0]
            found = duplicates.signature(text)
        self._kept[key] = found
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return found
