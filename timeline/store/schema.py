"""The tables of the one SQLite file, as numbered forward migrations.

Integer ``key`` columns are row numbers inside this file: short to join on, never shown.
Text ``id`` columns are the stable ids that stand in addresses and exports.  Day numbers
(``first``, ``last``) count days of the proleptic Gregorian calendar, 0001-01-01 = 1; NULL
is an open end.  Columns that hold lists are JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

# "TmLn" in ASCII; tells `file` and us that a SQLite file is a Timeline database.
APPLICATION_ID: Final = 0x546D4C6E

_ARTICLE: Final[dict[str, Any]] = {
    "key": int,  # the loaded sequence: a later article has a greater key
    "id": str,
    "hash": str,  # SHA-256 of everything the source gave; equal means unchanged
    "origin": str,  # where a file came from (identity only, never shown)
    "source": str,  # the filter's value: publisher, else the URL's host, else the file's name
    "title": str,
    "published": str,
    "url": str,
    "publisher": str,
    "author": str,
    "language": str,
    "text": str,
    "duplicate": str,  # the same for articles that are near copies of each other
    "linked": int,  # 0 until its claims are part of events; readers see only 1
    "loaded_at": str,  # UTC, ISO 8601
    "warnings": str,  # JSON list of sentences
}
_TIME_EXPRESSION: Final[dict[str, Any]] = {
    "article": int,
    "number": int,  # its index in the extraction
    "start": int,
    "end": int,
    "text": str,
    "type": str,
    "value": str,
    "edtf": str,
    "earliest": str,
    "latest": str,
    "rule": str,
    "reason": str,
    "anchor": str,  # JSON: null, "published", or the number of another one
    "steps": str,  # JSON list of sentences
    "ambiguous": int,
}
_CLAIM: Final[dict[str, Any]] = {
    "key": int,
    "id": str,  # unique among linked ones; the same after every load of the same article
    "article": int,
    "event": int,  # NULL until linked
    "role": str,  # lead or detail of its event; NULL until linked
    "local": str,  # its id in the extraction (speech and part_of name these)
    "title": str,
    "edtf": str,
    "earliest": str,
    "latest": str,
    "first": int,
    "last": int,
    "precision": str,
    "status": str,
    "time": int,  # time_expression.number of the same article
    "trigger": str,
    "trigger_start": int,
    "trigger_end": int,
    "passage": str,
    "passage_start": int,
    "passage_end": int,
    "lemma": str,
    "speech": str,
    "part_of": str,
    "reason": str,
    "steps": str,  # JSON list of sentences
    "local_actors": str,  # JSON list of article_actor.local, in the claim's order
    "local_places": str,  # JSON list of article_place.local
}
_ARTICLE_ACTOR: Final[dict[str, Any]] = {
    "key": int,
    "article": int,
    "local": str,  # its id in the extraction
    "actor": int,  # the canonical actor; NULL until linked
    "name": str,
    "kind": str,
    "names": str,  # JSON list
    "roles": str,  # JSON list
    "mentions": str,  # JSON list of [start, end, text]
}
_ARTICLE_PLACE: Final[dict[str, Any]] = {
    "key": int,
    "article": int,
    "local": str,
    "place": int,  # the canonical place; NULL until linked
    "name": str,
    "names": str,
    "mentions": str,
    "lat": float,
    "lon": float,
    "country": str,
    "inside": str,
    "geonames": int,
}
_ACTOR: Final[dict[str, Any]] = {
    "key": int,
    "id": str,
    "name": str,
    "kind": str,
    "aliases": str,  # JSON list, the name left out
    "n_articles": int,
    "n_events": int,
}
_PLACE: Final[dict[str, Any]] = {
    "key": int,
    "id": str,
    "name": str,
    "aliases": str,
    "lat": float,
    "lon": float,
    "country": str,
    "inside": str,
    "geonames": int,
    "n_articles": int,
    "n_events": int,
}
_EVENT: Final[dict[str, Any]] = {
    "key": int,
    "id": str,
    "title": str,
    "edtf": str,
    "earliest": str,
    "latest": str,
    "first": int,
    "last": int,
    "precision": str,
    "status": str,
    "disputed": int,
    "n_claims": int,
    "n_articles": int,
    "n_independent": int,
    "lead_claim": int,
    "first_published": str,  # the first day on which an article said so; NULL if unknown
}
_REVIEW: Final[dict[str, Any]] = {
    "key": int,
    "id": str,
    "kind": str,  # actors, places: a doubtful pair; date: a claim whose date has two readings
    "a": str,  # id of the actor, place or claim
    "b": str,  # id of the other of the pair; NULL for a date
    "reason": str,
    "score": float,  # how likely it is; NULL where nobody can say
}

# Members of a link table are found from both sides; WITHOUT ROWID makes each table its own
# covering index, so the second direction needs one plain index and no third copy.
_LINK_TABLES: Final = """
CREATE TABLE claim_actor (
    claim INTEGER NOT NULL REFERENCES claim(key) ON DELETE CASCADE,
    actor INTEGER NOT NULL REFERENCES actor(key),
    PRIMARY KEY (claim, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actor_actor ON claim_actor(actor);
CREATE TABLE claim_place (
    claim INTEGER NOT NULL REFERENCES claim(key) ON DELETE CASCADE,
    place INTEGER NOT NULL REFERENCES place(key),
    PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_place_place ON claim_place(place);
CREATE TABLE event_actor (
    event INTEGER NOT NULL REFERENCES event(key) ON DELETE CASCADE,
    actor INTEGER NOT NULL REFERENCES actor(key),
    PRIMARY KEY (event, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actor_actor ON event_actor(actor);
CREATE TABLE event_place (
    event INTEGER NOT NULL REFERENCES event(key) ON DELETE CASCADE,
    place INTEGER NOT NULL REFERENCES place(key),
    PRIMARY KEY (event, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_place_place ON event_place(place);
"""

# What can be one with what.  Actors, places, claims (and articles that are near copies) can
# be one only if they share a block; `key` is a 64-bit hash of the kind and the block's name,
# `member` the key of an article_actor, article_place, claim or article.  `dirty` keeps the
# blocks that changed since the last link, so that an interrupted load resumes where it was.
_LINK_STATE: Final = """
CREATE TABLE block (
    kind TEXT NOT NULL,
    key INTEGER NOT NULL,
    member INTEGER NOT NULL,
    PRIMARY KEY (kind, key, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_member ON block(kind, member);
CREATE TABLE dirty (
    kind TEXT NOT NULL,
    key INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
"""

# rowid = event.key.  `contentless_delete` keeps the index alone (the words stand in the
# claims already) and still lets one row be replaced.
_FTS: Final = """
CREATE VIRTUAL TABLE event_fts USING fts5(
    title, passages, names,
    content='', contentless_delete=1,
    tokenize='porter unicode61 remove_diacritics 2'
);
"""

# One staged and one linked version of an article may stand side by side: the linked one is
# what readers see until the staged one is linked and takes its place.
_INDEXES: Final = """
CREATE UNIQUE INDEX article_id_linked ON article(id) WHERE linked = 1;
CREATE UNIQUE INDEX article_id_staged ON article(id) WHERE linked = 0;
CREATE INDEX article_origin ON article(origin) WHERE origin IS NOT NULL;
CREATE INDEX article_duplicate ON article(duplicate);
CREATE INDEX article_source ON article(source);
CREATE UNIQUE INDEX claim_local ON claim(article, local);
CREATE INDEX claim_id ON claim(id);
CREATE INDEX claim_event ON claim(event);
CREATE UNIQUE INDEX article_actor_local ON article_actor(article, local);
CREATE UNIQUE INDEX article_place_local ON article_place(article, local);
CREATE INDEX article_actor_actor ON article_actor(actor);
CREATE INDEX article_place_place ON article_place(place);
CREATE UNIQUE INDEX actor_id ON actor(id);
CREATE UNIQUE INDEX place_id ON place(id);
CREATE UNIQUE INDEX event_id ON event(id);
CREATE INDEX event_order ON event(first, last, id);
CREATE UNIQUE INDEX review_id ON review(id);
CREATE INDEX review_a ON review(a);
CREATE INDEX review_b ON review(b);
"""


def _create_tables(db: Database) -> None:
    """Release 1: everything."""
    for name, columns, needed in (
        ("article", _ARTICLE, {"id", "hash", "source", "text", "duplicate", "linked"}),
        ("actor", _ACTOR, {"id", "name", "kind", "aliases"}),
        ("place", _PLACE, {"id", "name", "aliases"}),
        ("event", _EVENT, {"id", "title", "precision", "status", "disputed"}),
        ("review", _REVIEW, {"id", "kind", "a", "reason"}),
    ):
        db.create_table(name, columns, pk="key", not_null=needed, strict=True)
    db.create_table(
        "claim",
        _CLAIM,
        pk="key",
        not_null={"id", "article", "title", "precision", "status", "passage", "trigger"},
        foreign_keys=[("article", "article", "key"), ("event", "event", "key")],
        strict=True,
    )
    db.create_table(
        "time_expression",
        _TIME_EXPRESSION,
        pk=("article", "number"),
        foreign_keys=[("article", "article", "key")],
        strict=True,
    )
    for kind, columns in (("actor", _ARTICLE_ACTOR), ("place", _ARTICLE_PLACE)):
        db.create_table(
            f"article_{kind}",
            columns,
            pk="key",
            not_null={"article", "local", "name"},
            foreign_keys=[("article", "article", "key"), (kind, kind, "key")],
            strict=True,
        )
    db.create_table(
        "bitmap",
        {"kind": str, "key": str, "total": int, "blob": bytes},
        pk=("kind", "key"),
        strict=True,
    )
    db.create_table("meta", {"key": str, "value": str}, pk="key", strict=True)
    db.table("meta").insert({"key": "generation", "value": "0"})
    for script in (_LINK_TABLES, _LINK_STATE, _FTS, _INDEXES):
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute(statement)


# Number n of this tuple lifts a database from user_version n to n + 1.  Never edit one that
# was released; append.
MIGRATIONS: Final[tuple[Callable[[Database], None], ...]] = (_create_tables,)
VERSION: Final = len(MIGRATIONS)
