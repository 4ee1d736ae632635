"""The claims of an opened event, each with its paragraph and the way to its date."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from timeline.model import Span
from timeline.query.database import Session
from timeline.query.known import changes
from timeline.query.records import Change, ClaimRow, Named, TimeRow
from timeline.query.rows import AROUND, ARTICLE, article_ref, members, paragraph_of, time_row

_CLAIMS = f"""
    SELECT c.*, {ARTICLE}, {AROUND}
    FROM claim c JOIN article a ON a.key = c.article JOIN event e ON e.key = c.event
    WHERE c.event = ?1 AND a.linked = 1
        AND (?2 IS NULL OR a.published IS NULL OR a.published <= ?2)
    ORDER BY c.key <> e.lead_claim, c.role = 'detail', a.published IS NULL, a.published, c.key
    LIMIT ?3
"""  # noqa: S608 constants
_COUNT = (
    "SELECT count(*) FROM claim c JOIN article a ON a.key = c.article"
    " WHERE c.event = ?1 AND a.linked = 1"
    " AND (?2 IS NULL OR a.published IS NULL OR a.published <= ?2)"
)
_LEADS = """
    SELECT c.id, c.edtf, c.time, a.published FROM claim c JOIN article a ON a.key = c.article
    WHERE c.event = ?1 AND c.role <> 'detail' AND a.linked = 1
        AND (?2 IS NULL OR a.published IS NULL OR a.published <= ?2)
    ORDER BY a.published, c.key LIMIT 1000
"""
_TIMES = """
    SELECT * FROM time_expression WHERE article IN (SELECT value FROM json_each(?))
    ORDER BY article, start, end
"""
_Times = Mapping[int, TimeRow]


def claims_of(session: Session, event: int, limit: int) -> tuple[list[ClaimRow], int]:
    """The first claims of the event with that row key, and how many more there are."""
    rows = session.rows(_CLAIMS, (event, session.day, limit))
    keys = [row["key"] for row in rows]
    times = _times_of(session, sorted({row["article"] for row in rows}))
    actors, places = members(session, "actor", keys), members(session, "place", keys)
    claims = [
        _claim(
            row,
            times[row["article"]],
            tuple(actors.get(row["key"], ())),
            tuple(places.get(row["key"], ())),
        )
        for row in rows
    ]
    return claims, int(session.row(_COUNT, (event, session.day))[0]) - len(claims)


def changes_of(session: Session, event: int) -> tuple[Change, ...]:
    """How the event's date stood from each publication on that changed it, the first one too."""
    return changes(session.rows(_LEADS, (event, session.day)))


def _times_of(session: Session, articles: list[int]) -> defaultdict[int, dict[int, TimeRow]]:
    """All time expressions of the articles, by article and number, in order of their place."""
    found: defaultdict[int, dict[int, TimeRow]] = defaultdict(dict)
    for row in session.rows(_TIMES, (json.dumps(articles),)):
        found[row["article"]][row["number"]] = time_row(row)
    return found


def _claim(
    row: Any, times: _Times, actors: tuple[Named, ...], places: tuple[Named, ...]
) -> ClaimRow:
    paragraph = paragraph_of(row)
    time = times.get(row["time"])
    return ClaimRow(
        id=row["id"],
        role=row["role"] or "lead",
        title=row["title"],
        edtf=row["edtf"],
        earliest=row["earliest"],
        latest=row["latest"],
        precision=row["precision"],
        status=row["status"],
        article=article_ref(row),
        passage=Span(row["passage_start"], row["passage_end"], row["passage"]),
        trigger=Span(row["trigger_start"], row["trigger_end"], row["trigger"]),
        paragraph=paragraph,
        times=tuple(
            one
            for one in times.values()
            if paragraph.start <= one.start and one.end <= paragraph.end
        ),
        time=time,
        anchors=_anchors(time, times),
        reason=row["reason"],
        steps=tuple(json.loads(row["steps"] or "[]")),
        actors=actors,
        places=places,
    )


def _anchors(time: TimeRow | None, times: _Times) -> tuple[TimeRow, ...]:
    """The time expressions that one counts from, the nearest first, each once."""
    found: dict[int, TimeRow] = {}
    number = time.anchor if time else None
    while isinstance(number, int) and number in times and number not in found:
        found[number] = times[number]
        number = times[number].anchor
    return tuple(found.values())
