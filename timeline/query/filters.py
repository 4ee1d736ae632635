"""What a reader asked for: pairs of a query string in, frozen :class:`Filters` out.

Each filter is one row of :data:`FILTERS`: its key in the address, the field of
:class:`Filters` that holds it, how its text is read, the facet of the index
that answers it, and the sentence that stands on its chip.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from timeline import dates
from timeline.errors import BadDate, BadFilter
from timeline.model import Precision, Status

Mode = Literal["any", "all"]
Order = Literal["asc", "desc"]
View = Literal["list", "lanes", "map"]
Shelf = Literal["undated", "disputed", "review"]
Pairs = Iterable[tuple[str, str]]

MAX_VALUES = 20  # of one key in one address
MAX_LENGTH = 200  # code points of one value
_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Filters:
    """What selects and arranges the events of one view; every field has its default.

    ``date_from``, ``date_to``, ``at`` and ``as_of`` are EDTF dates as the reader wrote
    them; an event matches a range if its bounds overlap it.  ``actors`` and ``places``
    are ids, ``sources`` names of publishers.  ``shelf`` None is the dated list.
    """

    actors: tuple[str, ...] = ()
    actor_mode: Mode = "any"
    places: tuple[str, ...] = ()
    place_mode: Mode = "any"
    date_from: str | None = None
    date_to: str | None = None
    q: str | None = None
    sources: tuple[str, ...] = ()
    precision: tuple[Precision, ...] = ()
    status: tuple[Status, ...] = ()
    corroborated: bool = False
    disputed: bool = False
    as_of: str | None = None
    shelf: Shelf | None = None
    order: Order = "asc"
    at: str | None = None
    view: View = "list"

    def pairs(self) -> list[tuple[str, str]]:
        """The same as query-string pairs: in the table's order, defaults left out."""
        return [
            (row.key, "1" if value is True else str(value))
            for row in FILTERS
            for value in row.values(self)
        ]

    def with_(self, **changes: Any) -> Filters:
        """A copy with other values in the named fields (not keys)."""
        return replace(self, **changes)

    def without(self, key: str, value: str | None = None) -> Filters:
        """A copy without ``value`` of the key, or without any value of it."""
        row = _row(key)
        if row.many and value is not None:
            kept = tuple(v for v in getattr(self, row.field) if v != value)
            return self.with_(**{row.field: kept})
        return self.with_(**{row.field: _DEFAULTS[row.field]})

    def toggled(self, key: str, value: str) -> Filters:
        """A copy with ``value`` of the key added, or taken away where it was set.

        Raises BadFilter for a value that the key cannot take.
        """
        row = _row(key)
        parsed, current = row.read(key, value), getattr(self, row.field)
        if row.many:
            if parsed in current:
                return self.without(key, parsed)
            return self.with_(**{row.field: _capped(key, (*current, parsed))})
        return self.without(key) if current == parsed else self.with_(**{row.field: parsed})

    def has(self, key: str, value: str) -> bool:
        """Whether the key is set to (or, where it takes several, holds) the value."""
        return (key, value) in self.pairs()

    def chips(self, name_of: Callable[[str, str], str] | None = None) -> list[Chip]:
        """The active filters, in the table's order, each with its sentence and its removal.

        ``name_of(key, value)`` gives the name to show for the id of an actor or a place.
        """
        chips = []
        for row in FILTERS:
            for value in row.values(self) if row.sentence else ():
                text = "1" if value is True else str(value)
                name = name_of(row.key, text) if name_of and row.named else row.spoken(text)
                sentence = row.sentence.format(name)
                chips.append(Chip(row.key, text, name, sentence, self.without(row.key, text)))
        return chips

    @property
    def narrowing(self) -> bool:
        """Whether any filter leaves events out (order, view and place in the list do not)."""
        return any(True for row in FILTERS if row.sentence for _ in row.values(self))


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter: ``sentence`` has ``name`` filled in, ``without`` is the view after it."""

    key: str
    value: str
    name: str
    sentence: str
    without: Filters


# --- reading one value --------------------------------------------------------------------


def _read_text(key: str, text: str) -> str:
    return text


def _read_words(key: str, text: str) -> str:
    words = " ".join(text.split())
    if not terms(words):
        raise BadFilter(f"{key}: {_shown(text)} holds no word; give at least one letter or digit")
    if len(terms(words)) > MAX_VALUES:
        raise BadFilter(f"{key}: more than {MAX_VALUES} words; give fewer, or a phrase in quotes")
    return words


def _read_flag(key: str, text: str) -> bool:
    lowered = text.lower()
    if lowered in _YES or lowered in _NO:
        return lowered in _YES
    raise BadFilter(f"{key}: {_shown(text)} is neither 1 nor 0; write {key}=1 or leave it out")


def _read_choice(*choices: str) -> Callable[[str, str], str]:
    def read(key: str, text: str) -> str:
        if text not in choices:
            allowed = ", ".join(choices)
            raise BadFilter(f"{key}: {_shown(text)} is not one of its values; take {allowed}")
        return text

    return read


def _read_date(end: Literal["first", "last"]) -> Callable[[str, str], str]:
    def read(key: str, text: str) -> str:
        try:
            bound = getattr(dates.parse(text), end)
        except (BadDate, ValueError, OverflowError) as error:
            raise BadFilter(
                f"{key}: {_shown(text)} is not a date; write 2023, 2023-10, 2023-10-18 or EDTF"
            ) from error
        if bound is None:
            raise BadFilter(f"{key}: {_shown(text)} is open at that end; give a closed date")
        return text

    return read


def _read_day(key: str, text: str) -> str:
    """The last day of the date, so that a reader sees which day a year stands for."""
    day = dates.parse(_read_date("last")(key, text)).latest
    if day is None:
        raise BadFilter(f"{key}: {_shown(text)} is outside the years 1 to 9999; give such a date")
    return day


_PRECISION_WORDS = {
    "range": "a span or a limit",
    "unknown": "a time not known closer",
}


def _spoken_precision(value: str) -> str:
    return _PRECISION_WORDS.get(value, f"the {value}")


# --- the table ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.  ``facet`` names its bitmaps in the index, None where something else answers:
    ``days`` the sorted days of the events, ``words`` the full-text table.  ``sentence`` is
    empty for what arranges the list and does not narrow it; ``named`` values are ids."""

    key: str
    field: str
    read: Callable[[str, str], Any]
    sentence: str = ""
    facet: str | None = None
    many: bool = False
    named: bool = False
    spoken: Callable[[str], str] = str

    def values(self, filters: Filters) -> Iterator[Any]:
        """The values set in ``filters``; nothing for the default."""
        value = getattr(filters, self.field)
        if self.many:
            yield from value
        elif value != _DEFAULTS[self.field]:
            yield value


