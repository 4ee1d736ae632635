"""Canonical actors and places: read what the articles name, write what the link found."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from timeline.link import actors, places
from timeline.link.actors import DocActor
from timeline.link.places import DocPlace
from timeline.model import Actor, Place
from timeline.store import blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlite_utils import Database


@dataclass(slots=True)
class Changes:
    """Row keys of what a link changed, so that what shows them can be written anew."""

    articles: set[int] = field(default_factory=set)
    actors: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How actors and places differ: their tables' columns and the functions that link them."""

    name: blocks.Kind
    select: str
    read: Callable[[Any], Any]
    cluster: Callable[[Sequence[Any]], Any]
    columns: Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A cluster, the id that it gets, and the row keys of its members."""

    id: str
    cluster: Any
    members: list[int]


def _doc_actor(row: Any) -> DocActor:
    _, article_id, local, name, kind, names, roles = row
    return DocActor(
        article_id,
        Actor(
            id=local,
            name=name,
            kind=kind,
            mentions=(),  # the link goes by names and roles
            names=tuple(json.loads(names)),
            roles=tuple(json.loads(roles)),
        ),
    )


def _doc_place(row: Any) -> DocPlace:
    _, article_id, local, name, names, lat, lon, country, inside, geonames = row
    return DocPlace(
        article_id,
        Place(
            id=local,
            name=name,
            lat=lat,
            lon=lon,
            mentions=(),  # the link goes by names and roles
            names=tuple(json.loads(names)),
            country=country,
            inside=inside,
            geonames=geonames,
        ),
    )


def _actor_columns(cluster: Any) -> dict[str, Any]:
    return {"kind": cluster.kind}


def _place_columns(cluster: Any) -> dict[str, Any]:
    return {
        column: getattr(cluster, column)
        for column in ("lat", "lon", "country", "inside", "geonames")
    }


ACTOR: Final = _Kind(
    "actor",
    "m.key, a.id, m.local, m.name, m.kind, m.names, m.roles",
    _doc_actor,
    actors.cluster,
    _actor_columns,
)
PLACE: Final = _Kind(
    "place",
    "m.key, a.id, m.local, m.name, m.names, m.lat, m.lon, m.country, m.inside, m.geonames",
    _doc_place,
    places.cluster,
    _place_columns,
)


def link(db: Database, kind: _Kind, changes: Changes) -> None:
    """Clusters all members that dirty blocks reach and writes the canonical rows.

    Notes in `changes` the articles of which a member got another canonical one, and the
    canonical rows whose name, kind or aliases changed.
    """
    for batch in blocks.batches(blocks.components(db, kind.name)):
        members = _members(db, kind, itertools.chain.from_iterable(batch))
        former = _canonical_ids(db, kind, members)
        found: list[_Found] = []
        doubtful: list[Any] = []
        for component in batch:
            # Row keys follow the order of loading; what `cluster` sees must not.
            known = {doc_key: doc for doc_key, doc in map(members.__getitem__, component)}
            keys = dict(zip(known, component, strict=True))
            clusters, doubts = kind.cluster([known[doc_key] for doc_key in sorted(known)])
            found += [_Found(c.id, c, [keys[member] for member in c.members]) for c in clusters]
            doubtful += doubts
        found = _with_own_ids(db, kind, found, members)
        _write(db, kind, found, changes)
        _write_doubtful(db, kind, former | {one.id for one in found}, doubtful)
    blocks.clear(db, kind.name)


def _with_own_ids(
    db: Database, kind: _Kind, found: Sequence[_Found], members: Iterable[int]
) -> list[_Found]:
    """The clusters, with a tail to the id of those that share it with another component's.

    Two names that make the same id share a block as a rule; this is for the exceptions.
    """
    held = db.execute(
        f"SELECT c.id FROM {kind.name} AS c WHERE c.id IN (SELECT value FROM json_each(:ids))"
        f" AND EXISTS (SELECT 1 FROM article_{kind.name} AS m WHERE m.{kind.name} = c.key"
        " AND m.key NOT IN (SELECT value FROM json_each(:members)))",
        {
            "ids": json.dumps([one.id for one in found]),
            "members": json.dumps(list(members)),
        },
    )
    taken = {row[0] for row in held} | {
        id_ for id_, count in Counter(one.id for one in found).items() if count > 1
    }
    return [
        replace(one, id=f"{one.id}-{review_id(*min(one.cluster.members))[:6]}")
        if one.id in taken
        else one
        for one in found
    ]


def _members(
    db: Database, kind: _Kind, keys: Iterable[int]
) -> dict[int, tuple[tuple[str, str], Any]]:
    """By row key: (article id, local id) and the DocActor or DocPlace."""
    rows = db.execute(
        f"SELECT {kind.select} FROM article_{kind.name} AS m"
        " JOIN article AS a ON a.key = m.article"
        " WHERE m.key IN (SELECT value FROM json_each(?))",
        [json.dumps(list(keys))],
    )
    return {row[0]: ((row[1], row[2]), kind.read(row)) for row in rows}


def _canonical_ids(db: Database, kind: _Kind, members: Iterable[int]) -> set[str]:
    rows = db.execute(
        f"SELECT DISTINCT c.id FROM article_{kind.name} AS m"
        f" JOIN {kind.name} AS c ON c.key = m.{kind.name}"
        " WHERE m.key IN (SELECT value FROM json_each(?))",
        [json.dumps(list(members))],
    )
    return {row[0] for row in rows}


def _write(db: Database, kind: _Kind, found: Sequence[_Found], changes: Changes) -> None:
    """Writes the canonical rows that are new or changed, and points the members at them."""
    table = db.table(kind.name)
    ids = json.dumps([one.id for one in found])
    held = {
        row["id"]: row for row in table.rows_where("id IN (SELECT value FROM json_each(?))", [ids])
    }
    rows = [_row(kind, one) for one in found]
    changed = [
        row
        for row in rows
        if (old := held.get(row["id"])) is None or any(old[k] != v for k, v in row.items())
    ]
    table.upsert_all(changed, pk="id")
    keys: dict[str, int] = dict(
        db.execute(
            f"SELECT id, key FROM {kind.name} WHERE id IN (SELECT value FROM json_each(?))", [ids]
        ).fetchall()
    )
    altered = changes.actors if kind is ACTOR else changes.places
    altered.update(keys[row["id"]] for row in changed if row["id"] in held)
    pointers = {member: keys[one.id] for one in found for member in one.members}
    changes.articles.update(_point(db, kind, pointers))


def _row(kind: _Kind, found: _Found) -> dict[str, Any]:
    cluster = found.cluster
    aliases = [alias for alias in cluster.aliases if alias != cluster.name]
    return {
        "id": found.id,
        "name": cluster.name,
        "aliases": json.dumps(aliases, ensure_ascii=False),
        **kind.columns(cluster),
    }


def _point(db: Database, kind: _Kind, pointers: dict[int, int]) -> set[int]:
    """Points members at their canonical rows; returns the articles of those that moved."""
    moved = [
        (pointers[key], key, article)
        for key, article, former in db.execute(
            f"SELECT key, article, {kind.name} FROM article_{kind.name}"
            " WHERE key IN (SELECT value FROM json_each(?))",
            [json.dumps(list(pointers))],
        )
        if former != pointers[key]
    ]
    db.conn.executemany(
        f"UPDATE article_{kind.name} SET {kind.name} = ? WHERE key = ?",
        [(canonical, key) for canonical, key, _ in moved],
    )
    return {article for _, _, article in moved}


def _write_doubtful(db: Database, kind: _Kind, ids: set[str], doubtful: Iterable[Any]) -> None:
    """Replaces what the review shelf holds about these canonical ids."""
    shelf = f"{kind.name}s"
    db.execute(
        "DELETE FROM review WHERE kind = :kind AND (a IN (SELECT value FROM json_each(:ids))"
        " OR b IN (SELECT value FROM json_each(:ids)))",
        {"kind": shelf, "ids": json.dumps(sorted(ids))},
    )
    db.table("review").upsert_all(
        (
            {"id": review_id(shelf, a, b), "kind": shelf, "a": a, "b": b, "reason": pair.reason}
            for pair in doubtful
            for a, b in [sorted((pair.first, pair.second))]
        ),
        pk="id",
    )


def review_id(kind: str, *parts: str) -> str:
    """The id of an entry of the review shelf: the same for the same doubt."""
    return hashlib.blake2b("\x00".join((kind, *parts)).encode(), digest_size=8).hexdigest()


def sweep(db: Database) -> None:
    """Deletes actors and places that no article names any more, and counts the others."""
    for kind in ("actor", "place"):
        orphans = f"key NOT IN (SELECT {kind} FROM article_{kind} WHERE {kind} IS NOT NULL)"
        db.execute(
            f"DELETE FROM event_{kind} WHERE {kind} IN (SELECT key FROM {kind} WHERE {orphans})"
        )
        db.execute(f"DELETE FROM {kind} WHERE {orphans}")
        db.execute(
            f"UPDATE {kind} SET"
            f" n_events = (SELECT count(*) FROM event_{kind} AS m WHERE m.{kind} = {kind}.key),"
            f" n_articles = (SELECT count(DISTINCT m.article) FROM article_{kind} AS m"
            f" WHERE m.{kind} = {kind}.key)"
        )
