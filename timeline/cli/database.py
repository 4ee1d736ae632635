"""The commands on a database: export, serve, stats, check."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from timeline.cli.console import Terminated, answer, tell
from timeline.cli.options import shared
from timeline.errors import BadDatabase

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@shared("db")
@click.option(
    "--format", "format_", type=click.Choice(["json"]), default="json", help="The output's format."
)
@click.option("--actor", metavar="NAME", help="Only claims in which this actor takes part.")
@click.option("--place", metavar="NAME", help="Only claims that happen in this place.")
@click.option("--from", "from_", metavar="DATE", help="Only events on or after this date (EDTF).")
@click.option("--to", metavar="DATE", help="Only events on or before this date (EDTF).")
@click.option("--q", metavar="WORDS", help="Only events in which these words stand.")
@shared("debug")
def export(
    db: Path,
    format_: str,
    actor: str | None,
    place: str | None,
    from_: str | None,
    to: str | None,
    q: str | None,
) -> None:
    """Print events with their claims, in the order of their dates."""
    from timeline.export import json as format_json
    from timeline.query import full
    from timeline.query.database import open_reader
    from timeline.query.filters import parse

    del format_  # JSON is the only one so far
    asked = {"from": from_, "to": to, "q": q}
    filters = parse([(key, value) for key, value in asked.items() if value])
    with open_reader(db, limit=None).session() as session:
        ids: dict[str, tuple[str, ...] | None] = {"actor": None, "place": None}
        for kind, name in (("actor", actor), ("place", place)):
            if name is not None:
                taken = full.resolve(session, kind, name)
                tell(taken.said)
                ids[kind] = taken.ids
        events = full.events(session, filters, actors=ids["actor"], places=ids["place"])
        for piece in format_json.write(events):
            answer(piece)


@click.command()
@shared("db")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=5000,
    show_default=True,
    help="0 takes a free one.",
)
@shared("debug")
def serve(db: Path, host: str, port: int) -> None:
    """Serve the timeline to browsers until interrupted."""
    from timeline.web.server import open_server

    server = open_server(db, host, port)
    answer(f"Timeline of {db} on {server.address} (Ctrl-C ends)\n")
    sys.stdout.flush()
    if server.run():
        raise Terminated
    raise KeyboardInterrupt


@click.command()
@shared("db")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
@shared("debug")
def stats(db: Path, as_json: bool) -> None:
    """Print how much the database holds."""
    from timeline.store.inspect import count_rows

    numbers = count_rows(db)
    if as_json:
        answer(json.dumps(numbers) + "\n")
        return
    for name, number in numbers.items():
        answer(f"{number:>12,}  {name.replace('_', ' ')}\n")


@click.command()
@shared("db", "debug")
def check(db: Path) -> None:
    """Look for damage: the file's pages, its references, and every passage against its text."""
    from timeline.store.inspect import find_faults

    faults = find_faults(db)
    for fault in faults:
        answer(fault + "\n")
    if faults:
        raise BadDatabase(f"{db}: has the faults above; restore a copy, or load the articles anew")
    tell(f"{db}: no fault found")
