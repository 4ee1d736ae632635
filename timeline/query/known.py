"""The timeline as its claims stood on a day: what was published later is left out.

Most events were told before the day or after it.  The few told on both sides are dated anew
from the claims of the time, by the rules of :mod:`timeline.link.events`; their place in the
list, their actors, places and counts follow.  How claims are joined to events is today's
knowledge, and so are the words that a search finds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline import dates
from timeline.link.claims import only_a_limit
from timeline.link.events import STATUSES, agreed_date
from timeline.model import Precision, Status
from timeline.query.index import (
    Facet,
    Flat,
    Index,
    bitmap,
    flattened,
    grouped,
    positions_of,
)
from timeline.query.order import OPEN_END, reach, sort_integer
from timeline.query.records import Change

_CLAIMS = """
    SELECT c.event, c.key, c.id, c.role, c.title, c.edtf, c.time, c.status, c.article,
        a.published, a.source, a.duplicate, c.key = e.lead_claim AS leading,
        EXISTS (SELECT 1 FROM review r WHERE r.kind = 'date' AND r.a = c.id) AS review
    FROM claim c JOIN article a ON a.key = c.article JOIN event e ON e.key = c.event
    WHERE c.event IN (SELECT value FROM json_each(?1)) AND a.linked = 1
        AND (a.published IS NULL OR a.published <= ?2)
    ORDER BY c.event, c.key <> e.lead_claim, c.role = 'detail', a.published, c.key
"""
_MEMBERS = {
    kind: f"""
    SELECT c.event, x.id FROM claim c JOIN claim_{kind} m ON m.claim = c.key
    JOIN {kind} x ON x.key = m.{kind} JOIN article a ON a.key = c.article
    WHERE c.event IN (SELECT value FROM json_each(?1)) AND a.linked = 1
        AND (a.published IS NULL OR a.published <= ?2)
    """  # noqa: S608 constants
    for kind in ("actor", "place")
}


@dataclass(frozen=True, slots=True)
class Known:
    """An event as the claims up to the day make it; the fields are those of the table."""

    key: int
    title: str
    edtf: str | None
    precision: Precision
    status: Status
    disputed: bool
    review: bool
    articles: int
    independent: int
    lead_claim: int
    sources: frozenset[str]

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """First and last day, None where open, both None if undated."""
        if self.edtf is None:
            return None, None
        known = dates.parse(self.edtf)
        return known.first, known.last

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The same as ISO days, None also outside of the years 1 to 9999."""
        if self.edtf is None:
            return None, None
        known = dates.parse(self.edtf)
        return known.earliest, known.latest


def as_known(connection: Any, today: Index, day: str) -> Index:
    """The index of the events told up to the ISO day, the same one if nothing was told later."""
    number = dates.parse(day).last or OPEN_END
    visible = today.told_first <= number
    mixed = np.flatnonzero(visible & (today.told_last > number))
    if visible.all() and not len(mixed):
        return today
    keys = json.dumps(today.keys[mixed].tolist())
    events = _events(connection, keys, day)
    visible[mixed] = False
    kept = np.flatnonzero(visible)
    changed = [(int(place), events[int(today.keys[place])]) for place in mixed]
    return _Derivation(today, kept, changed).index(connection, keys, day)


def _events(connection: Any, keys: str, day: str) -> dict[int, Known]:
    claims: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_CLAIMS, (keys, day)):
        claims[row["event"]].append(row)
    return {key: _known(key, rows) for key, rows in claims.items()}


def _known(key: int, rows: Sequence[Any]) -> Known:
    leads = [row for row in rows if row["role"] != "detail"] or list(rows)
    edtf, disputed = agreed_date(dates_of(leads))
    statuses: list[Status] = [row["status"] for row in leads]
    return Known(
        key=key,
        title=leads[0]["title"],
        edtf=edtf,
        precision=dates.parse(edtf).precision if edtf else "unknown",
        status=min(statuses, key=STATUSES.index),
        disputed=disputed,
        review=any(row["review"] for row in rows),
        articles=len({row["article"] for row in rows}),
        independent=len({row["duplicate"] for row in rows}),
        lead_claim=leads[0]["key"],
        sources=frozenset(row["source"] for row in rows),
    )


def dates_of(claims: Iterable[Any]) -> list[str]:
    """The dates that claims give to their event: not those that only limit it."""
    return [row["edtf"] for row in claims if not only_a_limit(row["time"], row["edtf"])]


def changes(claims: Sequence[Any]) -> tuple[Change, ...]:
    """How the date of an event stood from each day of publication on that changed it.

    ``claims`` are its lead claims with their columns edtf, time, id and published; those of
    unknown publication count as known from the first day on.
    """
    ordered = sorted(claims, key=lambda row: (row["published"] or "", row["id"]))
    found: list[Change] = []
    for number, row in enumerate(ordered, 1):
        day = row["published"]
        if day is None or (number < len(ordered) and ordered[number]["published"] == day):
            continue
        edtf, _ = agreed_date(dates_of(ordered[:number]))
        if not found or found[-1].edtf != edtf:
            found.append(Change(published=day, edtf=edtf, claim=row["id"]))
    return tuple(found)


