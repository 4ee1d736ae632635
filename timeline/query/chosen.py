"""Which events an export holds, in which order, and what of them decides if a format can."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.query.filters import Filters
from timeline.query.selection import select

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.query.database import Session


@dataclass(frozen=True, slots=True)
class Outline:
    """What a format asks of an event to know whether it can hold it."""

    edtf: str | None
    earliest: str | None
    latest: str | None
    status: str
    located: bool


def chosen(
    session: Session,
    filters: Filters,
    actors: Sequence[str] | None = None,
    places: Sequence[str] | None = None,
    *,
    newest: int | None = None,
) -> list[int]:
    """The keys of the events that :func:`timeline.query.full.events` gives, in its order."""
    condition = "1"
    values: list[str | int] = []
    if filters != Filters():
        condition = "e.key IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(session.index.keys[_positions(session, filters)].tolist()))
    claims, more = claims_with(session.day, actors, places)
    told = (
        "SELECT {} FROM claim AS c JOIN article AS a ON a.key = c.article"  # noqa: S608  our own clauses
        f" WHERE c.event = e.key AND {claims}"
    )
    if newest is not None:
        recorded = told.format("max(a.loaded_at)")
        rows = session.rows(
            f"SELECT e.key, ({recorded}) AS recorded FROM event AS e WHERE {condition}"  # noqa: S608  our own clauses
            " AND recorded IS NOT NULL ORDER BY recorded DESC, e.id DESC LIMIT ?",
            [*more, *values, newest],
        )
        return [row[0] for row in rows]
    rows = session.rows(
        f"SELECT e.key, e.first, e.last, e.id FROM event AS e WHERE {condition}"  # noqa: S608  our own clauses
        f" AND EXISTS ({told.format('1')})",
        [*values, *more],
    )
    return [row[0] for row in sorted(rows, key=lambda row: _order(session, *row))]


def count(session: Session, filters: Filters) -> int:
    """How many events an export of the view holds, the undated among them."""
    return len(_positions(session, filters))


def _order(
    session: Session, key: int, first: int | None, last: int | None, id_: str
) -> tuple[bool, int, bool, int, str]:
    known = session.index.changed.get(key)
    if known is not None:
        first, last = known.bounds
    return first is None, first or 0, last is None, last or 0, id_


def outlines(session: Session, keys: Sequence[int]) -> Iterator[Outline]:
    """The outlines of the events with those keys, in no order."""
    rows = session.rows(_OUTLINES, [json.dumps(keys)])
    for key, edtf, earliest, latest, status, located in rows:
        known = session.index.changed.get(key)
        if known is not None:
            edtf, status = known.edtf, str(known.status)
            earliest, latest = known.days
        yield Outline(edtf, earliest, latest, status, bool(located))


_OUTLINES = """
    SELECT e.key, e.edtf, e.earliest, e.latest, e.status, EXISTS (
        SELECT 1 FROM event_place AS m JOIN place AS p ON p.key = m.place
        WHERE m.event = e.key AND p.lat IS NOT NULL
    ) OR EXISTS (
        SELECT 1 FROM claim AS c JOIN claim_place AS m ON m.claim = c.key
        JOIN place AS p ON p.key = m.place WHERE c.event = e.key AND p.lat IS NOT NULL
    )
    FROM event AS e WHERE e.key IN (SELECT value FROM json_each(?))
"""


def _positions(session: Session, filters: Filters) -> list[int]:
    """The positions of the events that the filters select, with the undated unless a range of
    dates is asked for: an export has no shelves."""
    found = select(session, filters)
    if filters.shelf is None and filters.date_from is None and filters.date_to is None:
        found = found | select(session, filters.with_(shelf="undated"))
    return list(found)


def claims_with(
    day: str | None, actors: Sequence[str] | None, places: Sequence[str] | None
) -> tuple[str, list[str | int]]:
    """The condition that a claim ``c`` has one of the actors and one of the places, and that
    its article ``a`` was published by the ISO day; with its values."""
    clauses: list[str] = ["1"]
    values: list[str | int] = []
    if day is not None:
        clauses.append("(a.published IS NULL OR a.published <= ?)")
        values.append(day)
    for kind, ids in (("actor", actors), ("place", places)):
        if ids is not None:
            clauses.append(
                f"EXISTS (SELECT 1 FROM claim_{kind} AS m JOIN {kind} AS x ON x.key = m.{kind}"  # noqa: S608  one of two tables
                " WHERE m.claim = c.key AND x.id IN (SELECT value FROM json_each(?)))"
            )
            values.append(json.dumps(list(ids)))
    return " AND ".join(clauses), values
