"""The database behind the answers, where the templates lie, and what every page is told."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, url_for

from timeline.query import events as query_events
from timeline.query.database import Reader
from timeline.query.summaries import Totals
from timeline.web.security import base_url, settings

_PACKAGE = Path(__file__).resolve().parent.parent


def assets_root() -> Path:
    """Return the folder that holds ``templates`` and ``static``: the installed package or,
    in a checkout, the root of the repository."""
    return _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parent


def init(app: Flask) -> None:
    """Give the templates what every page shows."""
    app.context_processor(_context)
    app.jinja_env.globals["asset"] = asset


def database() -> Reader:
    """Return the reader of the application that answers; it is safe to share among threads."""
    value: Reader = current_app.extensions["timeline.reader"]
    return value


def asset(name: str) -> str:
    """Return the address of a static file, with a digest so that it can be cached for good."""
    return url_for("static", filename=name, v=_digest(name))


@cache
def _digest(name: str) -> str:
    path = assets_root() / "static" / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def whole() -> Totals:
    """Return the counts of the whole database."""
    return query_events.totals(database())


def _context() -> dict[str, Any]:
    return {"site": settings(), "base_url": base_url()}
