"""Links into a publisher's page: text fragments (``#:~:text=``).

Reference: WICG, URL Fragment Text Directives, section 3.  ``-``, ``,`` and ``&`` have a
meaning there and are always percent-encoded; a fragment matches whole words only.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_LONG = 120  # code points; a longer quote is given as its first and last words
_WORDS = 5
_CONTEXT = 3


def web_address(url: str | None) -> str | None:
    """Return ``url`` if it is http or https with a host, else None."""
    if not url or any(ord(char) < 33 for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def text_fragment(url: str | None, text: str, start: int, end: int) -> str | None:
    """Return ``url`` pointing at the passage ``text[start:end]``, None without a web address.

    ``text`` is the article; a few words before and after the passage tell it from the same
    words elsewhere on the page.
    """
    address = web_address(url)
    if address is None:
        return None
    passage = text[start:end].split()
    if not passage:
        return address
    if end - start > _LONG and len(passage) >= 2 * _WORDS:
        middle = _encode(passage[:_WORDS]) + "," + _encode(passage[-_WORDS:])
    else:
        middle = _encode(passage)
    before = _line_before(text, start).split()[-_CONTEXT:]
    after = _line_after(text, end).split()[:_CONTEXT]
    prefix = _encode(before) + "-," if before else ""
    suffix = ",-" + _encode(after) if after else ""
    base, _hash, element = address.partition("#")
    return f"{base}#{element}:~:text={prefix}{middle}{suffix}"


def _line_before(text: str, start: int) -> str:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line if not line or line[-1].isspace() else ""


def _line_after(text: str, end: int) -> str:
    stop = text.find("\n", end)
    line = text[end:] if stop == -1 else text[end:stop]
    return line if not line or line[0].isspace() else ""


def _encode(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
