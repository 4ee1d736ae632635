"""Rows of the tables as records: what the list, the opened event and the article page share."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline.model import Precision, Span
from timeline.query.database import Session
from timeline.query.known import Known
from timeline.query.names import HEADLINE, headline, names_of
from timeline.query.order import Slot, slot
from timeline.query.records import ArticleRef, EventRow, Named, Passage, TimeRow

CONTEXT = 800  # code points of a paragraph that are shown before and after a passage, at most

# The columns of an article that a link needs, and the stretch of its text around a passage.
ARTICLE = (
    "a.id AS article_id, a.title AS article_title, a.published, a.url, a.publisher, a.source,"
    f" a.duplicate, substr(a.text, 1, {4 * HEADLINE}) AS opening"
)
AROUND = (
    f"substr(a.text, max(0, c.passage_start - {CONTEXT}) + 1,"
    f" c.passage_end - max(0, c.passage_start - {CONTEXT}) + {CONTEXT}) AS around"
)
_EVENTS = f"""
    SELECT e.key, e.id, e.title, e.edtf, e.earliest, e.latest, e.first, e.last, e.precision,
        e.status, e.disputed, e.n_articles, e.n_independent, c.key AS lead_claim,
        c.edtf AS lead_edtf, c.passage, c.passage_start, c.passage_end,
        t.start AS time_start, t.end AS time_end,
        {ARTICLE}, {AROUND}
    FROM json_each(?) w
    JOIN event e ON e.key = w.value ->> 0
    LEFT JOIN claim c ON c.key = coalesce(w.value ->> 1, e.lead_claim)
    LEFT JOIN article a ON a.key = c.article
    LEFT JOIN time_expression t ON t.article = c.article AND t.number = c.time
"""  # noqa: S608 constants of this module
# The members of claims, those first that the claim's sentence names first.  The plus keeps
# SQLite from looking through all articles of a frequent member.
_MEMBERS = {
    kind: f"""
    SELECT m.claim, x.id, x.name, {of_kind} AS kind
    FROM claim_{kind} m JOIN {kind} x ON x.key = m.{kind} JOIN claim c ON c.key = m.claim
    WHERE m.claim IN (SELECT value FROM json_each(?))
    ORDER BY m.claim, (
        SELECT min(l.key) FROM json_each(c.local_{kind}s) l
        JOIN article_{kind} n ON n.article = c.article AND n.local = l.value
        WHERE +n.{kind} = m.{kind}
    ), x.id
    """  # noqa: S608 constants of this module
    for kind, of_kind in (("actor", "x.kind"), ("place", "'place'"))
}


def event_rows(session: Session, positions: Iterable[int]) -> list[EventRow]:
    """The rows of the events at those positions, in that order, by three queries in all.

    An event that a load has just taken away is left out.
    """
    wanted = list(positions)
    keys = [int(session.index.keys[position]) for position in wanted]
    known: Mapping[int, Known] = session.index.changed
    leading = [(key, known[key].lead_claim if key in known else None) for key in keys]
    found = {row["key"]: row for row in session.rows(_EVENTS, (json.dumps(leading),))}
    leads = [row["lead_claim"] for row in found.values()]
    actors, places = members(session, "actor", leads), members(session, "place", leads)
    return [
        _limited(
            _as_known(_event_row(session, position, found[key], actors, places), known.get(key)),
            found[key]["lead_edtf"],
        )
        for position, key in zip(wanted, keys, strict=True)
        if key in found
    ]


def _event_row(
    session: Session, position: int, row: Any, actors: _Members, places: _Members
) -> EventRow:
    index, lead = session.index, row["lead_claim"]
    place = _slot(row["edtf"], row["first"], row["last"], row["precision"])
    return EventRow(
        id=row["id"],
        title=row["title"],
        edtf=row["edtf"],
        earliest=row["earliest"],
        latest=row["latest"],
        first=row["first"],
        last=row["last"],
        precision=row["precision"],
        status=row["status"],
        disputed=bool(row["disputed"]),
        ambiguous=position in index.flag("flag", "review"),
        articles=row["n_articles"] or 0,
        independent=row["n_independent"] or 0,
        actors=_named(session, "actor", position, actors.get(lead, ())),
        places=_named(session, "place", position, places.get(lead, ())),
        passage=_passage(row) if row["passage"] is not None else None,
        day=place.day if place else None,
        heading=place.heading if place else None,
    )


def _slot(
    edtf: str | None, first: int | None, last: int | None, precision: Precision
) -> Slot | None:
    """Where an event stands in the list, None for an undated one."""
    return slot(edtf, first, last, precision) if edtf else None


def _as_known(row: EventRow, known: Known | None) -> EventRow:
    """The row as the claims of the day make it, where they differ from today's."""
    if known is None:
        return row
    (earliest, latest), (first, last) = known.days, known.bounds
    place = _slot(known.edtf, first, last, known.precision)
    return replace(
        row,
        title=known.title,
        edtf=known.edtf,
        earliest=earliest,
        latest=latest,
        first=first,
        last=last,
        precision=known.precision,
        status=known.status,
        disputed=known.disputed,
        articles=known.articles,
        independent=known.independent,
        day=place.day if place else None,
        heading=place.heading if place else None,
    )


