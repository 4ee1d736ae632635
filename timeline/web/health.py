"""What the site says of itself: to readers on a page, to machines that watch the server."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from timeline.errors import TimelineError
from timeline.web.reader import whole

routes = Blueprint("health", __name__)


@routes.get("/about")
def about() -> ResponseReturnValue:
    """What this is, what the marks mean, and whose work it stands on."""
    return render_template("pages/about.html", totals=whole())


@routes.get("/healthz")
def healthz() -> Response:
    """Answer 200 as long as the process answers at all."""
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@routes.get("/readyz")
def readyz() -> Response:
    """Answer 200 if the database can be read, else 503."""
    try:
        whole()
    except TimelineError as error:
        return Response(
            f"{type(error).__name__}\n",
            503,
            mimetype="text/plain",
            headers={"Cache-Control": "no-store"},
        )
    return Response("ready\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})
