"""Repairs of candidates: what the recogniser tore apart is joined, what it ran together parted."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.extract.gazetteer import gazetteer
from timeline.extract.name_spans import CONNECTORS, Candidate, NameSpans
from timeline.extract.names_lexicon import grammar, states, words


def add_facilities(spans: NameSpans, found: Sequence[Candidate]) -> None:
    """Widen names to a facility in lower case after them: "Kumsusan government residence"."""
    tokens, known = spans.tokens, states()
    for candidate in found:
        named = candidate.label not in ("PERSON", "ORG") or candidate.text in gazetteer()
        if candidate.text in known.by_name:
            continue
        if candidate.text in known.by_demonym:
            continue
        if candidate.start and tokens.lower[candidate.start - 1] in ("a", "an"):
            continue
        end = candidate.end
        while end < len(tokens) and end - candidate.end < 3 and tokens.tag[end] == "NN":
            end += 1
            head = end - 1
            modifies = tokens.head[candidate.end - 1] == head
            public = tokens.lower[head] in grammar().public_facilities
            if modifies and (public or (named and tokens.lower[head] in words().facilities)):
                start = _both_names(spans, candidate.start)
                candidate.start, candidate.end, candidate.label = start, end, "FAC"
                candidate.text = tokens.phrase(start, end)
                break


def _both_names(spans: NameSpans, start: int) -> int:
    """Where a name in two languages begins: "Maelbeek/Maalbeek metro station"."""
    tokens = spans.tokens
    slash = start - 1
    double = slash > 0 and tokens.text[slash] == "/" and spans.proper[slash - 1]
    return slash - 1 if double and tokens.joined_to_next(slash) else start


def join(spans: NameSpans, found: Sequence[Candidate]) -> list[Candidate]:
    """One name of two neighbours whose second ends in a closing word: iTunes + Music Store.

    Also of two that an apposition says to be one person: "Valeska Paris, an Australian woman".
    """
    tokens, lexicon, out = spans.tokens, words(), list[Candidate]()
    closing = lexicon.organisation_words | lexicon.thing_words | lexicon.facilities
    for candidate in found:
        before = out[-1] if out else None
        person = None if before is None else _one_person(spans, before, candidate)
        if person is not None:
            out[-1] = person
            continue
        if (
            before is not None
            and before.end == candidate.start
            and tokens.lower[candidate.end - 1] in closing
            and before.label not in ("NORP", "PERSON")
            and before.text not in states().by_name
            and candidate.label in ("PERSON", "PRODUCT", None)
            and candidate.start <= tokens.head[before.end - 1] < candidate.end
        ):
            thing = tokens.lower[candidate.end - 1] in lexicon.thing_words
            joined = spans.candidate(before.start, candidate.end, None if thing else before.label)
            if joined is not None:
                out[-1] = joined
                continue
        out.append(candidate)
    return out


def _one_person(spans: NameSpans, given: Candidate, family: Candidate) -> Candidate | None:
    """The person of two names, of one word each, beside whom a noun for one person stands."""
    tokens = spans.tokens
    top = family.end - 1
    if given.end != family.start or tokens.head[given.end - 1] != top or given.label == "NORP":
        return None
    known = states()
    if top - given.start != 1 or given.text in known.by_name or given.text in known.by_demonym:
        return None
    beside = [c for c in tokens.children[top] if tokens.dep[c] == "appos" and c > top]
    beside += [tokens.head[top]] if tokens.dep[top] == "appos" else []
    people = words().people | words().roles
    if not any(tokens.tag[c] == "NN" and tokens.lower[c] in people for c in beside):
        return None
    return spans.candidate(given.start, family.end, "PERSON")


def divide(spans: NameSpans, found: Sequence[Candidate]) -> list[Candidate]:
    """Part spans that hold two names: an organisation and a person, or two joined by "and"."""
    out = []
    alone = {c.text for c in found}
    surnames = {c.text.split()[-1] for c in found if c.label == "PERSON"}
    for candidate in found:
        start, end, label = candidate.start, candidate.end, candidate.label
        cut = _second_name(spans, candidate) or _after_state(spans, candidate, surnames)
        conjunction = 0 if cut else _conjunction(spans, candidate, alone)
        pieces: list[tuple[int, int, str | None]]
        if cut:
            pieces = [(start, cut, "ORG" if label == "ORG" else None), (cut, end, "PERSON")]
        elif conjunction:
            pieces = [(start, conjunction, label), (conjunction + 1, end, label)]
        else:
            out.append(candidate)
            continue
        made = (spans.candidate(*piece) for piece in pieces)
        out += [piece for piece in made if piece is not None]
    return out


def _after_state(spans: NameSpans, candidate: Candidate, surnames: set[str]) -> int:
    """Where a person's surname begins after a state at a sentence's end: "the U.S. Jobs", or 0."""
    start, end = candidate.start, candidate.end
    tokens = spans.tokens
    stopped = end - start == 2 and tokens.text[start].endswith(".")
    known = tokens.text[start] in states().by_name and tokens.text[end - 1] in surnames
    return end - 1 if stopped and known else 0


def _conjunction(spans: NameSpans, candidate: Candidate, alone: set[str]) -> int:
    """The "and", dash or comma between two names that are known to stand alone, or 0."""
    tokens, known = spans.tokens, states().by_name
    for at in range(candidate.start + 1, candidate.end - 1):
        word = tokens.lower[at]
        spaced = not tokens.joined_to_next(at - 1) and not tokens.joined_to_next(at)
        if word == "," and tokens.phrase(at + 1, candidate.end) in gazetteer():
            return at  # Reading, England
        if word == "in" and tokens.phrase(candidate.start, at) in gazetteer():
            return at  # Tomsk in Siberia
        if word == "and" or (word in ("-", "–", "—") and spaced):
            left = tokens.phrase(candidate.start, at)
            right = tokens.phrase(at + 1, candidate.end)
            if {left, right} & alone or (left in known and right in known):
                return at
    return 0


def _second_name(spans: NameSpans, candidate: Candidate) -> int:
    """The token at which a person's name begins inside the span, or 0."""
    tokens, lexicon = spans.tokens, words()
    given = lexicon.male | lexicon.female
    lowers = tokens.lower[candidate.start : candidate.end]
    if candidate.label in ("ORG", None):
        for at, lower in enumerate(lowers[:-2]):
            rest = lowers[at + 1 :]
            closes = lower in lexicon.organisation_words and lower not in ("as", "united")
            plain = all(w.isalpha() and w not in spans.closing | CONNECTORS for w in rest)
            if at and closes and plain and 2 <= len(rest) <= 3:
                return candidate.start + at + 1
    if candidate.label == "PERSON" and len(lowers) >= 3:
        first, second, third = lowers[:3]
        if first not in given and len(first) > 2 and second in given and third not in given:
            return candidate.start + 1
        inside = (i for i, w in enumerate(lowers[:-1]) if i and w in lexicon.roles - given)
        role = next(inside, 0)
        if role:  # Microsoft president Brad Smith taken for one name
            return candidate.start + role
    return 0