def _limited(row: EventRow, told: str | None) -> EventRow:
    """The row with what its first lead claim tells of its date, where it is undated."""
    return replace(row, limit=told) if row.edtf is None and told is not None else row


_Members = Mapping[int, Sequence[Named]]


def members(session: Session, kind: str, claims: Iterable[int]) -> _Members:
    """The actors or places of each claim, by the claim's row key."""
    found: defaultdict[int, list[Named]] = defaultdict(list)
    for claim, id_, name, of_kind in session.rows(_MEMBERS[kind], (json.dumps(list(claims)),)):
        found[claim].append(Named(id_, name, of_kind))
    return found


def _named(
    session: Session, kind: str, position: int, leading: Sequence[Named]
) -> tuple[Named, ...]:
    """The event's actors or places, those of its first lead claim first."""
    facet = session.index.facets[kind]
    named = names_of(session, kind).named
    begin, end = facet.offsets[position : position + 2]
    found = {named[ordinal].id: named[ordinal] for ordinal in facet.values[begin:end]}
    first = [found.pop(one.id) for one in leading if one.id in found]
    return (*first, *found.values())


def _passage(row: Any) -> Passage:
    paragraph = paragraph_of(row)
    time = row["time_start"], row["time_end"]
    inside = time[0] is not None and paragraph.start <= time[0] and time[1] <= paragraph.end
    return Passage(
        article=article_ref(row),
        text=row["passage"],
        start=row["passage_start"],
        end=row["passage_end"],
        paragraph=paragraph,
        time_start=time[0] if inside else None,
        time_end=time[1] if inside else None,
    )


def article_ref(row: Any) -> ArticleRef:
    """The reference in a row that has the columns :data:`ARTICLE`."""
    return ArticleRef(
        id=row["article_id"],
        title=row["article_title"],
        headline=row["article_title"] or headline(row["opening"]),
        published=row["published"],
        url=row["url"],
        publisher=row["publisher"],
        source=row["source"],
        near_duplicate=row["duplicate"],
    )


def paragraph_of(row: Any) -> Span:
    """The paragraph of a row's passage, which has the columns ``passage_start``,
    ``passage_end`` and :data:`AROUND`; a very long one is cut between words."""
    text, offset = row["around"], max(0, row["passage_start"] - CONTEXT)
    start, end = row["passage_start"] - offset, row["passage_end"] - offset
    begin = text.rfind("\n", 0, start) + 1
    if begin == 0 and offset:
        begin = text.find(" ", 0, start) + 1
    stop = text.find("\n", end)
    if stop < 0:
        cut = len(text) == end + CONTEXT
        stop = max(text.rfind(" ", end), end) if cut else len(text)
    return Span(offset + begin, offset + stop, text[begin:stop])


def time_row(row: Any, used: frozenset[int] | set[int] = frozenset()) -> TimeRow:
    """A row of ``time_expression``; ``used`` are the numbers of those that date a claim."""
    return TimeRow(
        number=row["number"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        type=row["type"],
        value=row["value"],
        edtf=row["edtf"],
        earliest=row["earliest"],
        latest=row["latest"],
        rule=row["rule"],
        reason=row["reason"],
        steps=tuple(json.loads(row["steps"] or "[]")),
        anchor=json.loads(row["anchor"] or "null"),
        ambiguous=bool(row["ambiguous"]),
        used=row["number"] in used,
    )


def used_times(times: Mapping[int, TimeRow], direct: Iterable[int]) -> set[int]:
    """The numbers of the time expressions that date a claim, or from which one of those
    counts, however far back."""
    found: set[int] = set()
    waiting = [number for number in direct if number in times]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            anchor = times[number].anchor
            if isinstance(anchor, int) and anchor in times:
                waiting.append(anchor)
    return found
