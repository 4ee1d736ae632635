"""Blocks: which actors, places, claims and copies must be looked at together.

A block's name is hashed to 64 bits; a collision only makes two groups be looked at
together, never be taken for one.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlite_utils import Database

_AT_ONCE: Final = 10_000  # values in one query
_ANSWER: Final = 1  # the lowest bit of a key: set where a member only answers to the block's name
Kind = Literal["actor", "place", "claim", "article"]  # article: near copies


def put(
    db: Database,
    kind: Kind,
    names: Mapping[int, Iterable[str]],
    answers: Mapping[int, Iterable[str]] | None = None,
) -> None:
    """Sets the blocks of members (row key → names of its blocks); those blocks become dirty.

    ``answers`` are names under which a member can be asked for: they bring it together with
    the members that have them among their ``names``, and not with one another.
    """
    rows = {
        (kind, _key(name), member)
        for member, its_names in names.items()
        # A block of its own keeps a member in reach that shares none with another.
        for name in (*its_names, f"\x00{member}")
    }
    rows |= {
        (kind, _key(name) | _ANSWER, member)
        for member, its_names in (answers or {}).items()
        for name in its_names
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
    parent: dict[int, int] = {}
    seen: set[int] = set()
    keys = {row[0] for row in db.execute("SELECT key FROM dirty WHERE kind = ?", [kind]).fetchall()}
    keys = _reached(keys)
    while keys:
        seen |= keys
        found: set[int] = set()
        first: dict[int, int] = {}
        for key, member in _pairs(db, kind, "key", keys):
            if member not in parent:
                parent[member] = member
                found.add(member)
            name = key & ~_ANSWER
            a, b = _root(parent, first.setdefault(name, member)), _root(parent, member)
            parent[max(a, b)] = min(a, b)
        keys = _reached({key for key, _ in _pairs(db, kind, "member", found)}) - seen
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for member in sorted(parent):
        groups[_root(parent, member)].append(member)
    return [groups[root] for root in sorted(groups)]


def _reached(keys: set[int]) -> set[int]:
    """Where to look for members: who asks, with those who answer; and who asks for an answer."""
    asked = {key for key in keys if not key & _ANSWER}
    return asked | {key | _ANSWER for key in asked} | {key & ~_ANSWER for key in keys - asked}


def _pairs(
    db: Database, kind: Kind, column: Literal["key", "member"], values: set[int]
) -> Iterator[tuple[int, int]]:
    """(key, member) of every row of `block` with one of the values in the column."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield from db.execute(
            f"SELECT key, member FROM block WHERE kind = ?"
            f" AND {column} IN (SELECT value FROM json_each(?))",
            [kind, json.dumps(ordered[start : start + _AT_ONCE])],
        )


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
    return int.from_bytes(digest, "big", signed=True) & ~_ANSWER
