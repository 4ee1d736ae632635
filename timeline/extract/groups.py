"""Groups: people named by a common noun, one per head noun and number in an article."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.extract.drafts import Draft, Gender
from timeline.extract.name_spans import Candidate
from timeline.extract.names_lexicon import grammar, states, words
from timeline.extract.nominals import Nominal, person_noun
from timeline.extract.tokens import Tokens

_ANYBODY = frozenset(("people", "person", "man", "woman", "child"))


class Groups:
    """The groups of one document; ``drafts`` in the order in which they came up."""

    def __init__(self, tokens: Tokens, named: Mapping[int, Candidate]) -> None:
        self.tokens = tokens
        self.named = named
        self.drafts: list[Draft] = []
        self._by_key: dict[tuple[str, bool, str], Draft] = {}

    def draft_of(self, nominal: Nominal) -> Draft | None:
        """The group that the phrase names, a new one where it is the first; None for no group."""
        lexicon, lemma = words(), nominal.lemma
        human = lemma in lexicon.people or person_noun(nominal.text.split()[-1].lower())
        human |= nominal.text in states().by_demonym  # "the Spanish"
        body = lemma in lexicon.bodies or self.tokens.lower[nominal.noun] in lexicon.bodies
        if not (human or body) or self._said_of_another(nominal) or self._machine(nominal):
            return None
        owner = self._belongs_to(nominal)
        key = (self._key(nominal), nominal.plural, owner)
        known = self._by_key.get(key)
        another = nominal.determiner == "indefinite" and not nominal.plural
        another |= nominal.counted and not any(c.isdigit() for c in nominal.text)
        if known is None or another:
            known = Draft("group", plural=nominal.plural or body)
            known.nouns = {lemma} if human else {lemma, "body"}
            known.names[f"{owner} {nominal.text}".strip()] += 1
            known.gender = _gender(lemma) if not nominal.plural else ""
            self._by_key[key] = known
            self.drafts.append(known)
        if not nominal.counted:
            self._by_key[lemma, nominal.plural, owner] = known  # "the miners" are the last told of
        return known

    def _key(self, nominal: Nominal) -> str:
        """What tells groups of one noun apart: "111 people" are not "80,000 people"."""
        first = nominal.text.split()[0].lower()
        number = first[:1].isdigit() or first in words().partitives
        bare = nominal.determiner in ("none", "other") and nominal.plural
        if nominal.counted or (number and nominal.determiner != "definite"):
            return nominal.text.lower()
        return f"any {nominal.lemma}" if bare and nominal.lemma in _ANYBODY else nominal.lemma

    def _said_of_another(self, nominal: Nominal) -> bool:
        """Whether the phrase is a predicate ("is a lawyer", "as chairman") and names nobody."""
        tokens, noun = self.tokens, nominal.noun
        if tokens.dep[noun] in ("attr", "oprd", "npadvmod"):
            return True
        before = nominal.start - 1  # described as a 'lawyer'
        while before > 0 and tokens.lower[before] in ("'", "‘", "“", '"', "``", "a", "an"):
            before -= 1
        if before >= 0 and before < nominal.start - 1 and tokens.lower[before] == "as":
            return True
        return tokens.dep[noun] == "pobj" and tokens.lower[tokens.head[noun]] in (
            "as",
            "like",
            "than",
        )

    def _machine(self, nominal: Nominal) -> bool:
        before = nominal.text.lower().split()[:-1]
        return bool(grammar().machine_parts & set(before))

    def _belongs_to(self, nominal: Nominal) -> str:
        """The name before the noun that tells two groups apart: "Apple", "Disney" executives."""
        before = self.named.get(nominal.start - 1)
        heads = self.tokens.head
        modifies = heads[nominal.start - 1] in (nominal.noun, heads[nominal.noun])
        return before.text if before is not None and modifies else ""


def _gender(noun: str) -> Gender:
    """The gender that a noun for one person tells, or ""."""
    if noun in grammar().female_nouns or noun.endswith("woman"):
        return "female"
    return "male" if noun in grammar().male_nouns or noun.endswith("man") else ""
