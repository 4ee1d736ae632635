"""htmx 4 on top of htmx-flask: when to answer with a partial, and the caches' ``Vary``.

htmx-flask 0.1 reads the request headers of htmx 2; here its ``request.htmx`` is joined by
the one header of htmx 4 that decides the answer.  A history restore (Back, Forward) and a
swap of the whole body get the full page.
"""

from __future__ import annotations

from flask import Flask, Response, request
from htmx_flask import Htmx
from htmx_flask import request as htmx_request

VARIES_ON = ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request")


def init(app: Flask) -> None:
    """Give the application's requests ``.htmx`` and its answers ``Vary``."""
    Htmx(app)
    app.after_request(_vary)


def wants_partial() -> bool:
    """Tell whether this request swaps a part of a page that already stands."""
    return (
        bool(htmx_request.htmx)
        and request.headers.get("HX-Request-Type") == "partial"
        and not htmx_request.htmx.history_restore_request
    )


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        for header in VARIES_ON:
            response.vary.add(header)
    return response
