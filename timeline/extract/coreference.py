"""Pronouns and descriptions: who "he", "the company" and "the Russian minister" are.

A pronoun takes the most salient entity that fits in kind, gender and number: what was
mentioned lately, as a subject, often (the weights follow Lappin and Leass 1994, "An
algorithm for pronominal anaphora resolution").  A description takes the entity of which
the document has said that it is one.  Where no candidate stands out, nobody is taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.extract.drafts import Draft, Gender, Mention
from timeline.extract.names_lexicon import words
from timeline.extract.nominals import Nominal
from timeline.extract.titles_and_roles import role_meaning
from timeline.extract.tokens import Tokens

_WEIGHTS = {
    "nsubj": 8.0,
    "nsubjpass": 8.0,
    "dobj": 5.0,
    "dative": 4.0,
    "pobj": 4.0,
    "poss": 3.5,
    "appos": 5.0,
}
_OTHER_WEIGHT, _MENTIONED = 2.5, 4.0
_WINDOW = 3  # sentences
_MARGIN = 1.25  # how far the best candidate must stand above the next
_SINGULAR: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_NEUTER = frozenset(("it", "its", "itself"))
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_FIRST = frozenset(("i", "me", "my", "mine", "myself"))
_PLEONASTIC = frozenset(["seem", "appear", "turn", "happen", "rain", "snow", "take", "matter", "follow", "mean", "become"])
_KIN = frozenset(
    ["husband", "wife", "son", "daughter", "mother", "father", "brother", "sister", "uncle", "aunt", "cousin", "nephew", "niece", "grandfather", "grandmother", "widow", "partner", "friend", "neighbour", "neighbor", "colleague", "aide", "lawyer", "victim", "witness", "successor", "predecessor", "rival"]
)
_INSTITUTIONS = frozenset(
    ["ministry", "department", "court", "parliament", "congress", "senate", "university", "college", "police", "army", "navy", "agency", "council", "committee", "commission", "embassy", "church", "hospital", "union", "party", "nations", "school", "government", "assembly", "house", "tribunal", "office", "bureau", "federation", "association"]
)


@dataclass(slots=True)
class _Seen:
    draft: Draft
    token: int
    sentence: int
    weight: float


@dataclass(slots=True)
class Resolver:
    """Resolves the pronouns and descriptions of one document, in the order of the text."""

    tokens: Tokens
    drafts: list[Draft]
    owner: Mapping[int, Draft]
    quotes: Sequence[tuple[int, int]]
    _seen: list[_Seen] = field(default_factory=list)

    def resolve(
        self, nominals: Sequence[Nominal], group: Callable[[Nominal], Draft | None]
    ) -> None:
        """Add mentions to the drafts; ``group`` gives the draft of what nothing takes up."""
        named = [(m.start, d, m) for d in self.drafts for m in d.mentions]
        described = {n.start: n for n in nominals}
        by_start = {start: (d, m) for start, d, m in named}
        pronouns = {
            i
            for i, tag in enumerate(self.tokens.tag)
            if tag in ("PRP", "PRP$") and i not in self.owner
        }
        for index in sorted(by_start.keys() | described.keys() | pronouns):
            if index in by_start:
                draft, mention = by_start[index]
                self._see(draft, mention.head)
            elif index in described:
                nominal = described[index]
                draft_or_none = self._described(nominal)
                how = "description"
                if draft_or_none is None:
                    draft_or_none, how = group(nominal), "group"
                if draft_or_none is not None:
                    mention = Mention(nominal.start, nominal.end, nominal.head, "group")
                    mention.how = "description" if how == "description" else "group"
                    self._take(draft_or_none, mention)
            else:
                taken = self._pronoun(index)
                if taken is not None:
                    self._take(taken, Mention(index, index + 1, index, "pronoun"))

    def _take(self, draft: Draft, mention: Mention) -> None:
        draft.mentions.append(mention)
        self._see(draft, mention.head)

    def _see(self, draft: Draft, head: int) -> None:
        weight = _WEIGHTS.get(self.tokens.dep[head], _OTHER_WEIGHT) + _MENTIONED
        self._seen.append(_Seen(draft, head, self.tokens.sentence[head], weight))

    def _salient(
        self, index: int, fits: Callable[[Draft], bool], window: int = _WINDOW
    ) -> list[tuple[float, Draft]]:
        """Drafts that fit, with their salience at the token, the most salient first."""
        here = self.tokens.sentence[index]
        scores: dict[int, tuple[float, int, Draft]] = {}
        for seen in reversed(self._seen):
            distance = here - seen.sentence
            if distance > window:
                break
            if seen.token >= index or not fits(seen.draft):
                continue
            score, order, _ = scores.get(id(seen.draft), (0.0, seen.token, seen.draft))
            scores[id(seen.draft)] = (score + seen.weight * 0.5**distance, order, seen.draft)
        ranked = sorted(scores.values(), key=lambda s: (-s[0], -s[1]))
        return [(score, draft) for score, _, draft in ranked]

    def _best(self, ranked: list[tuple[float, Draft]], margin: float = _MARGIN) -> Draft | None:
        if not ranked or (len(ranked) > 1 and ranked[0][0] < margin * ranked[1][0]):
            return None
        return ranked[0][1]

    # --- pronouns

    def _pronoun(self, index: int) -> Draft | None:
        lower = self.tokens.lower[index]
        if lower in _SINGULAR:
            return self._person(index, _SINGULAR[lower])
        if lower in _NEUTER:
            return None if self._pleonastic(index) else self._neuter(index)
        if lower in _PLURAL:
            return self._plural(index)
        if lower in _FIRST:
            return self._speaker(index)
        return None

    def _person(self, index: int, gender: Gender) -> Draft | None:
        barred = self._coargument(index)

        def fits(draft: Draft) -> bool:
            human = draft.kind == "person" or (
                draft.kind == "group" and not draft.plural and "body" not in draft.nouns
            )
            return human and draft.gender in (gender, "") and draft is not barred

        ranked = self._salient(index, fits)
        known = [
            (s * (1.3 if d.gender == gender else 1.0) * (1.2 if d.kind == "person" else 1.0), d)
            for s, d in ranked
        ]
        found = self._best(sorted(known, key=lambda s: -s[0]), 1.15)
        if found is not None and not found.gender:
            found.gender = gender
        return found

    def _coargument(self, index: int) -> Draft | None:
        """The subject of the pronoun's own verb, which an object pronoun cannot be."""
        tokens = self.tokens
        if tokens.dep[index] not in ("dobj", "dative", "pobj") or tokens.lower[index].endswith(
            "self"
        ):
            return None
        governor = tokens.head[index]
        if tokens.dep[index] == "pobj":
            governor = tokens.head[governor]
        for child in tokens.children[governor]:
            if tokens.dep[child] in ("nsubj", "nsubjpass"):
                seen = [s for s in self._seen[-12:] if s.token == child]
                return seen[-1].draft if seen else None
        return None

    def _pleonastic(self, index: int) -> bool:
        """ "it is likely that", "it seems", "it was 5 pm": an "it" that refers to nothing."""
        tokens = self.tokens
        if tokens.dep[index] == "expl":
            return True
        if tokens.lower[index] != "it" or tokens.dep[index] not in ("nsubj", "nsubjpass"):
            return False
        verb = tokens.head[index]
        clause = any(
            tokens.dep[c] in ("ccomp", "xcomp", "advcl", "csubj") for c in tokens.children[verb]
        )
        if tokens.lemma[verb] == "be":
            return clause or any(tokens.dep[c] in ("acomp", "attr") for c in tokens.children[verb])
        return tokens.lemma[verb] in _PLEONASTIC or (tokens.dep[index] == "nsubjpass" and clause)

    def _neuter(self, index: int) -> Draft | None:
        barred = self._coargument(index)

        def fits(draft: Draft) -> bool:
            return draft.kind in ("organisation", "thing", "state") and draft is not barred

        return self._best(self._salient(index, fits, 1))

    def _plural(self, index: int) -> Draft | None:
        barred = self._coargument(index)

        def fits(draft: Draft) -> bool:
            many = draft.kind in ("group", "people") and draft.plural
            return (many or draft.kind == "organisation") and draft is not barred

        return self._best(self._salient(index, fits, 1))

    def _speaker(self, index: int) -> Draft | None:
        """Who says "I": the subject of the verb of speech nearest to the quotation."""
        tokens = self.tokens
        at = bisect_left(self.quotes, (index + 1, 0)) - 1
        if at < 0 or not self.quotes[at][0] <= index < self.quotes[at][1]:
            return None
        start, end = self.quotes[at]
        nearest: tuple[int, Draft] | None = None
        low = max(start - 40, 0)
        for token in range(low, min(end + 15, len(tokens))):
            if start <= token < end or tokens.dep[token] != "nsubj":
                continue
            speaks = tokens.lemma[tokens.head[token]] in words().speech_verbs
            draft = self.owner.get(token) or self._seen_at(token)
            if speaks and draft is not None and draft.kind == "person":
                distance = start - token if token < start else token - end
                if nearest is None or distance < nearest[0]:
                    nearest = (distance, draft)
        return nearest[1] if nearest else None

    def _seen_at(self, token: int) -> Draft | None:
        return next((s.draft for s in reversed(self._seen) if s.token == token), None)

    # --- descriptions

    def _described(self, nominal: Nominal) -> Draft | None:
        apposed = self._apposed(nominal)
        if apposed is not None:
            return apposed
        lexicon, lemma = words(), nominal.lemma
        bare = nominal.determiner == "none" and self.tokens.dep[nominal.noun] == "compound"
        if nominal.plural or not (nominal.determiner == "definite" or bare):
            return None
        if lemma in lexicon.roles and lemma not in _KIN and not bare:
            return self._by_role(nominal)
        if lemma in lexicon.state_nouns:
            return self._by_kind(nominal, lambda d: d.kind == "state") if lemma != "state" else None
        if lemma in lexicon.firm_nouns or lemma in lexicon.institution_nouns:
            return self._organisation(nominal)
        if lemma in lexicon.thing_nouns:
            return self._thing(nominal)
        if lemma in lexicon.place_nouns:
            return self._by_kind(nominal, lambda d: d.kind == "place")
        return None

    def _apposed(self, nominal: Nominal) -> Draft | None:
        """The name beside the phrase: "Tim Cook, the chief executive", "the firm, NPD"."""
        tokens, noun = self.tokens, nominal.noun
        if nominal.plural:
            return None
        if tokens.dep[noun] == "appos":
            return self.owner.get(tokens.head[noun])
        for child in tokens.children[noun]:
            if tokens.dep[child] == "appos" and child in self.owner:
                return self.owner[child]
        return None

    def _by_role(self, nominal: Nominal) -> Draft | None:
        """The person of whom the document has said this role."""
        tokens = self.tokens
        left = nominal.start
        while left > 0 and (left - 1) in self.owner and self.owner[left - 1].state:
            left -= 1
        right = nominal.end
        for child in tokens.children[nominal.noun]:
            if tokens.dep[child] == "prep" and tokens.lower[child] == "of" and child == nominal.end:
                right = max(tokens.right_edge(child) + 1, right)
        heads, contexts = role_meaning(tokens, left, right, self.owner)
        here = {c for c in contexts if c.isupper()}
        fields = {c for c in contexts if not c.isupper() and " " not in c} & words().role_modifiers

        def fits(draft: Draft) -> bool:
            if draft.kind != "person" or not draft.role_words & heads:
                return False
            their_states = {c for c in draft.role_contexts if c.isupper()}
            their_fields = draft.role_contexts & words().role_modifiers
            if here and not here & their_states:
                return False
            return not (fields and their_fields and not fields & their_fields)

        return self._best(self._salient(nominal.noun, fits, 8), 1.5)

    def _by_kind(self, nominal: Nominal, fits: Callable[[Draft], bool]) -> Draft | None:
        return self._best(self._salient(nominal.noun, fits, 2))

    def _organisation(self, nominal: Nominal) -> Draft | None:
        lemma = nominal.lemma
        firm = lemma in words().firm_nouns

        def said(draft: Draft) -> bool:
            return draft.kind == "organisation" and (
                lemma in draft.nouns or lemma in draft.name.lower().split()
            )

        def plain_firm(draft: Draft) -> bool:
            return draft.kind == "organisation" and not _INSTITUTIONS & set(
                draft.name.lower().split()
            )

        found = self._best(self._salient(nominal.noun, said, 6))
        if found is not None or not firm:
            return found
        return self._best(self._salient(nominal.noun, plain_firm, 3))

    def _thing(self, nominal: Nominal) -> Draft | None:
        lemma = nominal.lemma

        def said(draft: Draft) -> bool:
            name = draft.name.lower()
            return draft.kind == "thing" and (
                lemma in draft.nouns
                or lemma in name.split()
                or (len(lemma) > 3 and name.split()[0].endswith(lemma))
            )

        return self._best(self._salient(nominal.noun, said, 5))


def find_quotes(tokens: Tokens) -> list[tuple[int, int]]:
    """Quotations as spans of tokens between their marks; one that never closes ends its line."""
    spans, opened = [], -1
    for index, word in enumerate(tokens.text):
        if word in ("“", "``") or (word == '"' and opened < 0):
            opened = index + 1 if opened < 0 else opened
        elif (word in ("”", "''", '"') and opened >= 0) or ("\n" in word and opened >= 0):
            spans.append((opened, index))
            opened = -1
    return spans


def all_tokens(drafts: Iterable[Draft]) -> dict[int, Draft]:
    """The draft that names each token of a mention."""
    return {i: d for d in drafts for m in d.mentions for i in range(m.start, m.end)}
