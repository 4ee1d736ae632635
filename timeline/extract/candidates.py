"""Where names may stand: spans of tokens from the tagger, the recogniser and the document itself.

The recogniser's spans are the start; capitals and proper-noun tags widen them; joined
names are parted and torn ones joined; a name found once is looked for everywhere else in
the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from timeline.extract.name_repairs import add_facilities, divide, join
from timeline.extract.name_spans import Candidate, NameSpans, inner_capital, time_tokens
from timeline.extract.names_lexicon import grammar, words
from timeline.extract.tokens import Tokens
from timeline.model import TimeExpression

_NAME_LABELS = frozenset(
    ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW")
)
_OF_PEOPLE = frozenset(("PERSON", "NORP"))
_MODEL_NUMBER = re.compile(r"\d{1,4}[A-Za-z]{0,2}(\.\d+)*|[IVX]{1,4}")


def find_candidates(doc: Any, tokens: Tokens, times: Iterable[TimeExpression]) -> list[Candidate]:
    """Candidates in order, not overlapping, inside sentences and outside dates."""
    spans = NameSpans(tokens, time_tokens(tokens, times))
    found = _recognised(spans, doc)
    _add_runs(spans, found)
    add_facilities(spans, found)
    found = divide(spans, join(spans, sorted(found, key=lambda c: c.start)))
    return _again(spans, _without_common_words(tokens, found))


def _recognised(spans: NameSpans, doc: Any) -> list[Candidate]:
    """The recogniser's spans, widened to the proper nouns that belong to them."""
    found: list[Candidate] = []
    for span in doc.ents:
        label = span.label_
        if label not in _NAME_LABELS or (found and span.start < found[-1].end):
            continue
        end = _widen(spans, span.start, span.end, label)
        candidate = spans.candidate(span.start, end, label)
        if candidate is not None:
            found.append(candidate)
    return found


def _widen(spans: NameSpans, start: int, end: int, label: str) -> int:
    """The end of a name whose last words the recogniser left out."""
    tokens = spans.tokens
    while end < len(tokens) and tokens.sentence[end] == tokens.sentence[start]:
        lower = tokens.lower[end]
        surname = label == "PERSON" and _compound(tokens, end - 1)
        hyphen = tokens.text[end - 1] == "-" and tokens.joined_to_next(end - 1)
        if (
            (spans.capital(end) and lower in spans.closing)
            or (spans.proper[end] and surname)
            or (hyphen and end - 2 >= start and tokens.joined_to_next(end - 2))
            or _number_of_model(spans, start, end)
            or (lower in words().model_words and inner_capital(tokens.text[end - 1]))
        ):
            end += 1
        elif (
            lower == "of" and tokens.lower[end - 1] in grammar().of_heads and _after_of(spans, end)
        ):
            end = _after_of(spans, end)
        else:
            break
    return end


def _compound(tokens: Tokens, index: int) -> bool:
    """Whether the token modifies the next one, as a given name does the surname."""
    return tokens.head[index] == index + 1 and tokens.dep[index] in ("compound", "flat")


def _number_of_model(spans: NameSpans, start: int, end: int) -> bool:
    """Whether the token is the number of a model: iPhone 4, Windows 7, Flight 447."""
    tokens = spans.tokens
    before = tokens.text[end - 1]
    lexicon = words()
    named = (
        inner_capital(before)
        or before.lower() in lexicon.thing_words
        or tokens.phrase(start, end).lower() in lexicon.known_things | lexicon.known_organisations
    )
    if "." in tokens.text[end] and not inner_capital(before):
        return False  # the DAX 7.1 percent
    return (
        end not in spans.times
        and bool(_MODEL_NUMBER.fullmatch(tokens.text[end]))
        and named
        and (start <= tokens.head[end] <= end or not tokens.text[end].isdigit())
    )


def _after_of(spans: NameSpans, of: int) -> int:
    """The end of "of (the) Baltimore" after the head of an organisation's name, else 0."""
    tokens, index = spans.tokens, of + 1
    while index < len(tokens) and tokens.lower[index] == "the":
        index += 1
    end = index
    while end < len(tokens) and spans.proper[end]:
        end += 1
    return end if end > index else 0


