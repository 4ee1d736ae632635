"""The words and rules of a language, read from ``lexicons/<language>/times*.toml``.

A category is a table of words and their values; a word may stand in several.  Each
distinct set of categories gets a letter, and a text becomes a string of letters over
which the rules match (see patterns.py).
"""

from __future__ import annotations

import re
import tomllib
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from timeline.extract.times import patterns

Categories = dict[str, Any]

OTHER, PARAGRAPH, QUOTE = "o", "¶", "q"
# Categories that say something of the document as a whole (see evidence.py).
_TELLING = frozenset(
    {"year", "deictic", "weekday", "shift", "=bc", "=bce", "=c", "ndate", "fiscalword"}
)
_NAMEABLE = frozenset({"month", "weekday", "season", "moment"})
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
    frozenset({"daypair"}),
    frozenset({"num", "daypair"}),
    frozenset({"quarter_code"}),
)


class Rule:
    """One rule: ``pattern`` over letters, ``reader`` the function that makes dates of a match."""

    def __init__(self, data: dict[str, Any], source: str, opening: patterns.Opening) -> None:
        self.name: str = data["name"]
        self.reader: str = data["reader"]
        self.examples: tuple[str, ...] = tuple(data["examples"])
        self.because: str = data["because"]
        self._source = source
        self._opening = opening

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text first needs it: a short text needs few rules."""
        return re.compile(self._source)

    def begins(self, first: frozenset[str], second: frozenset[str]) -> bool:
        """Whether a match can begin with tokens of these categories."""
        for name in first:
            seconds = self._opening.get(name)
            if seconds is not None and (None in seconds or not second.isdisjoint(seconds)):
                return True
        return False


class Cues(dict[str, frozenset[str]]):
    """Word lists that the context looks into; a list that a language lacks is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


class Beginning(dict[str, tuple[Rule, ...]]):
    """The rules that can match where two letters stand (one at the end of a text).

    Filled as texts ask for it: few of the many thousand pairs ever occur.
    """

    def __init__(self, rules: list[Rule], letters: dict[frozenset[str], str]) -> None:
        self._rules = rules
        self._categories = {letter: key for key, letter in letters.items()}

    def __missing__(self, pair: str) -> tuple[Rule, ...]:
        first = self._categories.get(pair[0], frozenset())
        second = self._categories.get(pair[1:], frozenset())
        self[pair] = rules = tuple(rule for rule in self._rules if rule.begins(first, second))
        return rules


class Lexicon:
    """Words, letters and rules of one language; made once per language, then read only."""

    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self.language = language
        self.month_first: bool | None = data.get("month_first")
        self.suffixes: dict[str, str] = data.get("suffixes", {})
        self.cues = Cues({name: frozenset(words) for name, words in data["cues"].items()})
        self.future_endings: tuple[str, ...] = tuple(data.get("future_endings", ()))
        self.present_endings: tuple[str, ...] = tuple(data.get("present_endings", ()))
        self.gerund_endings: tuple[str, ...] = tuple(data.get("gerund_endings", ()))
        self.past_endings: tuple[str, ...] = tuple(data.get("past_endings", ()))
        self.feasts: dict[str, str] = data.get("feasts", {})
        self.happening_endings: tuple[str, ...] = tuple(data.get("happening_endings", ()))
        self.noun_endings: tuple[str, ...] = tuple(data.get("noun_endings", ()))
        self.roots: dict[str, str] = {
            form: root for root, forms in data.get("happenings", {}).items() for form in forms
        }
        self.kinds: dict[str, frozenset[str]] = {
            self.root(kind): frozenset(w if " " in w else self.root(w) for w in words)
            for kind, words in data.get("happening_kinds", {}).items()
        }
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
        self.rules = self._rules(data["rule"], trees)
        self.beginning = Beginning(self.rules, self._letters)
        self.nameable = "".join(  # letters of words that can be names: Mr Winter, Clara May
            re.escape(letter) for key, letter in self._letters.items() if key & _NAMEABLE
        )
        self.small_seasons: bool = "season" not in self._capital
        self.silent = frozenset(OTHER + PARAGRAPH + QUOTE) | {
            letter for key, letter in self._letters.items() if key.isdisjoint(_TELLING)
        }

    def root(self, word: str) -> str:
        """What forms of one word share: *sink* of sank and sinking, *arrive* of arrival."""
        known = self.roots.get(word)
        if known is not None:
            return known
        for ending in self.happening_endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
        if len(word) > 4 and word[-1] == word[-2]:
            word = word[:-1]
        return word

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

    def _rules(self, rules: list[dict[str, Any]], trees: list[patterns.Node]) -> list[Rule]:
        letters, made = self._by_category(), []
        for rule, tree in zip(rules, trees, strict=True):
            opening, empty = patterns.opening(tree)
            if empty:
                raise patterns.PatternError(f"rule {rule['name']} matches nothing at all")
            made.append(Rule(rule, patterns.to_regex(tree, letters), opening))
        return made

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
