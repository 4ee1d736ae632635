"""The steps to a date, why two names may be one, and what is wrong with an address, in the
language of the page.

The extractor writes steps and reasons in English and the database keeps them so; errors are
worded in English for the command line, too.  A table for each other
language (``translations/<tag>/steps.toml``) names every form of them; dates in them are read
back, and only if they would be said in English just so.  A step of another form stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from timeline import dates
from timeline.web.wording import spoken_date

_FOLDER = Path(__file__).resolve().parent / "translations"
_SLOT = re.compile(r"\\\{(\w+)\\\}")
_PATTERNS = {"q": "[^»]*", "w": ".*?", "v": ".*?", "n": r"\d+", "unit": "[a-z]+"}


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """The forms of one language: of whole steps, of what they count from, of errors, of what
    makes two names doubtful, and its units."""

    steps: tuple[_Form, ...]
    errors: tuple[_Form, ...]
    doubts: tuple[_Form, ...]
    bases: tuple[_Form, ...]
    units: dict[str, str]


@lru_cache(maxsize=4096)
def in_words_of(language: str, step: str) -> str | None:
    """Return the step in the language, which is that of the page; None if its table has no
    such form."""
    table = _table(language)
    return None if table is None else _said(table, table.steps, step)


def error_in_words_of(language: str, message: str) -> str | None:
    """Return the error in the language, None if its table has no such form."""
    table = _table(language)
    return None if table is None else _said(table, table.errors, message)


def doubt_in_words_of(language: str, reason: str) -> str | None:
    """Return why two names may be one in the language, None if its table has no such form."""
    table = _table(language)
    return None if table is None else _said(table, table.doubts, reason)


@cache
def _table(language: str) -> Table | None:
    path = _FOLDER / language / "steps.toml"
    if not path.is_file():
        return None
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    forms = {**read["rules"], **read["steps"]}
    return Table(
        _forms(forms),
        _forms(read["errors"]),
        _forms(read["doubts"]),
        _forms(read["bases"]),
        read["units"],
    )


def _forms(written: dict[str, str]) -> tuple[_Form, ...]:
    return tuple(_Form(_pattern(english), words) for english, words in written.items())


def _pattern(english: str) -> re.Pattern[str]:
    filled = _SLOT.sub(
        lambda slot: f"(?P<{slot[1]}>{_PATTERNS.get(slot[1], '.+?')})", re.escape(english)
    )
    return re.compile(filled, re.DOTALL)


def _said(table: Table, forms: tuple[_Form, ...], text: str) -> str | None:
    for form in forms:
        match = form.pattern.fullmatch(text)
        if match is None:
            continue
        parts = {name: _part(table, name, value) for name, value in match.groupdict().items()}
        found = {name: said for name, said in parts.items() if said is not None}
        if len(found) == len(parts):
            return _filled(form.words, found)
    return None


def _filled(words: str, parts: dict[str, str]) -> str:
    """The words with the parts in their places; a brace in a part is no place."""
    return re.sub(r"\{(\w+)\}", lambda slot: parts[slot[1]], words)


def _part(table: Table, name: str, value: str) -> str | None:
    if name.startswith("date"):
        edtf = dates.edtf_of(value)
        return None if edtf is None else spoken_date(edtf)
    if name == "base":
        return _said(table, table.bases, value)
    return table.units.get(value) if name == "unit" else value
