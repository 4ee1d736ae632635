"""Articles into the database, and everything that follows from them linked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from timeline.ingest.intake import Intake, extractions
from timeline.link import actors, duplicates, places
from timeline.query import build
from timeline.read import Rejected
from timeline.read.fields import content_hash
from timeline.store import articles, generation
from timeline.store.driver import immediate, open_writer, plain_errors
from timeline.store.relink import needed, relink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from timeline.model import Extraction
    from timeline.read import Item, Read


@dataclass(slots=True)
class Loaded:
    """What a load did, and what the database holds after it (nothing if it was stopped)."""

    new: int = 0
    changed: int = 0
    again: int = 0
    unchanged: int = 0
    totals: dict[str, int] = field(default_factory=dict)
    stopped: bool = False


def load(path: Path, items: Iterable[Item], intake: Intake, *, again: bool = False) -> Loaded:
    """Loads articles into the database at `path` and links them.

    An article is one transaction; one that is there already with the same content is left
    alone, unless all are to be read out `again`.  When the watcher says stop, the article at
    hand is finished and linking is left to the next load.  Raises BadDatabase, Busy, DiskError,
    ModelMissing.
    """
    with plain_errors(path):
        db = open_writer(path)
        try:
            done = Loaded()
            _stage_all(db, intake, items, done, again=again)
            if not done.stopped:
                if needed(db):
                    link(db)
                done.totals = generation.counts(db)
        finally:
            db.close()
    return done


def link(db: Database) -> None:
    """Links what is staged and gives readers a new index, in one transaction."""
    with immediate(db):
        relink(db)
        generation.publish(db, build.build(db.conn))


def _stage_all(
    db: Database, intake: Intake, items: Iterable[Item], done: Loaded, *, again: bool
) -> None:
    reads = _once(intake, items, done)
    wanted = reads if again else _wanted(db, intake, reads, done)
    for read, extraction in extractions(wanted, intake):
        for warning in extraction.warnings:
            intake.warn(read, warning)
        state = articles.state(db, read.article)
        with immediate(db):
            _stage(db, extraction)
        done.new += state == "new"
        done.changed += state == "changed"
        done.again += state == "unchanged"
        intake.watcher.advance(read.size)
        if intake.watcher.stopped():
            done.stopped = True
            return


def _once(intake: Intake, items: Iterable[Item], done: Loaded) -> Iterator[Read]:
    """Each article of this load once.

    Of two texts with one id the later would replace the first without a word, and the next
    load of the same inputs would turn them round again: the second is rejected.
    """
    seen: dict[str, tuple[str, str]] = {}
    for read in intake.reads(items):
        content = content_hash(read.article)
        if read.article.id not in seen:
            seen[read.article.id] = (content, read.where)
            yield read
            continue
        before, where = seen[read.article.id]
        if before == content:
            done.unchanged += 1
            intake.watcher.advance(read.size)
        else:
            why = f"its “id” stands at {where} too, with other content; give each its own"
            intake.reject(Rejected(read.where, why, read.size))


def _wanted(db: Database, intake: Intake, reads: Iterable[Read], done: Loaded) -> Iterator[Read]:
    """The articles that are not in the database with the same content."""
    for read in reads:
        if articles.state(db, read.article) == "unchanged":
            articles.note_origin(db, read.article)
            done.unchanged += 1
            intake.watcher.advance(read.size)
        else:
            yield read


def _stage(db: Database, extraction: Extraction) -> None:
    articles.stage(
        db,
        extraction,
        actor_blocks=[actors.block_keys(actor) for actor in extraction.actors],
        place_blocks=[places.block_keys(place) for place in extraction.places],
        copy_blocks=duplicates.block_keys(extraction.article.text),
        loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
