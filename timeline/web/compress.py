"""gzip for what is text, and how long a browser may keep an answer.

Static files carry a digest in their address (fonts their version in the name) and may be kept
for a year; pages are checked again at each visit by their ETag.  Nothing here depends on a
session, so one answer serves all readers of an address.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from flask import Flask, Response, request

_TEXT = ("text/", "application/json", "image/svg+xml", "application/xml")
_ALSO_TEXT = ("+json", "+xml")
_GZIP = 16 + zlib.MAX_WBITS  # tells zlib to write gzip's head and foot
_WORTH_IT = 1024  # bytes; below that the header costs more than it saves
_kept: dict[str, tuple[bytes, bytes]] = {}  # one per static file: its digest, compressed


@lru_cache(maxsize=128)
def _packed(body: bytes) -> bytes:
    """Return a page compressed; kept pages are asked for again and again."""
    return gzip.compress(body, 5, mtime=0)


def init(app: Flask) -> None:
    """Compress and mark every answer."""
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    static = request.endpoint == "static"
    if static and response.status_code == 200:
        fresh = (
            "public, max-age=31536000, immutable"
            if request.args.get("v") or request.path.endswith(".woff2")
            else "no-cache"
        )
        response.headers["Cache-Control"] = fresh
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache"
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        return response
    kind = response.mimetype or ""
    if not (kind.startswith(_TEXT) or kind.endswith(_ALSO_TEXT)):
        return response
    response.vary.add("Accept-Encoding")
    if response.is_streamed and not static:
        if request.method == "GET" and request.accept_encodings["gzip"] > 0:
            response.response = _packed_pieces(response.iter_encoded())
            response.headers["Content-Encoding"] = "gzip"
        return response
    response.direct_passthrough = False
    if not static:
        response.add_etag(weak=True)
        response.make_conditional(request)
    if response.status_code == 200 and request.accept_encodings["gzip"] > 0:
        _shrink(response, static)
    return response


def _packed_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Compress what is streamed, piece by piece: nothing of it is held."""
    packer = zlib.compressobj(5, zlib.DEFLATED, _GZIP)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def _shrink(response: Response, static: bool) -> None:
    body = response.get_data()
    if len(body) < _WORTH_IT:
        return
    if static:
        digest = hashlib.sha256(body).digest()
        kept = _kept.get(request.path)
        if kept is None or kept[0] != digest:
            kept = _kept[request.path] = digest, gzip.compress(body, 9, mtime=0)
        packed = kept[1]
    else:
        packed = _packed(body)
    response.set_data(packed)
    response.headers["Content-Encoding"] = "gzip"