def _add_runs(spans: NameSpans, found: list[Candidate]) -> None:
    """Add runs of proper nouns that the recogniser passed over."""
    covered = {i for c in found for i in range(c.start, c.end)}
    index, size = 0, len(spans.tokens)
    while index < size:
        if not spans.proper[index] or index in covered:
            index += 1
            continue
        end = index + 1
        while end < size and end not in covered and _continues(spans, index, end):
            end += 1
        candidate = spans.candidate(index, end, None)
        if candidate is not None:
            found.append(candidate)
        index = end


def _continues(spans: NameSpans, start: int, end: int) -> bool:
    tokens = spans.tokens
    if tokens.sentence[end] != tokens.sentence[start]:
        return False
    if spans.proper[end] or _number_of_model(spans, start, end):
        return True
    if end + 1 >= len(tokens):
        return False
    if tokens.text[end] == "-" and tokens.joined_to_next(end - 1):
        return tokens.joined_to_next(end) and _after_hyphen(spans, end + 1)
    if tokens.text[end - 1] == "-" and tokens.joined_to_next(end - 1):
        return _after_hyphen(spans, end)
    return tokens.text[end] == "&" and spans.proper[end + 1]


def _after_hyphen(spans: NameSpans, index: int) -> bool:
    """Whether a name goes on after its hyphen: Angara-A5, Port-au-Prince."""
    tokens = spans.tokens
    if spans.capital(index) or tokens.text[index][0].isdigit():
        return True
    last = index + 2
    particle = last < len(tokens) and tokens.text[index + 1] == "-"
    return particle and tokens.joined_to_next(index) and spans.proper[last]


def _without_common_words(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Drop words that have a capital only because a sentence begins ("Monkeypox is …")."""
    small = {word for word in tokens.text if word.islower()}

    def begins(candidate: Candidate) -> bool:
        before = candidate.start - 1
        return before < 0 or tokens.sentence[before] != tokens.sentence[candidate.start]

    def common(candidate: Candidate) -> bool:
        plain = tokens.tag[candidate.start] in ("NN", "NNS") and candidate.label in _OF_PEOPLE
        plain = plain and candidate.text.isalpha()  # not Luna-25
        return candidate.text.lower() in small or (plain and not candidate.title)

    inside = {c.text for c in found if not begins(c)}
    return [
        c
        for c in found
        if c.end - c.start > 1
        or c.text in inside
        or not common(c)
        or not begins(c)
        or not c.text[1:].islower()
    ]


def _surnames(tokens: Tokens, found: list[Candidate]) -> set[str]:
    """The last words of persons' full names that the article never writes small."""
    small = {word for word in tokens.text if word.islower()}
    full = (c for c in found if c.label == "PERSON" and c.end - c.start > 1)
    last = (tokens.text[c.end - 1] for c in full)
    return {word for word in last if word.istitle() and len(word) > 2 and word.lower() not in small}


def _again(spans: NameSpans, found: list[Candidate]) -> list[Candidate]:
    """Add the places where a name found elsewhere in the article stands unrecognised.

    A person's surname counts too ("Meireles resigned"): a tagger that does not know it takes it
    for a plural at the begin of a sentence.
    """
    tokens = spans.tokens
    covered = {i for c in found for i in range(c.start, c.end)}
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for candidate in found:
        key = tuple(tokens.text[candidate.start : candidate.end])
        by_first.setdefault(key[0], set()).add(key)
    for surname in _surnames(tokens, found):
        by_first.setdefault(surname, set()).add((surname,))
    for index, word in enumerate(tokens.text):
        if word not in by_first or index in covered or index in spans.times:
            continue
        for key in sorted(by_first[word], key=lambda k: (-len(k), k)):
            end = index + len(key)
            if tuple(tokens.text[index:end]) == key and not covered & set(range(index, end)):
                again = Candidate(index, end, None, tokens.phrase(index, end), found_again=True)
                spans.note_title(again)
                found.append(again)
                covered.update(range(index, end))
                break
    return sorted(found, key=lambda c: c.start)
