"""What a name names: decided per article from all its mentions, not from one.

Every mention votes with what stands in and around it (titles, appositions, verbs,
determiners, the recogniser's label); words inside the name and the lexicons vote once.
A name without evidence is nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from timeline.extract.gazetteer import gazetteer
from timeline.extract.name_families import Votes, name_key, share_kinds
from timeline.extract.name_forms import is_given_name
from timeline.extract.name_spans import Candidate, inner_capital
from timeline.extract.names_lexicon import grammar, states, words
from timeline.extract.nominals import person_noun
from timeline.extract.tokens import Tokens

NameKind = Literal["person", "organisation", "state", "place", "thing", "people"]
_LABELS: dict[str, tuple[NameKind, float]] = {
    "PERSON": ("person", 1.5),
    "ORG": ("organisation", 1.2),
    "GPE": ("place", 1.5),
    "LOC": ("place", 1.5),
    "FAC": ("place", 1.2),
    "PRODUCT": ("thing", 1.5),
    "EVENT": ("thing", 1.2),
    "WORK_OF_ART": ("thing", 1.2),
    "LAW": ("thing", 1.5),
    "NORP": ("people", 1.2),
}
_SURNAME_CAPITALS = re.compile(r"^(Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O)[A-Z]")
_LOCATIVE = frozenset(
    ["in", "near", "outside", "inside", "across", "throughout", "around", "within", "off"]
)
_DIRECTIONS = frozenset(
    ("at", "to", "from", "via", "of", "towards", "toward", "between", "into", "through")
)
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our"]
)


def decide_kinds(tokens: Tokens, found: Sequence[Candidate]) -> dict[str, NameKind]:
    """Kind by ``name_key``; a key that is missing names nobody."""
    mentions: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        mentions[name_key(candidate.text)].append(candidate)
    totals: dict[str, Votes] = {}
    for key, group in mentions.items():
        votes: Votes = defaultdict(float)
        for candidate in group:
            for kind, vote in _context(tokens, candidate).items():
                votes[kind] += vote
        for kind, vote in _lexical(tokens, group[0]).items():
            votes[kind] += vote * (1 + 0.5 * len(group))
        totals[key] = votes
    share_kinds(mentions, totals)
    kinds: dict[str, NameKind] = {}
    for key, group in mentions.items():
        winner = _winner(group[0], totals[key])
        if winner is not None:
            kinds[key] = winner
    return kinds


def _winner(candidate: Candidate, votes: Votes) -> NameKind | None:
    lexicon = states()
    text = candidate.text
    if text in lexicon.by_people and text not in lexicon.by_name:
        return "people"
    if text.lower() in grammar().inhabitants:
        return "people"
    if text in lexicon.by_demonym and votes.get("person", 0) < 3:
        return None
    if (lexicon.named(text) is not None or text in lexicon.by_seat) and votes.get(
        "person", 0
    ) < votes.get("place", 0) + 2:
        return "state"
    order: tuple[NameKind, ...] = ("person", "organisation", "place", "thing", "people")
    best = max(order, key=lambda kind: (votes.get(kind, 0.0), -order.index(kind)))
    return best if votes.get(best, 0.0) >= 1.0 else None


def _lexical(tokens: Tokens, candidate: Candidate) -> Votes:
    """Votes of the words inside the name."""
    lexicon = words()
    parts = tokens.lower[candidate.start : candidate.end]
    alpha = [p for p in parts if p[:1].isalpha()]
    votes: Votes = defaultdict(float)
    if not alpha:
        return votes
    _known(candidate.text, votes)
    first, last, several = alpha[0], alpha[-1], len(alpha) > 1
    if several:
        small = candidate.text.split()[-1].islower()
        if small and last in lexicon.facilities:
            votes["place"] += 4  # Harland shipyard
        else:
            _inner_words(parts, alpha, votes)
        if re.search(r"\d", candidate.text):
            votes["thing"] += 1
    elif first in lexicon.male | lexicon.female:
        votes["person"] += 0.7
    word = candidate.text.split()[0]
    if inner_capital(word) and not _SURNAME_CAPITALS.match(word):
        votes["thing"] += 1.5
        votes["person"] -= 1.5
    elif not several and word.isupper() and 2 <= len(word) <= 6 and "." not in word:
        votes["organisation"] += 0.7
        votes["person"] -= 1
    return votes


def _inner_words(parts: list[str], alpha: list[str], votes: Votes) -> None:
    """Votes of the head word ("of" divides), of given names and family names that come first."""
    lexicon = words()
    first, last = alpha[0], alpha[-1]
    of = parts.index("of") if "of" in parts[1:] else -1
    head = parts[of - 1] if of > 0 and last not in lexicon.organisation_words else last
    if head in lexicon.organisation_words:
        votes["organisation"] += 3
    if head in lexicon.thing_words:
        votes["thing"] += 3
    if head in lexicon.facilities:
        institution = head in lexicon.institutional_facilities or "organisation" in votes
        votes["organisation" if institution else "place"] += 3
    if head in lexicon.natural_places | lexicon.divisions or first in lexicon.natural_places:
        votes["place"] += 3
    if is_given_name(first) and last not in lexicon.organisation_words:
        votes["person"] += 2
    if first in lexicon.family_first and not votes:
        votes["person"] += 0.7


def _known(text: str, votes: Votes) -> None:
    """Votes of what readers know of a name, and of the gazetteer's regions and large cities."""
    lexicon, lower = words(), text.lower()
    for kind, known in (
        ("organisation", lexicon.known_organisations),
        ("thing", lexicon.known_things),
        ("person", lexicon.known_persons),
    ):
        if lower in known:
            votes[kind] += 2.5
    for entry in gazetteer().find(text):
        weight = 1.6 if entry.kind != "city" else 1.2 if entry.people >= 300_000 else 0.0
        if " " in text and entry.people >= 50_000:
            weight = 2.0
        votes["place"] = max(votes["place"], weight)


