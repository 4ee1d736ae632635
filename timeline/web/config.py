"""Settings of the web application, read once from the environment and checked.

=========================  ==================================================================
TIMELINE_BASE_URL          the address readers use, ``https://news.example/timeline`` without a
                           path other than ``/``; permalinks and snippets are built from it.
                           Unset: the (allowed) host that the request named.
TIMELINE_ALLOWED_HOSTS     host names, comma-separated, that a request may name beside the base
                           URL's and the loopback names.
TIMELINE_TITLE             the name of this collection, at most 80 characters.
TIMELINE_LANGUAGE          ``en`` or ``de``: always this language, whatever the browser asks for.
=========================  ==================================================================
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from timeline.errors import UsageError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
LANGUAGES = ("en", "de")
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9-]{1,63})*")
_BRACKETED = re.compile(r"\[[0-9a-f:.]{2,45}\]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the application may assume; every value has been checked.

    ``base_url`` is a scheme and authority without a trailing slash, or None;
    ``allowed_hosts`` are lower-case host names without ports.
    """

    base_url: str | None = None
    allowed_hosts: frozenset[str] = LOOPBACK
    title: str = "Timeline"
    language: str | None = None


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that the environment names; raise UsageError for a bad value."""
    base_url = _base_url(environ.get("TIMELINE_BASE_URL", "").strip())
    hosts = set(LOOPBACK)
    if base_url:
        hosts.add(host_of(urlsplit(base_url).netloc))
    for name in environ.get("TIMELINE_ALLOWED_HOSTS", "").split(","):
        if name := name.strip().lower():
            hosts.add(_host("TIMELINE_ALLOWED_HOSTS", name))
    title = environ.get("TIMELINE_TITLE", "").strip() or "Timeline"
    if len(title) > 80 or not title.isprintable():
        raise UsageError("TIMELINE_TITLE must be at most 80 printable characters")
    language = environ.get("TIMELINE_LANGUAGE", "").strip() or None
    if language not in (None, *LANGUAGES):
        raise UsageError(f"TIMELINE_LANGUAGE {language!r} is not one of {', '.join(LANGUAGES)}")
    return Settings(base_url, frozenset(hosts), title, language)


def host_of(authority: str) -> str:
    """Return the lower-case host of ``host``, ``host:port`` or ``[v6]:port``."""
    authority = authority.lower()
    if authority.startswith("["):
        return authority.partition("]")[0] + "]"
    return authority.partition(":")[0]


def _base_url(value: str) -> str | None:
    if not value:
        return None
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError as error:
        raise UsageError(f"TIMELINE_BASE_URL {value!r} is not an address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"TIMELINE_BASE_URL {value!r} must begin with https:// or http://")
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None:
        raise UsageError(f"TIMELINE_BASE_URL {value!r} must be a scheme and a host alone")
    _host("TIMELINE_BASE_URL", host_of(parts.netloc))
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _host(setting: str, name: str) -> str:
    if not (_HOST.fullmatch(name) or _BRACKETED.fullmatch(name)):
        raise UsageError(f"{setting}: {name!r} is not a host name (no scheme, port or path)")
    return name
