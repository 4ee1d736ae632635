"""Groups: people named by a common noun, one per head noun and number in an article."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.extract.drafts import Draft
from timeline.extract.name_spans import Candidate
from timeline.extract.names_lexicon import grammar, words
from timeline.extract.nominals import Nominal, person_noun
from timeline.extract.tokens import Tokens


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
        body = lemma in lexicon.bodies or self.tokens.lower[nominal.noun] in lexicon.bodies
        if not (human or body) or self._said_of_another(nominal) or self._machine(nominal):
            return None
        owner = self._belongs_to(nominal)
        key = (nominal.text if nominal.counted else lemma, nominal.plural, owner)
        known = self._by_key.get(key)
        another = nominal.determiner == "indefinite" and not nominal.plural
        another |= nominal.counted and not any(c.isdigit() for c in nominal.text)
        if known is None or another:
            known = Draft("group", plural=nominal.plural or body)
            known.nouns = {lemma} if human else {lemma, "body"}
            known.names[f"{owner} {nominal.text}".strip()] += 1
            self._by_key[key] = known
            self.drafts.append(known)
        return known

    def _said_of_another(self, nominal: Nominal) -> bool:
        """Whether the phrase is a predicate ("is a lawyer", "as chairman") and names nobody."""
        tokens, noun = self.tokens, nominal.noun
        if tokens.dep[noun] in ("attr", "oprd", "npadvmod"):
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
