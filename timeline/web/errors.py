"""Errors as pages: one line of what is wrong, and what to do about it."""

from __future__ import annotations

from flask import Flask, Response, current_app, make_response, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug.exceptions import HTTPException

from timeline.errors import TimelineError
from timeline.web.htmx import wants_partial
from timeline.web.language import page_language
from timeline.web.step_words import error_in_words_of

_TITLES = {
    400: lazy_gettext("That address cannot be read"),
    404: lazy_gettext("There is nothing here"),
    405: lazy_gettext("That is not done here"),
    413: lazy_gettext("That is too much"),
    429: lazy_gettext("Too many tries"),
    501: lazy_gettext("That format is not offered"),
    503: lazy_gettext("The database is being written"),
}


def init(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(TimelineError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _ours(error: TimelineError) -> Response:
    shown = str(error) if error.http_status < 500 or error.http_status == 503 else None
    language = page_language()
    if shown is None or language == "en":
        return _page(error.http_status, shown)
    # What has no form in the page's language stays in English, and the page says so.
    said = error_in_words_of(language, shown)
    return _page(error.http_status, said or shown, english=said is None)


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    # The library's own words are English; what we gave it ourselves is in the page's language.
    shown = None if code == 404 else error.description
    theirs = shown is not None and shown == type(error).description and page_language() != "en"
    response = _page(code, shown, english=theirs)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _unforeseen(error: Exception) -> Response:
    current_app.logger.error("unforeseen error", exc_info=error)
    return _page(500, None)


def _page(code: int, message: str | None, *, english: bool = False) -> Response:
    fallback = gettext("This server met an error that is its own fault. Try again in a while.")
    title = _TITLES.get(code) or gettext("Something went wrong")
    if code == 404 and message is None:
        message = gettext("No page has this address. It may have been copied incompletely.")
    template = "partials/notice.html" if wants_partial() else "pages/error.html"
    body = render_template(
        template, code=code, title=title, message=message or fallback, english=english
    )
    response = make_response(body, code)
    response.headers["Cache-Control"] = "no-store"
    return response