def _noun_vote(noun: str, votes: Votes, weight: float) -> None:
    """A common noun that is said of the name: "NPD Group, a market research firm"."""
    lexicon = words()
    if noun in lexicon.roles or noun in lexicon.people or person_noun(noun):
        votes["person"] += weight
    elif noun in lexicon.firm_nouns or noun in lexicon.institution_nouns:
        votes["organisation"] += weight
    elif noun in lexicon.thing_nouns:
        votes["thing"] += weight
    elif noun in lexicon.place_nouns:
        votes["place"] += weight


def said_nouns(tokens: Tokens, candidate: Candidate) -> list[str]:
    """Common nouns said of the name: before it, in apposition, or as its predicate."""
    nouns = []
    before = candidate.start - 1
    if before >= 0 and tokens.tag[before] in ("NN", "NNS"):
        governed = candidate.start <= tokens.head[before] < candidate.end
        if governed or tokens.lower[before] in words().thing_nouns:
            nouns.append(tokens.lower[before])
    top = tokens.top(candidate.start, candidate.end)
    for child in tokens.children[top]:
        if (
            tokens.dep[child] == "appos"
            and tokens.tag[child] in ("NN", "NNS")
            and child >= candidate.end
        ):
            nouns.append(tokens.lower[child])
    governor = tokens.head[top]
    if tokens.dep[top] == "appos" and tokens.tag[governor] in ("NN", "NNS"):
        nouns.append(tokens.lower[governor])
    if tokens.dep[top] == "nsubj" and tokens.lemma[governor] == "be":
        nouns += [
            tokens.lower[c]
            for c in tokens.children[governor]
            if tokens.dep[c] == "attr" and tokens.tag[c] == "NN"
        ]
    return nouns


def _context(tokens: Tokens, candidate: Candidate) -> Votes:
    """Votes of one mention's surroundings."""
    votes: Votes = defaultdict(float)
    if candidate.label in _LABELS:
        kind, weight = _LABELS[candidate.label]
        single = " " not in candidate.text
        if kind == "place":
            known = _gazetteer_weight(candidate.text)
            weight += known
            votes["organisation"] += 0.7 if known < 0 else 0.0
        elif kind == "person" and single:
            weight = 1.0
        votes[kind] += weight
    elif " " in candidate.text and not candidate.found_again:
        votes["organisation"] += 0.6
    if candidate.title:
        shared = candidate.title.lower().split()[-1] in words().shared_roles
        votes["person"] += 0.5 if shared else 3
    for noun in said_nouns(tokens, candidate):
        _noun_vote(noun, votes, 4 if noun in words().thing_nouns else 2)
    top = tokens.top(candidate.start, candidate.end)
    governor = tokens.head[top]
    _grammar_votes(tokens, candidate, top, governor, votes)
    _place_votes(tokens, candidate, top, governor, votes)
    _determiner_votes(tokens, candidate, top, governor, votes)
    return votes


def _determiner_votes(
    tokens: Tokens, candidate: Candidate, top: int, governor: int, votes: Votes
) -> None:
    """What an article or an owner before the name says: things take them, persons do not."""
    before = tokens.lower[candidate.start - 1] if candidate.start else ""
    if before in _DETERMINERS and tokens.dep[top] not in ("compound", "nmod", "amod"):
        votes["person"] -= 2
        plural = tokens.tag[candidate.end - 1] == "NNPS" and before == "the"
        votes["organisation" if plural else "thing"] += 0.7
        speaks = tokens.lemma[governor] in words().speech_verbs
        if before == "the" and tokens.dep[top] == "nsubj" and speaks:
            votes["organisation"] += 0.8  # The Grey Zone declared
        elif before in ("a", "an") and tokens.dep[top] == "attr" and not plural:
            votes["thing"] += 1.5  # it was a Black Hawk
        elif before == "the" and " " in candidate.text and not plural:
            votes["thing"] += 0.5  # the Norrland Star; firms take no article
            votes["organisation"] -= 0.7
    elif before in ("'s", "’s", "'"):
        votes["thing"] += 0.4
        votes["person"] -= 0.5


