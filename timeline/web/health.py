"""For machines that watch the server: is it there, and can it read its database?"""

from __future__ import annotations

from flask import Blueprint, Response

from timeline.errors import TimelineError
from timeline.web.reader import whole

routes = Blueprint("health", __name__)


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
