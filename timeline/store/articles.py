"""Articles with all that was read out of them: staged one by one, then linked together.

A staged article (``linked = 0``) is safe on disk but not yet part of the events; readers
keep seeing the version before it until the link takes both in one transaction.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, cast

from timeline import dates
from timeline.extract.output import time_json
from timeline.read.fields import content_hash, host_of
from timeline.store import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from timeline.model import Article, Claim, Extraction, Span

State = Literal["new", "changed", "unchanged"]


def state(db: Database, article: Article) -> State:
    """What the database knows of the article: never seen, seen with other content, or the same."""
    rows = db.execute(
        "SELECT hash FROM article WHERE id = :id ORDER BY linked", {"id": article.id}
    ).fetchall()
    if rows:
        return "unchanged" if rows[0][0] == content_hash(article) else "changed"
    known = db.execute(
        "SELECT 1 FROM article WHERE origin IS NOT NULL AND origin = ?", [article.source]
    ).fetchone()
    return "changed" if known else "new"


def note_origin(db: Database, article: Article) -> None:
    """Remembers that an unchanged article now stands in this file.

    A file that changes later replaces what it held before, unless another holds that too.
    """
    db.execute(
        "UPDATE article SET origin = :origin WHERE id = :id AND origin IS NOT :origin",
        {"id": article.id, "origin": article.source},
    )


def claim_id(article_id: str, local: str) -> str:
    """The id of a claim in the file: the same after every load of the same article."""
    return f"{hashlib.blake2b(article_id.encode(), digest_size=6).hexdigest()}-{local}"


def stage(
    db: Database,
    extraction: Extraction,
    *,
    actor_blocks: Sequence[Iterable[str]],
    place_blocks: Sequence[Iterable[str]],
    copy_blocks: Iterable[str],
    loaded_at: str,
) -> None:
    """Writes an article and its extraction; call inside a transaction.

    The blocks are those of the extraction's actors and places, in their order, and those of
    the text among its near copies.  An earlier staged version is replaced.
    """
    article = extraction.article
    for row in db.execute(
        "SELECT key FROM article WHERE linked = 0 AND (id = ? OR origin = ?)",
        [article.id, article.source],
    ).fetchall():
        remove(db, row[0])
    key = cast(int, db.table("article").insert(_article_row(extraction, loaded_at)).last_pk)
    _insert(db, "time_expression", _time_rows(key, extraction))
    _insert(db, "claim", _claim_rows(key, extraction))
    _insert(db, "article_actor", _actor_rows(key, extraction))
    _insert(db, "article_place", _place_rows(key, extraction))
    actors = _keys_of(db, "article_actor", key)
    places = _keys_of(db, "article_place", key)
    blocks.put(db, "actor", dict(zip(actors, actor_blocks, strict=True)))
    blocks.put(db, "place", dict(zip(places, place_blocks, strict=True)))
    blocks.put(db, "article", {key: copy_blocks})


def _insert(db: Database, table: str, rows: list[dict[str, Any]]) -> None:
    """Rows of equal columns, by one prepared statement: an article brings many of them."""
    if rows:
        # The columns are the keys of the functions below; some are words of SQL ("end").
        quoted = ", ".join(f'"{name}"' for name in rows[0])
        marks = ", ".join(f":{name}" for name in rows[0])
        db.conn.executemany(f"INSERT INTO {table}({quoted}) VALUES ({marks})", rows)


def remove(db: Database, key: int) -> None:
    """Deletes an article and all that was read out of it; its blocks become dirty."""
    blocks.drop(db, "actor", _keys_of(db, "article_actor", key))
    blocks.drop(db, "place", _keys_of(db, "article_place", key))
    blocks.drop(db, "claim", _keys_of(db, "claim", key))
    blocks.drop(db, "article", [key])
    for table in ("claim", "article_actor", "article_place", "time_expression"):
        db.table(table).delete_where("article = ?", [key])
    db.table("article").delete(key)


def _keys_of(db: Database, table: str, article: int) -> list[int]:
    """The row keys of what an article brought, in the order in which it was written."""
    rows = db.table(table).rows_where("article = ?", [article], select="key", order_by="key")
    return [row["key"] for row in rows]


def replaced_by_staged(db: Database) -> list[int]:
    """Keys of the linked articles of which a staged one is a newer version."""
    rows = db.execute(
        "SELECT DISTINCT old.key FROM article AS new JOIN article AS old"
        " ON old.id = new.id OR (old.origin IS NOT NULL AND old.origin = new.origin)"
        " WHERE new.linked = 0 AND old.linked = 1"
    ).fetchall()
    return [row[0] for row in rows]


def _article_row(extraction: Extraction, loaded_at: str) -> dict[str, Any]:
    article = extraction.article
    return {
        "id": article.id,
        "hash": content_hash(article),
        "origin": article.source,
        "source": _source_of(article),
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "publisher": article.publisher,
        "author": article.author,
        "language": article.language,
        "text": article.text,
        "duplicate": article.id,
        "linked": 0,
        "loaded_at": loaded_at,
        "warnings": _json(extraction.warnings),
    }


def _source_of(article: Article) -> str:
    """What readers filter by: publisher, else the host of the address, else the file's name."""
    if article.publisher:
        return article.publisher
    if article.url:
        return host_of(article.url)
    return PurePath(article.source).name if article.source else "unknown"


def _time_rows(key: int, extraction: Extraction) -> list[dict[str, Any]]:
    return [
        {
            "article": key,
            "number": number,
            **time_json(time),
            "anchor": _json(time.anchor),
            "steps": _json(time.steps),
            "ambiguous": int(time.ambiguous),
        }
        for number, time in enumerate(extraction.times)
    ]


def _claim_rows(key: int, extraction: Extraction) -> list[dict[str, Any]]:
    return [
        {"id": claim_id(extraction.article.id, claim.id), "article": key} | _claim_row(claim)
        for claim in extraction.claims
    ]


def _claim_row(claim: Claim) -> dict[str, Any]:
    dated = None if claim.edtf is None else dates.parse(claim.edtf)
    return {
        "local": claim.id,
        "title": claim.title,
        "edtf": claim.edtf,
        "earliest": claim.earliest,
        "latest": claim.latest,
        "first": dated and dated.first,
        "last": dated and dated.last,
        "precision": claim.precision,
        "status": claim.status,
        "time": claim.time,
        "trigger": claim.trigger.text,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "passage": claim.passage.text,
        "passage_start": claim.passage.start,
        "passage_end": claim.passage.end,
        "lemma": claim.lemma,
        "speech": claim.speech,
        "part_of": claim.part_of,
        "reason": claim.reason,
        "steps": _json(claim.steps),
        "local_actors": _json(claim.actors),
        "local_places": _json(claim.places),
    }


def _actor_rows(key: int, extraction: Extraction) -> list[dict[str, Any]]:
    return [
        {
            "article": key,
            "local": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "names": _json(actor.names),
            "roles": _json(actor.roles),
            "mentions": _json(_spans(actor.mentions)),
        }
        for actor in extraction.actors
    ]


def _place_rows(key: int, extraction: Extraction) -> list[dict[str, Any]]:
    return [
        {
            "article": key,
            "local": place.id,
            "name": place.name,
            "names": _json(place.names),
            "mentions": _json(_spans(place.mentions)),
            "lat": place.lat,
            "lon": place.lon,
            "country": place.country,
            "inside": place.inside,
            "geonames": place.geonames,
        }
        for place in extraction.places
    ]


def _spans(spans: Iterable[Span]) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.text) for span in spans]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
