"""The web application: ``create_app`` gives a WSGI application over one database file."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from timeline.query.database import open_reader
from timeline.web import (
    articles,
    card,
    compress,
    config,
    downloads,
    embed,
    entities,
    errors,
    events,
    health,
    htmx,
    language,
    listing,
    pages,
    printing,
    reader,
    security,
    share,
    steps,
    wording,
)

__all__ = ["create_app"]


def create_app(database: str | Path, settings: config.Settings | None = None) -> Flask:
    """Return the application for readers of ``database`` (opened read-only).

    ``settings`` default to those of the environment.  Raises UsageError for a bad setting
    and BadDatabase for a file that is no Timeline database.
    """
    assets = reader.assets_root()
    app = Flask(
        "timeline.web",
        root_path=str(assets),
        static_folder=str(assets / "static"),
        template_folder=str(assets / "templates"),
    )
    app.config["TIMELINE"] = settings or config.from_environment()
    app.config["MAX_CONTENT_LENGTH"] = 16 * 1024
    app.json.ensure_ascii = True  # type: ignore[attr-defined]  # Flask's default provider has it
    app.url_map.merge_slashes = False  # no redirects made of what a request says
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["timeline.reader"] = open_reader(database)
    parts = (compress, security, htmx, errors, language, wording, steps, reader, pages, downloads)
    for part in parts:
        part.init(app)
    pages_of = (listing, events, articles, entities, share, downloads, printing)
    for routes in (*pages_of, embed, card, health):
        app.register_blueprint(routes.routes)
    return app
