"""The address of a view: the filters that query knows, and a few options of the page alone.

Everything a reader sees follows from the address, so that copying it is sharing it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, cast
from urllib.parse import quote, urlencode

from timeline.errors import BadFilter
from timeline.query import filters as query_filters
from timeline.query.filters import Filters
from timeline.query.order import Cursor
from timeline.web.config import LANGUAGES

Theme = Literal["auto", "light", "dark"]
Box = tuple[int, int, int, int]  # west, south, east, north: whole degrees
Part = Literal["view", "chunk", "detail", "facet"]

THEMES = ("auto", "light", "dark")
PARTS = ("view", "chunk", "detail", "facet")
MAX_OPEN = 20
MIN_HEIGHT, MAX_HEIGHT, DEFAULT_HEIGHT = 200, 2000, 640
_BOX = re.compile(r"(-?\d{1,3}),(-?\d{1,2}),(-?\d{1,3}),(-?\d{1,2})")
_ID = re.compile(r"[^\x00-\x20\x7f<>\"'`\\]{1,200}")


@dataclass(frozen=True, slots=True)
class Options:
    """What the page knows beside the filters.

    ``open`` are ids of events shown opened; ``after``/``before`` go on in the list; ``part``
    asks for a piece of the page (only in answers to htmx); ``find_*`` narrow the lists of
    values; ``claim`` is the passage that an article is opened for; ``event``, ``theme``,
    ``height`` (CSS pixels) and ``passages`` are the embed's; ``bom`` is the download's;
    ``box`` is the part of the world that the map shows.
    """

    open: tuple[str, ...] = ()
    after: Cursor | None = None
    before: Cursor | None = None
    part: Part | None = None
    find_actor: str = ""
    find_place: str = ""
    find_thing: str = ""
    all_values: str = ""
    lang: str | None = None
    event: str | None = None
    claim: str | None = None
    theme: Theme = "auto"
    height: int = DEFAULT_HEIGHT
    passages: bool = False
    bom: bool = False
    box: Box | None = None

    def kept(self) -> list[tuple[str, str]]:
        """The options that every link of the view carries on, as query-string pairs."""
        pairs = [("lang", self.lang)] if self.lang else []
        if self.theme != "auto":
            pairs.append(("theme", self.theme))
        if self.passages:
            pairs.append(("passages", "open"))
        return pairs


@dataclass(frozen=True, slots=True)
class View:
    """One view and the making of links out of it.  ``path`` is ``/`` or ``/embed``."""

    filters: Filters
    options: Options = field(default_factory=Options)
    path: str = "/"

    def href(self, filters: Filters | None = None, /, **extra: str | None) -> str:
        """Return the address of other ``filters`` under the same path, keys of ``extra`` added."""
        filters = filters or self.filters
        pairs = filters.pairs() + self.options.kept()
        if self.options.box and filters.view == "map":
            pairs.append(("box", ",".join(map(str, self.options.box))))
        pairs += [(key, value) for key, value in extra.items() if value]
        return self.path + ("?" + urlencode(pairs) if pairs else "")

    def toggled(self, key: str, value: str) -> str:
        """Return the address with the value of a filter added or taken away."""
        field = _SEVERAL.get(key)
        if field is None or value in getattr(self.filters, field):
            return self.href(self.filters.without("at").toggled(key, value))
        base = _from_the_top(self)
        return base + ("&" if "?" in base else "?") + urlencode([(key, value)])

    def changed(self, **fields: object) -> str:
        """Return the address with other values in the named fields of the filters."""
        return self.href(self.filters.with_(**fields))

    def shared(self, key: str, value: str) -> str:
        """Return the address of the events that all chosen actors and places share with one
        more."""
        more = self.filters.with_(at=None)
        more = more if more.has(key, value) else more.toggled(key, value)
        several = len(more.actors if key == "actor" else more.places) > 1
        return self.href(more.with_(**{f"{key}_mode": "all"}) if several else more)

    def shelf_path(self, shelf: str) -> str:
        """Return the address of a shelf under the same filters; a range of dates is left out for
        the undated, who lie in none."""
        filters = self.filters.with_(shelf=None, at=None)
        if shelf == "undated":
            filters = filters.with_(date_from=None, date_to=None)
        return replace(self, path=f"/shelf/{shelf}").href(filters)

    def nearer(self, box: Box | None) -> str:
        """Return the address of the map of a part of the world, of the whole for None."""
        return replace(self, options=replace(self.options, box=box)).href()

    def embed_path(self, **extra: str | None) -> str:
        """Return the path and query of this view under ``/embed``."""
        return replace(self, path="/embed").href(**extra)

    def export_path(self, name: str, **extra: str | None) -> str:
        """Return the path and query of the events of this view in a format."""
        bare = Options(lang=self.options.lang)
        filters = self.filters.with_(at=None, view="list", order="asc")
        return View(filters, bare, f"/export/{name}").href(**extra)

    def card_path(self, event: str | None = None) -> str:
        """Return the path and query of the picture of this view, or of one event."""
        filters, bare = self.filters.with_(at=None, view="list"), Options(lang=self.options.lang)
        if event:
            filters = Filters(as_of=filters.as_of)
        return View(filters, bare, "/card.png").href(event=event)

    def share_path(self) -> str:
        """Return the path and query of the share control of this view."""
        return replace(self, path="/share").href()

    def print_path(self) -> str:
        """Return the path and query of this view to print."""
        return View(
            self.filters.with_(at=None, view="list"), Options(lang=self.options.lang), "/print"
        ).href()

    def page_path(self, **extra: str | None) -> str:
        """Return the path and query of this view as a page of its own."""
        return replace(self, path="/", options=Options(lang=self.options.lang)).href(**extra)


_SEVERAL = {"actor": "actors", "place": "places", "source": "sources"}


@lru_cache(maxsize=64)
def _from_the_top(view: View) -> str:
    """Return the address of the view without its place in the list: most links begin so."""
    return view.href(view.filters.without("at"))


def event_path(event: str, as_of: str | None = None) -> str:
    """Return the permalink path of an event, as known on a day if one is given."""
    path = "/event/" + quote(event, safe="")
    return with_query(path, [("as_of", as_of)]) if as_of else path


def article_path(article: str, claim: str | None = None) -> str:
    """Return the path of an article, at the passage of ``claim`` if given."""
    name = quote(claim or "", safe="")
    return "/article/" + quote(article, safe="") + (f"?claim={name}#e-{name}" if claim else "")


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return a path with more pairs in its query, before its fragment."""
    rest, mark, fragment = path.partition("#")
    if query := urlencode(list(pairs)):
        rest += ("&" if "?" in rest else "?") + query
    return rest + mark + fragment


