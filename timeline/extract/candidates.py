"""Where names may stand: spans of tokens from the tagger, the recogniser and the document itself.

The recogniser's spans are the start; capitals and proper-noun tags widen them, titles,
determiners and possessives are cut off, joined names are parted ("Dartmouth College
Minsong Ku"), and a name found once is looked for everywhere else in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.extract.names_lexicon import states, words
from timeline.extract.tokens import Tokens
from timeline.model import TimeExpression

NAME_LABELS = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"])
_DETERMINERS = frozenset(["the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"])
_CONNECTORS = frozenset(["of", "for", "and", "&", "the", "de", "del", "della", "la", "le", "du", "van", "von", "der", "den", "bin", "al", "el"])
_EDGES = frozenset("\"'“”‘’()[]{},.;:!?-–—/*|+…`").union({"``", "''", "'s", "’s", "--"})
_CALENDAR = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "utc", "gmt", "est", "pst", "cet", "bst"]
)
_WORD = re.compile(r"[^\W_]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|^[A-Z]+[a-z]?[A-Z]|^[A-Z]+\d|\d[A-Z]")


@dataclass(slots=True)
class Candidate:
    """A span of tokens that may be a name, with what stands around it.

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
    votes: dict[str, float] = field(default_factory=dict)


def inner_capital(word: str) -> bool:
    """Whether capitals stand inside a word (iPhone, MacBook, AF447): the mark of a made name."""
    return bool(_INNER_CAPITAL.search(word)) and not word.isupper()


def find_candidates(doc: Any, words_of: Tokens, times: Iterable[TimeExpression]) -> list[Candidate]:
    """Candidates in order, not overlapping, inside sentences and outside time expressions."""
    finder = _Finder(words_of, _time_tokens(words_of, times))
    taken = finder.recognised(doc)
    finder.add_runs(taken)
    finder.add_facilities(taken)
    found = finder.divide(finder.join(sorted(taken, key=lambda c: c.start)))
    return finder.again(found)


def _time_tokens(tokens: Tokens, times: Iterable[TimeExpression]) -> frozenset[int]:
    spans = sorted((t.start, t.end) for t in times if t.type in ("DATE", "TIME"))
    inside, at = set(), 0
    for index, start in enumerate(tokens.start):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] < tokens.end[index] and start < spans[at][1]:
            inside.add(index)
    return frozenset(inside)