FILTERS: tuple[Filter, ...] = (
    Filter("actor", "actors", _read_text, "with {}", "actor", many=True, named=True),
    Filter("actor_mode", "actor_mode", _read_choice("any", "all")),
    Filter("place", "places", _read_text, "at {}", "place", many=True, named=True),
    Filter("place_mode", "place_mode", _read_choice("any", "all")),
    Filter("from", "date_from", _read_date("first"), "from {}", "days", spoken=dates.spoken),
    Filter("to", "date_to", _read_date("last"), "to {}", "days", spoken=dates.spoken),
    Filter("q", "q", _read_words, "with the words {}", "words"),
    Filter("source", "sources", _read_text, "told by {}", "source", many=True),
    Filter(
        "precision",
        "precision",
        _read_choice(*get_args(Precision)),
        "dated to {}",
        "precision",
        many=True,
        spoken=_spoken_precision,
    ),
    Filter("status", "status", _read_choice(*get_args(Status)), "{}", "status", many=True),
    Filter("corroborated", "corroborated", _read_flag, "told by independent sources", "flag"),
    Filter("disputed", "disputed", _read_flag, "sources disagree on the date", "flag"),
    Filter("as_of", "as_of", _read_day, "as known on {}", spoken=dates.spoken),
    Filter("shelf", "shelf", _read_choice(*get_args(Shelf)), "on the shelf: {}", "flag"),
    Filter("order", "order", _read_choice("asc", "desc")),
    Filter("at", "at", _read_date("first")),
    Filter("view", "view", _read_choice(*get_args(View))),
)
_BY_KEY = {row.key: row for row in FILTERS}
_DEFAULTS = {name: getattr(Filters(), name) for name in Filters.__dataclass_fields__}


def parse(pairs: Pairs) -> Filters:
    """The filters that the query-string pairs say; empty values count as absent.

    Raises BadFilter, naming the parameter and the remedy, for an unknown key, a value that
    the key cannot take, too many or too long values, control characters, and ``from`` after
    ``to``.
    """
    found: dict[str, list[Any]] = {}
    for key, raw in pairs:
        row = _row(key)
        text = _clean(key, raw)
        if text:
            values = found.setdefault(row.field, [])
            value = row.read(key, text)
            if value not in values:
                values.append(value)
            if not row.many and len(values) > 1:
                raise BadFilter(f"{key}: given twice with different values; keep one")
            _capped(key, tuple(values))
    many = {row.field for row in FILTERS if row.many}
    fields: dict[str, Any] = {f: tuple(v) if f in many else v[0] for f, v in found.items()}
    filters = Filters(**fields)
    _check_range(filters)
    return filters


def terms(q: str) -> list[str]:
    """The words and (in double quotes) phrases of a search, those without letter or digit left
    out; an unclosed quote runs to the end."""
    found = (match[1] if match[1] is not None else match[2] for match in _TERM.finditer(q))
    return [term.strip() for term in found if any(char.isalnum() for char in term)]


def _row(key: str) -> Filter:
    try:
        return _BY_KEY[key]
    except KeyError:
        known = ", ".join(_BY_KEY)
        raise BadFilter(f"{_shown(key)} is not a filter; take one of {known}") from None


def _clean(key: str, raw: str) -> str:
    if len(raw) > MAX_LENGTH:
        raise BadFilter(f"{key}: longer than {MAX_LENGTH} characters; shorten it")
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n\r" for char in raw):
        raise BadFilter(f"{key}: holds a control character; leave it out")
    return unicodedata.normalize("NFC", raw).strip()


def _capped(key: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(values) > MAX_VALUES:
        raise BadFilter(f"{key}: more than {MAX_VALUES} values; take fewer")
    return values


def _check_range(filters: Filters) -> None:
    if filters.date_from is None or filters.date_to is None:
        return
    first, last = dates.parse(filters.date_from).first, dates.parse(filters.date_to).last
    if first is not None and last is not None and first > last:
        raise BadFilter(
            f"from: {_shown(filters.date_from)} is after to={filters.date_to}; exchange them"
        )


def _shown(text: str) -> str:
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return ascii(short) if any(unicodedata.category(c)[0] == "C" for c in short) else f"“{short}”"
