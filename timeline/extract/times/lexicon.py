"""The words and rules of a language, read from ``lexicons/<language>/times*.toml``.

A category is a table of words and their values; a word may stand in several.  Each
distinct set of categories gets a letter, and a text becomes a string of letters over
which the rules match (see patterns.py).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from timeline.extract.times import patterns

Categories = dict[str, Any]

OTHER, PARAGRAPH, QUOTE = "o", "¶", "q"
# Categories that say something of the document as a whole (see evidence.py).
_TELLING = frozenset({"year", "deictic", "weekday", "shift", "=bc", "=bce", "=c", "ndate"})
# Letters below 256 compile fastest; three are taken, the rest go on above.
_FREE = [chr(n) for n in range(1, 2000) if chr(n) not in OTHER + PARAGRAPH + QUOTE]

# Categories of numbers, which every language shares: by the shape of the token.
NUMBER_SETS: tuple[frozenset[str], ...] = (
    frozenset({"num", "day", "small"}),
    frozenset({"num", "yy", "small"}),
    frozenset({"num", "day", "yy", "small"}),
    frozenset({"num", "y3"}),
    frozenset({"num", "year"}),
    frozenset({"num"}),
    frozenset({"ord", "dayth"}),
    frozenset({"ord"}),
    frozenset({"decade"}),
    frozenset({"decade2"}),
    frozenset({"hourpm"}),
    frozenset({"iso"}),
    frozenset({"isotime"}),
    frozenset({"ndate"}),
    frozenset({"clock"}),
    frozenset({"clock", "num"}),
    frozenset({"yearspan"}),
    frozenset({"quarter_code"}),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``pattern`` over letters, ``reader`` the function that makes dates of a match."""

    name: str
    reader: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    because: str


class Cues(dict[str, frozenset[str]]):
    """Word lists that the context looks into; a list that a language lacks is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that can begin with a letter; ``any`` tells in one step whether one matches."""

    any: re.Pattern[str]
    rules: tuple[Rule, ...]


class Lexicon:
    """Words, letters and rules of one language; made once per language, then read only."""

    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self.language = language
        self.month_first: bool | None = data.get("month_first")
        self.suffixes: dict[str, str] = data.get("suffixes", {})
        self.cues = Cues({name: frozenset(words) for name, words in data["cues"].items()})
        self.future_endings: tuple[str, ...] = tuple(data.get("future_endings", ()))
        self.past_endings: tuple[str, ...] = tuple(data.get("past_endings", ()))
        self.feasts: dict[str, str] = data.get("feasts", {})
        self._capital = frozenset(data.get("capitalised", ()))
        self.words = _words(data["words"])
        macros: dict[str, patterns.Node] = {}
        for name, pattern in data.get("macros", {}).items():
            macros[name] = patterns.parse(pattern, macros)
        trees = [patterns.parse(rule["pattern"], macros) for rule in data["rule"]]
        self._add_literals(trees)
        self._letters: dict[frozenset[str], str] = {frozenset(): OTHER}
        self._cased: dict[str, Categories] = {}
        self._give_letters()
        self.rules = self._compile(data["rule"], trees)
        self.by_letter = self._index(trees)
        self.silent = frozenset(OTHER + PARAGRAPH + QUOTE) | {
            letter for key, letter in self._letters.items() if key.isdisjoint(_TELLING)
        }

    def _add_literals(self, trees: list[patterns.Node]) -> None:
        for name in set().union(*(patterns.names(tree) for tree in trees)):
            if name.startswith("="):
                self.words.setdefault(name[1:], {})[name] = name[1:]

    def _give_letters(self) -> None:
        sets = {frozenset(c) for c in self.words.values()} | set(NUMBER_SETS)
        sets |= {s - self._capital for s in sets}
        for letter, key in zip(_FREE, sorted(sets - {frozenset()}, key=sorted), strict=False):
            self._letters[key] = letter

    def _by_category(self) -> dict[str, str]:
        letters: dict[str, str] = {}
        for key, letter in self._letters.items():
            for name in sorted(key):
                letters[name] = letters.get(name, "") + letter
        return letters

    def _compile(self, rules: list[dict[str, Any]], trees: list[patterns.Node]) -> list[Rule]:
        letters = self._by_category()
        return [
            Rule(
                name=rule["name"],
                reader=rule["reader"],
                pattern=re.compile(patterns.to_regex(tree, letters)),
                examples=tuple(rule["examples"]),
                because=rule["because"],
            )
            for rule, tree in zip(rules, trees, strict=True)
        ]

    def _index(self, trees: list[patterns.Node]) -> dict[str, Rules]:
        letters = self._by_category()
        index: dict[str, list[Rule]] = {}
        for rule, tree in zip(self.rules, trees, strict=True):
            starts, empty = patterns.first(tree)
            if empty:
                raise patterns.PatternError(f"rule {rule.name} matches nothing at all")
            for letter in sorted({c for name in starts for c in letters.get(name, "")}):
                index.setdefault(letter, []).append(rule)
        shared: dict[tuple[str, ...], Rules] = {}  # many letters begin the same rules
        result = {}
        for letter, rules in index.items():
            names = tuple(rule.name for rule in rules)
            if names not in shared:
                either = "|".join(f"(?:{rule.pattern.pattern})" for rule in rules)
                shared[names] = Rules(re.compile(either), tuple(rules))
            result[letter] = shared[names]
        return result

    def look_up(self, word: str) -> tuple[str, Categories]:
        """The letter and the categories (with values) of a word as it is written."""
        categories = self.words.get(word.lower())
        if categories is None:
            return OTHER, {}
        if not word[0].isupper() and not self._capital.isdisjoint(categories):
            categories = {k: v for k, v in categories.items() if k not in self._capital}
        return self._letters.get(frozenset(categories), OTHER), categories

    def letter(self, categories: frozenset[str]) -> str:
        """The letter of a set of number categories."""
        return self._letters[categories]


def _words(tables: dict[str, dict[str, Any]]) -> dict[str, Categories]:
    words: dict[str, Categories] = {}
    for category, entries in tables.items():
        for word, value in entries.items():
            words.setdefault(word.lower(), {})[category] = value
    return words


@lru_cache(maxsize=16)
def load(language: str) -> Lexicon | None:
    """The lexicon of a language (an ISO 639-1 code), None if there is none."""
    if not re.fullmatch("[a-z]{2,3}", language):
        return None
    folder = resources.files("timeline.extract") / "lexicons" / language
    data: dict[str, Any] = {}
    if not (folder / "times.toml").is_file():
        return None
    for name in ("times.toml", "times_rules.toml"):
        data |= tomllib.loads((folder / name).read_text("utf-8"))
    return Lexicon(language, data)
