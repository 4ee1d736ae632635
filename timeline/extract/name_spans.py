"""Spans of tokens cut to names: determiners, titles, possessives and brackets taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.extract.gazetteer import gazetteer
from timeline.extract.names_lexicon import states, words
from timeline.extract.tokens import Tokens
from timeline.model import TimeExpression

CONNECTORS = frozenset(
    (
        "of",
        "for",
        "and",
        "&",
        "the",
        "de",
        "del",
        "della",
        "la",
        "le",
        "du",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
    )
)
_DETERMINERS = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
    )
)
_EDGES = frozenset("\"'“”‘’()[]{},.;:!?-–—/*|+…`").union({"``", "''", "'s", "’s", "--", "’"})
_CALENDAR = frozenset(
    (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "utc",
        "gmt",
        "est",
        "pst",
        "cet",
        "bst",
    )
)
_DIRECTIONS = frozenset(("north", "south", "east", "west", "northern", "southern", "eastern"))
_FUNCTION_TAGS = frozenset(("IN", "DT", "CC", "WRB", "PRP", "PRP$", "UH", "MD", "TO", "EX", "WDT"))
_WORD = re.compile(r"[^\W_]")
_INNER_CAPITAL = re.compile(
    r"[a-z][A-Z]|^[A-Z]+[a-z]?[A-Z]|^[A-Z]+\d|\d[A-Z]|^[A-Z][A-Za-z]+-[A-Z]?\d"
)


@dataclass(slots=True)
class Candidate:
    """A span of tokens that may be a name, with what stands before it.

    ``label`` is the recogniser's, None where the span is ours.  ``title`` is
    the role before the name, ``title_start`` its first token.
    """

    start: int
    end: int
    label: str | None
    text: str
    title: str = ""
    title_start: int = -1
    found_again: bool = False


def inner_capital(word: str) -> bool:
    """Whether capitals stand inside a word (iPhone, MacBook, AF447): the mark of a made name."""
    return bool(_INNER_CAPITAL.search(word)) and not word.isupper()


def time_tokens(tokens: Tokens, times: Iterable[TimeExpression]) -> frozenset[int]:
    """The tokens that stand in dates and times of day."""
    spans = sorted((t.start, t.end) for t in times if t.type in ("DATE", "TIME"))
    inside, at = set(), 0
    for index, start in enumerate(tokens.start):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] < tokens.end[index] and start < spans[at][1]:
            inside.add(index)
    return frozenset(inside)


class NameSpans:
    """Makes candidates of spans of one document."""

    def __init__(self, tokens: Tokens, times: frozenset[int]) -> None:
        self.tokens = tokens
        self.times = times
        lexicon = words()
        self.roles = lexicon.roles | lexicon.courtesy
        self.closing = (
            lexicon.organisation_words
            | lexicon.thing_words
            | lexicon.facilities
            | lexicon.natural_places
            | lexicon.divisions
        )
        self.proper = [self._is_proper(i) for i in range(len(tokens))]

    def _is_proper(self, index: int) -> bool:
        word = self.tokens.text[index]
        if index in self.times or not _WORD.search(word):
            return False
        if inner_capital(word):
            return True
        return word[0].isupper() and self.tokens.tag[index] in ("NNP", "NNPS")

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital or has one inside."""
        word = self.tokens.text[index]
        return word[0].isupper() or inner_capital(word)

    def candidate(self, start: int, end: int, label: str | None) -> Candidate | None:
        """The span cut to a name, with its title; None if nothing is left that could be one."""
        tokens = self.tokens
        while start < end and (
            tokens.text[start] in _EDGES
            or tokens.lower[start] in _DETERMINERS
            or start in self.times
            or not self.capital(start)
            or tokens.tag[start] in _FUNCTION_TAGS  # "Unlike Carthage"
        ):
            start += 1
        end = self._last(start, self._up_to_bracket(start, end))
        if start >= end or self._is_no_name(start, end, label):
            return None
        start = self._after_title(start, end, label)
        if start >= end:
            return None
        candidate = Candidate(start, end, label, tokens.phrase(start, end))
        lower = candidate.text.lower()
        if lower.split("+")[0] in words().units or lower.endswith(" time"):
            return None
        self.note_title(candidate)
        return candidate

    def _last(self, start: int, end: int) -> int:
        """The end without connectors, marks, times and words in lower case at the close."""
        tokens = self.tokens
        while end > start:
            last = end - 1
            hyphened = last - 1 > start and tokens.text[last - 1] == "-"
            model = tokens.lower[last] in words().model_words and last - 1 >= start
            small = not (self.capital(last) or tokens.text[last][0].isdigit() or model)
            if not (
                tokens.text[last] in _EDGES
                or last in self.times
                or tokens.lower[last] in CONNECTORS
                or not _WORD.search(tokens.text[last])
                or (small and not (hyphened and tokens.joined_to_next(last - 1)))
            ):
                break
            end -= 1
        return end

    def _up_to_bracket(self, start: int, end: int) -> int:
        for index in range(start, end):
            word = self.tokens.text[index]
            if word in ("(", "[", ")", "]", "/", "“", "”", '"', ";") or "\n" in word:
                return index
        return end

    def _is_no_name(self, start: int, end: int, label: str | None) -> bool:
        """Days and months, a part of a role ("Defense" Minister), a bare "Division"."""
        tokens, lexicon = self.tokens, words()
        if end - start != 1:
            return False
        lower = tokens.lower[start]
        if lower in _DIRECTIONS or (lower in _CALENDAR and label != "PERSON"):
            return True
        role_follows = end < len(tokens) and tokens.lower[end] in self.roles
        if lower in lexicon.role_modifiers and role_follows:
            return True
        if label == "GPE" and tokens.text[start] in gazetteer():
            return False  # Mobile, Alabama
        known = lexicon.known_organisations | lexicon.known_things
        return lower in self.closing | lexicon.generic_words and lower not in known

    def _after_title(self, start: int, end: int, label: str | None) -> int:
        """Where the name begins after titles inside the span ("Archbishop William E. Lori")."""
        tokens, lexicon = self.tokens, words()
        last = self._last_role(start, end)
        if last < start:
            return start
        rest = end - last - 1
        if rest == 0:  # a role alone is nobody's name
            return end
        if label not in ("PERSON", None, "ORG", "GPE"):
            return start
        if tokens.lower[last + 1] in ("of", "for", "and", "the", "&"):
            return start
        if label != "PERSON" and tokens.lower[end - 1] in lexicon.organisation_words:
            return start  # Justice Department, General Motors, King Records
        firm = lexicon.known_organisations
        if tokens.phrase(start, end).lower() in firm:
            return start
        return last + 1

    def _last_role(self, start: int, end: int) -> int:
        """The last token of the role that the span begins with, ``start - 1`` for none."""
        tokens, lexicon, last = self.tokens, words(), start - 1
        if tokens.lower[start] in lexicon.male | lexicon.female:
            return last  # Dean Acheson, Earl Warren
        for index in range(start, end):
            lower = tokens.lower[index]
            if lower in self.roles:
                last = index
            elif not (
                lower in lexicon.role_modifiers
                or lower in ("of", "and", "-", "the", "for")
                or tokens.text[index] in states().by_demonym
            ):
                break
        return last

    def note_title(self, candidate: Candidate) -> None:
        """Set the role that stands before the name: "Foreign Minister", "CEO"."""
        tokens, lexicon, index = self.tokens, words(), candidate.start - 1
        first = -1
        while index >= 0 and tokens.sentence[index] == tokens.sentence[candidate.start]:
            lower = tokens.lower[index]
            joint = lower in ("and", "-", "&") and index > 0
            if lower in self.roles or (first >= 0 and lower in lexicon.role_modifiers):
                first = index
            elif first < 0 or not (joint and tokens.lower[index - 1] in self.roles):
                break
            index -= 1
        if first >= 0:
            candidate.title = tokens.phrase(first, candidate.start).rstrip(" -&")
            candidate.title_start = first