class _Finder:
    """Finds candidates in one document; holds the tokens and which of them are taken."""

    def __init__(self, tokens: Tokens, times: frozenset[int]) -> None:
        self.tokens = tokens
        self.times = times
        lexicon = words()
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

    def _capital(self, index: int) -> bool:
        word = self.tokens.text[index]
        return word[0].isupper() or inner_capital(word)

    def _candidate(self, start: int, end: int, label: str | None) -> Candidate | None:
        """The span cut to a name: edges, determiners and titles off; None if nothing is left."""
        tokens = self.tokens
        while start < end and (
            tokens.text[start] in _EDGES
            or tokens.lower[start] in _DETERMINERS
            or start in self.times
            or not self._capital(start)
        ):
            start += 1
        while end > start and (
            tokens.text[end - 1] in _EDGES
            or end - 1 in self.times
            or (tokens.lower[end - 1] in _CONNECTORS)
            or not _WORD.search(tokens.text[end - 1])
        ):
            end -= 1
        end = self._up_to_bracket(start, end)
        if start >= end:
            return None
        if end - start == 1 and tokens.lower[start] in _CALENDAR and label != "PERSON":
            return None
        name_start = self._after_title(start, end, label)
        if name_start >= end:
            return None
        text = self._text(name_start, end)
        if text.lower() in words().units or text.lower().endswith(" time"):
            return None
        candidate = Candidate(name_start, end, label, text)
        self._note_title(candidate)
        return candidate

    def _text(self, start: int, end: int) -> str:
        parts = []
        for index in range(start, end):
            gap = index + 1 < end and not self.tokens.joined_to_next(index)
            parts.append(self.tokens.text[index] + (" " if gap else ""))
        return "".join(parts)

    def _up_to_bracket(self, start: int, end: int) -> int:
        for index in range(start, end):
            if self.tokens.text[index] in ("(", "[", "/", "“", "”", '"', ";"):
                return index
        return end

    def _is_role(self, index: int) -> bool:
        lexicon, lower = words(), self.tokens.lower[index]
        return lower in lexicon.roles or lower in lexicon.courtesy

    def _after_title(self, start: int, end: int, label: str | None) -> int:
        """Where the name begins after titles inside the span ("Archbishop William E. Lori")."""
        lexicon = words()
        last = start - 1
        for index in range(start, end):
            lower = self.tokens.lower[index]
            if self._is_role(index):
                last = index
            elif not (
                lower in lexicon.role_modifiers
                or lower in ("of", "and", "-", "the", "for")
                or self.tokens.text[index] in states().by_demonym
            ):
                break
        if last < start:
            return start
        rest = end - last - 1
        if rest == 0:  # a role alone is nobody's name; "Secretary General" neither
            return end
        if (
            label not in ("PERSON", None, "ORG", "GPE")
            or self.tokens.lower[last + 1] in _CONNECTORS
        ):
            return start
        if self.tokens.lower[end - 1] in lexicon.organisation_words and label == "ORG":
            return start  # Justice Department, General Motors, King Records
        if (
            label == "ORG"
            and rest == 1
            and last == start
            and self.tokens.lower[start] in ("general", "first", "captain")
        ):
            return start
        return last + 1

    def _note_title(self, candidate: Candidate) -> None:
        """Set the role that stands before the name: "Russian Foreign Minister", "CEO"."""
        tokens, lexicon, index = self.tokens, words(), candidate.start - 1
        first = last = -1
        while index >= 0 and tokens.sentence[index] == tokens.sentence[candidate.start]:
            lower = tokens.lower[index]
            if self._is_role(index):
                first = index
                last = last if last >= 0 else index
            elif first >= 0 and (
                lower in lexicon.role_modifiers
                or (lower in ("and", "-", "&") and index > 0 and self._is_role(index - 1))
            ):
                first = index if lower in lexicon.role_modifiers else first
            elif lower == "of" and first < 0:
                break
            else:
                break
            index -= 1
        if last >= 0 and last == candidate.start - 1:
            candidate.title = self._text(first, last + 1)
            candidate.title_start = first

    def recognised(self, doc: Any) -> list[Candidate]:
        """The recogniser's spans, widened to the proper nouns that belong to them."""
        found: list[Candidate] = []
        for span in doc.ents:
            if span.label_ not in NAME_LABELS:
                continue
            start, end = span.start, span.end
            if found and start < found[-1].end:
                continue
            end = self._widen(start, end, span.label_)
            candidate = self._candidate(start, end, span.label_)
            if candidate is not None and any(
                map(self._capital, range(candidate.start, candidate.end))
            ):
                found.append(candidate)
        return found

    def _widen(self, start: int, end: int, label: str) -> int:
        """The end of a name whose last words the recogniser left out."""
        tokens, closing = self.tokens, self.closing
        while end < len(tokens) and tokens.sentence[end] == tokens.sentence[start]:
            lower = tokens.lower[end]
            if (self.proper[end] and (
                lower in closing or (label == "PERSON" and self._attached(end))
            )) or (
                tokens.text[end - 1] == "-"
                and tokens.joined_to_next(end - 1)
                and tokens.joined_to_next(end - 2)
            ) or self._number_of_model(start, end):
                end += 1
            elif lower == "of" and tokens.lower[end - 1] in closing and self._place_after_of(end):
                end = self._place_after_of(end)
            else:
                break
        return end

    def _attached(self, index: int) -> bool:
        """Whether a proper noun is the surname that the recogniser left out of a person's span."""
        tokens = self.tokens
        return tokens.head[index - 1] == index and tokens.dep[index - 1] in ("compound", "flat")

    def _number_of_model(self, start: int, end: int) -> bool:
        """Whether the token is the number of a model: iPhone 4, Windows 7, Flight 447."""
        tokens = self.tokens
        before = tokens.text[end - 1]
        return (
            end not in self.times
            and bool(re.fullmatch(r"\d{1,4}[A-Za-z]{0,2}(\.\d+)*|[IVX]{1,4}", tokens.text[end]))
            and (inner_capital(before) or tokens.lower[end - 1] in words().thing_words)
            and tokens.head[end] in range(start, end + 1)
        )

    def _place_after_of(self, of: int) -> int:
        """The end of "of (the) Baltimore" after the head of an organisation's name, else 0."""
        index = of + 1
        while index < len(self.tokens) and self.tokens.lower[index] == "the":
            index += 1
        end = index
        while end < len(self.tokens) and self.proper[end]:
            end += 1
        return end if end > index else 0

    def add_runs(self, taken: list[Candidate]) -> None:
        """Add runs of proper nouns that the recogniser passed over."""
        covered = {i for c in taken for i in range(c.start, c.end)}
        index, size = 0, len(self.tokens)
        while index < size:
            if not self.proper[index] or index in covered:
                index += 1
                continue
            end = index + 1
            while end < size and end not in covered and self._continues(index, end):
                end += 1
            candidate = self._candidate(index, end, None)
            if candidate is not None:
                taken.append(candidate)
            index = end

    def _continues(self, start: int, end: int) -> bool:
        tokens = self.tokens
        if tokens.sentence[end] != tokens.sentence[start]:
            return False
        if self.proper[end] or self._number_of_model(start, end):
            return True
        hyphen = (
            tokens.text[end] == "-"
            and tokens.joined_to_next(end)
            and tokens.joined_to_next(end - 1)
        )
        if hyphen and end + 1 < len(tokens):
            return self.proper[end + 1]
        return tokens.text[end] == "&" and end + 1 < len(tokens) and self.proper[end + 1]

    def add_facilities(self, taken: list[Candidate]) -> None:
        """Widen names to a facility in lower case after them: "Kumsusan government residence"."""
        tokens, known = self.tokens, states()
        for candidate in taken:
            if candidate.label in ("PERSON", "ORG") or candidate.text in known.by_name:
                continue
            if candidate.text in known.by_demonym:
                continue
            if candidate.start and tokens.lower[candidate.start - 1] in ("a", "an"):
                continue
            end = candidate.end
            while end < len(tokens) and end - candidate.end < 3 and tokens.tag[end] == "NN":
                end += 1
                head = end - 1
                if (
                    tokens.lower[head] in words().facilities
                    and tokens.head[candidate.end - 1] == head
                ):
                    candidate.end, candidate.label = end, "FAC"
                    candidate.text = self._text(candidate.start, end)
                    break

    def join(self, found: Sequence[Candidate]) -> list[Candidate]:
        """One name of two neighbours of which the second ends in a closing word: iTunes + Music Store."""
        tokens, lexicon, out = self.tokens, words(), list[Candidate]()
        closing = lexicon.organisation_words | lexicon.thing_words | lexicon.facilities
        for candidate in found:
            before = out[-1] if out else None
            if (
                before is not None
                and before.end == candidate.start
                and tokens.lower[candidate.end - 1] in closing
                and before.label not in ("NORP", "PERSON")
                and before.text not in states().by_name
                and candidate.label in ("PERSON", "PRODUCT", None)
                and all(
                    candidate.start <= tokens.head[i] < candidate.end for i in (before.end - 1,)
                )
            ):
                label = (
                    before.label
                    if tokens.lower[candidate.end - 1] not in lexicon.thing_words
                    else None
                )
                joined = self._candidate(before.start, candidate.end, label)
                if joined is not None:
                    out[-1] = joined
                    continue
            out.append(candidate)
        return out

    def divide(self, found: Sequence[Candidate]) -> list[Candidate]:
        """Part spans that hold two names: an organisation or a product and then a person."""
        out = []
        alone = {c.text for c in found}
        for candidate in found:
            cut = self._cut(candidate)
            conjunction = 0 if cut else self._conjunction(candidate, alone)
            pieces: list[tuple[int, int, str | None]]
            pieces = [(candidate.start, candidate.end, candidate.label)]
            if cut:
                first = "ORG" if candidate.label == "ORG" else None
                pieces = [(candidate.start, cut, first), (cut, candidate.end, "PERSON")]
            elif conjunction:
                label = candidate.label
                pieces = [
                    (candidate.start, conjunction, label),
                    (conjunction + 1, candidate.end, label),
                ]
                cut = conjunction
            for start, end, label in pieces:
                piece = self._candidate(start, end, label) if cut else candidate
                if piece is not None:
                    out.append(piece)
        return out

    def _conjunction(self, candidate: Candidate, alone: set[str]) -> int:
        """The "and" or dash that joins two names of which one stands alone elsewhere, or 0."""
        tokens, known = self.tokens, states().by_name
        for at in range(candidate.start + 1, candidate.end - 1):
            word = tokens.lower[at]
            spaced = tokens.end[at - 1] < tokens.start[at] and tokens.end[at] < tokens.start[at + 1]
            if word == "and" or (word in ("-", "–", "—") and spaced):
                left, right = self._text(candidate.start, at), self._text(at + 1, candidate.end)
                if {left, right} & alone or (left in known and right in known):
                    return at
        return 0

    def _cut(self, candidate: Candidate) -> int:
        """The token at which a second name begins, or 0."""
        tokens, lexicon = self.tokens, words()
        given = lexicon.male | lexicon.female
        lowers = tokens.lower[candidate.start : candidate.end]
        if candidate.label == "ORG" or candidate.label is None:
            for at, lower in enumerate(lowers[:-2]):
                rest = lowers[at + 1 :]
                closing = lower in lexicon.organisation_words and lower not in (
                    "as",
                    "united",
                    "general",
                )
                plain = all(w.isalpha() and w not in self.closing | _CONNECTORS for w in rest)
                if at and closing and plain and 2 <= len(rest) <= 3:
                    return candidate.start + at + 1
        if candidate.label == "PERSON" and len(lowers) >= 3:
            if (
                lowers[0] not in given
                and len(lowers[0]) > 2
                and lowers[1] in given
                and lowers[2] not in given
            ):
                return candidate.start + 1
            role = next(
                (
                    i
                    for i, w in enumerate(lowers[:-1])
                    if i and w in lexicon.roles and w not in given
                ),
                0,
            )
            if role:  # Microsoft president Brad Smith taken for one name
                return candidate.start + role
        return 0

    def again(self, found: list[Candidate]) -> list[Candidate]:
        """Add the places where a name found elsewhere in the article stands unrecognised."""
        tokens = self.tokens
        covered = {i for c in found for i in range(c.start, c.end)}
        by_first: dict[str, dict[tuple[str, ...], Candidate]] = {}
        for candidate in found:
            key = tuple(tokens.text[candidate.start : candidate.end])
            if self._capital(candidate.start):
                by_first.setdefault(key[0], {}).setdefault(key, candidate)
        for index, word in enumerate(tokens.text):
            if index in covered or index in self.times or word not in by_first:
                continue
            for key in sorted(by_first[word], key=len, reverse=True):
                end = index + len(key)
                if tuple(tokens.text[index:end]) == key and not covered & set(range(index, end)):
                    if len(key) == 1 and not word[1:].islower() and len(word) < 2:
                        continue
                    again = Candidate(index, end, None, self._text(index, end), found_again=True)
                    self._note_title(again)
                    found.append(again)
                    covered.update(range(index, end))
                    break
        return sorted(found, key=lambda c: c.start)