class _Derivation:
    """Makes the index of a day out of today's: ``kept`` are the positions of events that stand
    as they do today, ``changed`` those of the others with how they stood."""

    def __init__(
        self, today: Index, kept: NDArray[Any], changed: Sequence[tuple[int, Known]]
    ) -> None:
        self.today, self.kept, self.changed = today, kept, changed
        self.places = np.array([place for place, _ in changed], dtype=np.int64)
        bounds = [event.bounds for _, event in changed]
        dated = np.array([pair != (None, None) for pair in bounds], dtype=bool)
        still = kept[kept < today.dated]
        olds = np.concatenate([still, self.places[dated]])
        reached = [
            reach(event.edtf or "", *pair) for pair, (_, event) in zip(bounds, changed, strict=True)
        ]
        first, last = [low for low, _ in reached], [high for _, high in reached]
        sorts = [
            sort_integer(event.edtf or "", *pair, event.precision)
            for pair, (_, event) in zip(bounds, changed, strict=True)
            if pair != (None, None)
        ]
        sort = np.concatenate([today.sort[still], np.array(sorts, dtype=np.int64)])
        order = np.lexsort((olds, sort))
        self.sort = sort[order]
        self.first = np.concatenate([today.first[still], np.array(first, int)[dated]])[order]
        self.last = np.concatenate([today.last[still], np.array(last, int)[dated]])[order]
        undated = np.concatenate([kept[kept >= today.dated], self.places[~dated]])
        self.olds = np.concatenate([olds[order], np.sort(undated)])
        self.new = np.full(len(today), -1, dtype=np.int64)
        self.new[self.olds] = np.arange(len(self.olds))

    def index(self, connection: Any, keys: str, day: str) -> Index:
        today, olds = self.today, self.olds
        members: dict[str, list[tuple[int, str]]] = {
            kind: list({(row[0], row[1]) for row in connection.execute(sql, (keys, day))})
            for kind, sql in _MEMBERS.items()
        }
        members["source"] = [(e.key, source) for _, e in self.changed for source in e.sources]
        return Index(
            f"{today.generation}@{day}",
            today.keys[olds],
            self.sort,
            self.first,
            self.last,
            today.told_first[olds],
            np.minimum(today.told_last[olds], dates.parse(day).last or OPEN_END),
            self._tellers(dates.parse(day).last or OPEN_END),
            today.days,
            facets={k: self._facet(facet, members[k]) for k, facet in today.facets.items()},
            plain=self._plain(),
            shared=today.shared,
            changed={event.key: event for _, event in self.changed},
        )

    def _tellers(self, number: int) -> Flat:
        """The articles that had told each event by that day number."""
        told = self.today.tellers
        articles = told.values_of(self.olds)
        positions = np.repeat(np.arange(len(self.olds)), told.lengths_of(self.olds))
        then = self.today.days[articles] <= number
        return Flat(*flattened(positions[then], articles[then], len(self.olds)))

    def _facet(self, facet: Facet, pairs: list[tuple[int, str]]) -> Facet:
        """The facet with today's values in today's order, of the events as they stood."""
        at = {event.key: int(self.new[place]) for place, event in self.changed}
        known = [(at[key], facet.ordinals[id_]) for key, id_ in pairs if id_ in facet.ordinals]
        more = np.array(known, dtype=np.int64).reshape(-1, 2)
        positions = np.repeat(self.new[self.kept], facet.lengths_of(self.kept))
        positions = np.concatenate([positions, more[:, 0]])
        values = np.concatenate([facet.values_of(self.kept), more[:, 1]])
        offsets, flat = flattened(positions, values, len(self.olds))
        members = grouped(positions, values, len(facet.ids))
        return Facet(offsets, flat, facet.ids, facet.totals, lambda n: bitmap(members[n]))

    def _plain(self) -> dict[tuple[str, str], Any]:
        unchanged = np.ones(len(self.today), dtype=bool)
        unchanged[self.places] = False
        found: dict[tuple[str, str], Any] = {}
        for name, members in self.today.plain.items():
            places = positions_of(members)
            news = self.new[places[unchanged[places]]]
            found[name] = bitmap(news[news >= 0])
        for place, event in self.changed:
            position = int(self.new[place])
            for name in _plain_names(event):
                found.setdefault(name, bitmap(np.array([], dtype=np.uint32))).add(position)
        return found


def _plain_names(event: Known) -> list[tuple[str, str]]:
    flags = {
        "disputed": event.disputed,
        "corroborated": event.independent > 1,
        "review": event.review,
    }
    names = [("precision", str(event.precision)), ("status", str(event.status))]
    return names + [("flag", name) for name, is_set in flags.items() if is_set]
