"""Places: names to positions, by the gazetteer and by what the article says around them.

Only exact names count.  Among homonyms the article decides: the region or country named
right after ("Alpine, Texas"), then the countries it speaks of and their neighbours, then
the number of people.  A facility (an airport, a residence) that no table has gets the
position of the nearest named place, and says so in ``inside``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from timeline.extract.drafts import Draft, Mention
from timeline.extract.gazetteer import Entry, gazetteer
from timeline.extract.names_lexicon import states, words
from timeline.extract.tokens import Tokens

_WHERE = frozenset(("in", "at", "near", "outside", "to", "from", "on", "around", "of", "off"))
_SMALL_TOWN, _MANY_MENTIONS = 100_000, 5
_REGION_WEIGHT = 5.8  # a region counts as a city of 600,000 people
_ABBREVIATED = {
    "calif.": "California", "tex.": "Texas", "mass.": "Massachusetts", "mich.": "Michigan",
    "pa.": "Pennsylvania", "fla.": "Florida", "ill.": "Illinois", "d.c.": "D.C.", "ont.": "Ontario",
}  # fmt: skip


@dataclass(slots=True)
class Located:
    """Where a draft is: the table's entry, or the place whose position it borrows."""

    entry: Entry | None
    inside: str | None = None


@dataclass(slots=True)
class Locator:
    """Finds the places of one document."""

    tokens: Tokens
    drafts: Sequence[Draft]
    owner: Mapping[int, Draft]
    _countries: Counter[str] = field(default_factory=Counter)
    _by_sentence: dict[int, list[tuple[Draft, Mention]]] = field(default_factory=dict)

    def locate(self) -> dict[int, Located]:
        """What each draft of kind place, state or institution is, by ``id`` of the draft."""
        self._count_countries()
        found: dict[int, Located] = {}
        named = [d for d in self.drafts if d.kind == "place"]
        for draft in self.drafts:
            if draft.kind == "state" and draft.state:
                found[id(draft)] = Located(_state_entry(draft.state))
        for draft in sorted(named, key=lambda d: len(gazetteer().find(d.name))):
            entry = self._choose(draft)
            if entry is not None:
                found[id(draft)] = Located(entry)
                self._countries[entry.country] += len(draft.mentions)
        for draft in self.drafts:
            if id(draft) not in found and (draft.kind == "place" or is_institution(draft)):
                found[id(draft)] = self._borrow(draft, found)
        return found

    def _count_countries(self) -> None:
        """How often the article speaks of each country, by name or demonym."""
        for draft in self.drafts:
            if draft.state:
                self._countries[draft.state] += len(draft.mentions)
        demonyms = states().by_demonym
        for index, word in enumerate(self.tokens.text):
            if word in demonyms and word[0].isupper():
                pair = demonyms.get(f"{self.tokens.text[index - 1]} {word}") if index else None
                self._countries[(pair or demonyms[word]).code] += 1

    def _choose(self, draft: Draft) -> Entry | None:
        """The entry of the draft's name that fits the article best."""
        entries = [e for name in draft.names for e in gazetteer().find(name)]
        starts = (m.start for m in draft.mentions)
        if not entries and any(self.tokens.text[i - 1] == "The" for i in starts if i):
            entries = list(gazetteer().find(f"The {draft.name}"))
        entries = list(dict.fromkeys(entries))
        if not entries:
            return None
        said = self._said_after(draft)
        best = max(entries, key=lambda e: (self._weight(e, said), e.people, -(e.geonames or 0)))
        return None if self._out_of_place(best, said) or self._elsewhere(best, draft) else best

    def _elsewhere(self, entry: Entry, draft: Draft) -> bool:
        """Whether it stands beside another region of its country: a namesake of "X, Amur Region".

        A town whose own region is named in the article is where the table has it.
        """
        if entry.kind != "city" or entry.people >= _SMALL_TOWN or not entry.division:
            return False
        near = {self.tokens.sentence[m.start] for m in draft.mentions}
        beside, named = set[str](), set[str]()
        for other in self.drafts:
            for region in gazetteer().find(other.name) if other.kind == "place" else ():
                if region.kind != "region" or region.country != entry.country or other is draft:
                    continue
                named.add(region.division)
                if any(self._stands_in(m, near) for m in other.mentions):
                    beside.add(region.division)
        return bool(beside) and entry.division not in named

    def _stands_in(self, mention: Mention, sentences: set[int]) -> bool:
        """Whether the mention stands in one of the sentences, not as where somebody came from."""
        before = self.tokens.lower[max(mention.start - 2, 0) : mention.start]
        return self.tokens.sentence[mention.start] in sentences and "from" not in before

    def _out_of_place(self, entry: Entry, said: set[tuple[str, str]]) -> bool:
        """Whether a small town lies in a country that an article of many countries never names."""
        small = entry.kind == "city" and entry.people < _SMALL_TOWN
        around = gazetteer().neighbours.get(entry.country, ())
        named = said or any(self._countries[c] for c in (entry.country, *around))
        return small and not named and sum(self._countries.values()) >= _MANY_MENTIONS

    def _weight(self, entry: Entry, said: set[tuple[str, str]]) -> float:
        weight = math.log10(entry.people + 10) if entry.kind == "city" else _REGION_WEIGHT
        if (entry.country, entry.division) in said or (entry.country, "") in said:
            weight += 10
        total = sum(self._countries.values())
        if total:
            near = sum(self._countries[c] for c in gazetteer().neighbours.get(entry.country, ()))
            weight += 1.8 * min(1.0, 2 * self._countries[entry.country] / total)
            weight += 0.6 * min(1.0, near / total)
        return weight

    def _said_after(self, draft: Draft) -> set[tuple[str, str]]:
        """(country, division) of what stands right after a mention: "Alpine, Texas"."""
        tokens, said = self.tokens, set[tuple[str, str]]()
        for mention in draft.mentions:
            after = mention.end
            if after >= len(tokens) or tokens.text[after] not in (",", "(", "in", "-"):
                continue
            after += 1
            if after < len(tokens) and tokens.lower[after] == "the":
                after += 1
            if after >= len(tokens):
                continue
            name = _ABBREVIATED.get(tokens.lower[after], "")
            owner = self.owner.get(after)
            if owner is not None and owner is not draft and owner.kind in ("place", "state"):
                if owner.state:
                    said.add((owner.state, ""))
                name = owner.name
            for entry in gazetteer().find(name) if name else ():
                if entry.kind == "region":
                    said.add((entry.country, entry.division))
                elif entry.kind == "state":
                    said.add((entry.country, ""))
        return said

    def _borrow(self, draft: Draft, found: Mapping[int, Located]) -> Located:
        """The position of a named place for what the table does not have."""
        follows = self._follows(draft, found)
        if follows is not None:
            return Located(follows[1], follows[0])
        for name in draft.names:
            parts = name.replace("-", " ").split()
            if not _facility_words() & set(name.lower().split()):
                continue  # Miyako Island is not at the city of Miyako
            for size in range(len(parts) - 1, 0, -1):
                stem = " ".join(parts[:size])
                if stem.lower() in _facility_words():
                    break
                entries = [e for e in gazetteer().find(stem) if self._plausible(e)]
                if entries and len(parts) > 1:
                    best = max(entries, key=lambda e: self._weight(e, set()))
                    return Located(best, best.name)
        if not _facility_words() & set(draft.name.lower().split()):
            return Located(None)
        near = self._nearest(draft, found)
        return Located(near[1], near[0]) if near else Located(None)

    def _follows(self, draft: Draft, found: Mapping[int, Located]) -> tuple[str, Entry] | None:
        """The place right after a mention: "Wembley Stadium in London", "Evin, Tehran"."""
        tokens = self.tokens
        for mention in draft.mentions:
            for after in range(mention.end + 1, min(mention.end + 4, len(tokens))):
                other = self.owner.get(after)
                where = found.get(id(other)) if other is not None and other is not draft else None
                if other is None or where is None or where.entry is None or where.inside:
                    continue
                wide = other.state or where.entry.kind == "feature"
                if wide:
                    continue  # a part of the name may say more
                between = tokens.lower[mention.end : after]
                if between[0] in (",", "in", "near", "at", "outside") and "and" not in between:
                    return other.name, where.entry
        return None

    def _plausible(self, entry: Entry) -> bool:
        """Whether the article speaks of the entry's country, or everybody knows the place."""
        return self._countries[entry.country] > 0 or entry.people >= 500_000

    def _nearest(self, draft: Draft, found: Mapping[int, Located]) -> tuple[str, Entry] | None:
        """Name and entry of the closest place named in the sentence of a mention, or before it."""
        tokens = self.tokens
        for mention in draft.mentions:
            sentence = tokens.sentence[mention.start]
            ranked = []
            for away in (0, 1):
                for other, its in self._said_where(sentence - away):
                    entry = found[id(other)].entry if id(other) in found else None
                    if entry is None or other is draft or found[id(other)].inside:
                        continue
                    after = its.start - mention.end
                    gap = after if after >= 0 else mention.start - its.end + 8
                    wide = 30 if entry.kind == "state" else 0
                    ranked.append((away, gap + wide, other.name, entry))
            if ranked:
                best = min(ranked, key=lambda r: (r[0], r[1], r[2]))
                return best[2], best[3]
        return None

    def _said_where(self, sentence: int) -> list[tuple[Draft, Mention]]:
        """The names of places and states in a sentence that say where."""
        if not self._by_sentence:
            for draft in self.drafts:
                for mention in draft.mentions:
                    if draft.kind in ("place", "state") and self._locative(mention.head):
                        number = self.tokens.sentence[mention.start]
                        self._by_sentence.setdefault(number, []).append((draft, mention))
            self._by_sentence.setdefault(-1, [])
        return self._by_sentence.get(sentence, [])

    def _locative(self, head: int) -> bool:
        """Whether a mention says where: "in Beijing", "to Russia", ", Texas"."""
        tokens = self.tokens
        if tokens.dep[head] == "pobj":
            return tokens.lower[tokens.head[head]] in _WHERE
        return tokens.dep[head] in ("appos", "npadvmod", "ROOT")


def _facility_words() -> frozenset[str]:
    """Words of names that may borrow a position: facilities and divisions."""
    return words().facilities | words().divisions


def _state_entry(code: str) -> Entry | None:
    state = states().by_code[code]
    return next((e for e in gazetteer().find(state.name) if e.kind == "state"), None)


def is_institution(draft: Draft) -> bool:
    """Whether an organisation is also a place: a hospital, a university, an embassy."""
    if draft.kind != "organisation":
        return False
    parts = draft.name.lower().split()
    head = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1] if parts else ""
    return head in words().institutional_facilities


def capital_of(name: str) -> str:
    """The code of the state of which the name is the capital, or ""."""
    found = gazetteer().find(name)
    best = max(found, key=lambda e: e.people, default=None)
    if best is None or best.kind != "city":
        return ""
    code = gazetteer().capital_code(name)
    return code if code == best.country else ""
