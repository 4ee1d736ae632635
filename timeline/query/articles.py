"""A stored article with everything that was read in it."""

from __future__ import annotations

from timeline.errors import NotFound
from timeline.model import Span
from timeline.query.database import Reader, Session
from timeline.query.records import ArticleDetail, ArticleRef, Marked
from timeline.query.rows import ARTICLE, article_ref, time_row, used_times

_ARTICLE = f"""
    SELECT a.key, a.author, a.language, a.text, {ARTICLE} FROM article a
    WHERE a.id = ? AND a.linked = 1
"""  # noqa: S608 constants
_CLAIMS = """
    SELECT c.*, e.id AS event_id FROM claim c LEFT JOIN event e ON e.key = c.event
    WHERE c.article = ? ORDER BY c.passage_start, c.passage_end, c.key
"""
_TIMES = "SELECT * FROM time_expression WHERE article = ? ORDER BY start, end"
_COPIES = f"""
    SELECT {ARTICLE} FROM article a
    WHERE a.duplicate = ? AND a.key <> ? AND a.linked = 1 ORDER BY a.published, a.key LIMIT 50
"""  # noqa: S608 constants


def article(reader: Reader, article_id: str) -> ArticleDetail:
    """The article's text with all its passages and time expressions, used or only seen.

    Raises NotFound if there is no such article.
    """
    with reader.session() as session:
        row = session.row(_ARTICLE, (article_id,))
        if row is None:
            raise NotFound(f"no such article: {article_id[:80]!r}; look for it on the timeline")
        claims = session.rows(_CLAIMS, (row["key"],))
        times = {time["number"]: time for time in session.rows(_TIMES, (row["key"],))}
        seen = {number: time_row(time) for number, time in times.items()}
        used = used_times(seen, (claim["time"] for claim in claims if claim["time"] is not None))
        return ArticleDetail(
            ref=article_ref(row),
            author=row["author"],
            language=row["language"],
            text=row["text"],
            times=tuple(time_row(time, used) for time in times.values()),
            claims=tuple(
                Marked(
                    claim=claim["id"],
                    event=claim["event_id"],
                    title=claim["title"],
                    edtf=claim["edtf"],
                    role=claim["role"] or "lead",
                    passage=Span(claim["passage_start"], claim["passage_end"], claim["passage"]),
                    trigger=Span(claim["trigger_start"], claim["trigger_end"], claim["trigger"]),
                )
                for claim in claims
                if claim["event_id"] is not None
            ),
            copies=_copies(session, row["key"], row["duplicate"]),
        )


def _copies(session: Session, key: int, duplicate: str) -> tuple[ArticleRef, ...]:
    return tuple(article_ref(row) for row in session.rows(_COPIES, (duplicate, key)))
