"""The commands on a database: export, serve, stats, check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from timeline.cli.console import Terminated, answer, flush, tell
from timeline.cli.options import shared
from timeline.errors import BadDatabase, UsageError
from timeline.read.fields import web_address
from timeline.read.inputs import written

if TYPE_CHECKING:
    from timeline.query.database import Session

# Those of timeline.export.formats, named here so that --help need not load them.
FORMATS: Final = (
    "json",
    "csv",
    "icalendar",
    "atom",
    "jsonfeed",
    "geojson",
    "jsonld",
    "timelinejs",
    "timelinejs-sheet",
)


@click.command()
@shared("db")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="The format of the output.",
)
@click.option("--actor", metavar="NAME", help="Only claims in which this actor takes part.")
@click.option("--place", metavar="NAME", help="Only claims that happen in this place.")
@click.option("--from", "from_", metavar="DATE", help="Only events on or after this date (EDTF).")
@click.option("--to", metavar="DATE", help="Only events on or before this date (EDTF).")
@click.option("--q", metavar="WORDS", help="Only events in which these words stand.")
@click.option("--base-url", metavar="URL", help="Where the site is, for links to its pages.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel.")
@shared("debug")
def export(
    db: Path,
    format_: str,
    base_url: str | None,
    bom: bool,
    **asked: str | None,
) -> None:
    """Print events with their claims, in the order of their dates."""
    from timeline.export import LeftOut, Options
    from timeline.export.formats import FORMATS as formats
    from timeline.query import chosen, full
    from timeline.query.database import open_reader
    from timeline.query.filters import parse

    if base_url is not None and web_address(base_url) is None:
        raise UsageError(f"--base-url {base_url!r} is not an address that begins with https://")
    made = formats[format_]
    given = {"from": asked["from_"], "to": asked["to"], "q": asked["q"]}
    filters = parse([(key, value) for key, value in given.items() if value])
    left_out = LeftOut()
    with open_reader(db, limit=None).session() as session:
        taken = {kind: _taken(session, kind, asked[kind]) for kind in ("actor", "place")}
        keys = chosen.chosen(session, filters, taken["actor"], taken["place"])
        options = Options(
            base_url=None if base_url is None else base_url.rstrip("/"),
            bom=bom,
            without=made.left_out(chosen.outlines(session, keys)) if made.unfit else {},
        )
        events = full.events(session, filters, actors=taken["actor"], places=taken["place"])
        for piece in made.write(events, options, left_out):
            answer(piece)
    for reason, number in left_out.most_common():
        tell(f"left out, {reason}: {number}")


def _taken(session: Session, kind: str, name: str | None) -> tuple[str, ...] | None:
    """The ids that a name was taken for, said on standard error; None if none was asked for."""
    from timeline.query.full import resolve

    if name is None:
        return None
    taken = resolve(session, kind, name)
    tell(taken.said)
    return taken.ids


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
    answer(f"Timeline of {written(db)} on {server.address} (Ctrl-C ends)\n")
    flush()
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


@click.command()
@click.argument("copy", metavar="FILE", type=click.Path(path_type=Path))
@shared("db", "debug")
def backup(copy: Path, db: Path) -> None:
    """Write a copy of the database to FILE; it may be in use meanwhile."""
    from timeline.store.backup import back_up

    back_up(db, copy)
    tell(f"{copy}: a copy of {db} as it stands now, checked")


@click.command()
@click.argument("copy", metavar="FILE", type=click.Path(path_type=Path))
@shared("db", "debug")
def restore(copy: Path, db: Path) -> None:
    """Put the copy FILE in the place of the database, which is kept beside it."""
    from timeline.store.backup import restore as put_back

    kept = put_back(copy, db)
    tell(f"{db}: restored from {copy}" + (f"; the former one is kept as {kept}" if kept else ""))
