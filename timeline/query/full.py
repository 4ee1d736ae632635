"""Events with all their claims, as the exports give them: streamed, in the order of dates."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from timeline.model import Span
from timeline.query.chosen import chosen, claims_with
from timeline.query.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.query.database import Session
    from timeline.query.filters import Filters


@dataclass(frozen=True, slots=True)
class FullActor:
    """An actor with its other names."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FullPlace:
    """A place; ``lat``/``lon`` in degrees (WGS 84), None where unknown."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FullClaim:
    """One article's statement; ``actors`` and ``places`` are ids of its event's.

    ``recorded`` is when the article was loaded (UTC, ISO 8601).
    """

    id: str
    role: str
    article: dict[str, str | None]
    edtf: str | None
    status: str
    passage: Span
    trigger: Span
    actors: tuple[str, ...]
    places: tuple[str, ...]
    reason: str
    recorded: str


@dataclass(frozen=True, slots=True)
class FullEvent:
    """An event with the claims that were asked for, lead claims first, by publication."""

    id: str
    title: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    precision: str
    status: str
    actors: tuple[FullActor, ...]
    places: tuple[FullPlace, ...]
    claims: tuple[FullClaim, ...]

    @property
    def recorded(self) -> str:
        """When the newest of its articles was loaded (UTC, ISO 8601)."""
        return max(claim.recorded for claim in self.claims)

    @property
    def located(self) -> bool:
        """Whether it has a place with coordinates."""
        return any(place.lat is not None for place in self.places)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a name was taken for: ``ids`` of actors or places, ``said`` a line for the reader."""

    ids: tuple[str, ...]
    said: str


def resolve(session: Session, kind: str, name: str) -> Taken:
    """The actors or places (``kind``) that a name stands for.

    All of which a name or alias is equal to it, case and accents aside; if none is, the one
    whose whole name stands inside it or around it, provided there is exactly one; failing
    that, the one of which an alias does.
    """
    wanted = folded(name)
    known = [
        (id_, shown, folded(shown), [folded(alias) for alias in json.loads(aliases)])
        for id_, shown, aliases in session.rows(f"SELECT id, name, aliases FROM {_TABLES[kind]}")  # noqa: S608  one of two tables
    ]
    equal = [(id_, shown) for id_, shown, own, others in known if wanted in (own, *others)]
    if equal:
        return Taken(tuple(id_ for id_, _ in equal), _said(kind, name, equal))
    near = [(id_, shown) for id_, shown, own, _ in known if _within(wanted, own)]
    if not near:
        near = [(i, n) for i, n, _, others in known if any(_within(wanted, o) for o in others)]
    if len(near) == 1:
        return Taken((near[0][0],), _said(kind, name, near))
    if near:
        some = ", ".join(sorted(shown for _, shown in near)[:5])
        return Taken((), f"no {kind} is named “{name}”, and several may be meant: {some}")
    return Taken((), f"no {kind} is named “{name}”")


_TABLES = {"actor": "actor", "place": "place"}


def _said(kind: str, name: str, taken: Sequence[tuple[str, str]]) -> str:
    shown = " and ".join(f"{shown} ({id_})" for id_, shown in taken)
    return f"{kind} “{name}”: taken as {shown}"


def _within(a: str, b: str) -> bool:
    """Whether one of two folded names stands in the other as whole words."""
    return bool(a and b) and (f" {a} " in f" {b} " or f" {b} " in f" {a} ")


def events(
    session: Session,
    filters: Filters,
    *,
    actors: Sequence[str] | None = None,
    places: Sequence[str] | None = None,
    newest: int | None = None,
    batch: int = 200,
) -> Iterator[FullEvent]:
    """The events that the filters select and a claim of which has one of these actors and one
    of these places; of each event those claims alone.  None leaves actors or places open.

    In the order of the first possible day; then those with only a last one; then the undated,
    which are in no range of dates.  With ``newest`` only so many of those recorded last, these
    in that order.  With ``filters.as_of`` the events as their claims stood then; the session
    must be that of the day.
    """
    keys = chosen(session, filters, actors, places, newest=newest)
    for start in range(0, len(keys), batch):
        yield from _read(session, keys[start : start + batch], actors, places)


_EVENTS = (
    "SELECT key, id, title, edtf, earliest, latest, precision, status FROM event"
    " WHERE key IN (SELECT value FROM json_each(?))"
)
_CLAIMS = (
    "SELECT c.event, c.key, c.id, c.role, a.id, a.title, a.published, a.url, a.publisher,"
    " c.edtf, c.status, c.passage_start, c.passage_end, c.passage,"
    " c.trigger_start, c.trigger_end, c.trigger, c.reason, a.loaded_at"
    " FROM claim AS c JOIN article AS a ON a.key = c.article"
    " WHERE c.event IN (SELECT value FROM json_each(?)) AND {}"
    " ORDER BY c.role DESC, a.published IS NULL, a.published, a.id, c.trigger_start, c.id"
)


