"""Finished pages, kept for the next reader of the same address.

An answer depends on the database's generation, the host, the path and query, the language,
and whether a part was asked for: these make the key.  Nothing depends on a reader.  A new
load changes the generation, so that nothing old is served; what is longest unused goes first.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from flask import Flask, Response, g, request

from timeline.web.htmx import wants_partial
from timeline.web.language import page_language
from timeline.web.reader import database
from timeline.web.security import base_url

ROOM = 32 * 1024 * 1024  # bytes of kept pages in one process
_KEPT_ENDPOINTS = frozenset(
    {"list.index", "list.shelf", "event.event", "embed.embed", "entity.actor", "entity.place"}
)

Key = tuple[str, ...]


class Pages:
    """Bodies of answers by key, the longest unused thrown away when ``ROOM`` is full."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._used = 0
        self._bodies: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> bytes | None:
        """Return the body kept under the key, None if there is none."""
        with self._lock:
            body = self._bodies.get(key)
            if body is not None:
                self._bodies.move_to_end(key)
            return body

    def put(self, key: Key, body: bytes) -> None:
        """Keep a body; one of more than a sixteenth of the room is not worth it."""
        if len(body) > self._room // 16:
            return
        with self._lock:
            self._used += len(body) - len(self._bodies.pop(key, b""))
            self._bodies[key] = body
            while self._used > self._room:
                _oldest, dropped = self._bodies.popitem(last=False)
                self._used -= len(dropped)


def init(app: Flask) -> None:
    """Answer from the kept pages where one fits, and keep what is made."""
    pages = Pages()

    def kept() -> Response | None:
        if request.method != "GET" or request.endpoint not in _KEPT_ENDPOINTS:
            return None
        g.page_key = (
            database().generation,
            base_url(),
            request.full_path,
            page_language(),
            str(wants_partial()),
        )
        body = pages.get(g.page_key)
        return None if body is None else Response(body, mimetype="text/html")

    def keep(response: Response) -> Response:
        key = g.get("page_key")
        if key and response.status_code == 200 and response.mimetype == "text/html":
            pages.put(key, response.get_data())
        return response

    app.before_request(kept)
    app.after_request(keep)
