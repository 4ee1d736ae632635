"""What every answer carries and every request must pass: headers and the host check.

Reference: Content Security Policy Level 3 (W3C).  ``'self'`` is given per kind; scripts and
styles are files, never inline; nothing may frame a page but ``/embed``, which anything may.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest

from timeline.web.config import Settings, host_of

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
FRAMED_ENDPOINTS = frozenset({"embed.embed"})


def init(app: Flask) -> None:
    """Check the host of every request and set the headers of every answer."""
    app.before_request(_check_host)
    app.after_request(_set_headers)


def settings() -> Settings:
    """Return the settings of the application that answers."""
    value: Settings = current_app.config["TIMELINE"]
    return value


def base_url() -> str:
    """Return scheme and authority for permalinks, without a trailing slash."""
    return settings().base_url or f"{request.scheme}://{request.host}"


def _check_host() -> None:
    if host_of(request.environ.get("HTTP_HOST", "")) not in settings().allowed_hosts:
        raise BadRequest(
            "This server does not answer under that host name. "
            "Its owner can allow it with TIMELINE_ALLOWED_HOSTS."
        )


def _set_headers(response: Response) -> Response:
    framed = request.endpoint in FRAMED_ENDPOINTS
    policy = {**_POLICY, "frame-ancestors": "*" if framed else "'none'"}
    headers = response.headers
    headers["Content-Security-Policy"] = "; ".join(f"{k} {v}" for k, v in policy.items())
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=(), browsing-topics=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if not framed:
        headers["X-Frame-Options"] = "DENY"
    return response
