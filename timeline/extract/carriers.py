"""Ships, aircraft and trains without a name of their own.

"An Embraer plane" is a thing by its maker's or operator's name.  "A helicopter" is nobody
unless the article says which it was ("The helicopter was a Black Hawk"); until then it
stands in the reader's mind, so that no "it" is taken for its owner.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.extract.drafts import Draft
from timeline.extract.names_lexicon import grammar
from timeline.extract.nominals import Nominal
from timeline.extract.salience import Salience
from timeline.extract.tokens import Tokens

_TRAINS = frozenset(("train", "locomotive", "tram"))
_WINDOW = 8  # sentences


class Carriers:
    """The vehicles of one document; ``drafts`` are those that some name tells."""

    def __init__(self, tokens: Tokens, salience: Salience, owner: Mapping[int, Draft]) -> None:
        self.tokens = tokens
        self.salience = salience
        self.owner = owner
        self.drafts: list[Draft] = []
        self._alike = (grammar().ships, grammar().aircraft, grammar().spacecraft, _TRAINS)

    def said_to_be(self, nominal: Nominal) -> Draft | None:
        """The thing that "The helicopter was a Black Hawk" names; what was told of it is joined."""
        alike = self._kind(nominal)
        named = self._predicate(nominal) if alike else None
        if named is None:
            return None
        unnamed = self._unnamed(nominal, alike)
        if unnamed is not None and unnamed is not named:
            named.mentions.extend(unnamed.mentions)
            unnamed.mentions = []
            self.salience.rename(unnamed, named)
        named.nouns.add(nominal.lemma)
        return named

    def draft_of(self, nominal: Nominal) -> Draft | None:
        """The vehicle that the phrase names or speaks of; None where it is none."""
        alike = self._kind(nominal)
        if not alike or nominal.plural:
            return None
        maker = self._maker(nominal)
        if maker is None and nominal.determiner in ("definite", "none"):
            known = self._unnamed(nominal, alike)
            if known is not None:
                return known
        draft = Draft("thing")
        draft.nouns.add(nominal.lemma)
        if maker is not None:
            draft.names[f"{maker} {self.tokens.text[nominal.noun].lower()}"] += 1
            self.drafts.append(draft)
        return draft

    def _kind(self, nominal: Nominal) -> frozenset[str]:
        return next((group for group in self._alike if nominal.lemma in group), frozenset())

    def _maker(self, nominal: Nominal) -> str | None:
        """The firm's name before the noun: "an Embraer plane", "a Lion Air passenger jet"."""
        before = nominal.start - 1
        draft = self.owner.get(before)
        if draft is None or draft.kind != "organisation":
            return None
        top = before
        while self.tokens.head[top] != top and top != nominal.noun and self.owner.get(top) is draft:
            top = self.tokens.head[top]
        return draft.name if top == nominal.noun else None

    def _unnamed(self, nominal: Nominal, alike: frozenset[str]) -> Draft | None:
        def fits(draft: Draft) -> bool:
            return draft.kind == "thing" and not draft.names and bool(draft.nouns & alike)

        return self.salience.best(nominal.noun, fits, _WINDOW)

    def _predicate(self, nominal: Nominal) -> Draft | None:
        """The named thing in the predicate of a form of "be" whose subject the phrase is."""
        tokens, noun = self.tokens, nominal.noun
        verb = tokens.head[noun]
        if tokens.dep[noun] != "nsubj" or tokens.lemma[verb] != "be" or nominal.plural:
            return None
        for child in tokens.children[verb]:
            if tokens.dep[child] != "attr":
                continue
            for index in range(tokens.left_edge(child), tokens.right_edge(child) + 1):
                draft = self.owner.get(index)
                if draft is not None and draft.kind == "thing":
                    return draft
        return None