def _gazetteer_weight(text: str) -> float:
    """What the gazetteer adds to the label of a place: much for what many know, little else."""
    found = gazetteer().find(text)
    if not found:
        return -0.8
    known = any(e.kind != "city" or e.people >= 100_000 for e in found)
    return 1.5 if known else 0.7


def _grammar_votes(
    tokens: Tokens, candidate: Candidate, top: int, governor: int, votes: Votes
) -> None:
    """What the mention does in its clause."""
    lexicon, dep = words(), tokens.dep[top]
    if dep == "nsubj" and tokens.lemma[governor] in lexicon.speech_verbs:
        votes["person"] += 0.5
        votes["organisation"] += 0.5
        votes["thing"] -= 0.5
    if any(
        tokens.dep[child] == "relcl"
        and any(tokens.lower[c] == "who" for c in tokens.children[child])
        for child in tokens.children[top]
    ):
        votes["person"] += 2
    elif dep == "nsubj" and tokens.tag[governor].startswith("VB"):
        votes["person"] += 0.4
        votes["organisation"] += 0.5
        votes["place"] -= 0.3
        _owner_votes(tokens, governor, votes)
    elif dep == "conj" and candidate.label != "PERSON" and tokens.entity[governor] == "PERSON":
        votes["person"] += 1
    if dep in ("compound", "nmod") and governor >= candidate.end:
        if tokens.lower[governor] in lexicon.roles:
            votes["organisation"] += 0.7
        elif tokens.lower[governor] in lexicon.thing_nouns and tokens.tag[governor] in (
            "NN",
            "NNS",
        ):
            votes["thing"] += 0.5


def _owner_votes(tokens: Tokens, verb: int, votes: Votes) -> None:
    """What the subject of a verb does with its own: firms sell its units, persons his house."""
    below = [child for child in tokens.children[verb] if tokens.dep[child] in ("dobj", "xcomp")]
    below += [c for child in below for c in tokens.children[child] if tokens.dep[c] == "dobj"]
    owners = {
        tokens.lower[child]
        for object_ in below
        for child in tokens.children[object_]
        if tokens.dep[child] == "poss"
    }
    if "its" in owners:
        votes["organisation"] += 1.5
        votes["person"] -= 1.5
    elif owners & {"his", "her"}:
        votes["person"] += 1


def _place_votes(
    tokens: Tokens, candidate: Candidate, top: int, governor: int, votes: Votes
) -> None:
    """What says that the mention is where something is: its preposition, or a region after it."""
    dep = tokens.dep[top]
    matched = tokens.lemma[governor] in grammar().match_verbs
    if matched and dep in ("nsubj", "dobj", "nsubjpass") and " " in candidate.text:
        votes["organisation"] += 4
        votes["place"] -= 4
    known_place = candidate.text in gazetteer()
    if dep == "pobj" and tokens.lower[governor] in _LOCATIVE:
        votes["place"] += 2 if known_place else 1
        votes["person"] -= 1.5
    elif dep == "pobj" and tokens.lower[governor] in _DIRECTIONS:
        labelled = candidate.label in ("GPE", "LOC") or tokens.lower[governor] != "of"
        known_place = known_place and (labelled or _gazetteer_weight(candidate.text) >= 1.5)
        unknown = 0.5 if candidate.label == "GPE" and tokens.lower[governor] != "of" else 0.0
        votes["place"] += 1.5 if known_place else unknown
        votes["person"] -= 1.5 if known_place else 0.0
        site = tokens.lower[tokens.head[governor]] in grammar().sites
        votes["place"] += 2.0 if site and not known_place and candidate.label else 0.0
    elif dep == "pobj" and tokens.lower[governor] in ("by", "with"):
        votes["organisation"] += 0.4
    elif dep == "dobj" and known_place and tokens.lemma[governor] in grammar().motion_verbs:
        votes["place"] += 1.5
    if known_place and tokens.text[candidate.end : candidate.end + 1] == [","]:
        after = tokens.text[candidate.end + 1 : candidate.end + 2]
        regions = gazetteer().find(after[0]) if after else ()
        votes["place"] += 1.5 * any(e.kind in ("region", "state") for e in regions)
