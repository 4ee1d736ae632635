"""The language of the page: the address decides, then the setting, then the browser."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, get_locale
from jinja2 import pass_context
from jinja2.runtime import Context

from timeline.web.address import with_query
from timeline.web.config import LANGUAGES
from timeline.web.security import settings

_CATALOGUES = Path(__file__).resolve().parent / "translations"


def init(app: Flask) -> None:
    """Install gettext for templates and code."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(_CATALOGUES)
    Babel(app, locale_selector=_chosen, default_locale="en")
    app.jinja_env.globals["page_language"] = page_language
    app.jinja_env.filters["in_language"] = in_language
    app.after_request(_vary)


def page_language() -> str:
    """Return the language of this answer as an HTML language tag."""
    locale = get_locale()
    return str(locale.language) if locale else "en"


@pass_context  # or Jinja would work out a constant path once and for all
def in_language(_context: Context, path: str, **extra: str | None) -> str:
    """Return a link within the site with the language that the address asks for, if it asks
    for one, and with the values of ``extra`` that are given."""
    asked = request.args.get("lang")
    pairs = [(key, value) for key, value in extra.items() if value]
    return with_query(path, [*pairs, ("lang", asked)] if asked in LANGUAGES and asked else pairs)


def _chosen() -> str:
    if not has_request_context():
        return "en"
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        return asked
    return settings().language or request.accept_languages.best_match(LANGUAGES) or "en"


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
        response.headers["Content-Language"] = page_language()
    return response