def read(pairs: Iterable[tuple[str, str]], path: str = "/") -> View:
    """Return the view that the query-string pairs say; raise BadFilter for a bad value."""
    ours: dict[str, list[str]] = {}
    theirs: list[tuple[str, str]] = []
    for key, value in pairs:
        if key in _READERS:
            if value.strip():
                ours.setdefault(key, []).append(value.strip())
        else:
            theirs.append((key, value))
    values = {key: _READERS[key](key, given) for key, given in ours.items()}
    return View(query_filters.parse(theirs), Options(**values), path)  # type: ignore[arg-type]  # each reader gives its field's type


def _one(key: str, given: list[str]) -> str:
    if len(given) > 1 and len(set(given)) > 1:
        raise BadFilter(f"{key}: given twice with different values; keep one")
    return given[0]


def _ids(key: str, given: list[str]) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(given))
    if len(ids) > MAX_OPEN or not all(_ID.fullmatch(value) for value in ids):
        raise BadFilter(f"{key}: takes at most {MAX_OPEN} ids")
    return ids


def _id(key: str, given: list[str]) -> str:
    return _ids(key, [_one(key, given)])[0]


def _cursor(key: str, given: list[str]) -> Cursor:
    return Cursor.parse(_one(key, given))


def _choice(key: str, given: list[str], allowed: tuple[str, ...]) -> str:
    value = _one(key, given)
    if value not in allowed:
        raise BadFilter(f"{key}: takes one of {', '.join(allowed)}")
    return value


def _text(key: str, given: list[str]) -> str:
    value = _one(key, given)
    if len(value) > 100 or not value.isprintable():
        raise BadFilter(f"{key}: takes at most 100 printable characters")
    return value


def _height(key: str, given: list[str]) -> int:
    value = _one(key, given)
    if not (value.isascii() and value.isdigit() and MIN_HEIGHT <= int(value[:6]) <= MAX_HEIGHT):
        raise BadFilter(f"{key}: takes a whole number of pixels, {MIN_HEIGHT} to {MAX_HEIGHT}")
    return int(value)


def _box(key: str, given: list[str]) -> Box:
    match = _BOX.fullmatch(_one(key, given))
    west, south, east, north = map(int, match.groups()) if match else (0, 0, 0, 0)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise BadFilter(f"{key}: takes west,south,east,north in whole degrees, as in -10,35,30,60")
    return west, south, east, north


_READERS: dict[str, Callable[[str, list[str]], object]] = {
    "open": _ids,
    "after": _cursor,
    "before": _cursor,
    "part": lambda key, given: cast(Part, _choice(key, given, PARTS)),
    "find_actor": _text,
    "find_place": _text,
    "find_thing": _text,
    "all_values": lambda key, given: _choice(key, given, ("actor", "place", "thing", "source")),
    "lang": lambda key, given: _choice(key, given, LANGUAGES),
    "event": _id,
    "claim": _id,
    "theme": lambda key, given: cast(Theme, _choice(key, given, THEMES)),
    "height": _height,
    "passages": lambda key, given: _choice(key, given, ("open",)) == "open",
    "box": _box,
    "bom": lambda key, given: _choice(key, given, ("1",)) == "1",
}
