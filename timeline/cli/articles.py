"""The commands that read articles: extract, load, explain."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.console import Progress, Terminated, answer, tell
from timeline.cli.options import debugging, shared
from timeline.errors import InputRejected
from timeline.read.inputs import Source, find_sources, read_sources

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.ingest.intake import Intake
    from timeline.ingest.load import Loaded
    from timeline.read.inputs import Format


class _Plain:
    """A watcher that only prints lines: standard output shows how far it is."""

    tell = staticmethod(tell)

    def advance(self, size: int) -> None:
        pass

    def stopped(self) -> bool:
        return False


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
@click.option("--times-only", is_flag=True, help="Read the times alone, without a language model.")
@shared("format", "published", "debug")
def extract(
    inputs: tuple[str, ...], times_only: bool, format_: Format | None, published: str | None
) -> None:
    """Print what is read out of each article, as JSON Lines.

    INPUT is a file, a folder, or - for standard input.
    """
    from timeline.extract.output import json_pieces
    from timeline.ingest.intake import Intake, extractions

    intake = Intake(_Plain(), strict=debugging(), published=published)
    reads = intake.reads(read_sources(find_sources(inputs, format_)))
    for read, extraction in extractions(reads, intake, times_only=times_only):
        for warning in extraction.warnings:
            intake.warn(read, warning)
        for piece in json_pieces(extraction):
            answer(piece)
        answer("\n")
    _refuse_rejected(intake)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="PATH…")
@shared("db", "format", "published")
@click.option("--again", is_flag=True, help="Read out articles again that have not changed.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@shared("debug")
def load(
    inputs: tuple[str, ...],
    db: Path,
    format_: Format | None,
    published: str | None,
    again: bool,
    as_json: bool,
) -> None:
    """Read articles into the database: files, folders, or - for standard input.

    Articles that are there already are left alone; a changed one replaces its former version.
    """
    from timeline.ingest.intake import Intake
    from timeline.ingest.load import load as load_into

    sources = find_sources(inputs, format_)
    progress = Progress(sum(s.size for s in sources if isinstance(s, Source)))
    intake = Intake(progress, strict=debugging(), published=published)
    began = time.monotonic()
    try:
        with progress.stopping():
            done = load_into(db, read_sources(sources), intake, again=again)
    except KeyboardInterrupt:
        progress.clear()
        tell(_stopped(db))
        raise
    progress.clear()
    seconds = time.monotonic() - began
    if as_json:
        _print_json(_summary(intake, done) | {"seconds": round(seconds, 3)})
    for line in _told(intake, done, db, seconds):
        tell(line)
    if progress.stopped():
        raise Terminated
    _refuse_rejected(intake)


def _summary(intake: Intake, done: Loaded) -> dict[str, Any]:
    """The summary of a load as docs/cli.md describes it."""
    return {
        "loaded": done.new + done.changed + done.again,
        "new": done.new,
        "changed": done.changed,
        "again": done.again,
        "unchanged": done.unchanged,
        "rejected": [{"where": r.where, "reason": r.reason} for r in intake.rejected],
        "passed_over": [{"where": p.where, "reason": p.reason} for p in intake.passed_over],
        "warnings": intake.warnings,
        "complete": not done.stopped,
        "database": done.totals,
    }


def _told(intake: Intake, done: Loaded, db: Path, seconds: float) -> list[str]:
    """The summary of a load in words."""
    kinds = [f"{done.new} new", f"{done.changed} changed"]
    if done.again:
        kinds.append(f"{done.again} again")
    parts = [
        f"{done.new + done.changed + done.again} loaded ({', '.join(kinds)})",
        f"{done.unchanged} unchanged",
        f"{len(intake.rejected)} rejected",
    ]
    if intake.passed_over:
        parts.append(f"{len(intake.passed_over)} files passed over")
    lines = [f"{', '.join(parts)} in {seconds:.1f} s"]
    if done.stopped:
        lines.append(_stopped(db))
    else:
        lines.append(f"{db}: " + ", ".join(f"{n} {noun}" for noun, n in done.totals.items()))
    return lines


def _stopped(db: Path) -> str:
    return f"{db}: stopped before the end; run the same command again to go on"


@click.command()
@click.argument("file", metavar="FILE")
@shared("format", "published", "debug")
def explain(file: str, format_: Format | None, published: str | None) -> None:
    """Print articles with every time expression, its value, and the steps that led there."""
    sources = find_sources([file], format_)
    from timeline.extract.explain import explain as explained
    from timeline.ingest.intake import Intake

    intake = Intake(_Plain(), strict=debugging(), published=published)
    for read in intake.reads(read_sources(sources)):
        answer(explained(read.article) + "\n")
    _refuse_rejected(intake)


def _print_json(value: object) -> None:
    answer(json.dumps(value, ensure_ascii=False) + "\n")


def _refuse_rejected(intake: Intake) -> None:
    """Raises InputRejected if some input was, so that a script can tell."""
    if intake.rejected:
        number = len(intake.rejected)
        what = "1 input was" if number == 1 else f"{number} inputs were"
        raise InputRejected(f"{what} rejected, for the reasons above; the others were read")
