"""Cuts a text into tokens once and gives each its letter (see lexicon.py)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import Any, NamedTuple

from timeline.extract.times.lexicon import OTHER, PARAGRAPH, QUOTE, Categories, Lexicon

# Numbers joined by . , : / are one token, by hyphens only from three parts on (ISO days,
# telephone numbers), so that "3-5 May" keeps its two days apart.
_TOKEN = re.compile(
    r"\d+(?:(?:[.,:/]\d+)+|(?:-\d+){2,})?[^\W\d_]*"
    r"|[^\W\d_]\w*"
    r"|\n[ \t\r\f\v\u00a0]*\n\s*"
    r"|[^\w\s]"
)
_HEADING = 8  # tokens of the longest line that heads others: Wednesday, 16 April 2014
_QUOTES = frozenset('"“”«»„')
_STOPS = frozenset(".!?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T?)")
_NUMERIC_DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?([a-zA-Z]*)")
_POINT_CLOCK = re.compile(r"(\d{1,2})\.([0-5]\d)([ap]m)?", re.IGNORECASE)
_FRACTION = re.compile(r"([1-7])/([248])")
_DAYS = re.compile(r"(\d{1,2})/(\d{1,2})")
_YEARS = re.compile(r"([12]\d{3})/(\d{2}|\d{4})")


class Word(NamedTuple):
    """A token as written, as found in lists, and what it can be; one for all its mentions."""

    written: str
    lower: str
    letter: str
    categories: Categories


class Scan:
    """The tokens of a text: ``letters[i]`` stands for ``tokens[i]``."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens: list[tuple[int, int]] = []
        self._known: dict[str, Word] = {}
        self._words: list[Word] = []
        known, tokens, words = self._known, self.tokens, self._words
        for match in _TOKEN.finditer(text):
            written = match.group()
            word = known.get(written)
            if word is None:
                word = known[written] = Word(written, written.lower(), *self._classify(written))
            words.append(word)
            tokens.append(match.span())
        self.letters = "".join([word.letter for word in words])

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, i: int) -> str:
        """The token as written; empty outside the text."""
        return self._words[i].written if 0 <= i < len(self._words) else ""

    def lower(self, i: int) -> str:
        """The token in lower case; empty outside the text."""
        return self._words[i].lower if 0 <= i < len(self._words) else ""

    def categories(self, i: int) -> Categories:
        """Categories and values of the token; empty outside the text."""
        return self._words[i].categories if 0 <= i < len(self._words) else {}

    def take_as_names(self, tokens: frozenset[int]) -> None:
        """From now on these tokens are words without a category: Mr Winter, Friday Lane."""
        if not tokens:
            return
        for i in tokens:
            self._words[i] = self._words[i]._replace(letter=OTHER, categories={})
        self.letters = "".join([word.letter for word in self._words])

    def knows(self, words: frozenset[str]) -> bool:
        """Whether any of the words, as they are written, stands in the text."""
        return not words.isdisjoint(self._known)

    @cached_property
    def counts_to_twelve(self) -> bool:
        """Whether no hour of the text is one of twenty-four: 16:20, 04:30."""
        words = self._known.values()
        clocks = (w.written for w in words if "clock" in w.categories)
        return all(c[0] != "0" and int(c.replace(".", ":").split(":")[0]) <= 12 for c in clocks)

    def has_category(self, category: str) -> bool:
        """Whether any word of the text has the category."""
        return any(category in word.categories for word in self._known.values())

    def value(self, i: int, category: str) -> Any:
        return self.categories(i).get(category)

    def stops(self) -> list[int]:
        """The tokens that can end a sentence: stops, and the gaps between paragraphs."""
        words = enumerate(self._words)
        return [i for i, word in words if word.written in _STOPS or word.letter == PARAGRAPH]

    def under_headings(self) -> list[int]:
        """The tokens that begin a line below one of a few words: no date runs on into them."""
        found: list[int] = []
        starts = [start for start, _ in self.tokens] if "\n" in self.text else []
        first, at = 0, self.text.find("\n")
        while at >= 0:
            i = bisect_left(starts, at)
            if first < i < len(starts) and i - first <= _HEADING:
                found.append(i)
            first, at = i, self.text.find("\n", at + 1)
        return found

    def text_of(self, start: int, end: int) -> str:
        """Tokens ``start`` to ``end`` as written, in one line."""
        return " ".join(self.text[self.tokens[start][0] : self.tokens[end - 1][1]].split())

    def touches(self, i: int) -> bool:
        """Whether token ``i`` follows its predecessor without white space."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1][1] == self.tokens[i][0]

    def between(self, i: int) -> str:
        """The white space before token ``i``."""
        return self.text[self.tokens[i - 1][1] : self.tokens[i][0]] if i else ""

    def _classify(self, word: str) -> tuple[str, Categories]:
        if word[0] == "\n":
            return PARAGRAPH, {}
        if word in _QUOTES:
            return QUOTE, {}
        if not word[0].isdigit() or not word.isascii():
            return self.lexicon.look_up(word)
        categories = self._number(word) or {}
        if not categories:
            return OTHER, {}
        return self.lexicon.letter(frozenset(categories)), categories

    def _number(self, word: str) -> Categories:
        if word.isdigit():
            return _plain_number(word)
        digits = word.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if digits.isdigit():
            return self._suffixed(digits, word[len(digits) :])
        return _compound_number(word)

    def _suffixed(self, digits: str, suffix: str) -> Categories:
        kind = self.lexicon.suffixes.get(suffix.lower())
        number = int(digits) if len(digits) < 5 else -1
        if kind == "ord" and number > 0:
            return {"ord": number, "dayth": number} if number <= 31 else {"ord": number}
        if kind == "decade" and number % 10 == 0 and len(digits) in (2, 3, 4):
            return {"decade2": number} if len(digits) == 2 else {"decade": number}
        if kind in ("am", "pm") and 1 <= number <= 12:
            return {"hourpm": f"{number % 12 + (12 if kind == 'pm' else 0):02d}:00"}
        if kind == "hours" and len(digits) == 4 and number < 2400 and number % 100 < 60:
            return {"clock": f"{digits[:2]}:{digits[2:]}"}
        return {}


def _plain_number(word: str) -> Categories:
    if len(word) > 9:
        return {}
    number = int(word)
    if len(word) <= 2:
        out: Categories = {"num": number, "small": number}
        if 1 <= number <= 31:
            out["day"] = number
        if len(word) == 2:
            out["yy"] = number
        return out if "day" in out or "yy" in out else {"num": number}
    if len(word) == 3 and word[0] != "0":
        return {"num": number, "y3": number}
    if len(word) == 4 and 1000 <= number <= 2999:
        return {"num": number, "year": number}
    return {"num": number}


def _compound_number(word: str) -> Categories:
    if match := _ISO.fullmatch(word):
        key = "isotime" if match[4] else "iso"
        return {key: (int(match[1]), int(match[2]), int(match[3]))}
    if match := _CLOCK.fullmatch(word):
        return _clock(int(match[1]), match[2], match[3].lower())
    if match := _FRACTION.fullmatch(word):
        fraction = {"num": str(int(match[1]) / int(match[2]))}
        pair = (int(match[1]), int(match[2]))
        return fraction | ({"daypair": pair} if pair[1] == pair[0] + 1 else {})
    if match := _NUMERIC_DATE.fullmatch(word):
        return {"ndate": word}
    if (match := _DAYS.fullmatch(word)) and 1 < int(match[1]) + 1 == int(match[2]) <= 31:
        return {"daypair": (int(match[1]), int(match[2]))}
    if match := _YEARS.fullmatch(word):
        return {"yearspan": (match[1], match[2])}
    if match := _POINT_CLOCK.fullmatch(word):
        if match[3]:
            return _clock(int(match[1]), match[2], match[3].lower())
        return {"clock": f"{int(match[1]):02d}:{match[2]}", "num": word}
    if re.fullmatch(r"\d{1,3}(,\d{3})+|\d+\.\d+", word):
        return {"num": word.replace(",", "")}
    return {}


def _clock(hour: int, minutes: str, suffix: str) -> Categories:
    if suffix in ("am", "pm"):
        if not 1 <= hour <= 12:
            return {}
        hour = hour % 12 + (12 if suffix == "pm" else 0)
    elif suffix not in ("", "h", "hrs", "hours", "z"):
        return {}
    return {"clock": f"{hour:02d}:{minutes}"}
