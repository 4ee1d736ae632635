"""The page of an actor or a place: its names, its events over time, who appears with it."""

from __future__ import annotations

import json
from typing import Any

from timeline.errors import NotFound
from timeline.query import facets
from timeline.query.database import Reader, Session
from timeline.query.filters import Filters
from timeline.query.records import Named
from timeline.query.selection import select
from timeline.query.summaries import Doubt, EntityDetail, FacetValue, Role

COMPANIONS = 12
# The roles that the first articles give, with the years of what these tell of the actor: an
# article of today that calls somebody king tells of the years when he was it.
_ROLES = """
    WITH told AS (
        SELECT n.article, n.roles FROM article_actor n JOIN article a ON a.key = n.article
        WHERE n.actor = ?1 AND n.roles <> '[]' AND a.linked = 1
            AND (?2 IS NULL OR a.published IS NULL OR a.published <= ?2)
        LIMIT 500
    )
    SELECT min(r.value), min(coalesce(c.earliest, c.latest)), max(coalesce(c.latest, c.earliest))
    FROM told, json_each(told.roles) r
    LEFT JOIN claim c ON c.article = told.article AND c.event IS NOT NULL
        AND c.precision IN ('day', 'month', 'season', 'quarter', 'year')
        AND EXISTS (SELECT 1 FROM claim_actor m WHERE m.claim = c.key AND m.actor = ?1)
    GROUP BY r.value COLLATE NOCASE
    ORDER BY count(DISTINCT told.article) DESC, r.value LIMIT 12
"""
_DOUBTS = {
    kind: f"""
    SELECT r.reason, r.score, a.id AS a_id, a.name AS a_name, {of_kind.format("a")} AS a_kind,
        b.id AS b_id, b.name AS b_name, {of_kind.format("b")} AS b_kind
    FROM review r JOIN {kind} a ON a.id = r.a JOIN {kind} b ON b.id = r.b
    WHERE r.kind = '{kind}s' AND (?1 IS NULL OR r.a = ?1 OR r.b = ?1)
    ORDER BY r.score DESC, r.id LIMIT ?2
    """  # noqa: S608 constants of this module
    for kind, of_kind in (("actor", "{}.kind"), ("place", "'place'"))
}


def actor(reader: Reader, actor_id: str, *, as_of: str | None = None) -> EntityDetail:
    """The actor with all its names as found, its events as known on a day if one is given.

    Raises NotFound if there is none of that id.
    """
    return _entity(reader, "actor", actor_id, Filters(actors=(actor_id,), as_of=as_of))


def place(reader: Reader, place_id: str, *, as_of: str | None = None) -> EntityDetail:
    """The place with all its names as found, its events as known on a day if one is given.

    Raises NotFound if there is none of that id.
    """
    return _entity(reader, "place", place_id, Filters(places=(place_id,), as_of=as_of))


def doubts(reader: Reader, *, limit: int = 200) -> list[Doubt]:
    """The pairs of actors, then of places, that may be one, the likeliest first."""
    with reader.session() as session:
        return [doubt for kind in _DOUBTS for doubt in _doubts(session, kind, None, limit)]


def _entity(reader: Reader, kind: str, id_: str, filters: Filters) -> EntityDetail:
    with reader.session(filters.as_of) as session:
        row = session.row(_SQL[kind], (id_,))
        if row is None:
            raise NotFound(f"no such {kind}: {id_[:80]!r}; look for it among the filters")
        return EntityDetail(
            id=id_,
            name=row["name"],
            kind=row["kind"],
            aliases=tuple(json.loads(row["aliases"] or "[]")),
            count=len(select(session, filters)),
            undated=len(select(session, filters.with_(shelf="undated"))),
            actors=_companions(reader, filters, "actor", id_),
            places=_companions(reader, filters, "place", id_),
            roles=_roles(session, row["key"]) if kind == "actor" else (),
            lat=row["lat"],
            lon=row["lon"],
            inside=row["inside"],
            doubtful=tuple(_doubts(session, kind, id_, COMPANIONS)),
        )


_SQL = {
    "actor": "SELECT key, name, kind, aliases, NULL AS lat, NULL AS lon,"
    " NULL AS inside FROM actor WHERE id = ?",
    "place": "SELECT key, name, 'place' AS kind, aliases, lat, lon, inside FROM place WHERE id = ?",
}


def _companions(reader: Reader, filters: Filters, kind: str, id_: str) -> tuple[FacetValue, ...]:
    """The other actors, or places, of the entity's events, the most frequent first."""
    # Joined by "all", the entity's own choice is kept in the counts.
    kept = filters.with_(actor_mode="all", place_mode="all")
    values = facets.actors if kind == "actor" else facets.places
    found = values(reader, kept, limit=COMPANIONS + 1)
    return tuple(value for value in found if value.id != id_)[:COMPANIONS]


def _roles(session: Session, key: int) -> tuple[Role, ...]:
    """Titles and roles as written, the most frequent first, of the first 500 articles."""
    return tuple(
        Role(name, int(first[:4]) if first else None, int(last[:4]) if last else None)
        for name, first, last in session.rows(_ROLES, (key, session.day))
    )


def _doubts(session: Session, kind: str, id_: str | None, limit: int) -> list[Doubt]:
    return [_doubt(row) for row in session.rows(_DOUBTS[kind], (id_, limit))]


def _doubt(row: Any) -> Doubt:
    return Doubt(
        a=Named(row["a_id"], row["a_name"], row["a_kind"]),
        b=Named(row["b_id"], row["b_name"], row["b_kind"]),
        reason=row["reason"],
        score=row["score"] or 0.0,
    )
