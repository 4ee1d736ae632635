"""Blocks: which actors, places, claims and copies must be looked at together.

A block's name is hashed to 64 bits; a collision only makes two groups be looked at
together, never be taken for one.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlite_utils import Database

Kind = Literal["actor", "place", "claim", "article"]  # article: near copies


def put(db: Database, kind: Kind, names: Mapping[int, Iterable[str]]) -> None:
    """Sets the blocks of members (row key → names of its blocks); those blocks become dirty."""
    rows = {
        (kind, _key(name), member)
        for member, its_names in names.items()
        # A block of its own keeps a member in reach that shares none with another.
        for name in (*its_names, f"\x00{member}")
    }
    db.conn.executemany("INSERT OR IGNORE INTO block(kind, key, member) VALUES (?, ?, ?)", rows)
    db.conn.executemany(
        "INSERT OR IGNORE INTO dirty(kind, key) VALUES (?, ?)", {row[:2] for row in rows}
    )


def drop(db: Database, kind: Kind, members: Iterable[int]) -> None:
    """Takes members out of their blocks; those become dirty, for who stays may part now."""
    where = {"kind": kind, "members": json.dumps(list(members))}
    mine = "kind = :kind AND member IN (SELECT value FROM json_each(:members))"
    db.execute(
        f"INSERT OR IGNORE INTO dirty(kind, key) SELECT kind, key FROM block WHERE {mine}",
        where,
    )
    db.execute(f"DELETE FROM block WHERE {mine}", where)


def components(db: Database, kind: Kind) -> list[list[int]]:
    """The members that the dirty blocks reach, as connected components; each list ascends.

    Reaching goes on over all blocks of every member found, so a component is complete: what
    is outside shares no block with anything inside.
    """
    rows = db.execute(
        """
        WITH RECURSIVE reached(key) AS (
            SELECT key FROM dirty WHERE kind = :kind
            UNION
            SELECT theirs.key
            FROM reached
            JOIN block AS ours ON ours.kind = :kind AND ours.key = reached.key
            JOIN block AS theirs ON theirs.kind = :kind AND theirs.member = ours.member
        )
        SELECT block.key, block.member FROM reached
        JOIN block ON block.kind = :kind AND block.key = reached.key
        ORDER BY block.key
        """,
        {"kind": kind},
    )
    parent: dict[int, int] = {}
    last_key: int | None = None
    last_member = 0
    for key, member in rows:
        parent.setdefault(member, member)
        if key == last_key:
            a, b = _root(parent, last_member), _root(parent, member)
            parent[max(a, b)] = min(a, b)
        last_key, last_member = key, member
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for member in sorted(parent):
        groups[_root(parent, member)].append(member)
    return [groups[root] for root in sorted(groups)]


def batches(groups: Iterable[list[int]], size: int = 2_000) -> Iterator[list[list[int]]]:
    """Whole components in batches of about `size` members, to read and write many at once."""
    batch: list[list[int]] = []
    members = 0
    for group in groups:
        batch.append(group)
        members += len(group)
        if members >= size:
            yield batch
            batch, members = [], 0
    if batch:
        yield batch


def clear(db: Database, kind: Kind) -> None:
    """Forgets the dirty blocks of a kind: they are linked."""
    db.table("dirty").delete_where("kind = ?", [kind])


def _root(parent: dict[int, int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _key(name: str) -> int:
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
