"""Kinds that names of one article share: a surname with its bearer, a first word with its firm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from timeline.extract.gazetteer import gazetteer
from timeline.extract.name_forms import joined
from timeline.extract.name_spans import Candidate
from timeline.extract.names_lexicon import words

Votes = dict[str, float]


def name_key(text: str) -> str:
    """The key under which mentions of one name are counted together."""
    return joined(text)


def share_kinds(mentions: Mapping[str, Sequence[Candidate]], totals: Mapping[str, Votes]) -> None:
    """Add to the votes of short names those of the full names that they shorten."""
    _surnames(mentions, totals)
    _heads_of_longer_names(mentions, totals)


def _surnames(mentions: Mapping[str, Sequence[Candidate]], totals: Mapping[str, Votes]) -> None:
    """A single word that ends a person's name found in the article is that person's."""
    ends: dict[str, int] = defaultdict(int)
    for key, group in mentions.items():
        parts = group[0].text.split()
        votes = totals[key]
        if len(parts) > 1 and votes["person"] >= max(
            votes["organisation"], votes["thing"], votes["place"], 1.0
        ):
            for part in (parts[-1], parts[0]):
                ends[name_key(part)] += 1
    for key, group in mentions.items():
        if " " not in group[0].text and key in ends:
            totals[key]["person"] += 2.5 * len(group)


def _heads_of_longer_names(
    mentions: Mapping[str, Sequence[Candidate]], totals: Mapping[str, Votes]
) -> None:
    """ "Apple" shares the kind of "Apple Inc.": the first word of a firm with a legal form."""
    legal = words().legal_forms
    for group in mentions.values():
        parts = group[0].text.split()
        if len(parts) > 1 and parts[-1].lower() in legal:
            stem = name_key(" ".join(parts[:-1]))
            if stem in totals:
                totals[stem]["organisation"] += 2 * len(mentions[stem])
        first = name_key(parts[0])
        if len(parts) > 1 and first in totals and _is_firm(group[0], totals):
            totals[first]["organisation"] += 2.5 * len(mentions[first])


def _is_firm(candidate: Candidate, totals: Mapping[str, Votes]) -> bool:
    """Whether the name is a firm's whose first word may stand for it: Quayle Foods Corp."""
    lexicon, parts = words(), candidate.text.lower().split()
    votes = totals[name_key(candidate.text)]
    trade = lexicon.legal_forms | lexicon.trade_words | lexicon.commercial_words
    known = parts[0] in lexicon.male | lexicon.female or candidate.text.split()[0] in gazetteer()
    organisation = votes["organisation"] >= max(votes["person"], votes["place"], votes["thing"])
    return organisation and not known and bool(trade & set(parts[1:]))
