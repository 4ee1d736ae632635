"""Claims about one happening become one event: within an article, then across articles.

Within an article, details fold into the claim under which a reader would file
them.  Across articles, claims are one event if their dates agree, they share
actors and they name the same kind of happening.  The result depends on the
claims alone, never on their order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline import dates
from timeline.link.alike import Unit
from timeline.link.claims import LinkedClaim, unit_of, weak
from timeline.link.merging import merge
from timeline.model import Precision, Status


@dataclass(frozen=True, slots=True)
class EventGroup:
    """One event: ids of the claims that carry it and of those that are its details.

    ``edtf`` is what the leading claims agree on; if they do not (``disputed``)
    it is one of their dates.  ``independent`` counts articles, copies once.
    """

    id: str
    title: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    precision: Precision
    status: Status
    disputed: bool
    lead: list[str]
    details: list[str]
    actors: list[str]
    places: list[str]
    independent: int


def group(claims: Sequence[LinkedClaim]) -> list[EventGroup]:
    """The events of the claims, each claim in exactly one, in order of their dates."""
    units = _units(claims)
    events = [_event(members) for members in merge(units)]
    return sorted(
        events, key=lambda event: (event.earliest or "9999", event.latest or "9999", event.id)
    )


# --- within an article


def _order(linked: LinkedClaim) -> tuple[str, str, int, str]:
    return (
        linked.published or "9999",
        linked.article_id,
        linked.claim.trigger.start,
        linked.claim.id,
    )


def _units(claims: Iterable[LinkedClaim]) -> list[Unit[LinkedClaim]]:
    """Each leading claim with its details; what is only told goes by its act of telling."""
    ordered = sorted(claims, key=_order)
    by_id = {linked.claim.id: linked for linked in ordered}
    members: dict[str, list[LinkedClaim]] = {}
    for linked in ordered:
        members.setdefault(_root(linked, by_id), []).append(linked)
    return [_unit(root, rows, by_id) for root, rows in members.items()]


def details_of(claims: Iterable[LinkedClaim]) -> frozenset[str]:
    """The ids of the claims that are filed under another one of their article, given all of it."""
    by_id = {linked.claim.id: linked for linked in claims}
    roots = {own: _root(linked, by_id) for own, linked in by_id.items()}
    return frozenset(own for own, root in roots.items() if root != own and root in by_id)


def _root(linked: LinkedClaim, by_id: dict[str, LinkedClaim]) -> str:
    """The claim under which this one is filed: the end of the chain of ``part_of``."""
    seen: set[str] = set()
    current = linked
    while current.claim.part_of in by_id and current.claim.id not in seen:
        seen.add(current.claim.id)
        above = by_id[current.claim.part_of]
        if weak(above.claim) != weak(linked.claim) and not weak(linked.claim):
            break
        current = above
    if current.claim.id in seen:
        return min(seen)
    return _told(current)


def _told(linked: LinkedClaim) -> str:
    """What somebody tells without a date of its own: one entry for each telling and its people."""
    claim = linked.claim
    if not weak(claim) or claim.speech is None:
        return claim.id
    return "\n".join(["told", claim.speech, *sorted(linked.actors)])


def _unit(root: str, rows: list[LinkedClaim], by_id: dict[str, LinkedClaim]) -> Unit[LinkedClaim]:
    return unit_of(by_id.get(root, rows[0]), rows, alone=root in by_id)


# --- the event

STATUSES: tuple[Status, ...] = ("happened", "reported", "planned", "denied", "hypothetical")


def _event(units: Sequence[Unit[LinkedClaim]]) -> EventGroup:
    leads = sorted((unit.lead for unit in units), key=_order)
    lead_ids = {linked.claim.id for linked in leads}
    members = sorted((row for unit in units for row in unit.members), key=_order)
    given = [unit.edtf for unit in units if unit.edtf is not None]
    edtf, disputed = agreed_date(given)
    known = None if edtf is None else dates.parse(edtf)
    best = min(leads, key=lambda linked: _worth(linked, edtf))
    return EventGroup(
        id="e" + hashlib.blake2b(_name(leads[0]).encode(), digest_size=7).hexdigest(),
        title=best.claim.title,
        edtf=edtf,
        earliest=None if known is None else known.earliest,
        latest=None if known is None else known.latest,
        precision="unknown" if known is None else known.precision,
        status=min((linked.claim.status for linked in leads), key=STATUSES.index),
        disputed=disputed,
        lead=[best.claim.id, *(x.claim.id for x in leads if x is not best)],
        details=[row.claim.id for row in members if row.claim.id not in lead_ids],
        actors=sorted({actor for row in members for actor in row.actors}),
        places=sorted({place for row in members for place in row.places}),
        independent=len({row.near_duplicate for row in members}),
    )


def _name(linked: LinkedClaim) -> str:
    return f"{linked.article_id}\n{linked.claim.id}"


MOST_DATES = 8  # that an event in dispute names one by one; more are given as a span


def agreed_date(given: Sequence[str]) -> tuple[str | None, bool]:
    """The date that all agree on, or all that are given, and whether they are in dispute."""
    distinct = sorted(set(given))
    if not distinct:
        return None, False
    if all(dates.agree(a, b) for i, a in enumerate(distinct) for b in distinct[i + 1 :]):
        return dates.narrowest(distinct), False
    days = [edtf for edtf in distinct if dates.parse(edtf).precision == "day"]
    if len(days or distinct) > MOST_DATES:
        bounds = [dates.parse(edtf) for edtf in days or distinct]
        first = [bound.first for bound in bounds if bound.first is not None]
        last = [bound.last for bound in bounds if bound.last is not None]
        return dates.some_day(min(first + last), max(first + last)), True
    return dates.one_of(*(days or distinct)), True


def _worth(
    linked: LinkedClaim, edtf: str | None
) -> tuple[bool, bool, int, int, tuple[str, str, int, str]]:
    """The claim whose title names the event best comes first."""
    claim = linked.claim
    return (
        claim.edtf != edtf,
        claim.status not in {"happened", "planned"},
        -len(linked.actors),
        -min(len(claim.title), 60),
        _order(linked),
    )
