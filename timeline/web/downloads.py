"""The events of a view in the formats of other programs, streamed as they are read.

Each file says at its begin what its format had to leave out, and so does the header
``X-Left-Out``.  At most ``AT_ONCE`` are written at a time, so that slow readers of large files
do not hold up the readers of pages.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from timeline import __version__
from timeline.errors import NotFound
from timeline.export import LeftOut, Options
from timeline.export.formats import FORMATS, Format
from timeline.query import chosen, full
from timeline.query.database import Reader
from timeline.query.filters import Filters
from timeline.web import address
from timeline.web.address import View
from timeline.web.reader import database
from timeline.web.security import base_url, settings

routes = Blueprint("download", __name__)

AT_ONCE = 3
NEWEST = 200  # events of a feed
COUNTED = 20_000  # events up to which the page says in numbers what a format leaves out
_PIECE = 64 * 1024  # code points that are sent at once

# The reasons of timeline.export, for the catalogues.
REASONS = {
    "without a date": lazy_gettext("without a date"),
    "without exact days": lazy_gettext("without exact days"),
    "denied or only supposed": lazy_gettext("denied or only supposed"),
    "outside the years 1 to 9999": lazy_gettext("outside the years 1 to 9999"),
    "without coordinates": lazy_gettext("without coordinates"),
    "known by one limit alone": lazy_gettext("known by one limit alone"),
}
_NAMES = {
    "json": lazy_gettext("everything, for programs"),
    "csv": lazy_gettext("a row for each passage"),
    "icalendar": lazy_gettext("for calendars"),
    "geojson": lazy_gettext("for maps"),
    "jsonld": lazy_gettext("schema.org"),
    "timelinejs": lazy_gettext("for TimelineJS"),
    "timelinejs-sheet": lazy_gettext("its spreadsheet"),
    "atom": lazy_gettext("feed"),
    "jsonfeed": lazy_gettext("feed"),
}
TITLES = {
    "json": "JSON",
    "csv": "CSV",
    "icalendar": "iCalendar",
    "geojson": "GeoJSON",
    "jsonld": "JSON-LD",
    "timelinejs": "TimelineJS",
    "timelinejs-sheet": "TimelineJS CSV",
    "atom": "Atom",
    "jsonfeed": "JSON Feed",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A download as the page offers it.  ``without`` says what it leaves out, empty for
    nothing; ``for_excel`` is the same with a byte order mark (CSV only)."""

    title: str
    purpose: str
    href: str
    without: str
    for_excel: str | None = None


class _Place:
    """One of the few places for downloads; given back once, however often it is closed."""

    def __init__(self, places: threading.BoundedSemaphore) -> None:
        self._places = places
        self.taken = places.acquire(blocking=False)

    def give_back(self) -> None:
        if self.taken:
            self.taken = False
            self._places.release()


def _taken() -> _Place:
    held = _Place(current_app.extensions["timeline.downloads"])
    if not held.taken:
        abort(429, gettext("Other downloads are under way; try again in a moment."))
    return held


@contextmanager
def place() -> Iterator[None]:
    """One of the places for long work; answers with 429 if all are taken."""
    held = _taken()
    try:
        yield
    finally:
        held.give_back()


def init(app: Flask) -> None:
    """Give the application its places for downloads."""
    app.extensions["timeline.downloads"] = threading.BoundedSemaphore(AT_ONCE)


@routes.get("/export/<name>")
def export(name: str) -> ResponseReturnValue:
    """The events of the view that the address says, as a file or a feed."""
    made = FORMATS.get(name)
    if made is None:
        raise NotFound(f"there is no format {name[:40]!r}; the formats are {', '.join(FORMATS)}")
    view = address.read(request.args.items(multi=True))
    response = Response(mimetype=made.media_type)
    if made.media_type.startswith("text/"):
        response.content_type = f"{made.media_type}; charset=utf-8"
    if not made.feed:
        response.headers["Content-Disposition"] = f'attachment; filename="{file_name(made)}"'
    response.headers["X-Robots-Tag"] = "noindex"
    tag = _tag(name)
    response.set_etag(tag, weak=True)
    if request.if_none_match.contains_weak(tag):
        response.status_code = 304
    if response.status_code == 304 or request.method == "HEAD":
        return response
    held = _taken()
    response.call_on_close(held.give_back)
    try:
        options = _options(made, view)
    except BaseException:
        held.give_back()
        raise
    if options.without:
        said = (f"{number} {reason}" for reason, number in options.without.items())
        response.headers["X-Left-Out"] = "; ".join(said)
    response.response = _pieces(database(), made, view.filters, options)
    return response


def _options(made: Format, view: View) -> Options:
    """What the document says of itself, with what it leaves out."""
    filters = view.filters
    with database().session(filters.as_of, timed=False) as session:
        without = LeftOut()
        if made.unfit is not None:
            keys = chosen.chosen(session, filters)
            without = made.left_out(chosen.outlines(session, keys))
        elif made.feed:
            more = chosen.count(session, filters) - NEWEST
            without = LeftOut({"recorded earlier": more} if more > 0 else {})
    return Options(settings().title, base_url(), view.options.bom, without)


def _pieces(reader: Reader, made: Format, filters: Filters, options: Options) -> Iterator[bytes]:
    """The document in pieces worth sending, read in one session of its own."""
    newest = NEWEST if made.feed else None
    with reader.session(filters.as_of, timed=False) as session:
        events = full.events(session, filters, newest=newest)
        held: list[str] = []
        size = 0
        for piece in made.write(events, options, LeftOut()):
            held.append(piece)
            size += len(piece)
            if size >= _PIECE:
                yield "".join(held).encode()
                held, size = [], 0
        yield "".join(held).encode()


def file_name(made: Format) -> str:
    """Return the name under which a browser keeps the file: ASCII, of the site's title."""
    slug = re.sub(r"[^a-z0-9]+", "-", settings().title.lower()).strip("-")
    return f"{slug or 'timeline'}.{made.ending}"


def offers(view: View) -> list[Offer]:
    """Return the downloads of a view, each with what it leaves out."""
    counts: dict[str, LeftOut] = {}
    with database().session(view.filters.as_of) as session:
        total = chosen.count(session, view.filters)
        if total <= COUNTED:
            keys = chosen.chosen(session, view.filters)
            outlines = list(chosen.outlines(session, keys))
            counts = {name: made.left_out(outlines) for name, made in FORMATS.items()}
    return [_offer(view, name, counts.get(name), total) for name in TITLES]


def _offer(view: View, name: str, without: LeftOut | None, total: int) -> Offer:
    made = FORMATS[name]
    said = ""
    if made.feed:
        said = gettext("the newest %(n)s", n=NEWEST) if total > NEWEST else ""
    elif without is None and made.unfit is not None:
        said = gettext("says in the file what it leaves out")
    elif without:
        counted = ", ".join(f"{n} {REASONS[reason]}" for reason, n in without.items())
        said = gettext("leaves out %(counted)s", counted=counted)
    return Offer(
        TITLES[name],
        str(_NAMES[name]),
        view.export_path(name),
        said,
        view.export_path(name, bom="1") if name == "csv" else None,
    )


def _tag(name: str) -> str:
    """What changes whenever the file may: the data, the address, the program."""
    parts = (database().generation, base_url(), request.full_path, name, __version__)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