def of_ids(session: Session, ids: Sequence[str], batch: int = 200) -> Iterator[FullEvent]:
    """The events with those ids, with all their claims, in no order."""
    listed = json.dumps(list(ids))
    rows = session.rows(
        "SELECT key FROM event WHERE id IN (SELECT value FROM json_each(?))", [listed]
    )
    for start in range(0, len(rows), batch):
        yield from _read(session, [row[0] for row in rows[start : start + batch]], None, None)


def _read(
    session: Session,
    keys: list[int],
    actors: Sequence[str] | None,
    places: Sequence[str] | None,
) -> Iterator[FullEvent]:
    listed = json.dumps(keys)
    with_, values = claims_with(session.day, actors, places)
    rows = session.rows(_CLAIMS.format(with_), [listed, *values])
    of_claims = json.dumps([row[1] for row in rows])
    actor_ids = _members(session, "actor", of_claims)
    place_ids = _members(session, "place", of_claims)
    claims: dict[int, list[FullClaim]] = {}
    for row in rows:
        claim = _claim(row, actor_ids[row[1]], place_ids[row[1]])
        claims.setdefault(row[0], []).append(claim)
    found = {row[0]: row for row in session.rows(_EVENTS, [listed])}
    all_actors = _named(session, "actor", "x.name, x.kind, x.aliases", listed)
    all_places = _named(session, "place", "x.name, x.lat, x.lon, x.aliases", listed)
    for key in keys:
        event = _event(found[key], all_actors[key], all_places[key], claims[key])
        yield event if session.day is None else _as_known(session, key, event)


def _event(
    row: Any,
    actors: Sequence[tuple[Any, ...]],
    places: Sequence[tuple[Any, ...]],
    claims: Sequence[FullClaim],
) -> FullEvent:
    _, id_, title, edtf, earliest, latest, precision, status = row
    return FullEvent(
        id=id_,
        title=title,
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        precision=precision,
        status=status,
        actors=tuple(
            FullActor(actor, name, kind, tuple(json.loads(aliases)))
            for actor, name, kind, aliases in actors
        ),
        places=tuple(
            FullPlace(place, name, lat, lon, tuple(json.loads(aliases)))
            for place, name, lat, lon, aliases in places
        ),
        claims=tuple(claims),
    )


def _as_known(session: Session, key: int, event: FullEvent) -> FullEvent:
    """The event as the claims of the session's day make it."""
    told = {id_ for claim in event.claims for id_ in (*claim.actors, *claim.places)}
    event = replace(
        event,
        actors=tuple(actor for actor in event.actors if actor.id in told),
        places=tuple(place for place in event.places if place.id in told),
    )
    known = session.index.changed.get(key)
    if known is None:
        return event
    earliest, latest = known.days
    return replace(
        event,
        title=known.title,
        edtf=known.edtf,
        earliest=earliest,
        latest=latest,
        precision=str(known.precision),
        status=str(known.status),
    )


def _claim(row: Any, actors: Sequence[str], places: Sequence[str]) -> FullClaim:
    names = ("id", "title", "published", "url", "publisher")
    return FullClaim(
        id=row[2],
        role=row[3],
        article=dict(zip(names, row[4:9], strict=True)),
        edtf=row[9],
        status=row[10],
        passage=Span(*row[11:14]),
        trigger=Span(*row[14:17]),
        actors=tuple(actors),
        places=tuple(places),
        reason=row[17],
        recorded=row[18],
    )


def _members(session: Session, kind: str, claims: str) -> defaultdict[int, list[str]]:
    """The ids of the actors or places of each claim."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for claim, id_ in session.rows(
        f"SELECT m.claim, x.id FROM claim_{kind} AS m JOIN {kind} AS x ON x.key = m.{kind}"  # noqa: S608  one of two tables
        " WHERE m.claim IN (SELECT value FROM json_each(?)) ORDER BY x.id",
        [claims],
    ):
        found[claim].append(id_)
    return found


def _named(
    session: Session, kind: str, columns: str, events: str
) -> defaultdict[int, list[tuple[Any, ...]]]:
    """The actors or places of each event and of its claims: id and the columns, by name."""
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for event, *row in session.rows(
        f"SELECT m.event, x.id, {columns} FROM ("  # noqa: S608  one of two tables
        f"SELECT event, {kind} FROM event_{kind} WHERE event IN (SELECT value FROM json_each(?1))"
        f" UNION SELECT c.event, m.{kind} FROM claim AS c JOIN claim_{kind} AS m ON m.claim = c.key"
        " WHERE c.event IN (SELECT value FROM json_each(?1))"
        f") AS m JOIN {kind} AS x ON x.key = m.{kind} ORDER BY m.event, x.name, x.id",
        [events],
    ):
        found[event].append(tuple(row))
    return found
