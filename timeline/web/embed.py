"""The view framed in other people's pages, and oEmbed 1.0 (oembed.com) to find it.

Nothing here reads or sets a cookie, and the answer is the same for every reader.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from timeline.errors import BadFilter, NotFound
from timeline.query import events as query_events
from timeline.query.records import EventDetail
from timeline.web import address, listing
from timeline.web.address import DEFAULT_HEIGHT, View, event_path
from timeline.web.config import host_of
from timeline.web.entries import quoted
from timeline.web.htmx import wants_partial
from timeline.web.opened import open_event
from timeline.web.reader import database
from timeline.web.security import base_url, settings
from timeline.web.share import snippet

routes = Blueprint("embed", __name__)

DEFAULT_WIDTH = 640
MIN_SIDE = 200  # pixels; a smaller frame shows nothing to read
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OTHER_PORTS = {"http": 80, "https": 443}


@routes.get("/embed")
def embed() -> ResponseReturnValue:
    """The list of a view, or one event (``event=<id>``), made for a frame."""
    view = address.read(request.args.items(multi=True), "/embed")
    reader = database()
    with reader.session():
        if view.options.event:
            opened = open_event(_asked(view, view.options.event))
            return render_template(
                "embed/event.html", view=view, opened=opened, quote=quoted(opened.event.row)
            )
        if wants_partial() and view.options.part == "chunk":
            page, entries = listing.entries_of(view, everything=view.options.passages)
            return render_template("partials/chunk.html", view=view, page=page, entries=entries)
        page, entries = listing.entries_of(view, everything=view.options.passages)
    return render_template("embed/list.html", view=view, page=page, entries=entries)


@routes.get("/oembed")
def oembed() -> ResponseReturnValue:
    """The oEmbed answer for one of our own addresses, as JSON or XML; 501 for other formats."""
    form = request.args.get("format", "json")
    if form not in ("json", "xml"):
        abort(501, gettext("This server offers oEmbed as JSON and XML only."))
    view, title = _resolve(request.args.get("url", ""))
    width = _limit("maxwidth", DEFAULT_WIDTH)
    height = _limit("maxheight", view.options.height or DEFAULT_HEIGHT)
    frame = base_url() + view.embed_path(event=view.options.event)
    event, as_of = view.options.event, view.filters.as_of
    link = base_url() + (event_path(event, as_of) if event else view.page_path())
    answer: dict[str, Any] = {
        "type": "rich",
        "version": "1.0",
        "title": title,
        "provider_name": settings().title,
        "provider_url": base_url() + "/",
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": snippet(frame, link, title, height, str(width)),
    }
    response: Response = (
        jsonify(answer) if form == "json" else Response(_xml(answer), mimetype="text/xml")
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _xml(answer: dict[str, Any]) -> bytes:
    """The answer as XML: each value the text of an element of its name."""
    root = Element("oembed")
    for name, value in answer.items():
        # What a database may hold and XML may not: U+FFFE, U+FFFF and control characters.
        SubElement(root, name).text = _NO_XML.sub("\ufffd", str(value))
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _asked(view: View, event: str) -> EventDetail:
    """The event as known on the day that the address says, else today."""
    return query_events.one(database(), event, as_of=view.filters.as_of)


def _limit(name: str, default: int) -> int:
    text = request.args.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and int(text[:9]) >= MIN_SIDE):
        raise BadFilter(f"{name}: takes a whole number of pixels, {MIN_SIDE} or more")
    return min(default, int(text[:9]))


def _resolve(url: str) -> tuple[View, str]:
    """Return the view and the title of one of our own addresses; anything else is NotFound.

    The address is taken apart and matched to our routes; nothing of it but checked values
    goes into the answer.
    """
    refused = NotFound("url: not an address of this timeline; copy one from its share control")
    if not url or len(url) > 4000 or not url.isprintable() or "\\" in url or " " in url:
        raise refused
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise refused from None
    ours = urlsplit(base_url())
    same_port = (port or _OTHER_PORTS.get(parts.scheme)) == (
        ours.port or _OTHER_PORTS.get(ours.scheme)
    )
    if parts.scheme not in _OTHER_PORTS or "@" in parts.netloc or not same_port:
        raise refused
    if host_of(parts.netloc) != host_of(ours.netloc):
        raise refused
    view = address.read(parse_qsl(parts.query, keep_blank_values=True))
    segments = parts.path.split("/")
    if parts.path in ("", "/", "/embed"):
        if not view.options.event:
            return view, settings().title
        event = view.options.event
    elif len(segments) == 3 and segments[1] == "event":
        event = unquote(segments[2])
    else:
        raise refused
    reader = database()
    with reader.session():
        row = _asked(view, event).row
    view = address.read([*view.filters.pairs(), ("event", row.id), *view.options.kept()])
    return view, row.title
