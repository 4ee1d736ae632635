"""What every answer carries and every request must pass: headers and the host check.

Reference: Content Security Policy Level 3 (W3C).  ``'self'`` is given per kind; scripts and
styles are files, never inline; nothing may frame a page but ``/embed``, which anything may.
"""

from __future__ import annotations

import re

from flask import Flask, Response, current_app, request

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
# A name or an address in brackets, and a port: nothing that a browser could read as another host.
_AUTHORITY = re.compile(
    r"(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?", re.IGNORECASE
)
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


def _check_host() -> Response | None:
    """Refuse a request that names another host; plainly, for templates build addresses from it."""
    host = request.environ.get("HTTP_HOST", "")
    if _AUTHORITY.fullmatch(host) and host_of(host) in settings().allowed_hosts:
        return None
    message = (
        "This server does not answer under that host name. "
        "Its owner can allow it with TIMELINE_ALLOWED_HOSTS.\n"
    )
    return Response(message, 400, mimetype="text/plain")


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
