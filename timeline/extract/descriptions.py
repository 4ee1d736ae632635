"""Whom a phrase without a name means: an entity of which the article has said that it is one.

"The company" is the firm spoken of, "the Russian minister" the person of that role and
state, "the country" the state last named.  Where no candidate stands out, it is nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.extract.drafts import Draft
from timeline.extract.names_lexicon import grammar, words
from timeline.extract.nominals import Nominal, person_noun
from timeline.extract.salience import Salience
from timeline.extract.titles_and_roles import role_meaning
from timeline.extract.tokens import Tokens

_ROLE_WINDOW, _ROLE_MARGIN, _SAID_WINDOW, _NEAR = 8, 1.5, 6, 2  # sentences
_THING_WINDOW = 12


@dataclass(slots=True)
class Descriptions:
    """Resolves the descriptions of one document.

    ``owner`` gives the draft that names a token, ``before_name`` the person
    whose name a role noun introduces; ``drafts`` are things and organisations.
    """

    tokens: Tokens
    salience: Salience
    owner: Mapping[int, Draft]
    before_name: Mapping[int, Draft]
    drafts: Sequence[Draft]

    def referent(self, nominal: Nominal) -> Draft | None:
        """The draft that the phrase describes, or None where it is not clear."""
        beside = self._beside(nominal)
        if beside is not None:
            return beside
        if nominal.determiner == "possessive":
            return self._own_firm(nominal)
        lexicon, lemma = words(), nominal.lemma
        modifier = self.tokens.dep[nominal.noun] == "compound"
        bare = nominal.determiner == "none" and modifier
        if nominal.plural or not (nominal.determiner == "definite" or bare):
            return None
        if lemma in lexicon.roles and lemma not in grammar().relations and not bare:
            return self._by_role(nominal)
        if lemma in lexicon.state_nouns and lemma != "state":
            return self._of_kind(nominal, "state")
        if lemma in lexicon.firm_nouns or lemma in lexicon.institution_nouns:
            return self._organisation(nominal)
        if lemma in lexicon.thing_nouns:
            return self._thing(nominal)
        return self._of_kind(nominal, "place") if lemma in lexicon.place_nouns else None

    def _beside(self, nominal: Nominal) -> Draft | None:
        """The name at the phrase: "Tim Cook, the chief executive", "the iPhone device"."""
        tokens, noun = self.tokens, nominal.noun
        if noun in self.before_name:
            return self.before_name[noun]
        if nominal.lemma in words().place_nouns:
            return self._place_of(noun)
        if nominal.plural:
            return None
        whom = self._said_of(noun)
        if whom is not None and _can_be(nominal.lemma, whom):
            return whom
        named = nominal.start - 1
        if named in self.owner and tokens.head[named] == noun:
            draft = self.owner[named]
            close = nominal.start == noun and nominal.determiner != "indefinite"
            if (close or draft.kind == "thing") and _says_again(nominal.lemma, draft):
                return draft
        beside = [c for c in tokens.children[noun] if tokens.dep[c] == "appos"]
        if tokens.dep[noun] == "appos":
            beside.append(tokens.head[noun])
        drafts = (self.owner[index] for index in beside if index in self.owner)
        return next((draft for draft in drafts if _can_be(nominal.lemma, draft)), None)

    def _said_of(self, noun: int) -> Draft | None:
        """Of whom the noun is said: "Anna Berg was a nurse", "is an engineer and former mayor"."""
        tokens = self.tokens
        while tokens.dep[noun] == "conj":
            noun = tokens.head[noun]
        verb = tokens.head[noun]
        if tokens.dep[noun] != "attr" or tokens.lemma[verb] != "be":
            return None
        subjects = (c for c in tokens.children[verb] if tokens.dep[c] == "nsubj")
        subject = next(subjects, -1)
        return self.owner.get(subject) or self.salience.at(subject)

    def _place_of(self, noun: int) -> Draft | None:
        """The place in "the village of Uglegorsk"."""
        tokens = self.tokens
        for of in tokens.children[noun]:
            if tokens.lower[of] == "of":
                inner = (self.owner.get(child) for child in tokens.children[of])
                return next((d for d in inner if d is not None and d.kind == "place"), None)
        return None

    def _own_firm(self, nominal: Nominal) -> Draft | None:
        """ "His company": the body that a role of the person names."""
        firm = nominal.lemma in words().firm_nouns | words().institution_nouns
        if not firm or nominal.plural:
            return None
        whose = self.owner.get(nominal.owner) or self.salience.at(nominal.owner)
        found = self._firm_of(whose)
        if found is not None or self.tokens.tag[nominal.owner] != "PRP$":
            return found
        here = self.tokens.sentence[nominal.noun]  # another person there who heads a firm
        near = {id(s.draft): s.draft for s in self.salience.seen if s.sentence == here}
        firms = [f for f in map(self._firm_of, near.values()) if f is not None]
        return firms[0] if len(firms) == 1 else None

    def _firm_of(self, person: Draft | None) -> Draft | None:
        """The one body of which the article says that the person heads it."""
        if person is None or person.kind != "person":
            return None
        if not person.role_words & grammar().heads_of_firms:
            return None
        own = [
            d
            for d in self.drafts
            if d.kind == "organisation" and d.name.lower() in person.role_contexts
        ]
        return own[0] if len(own) == 1 else None

    def _by_role(self, nominal: Nominal) -> Draft | None:
        """The person of whom the article has said this role, of this state and field."""
        tokens = self.tokens
        left = nominal.start
        while left > 0 and self.owner.get(left - 1) is not None and self.owner[left - 1].state:
            left -= 1
        right = nominal.end
        for child in tokens.children[nominal.noun]:
            if tokens.lower[child] == "of" and child == nominal.end:
                right = max(tokens.right_edge(child) + 1, right)
        heads, contexts = role_meaning(tokens, left, right, self.owner)
        here = {c for c in contexts if c.isupper()}
        fields = contexts & words().role_modifiers

        def fits(draft: Draft) -> bool:
            if draft.kind == "organisation":
                return nominal.lemma in draft.nouns  # the owner, Baltic Meridian Lines
            if draft.kind != "person" or not draft.role_words & heads:
                return False
            theirs = draft.role_contexts & words().role_modifiers
            if here and not here & draft.role_contexts:
                return False
            return not (fields and theirs and not fields & theirs)

        return self.salience.best(nominal.noun, fits, _ROLE_WINDOW, _ROLE_MARGIN)

    def _of_kind(self, nominal: Nominal, kind: str) -> Draft | None:
        return self.salience.best(nominal.noun, lambda draft: draft.kind == kind, _NEAR)

    def _organisation(self, nominal: Nominal) -> Draft | None:
        """A body of that name or noun; a firm may also be any firm spoken of."""
        lemma = nominal.lemma

        def said(draft: Draft) -> bool:
            named = lemma in draft.nouns or lemma in _heads(draft.name)
            return draft.kind == "organisation" and named

        def firm(draft: Draft) -> bool:
            parts = set(draft.name.lower().split())
            return draft.kind == "organisation" and not grammar().institutions & parts

        def spoken_of(draft: Draft) -> bool:  # "a management group", then "the group"
            return firm(draft) or (draft.kind == "group" and lemma in draft.nouns)

        found = self.salience.best(nominal.noun, said, _SAID_WINDOW)
        if found is not None or lemma not in words().firm_nouns:
            return found
        best = self.salience.best(nominal.noun, spoken_of)
        if best is None and not self.salience.ranked(nominal.noun, spoken_of):
            best = self.salience.main(firm)  # the firm that the article is about
        return best

    def _thing(self, nominal: Nominal) -> Draft | None:
        """A thing of that noun, else one of a noun that means as much: a ferry is a ship."""
        lemma = nominal.lemma
        alike = _alike(lemma)

        def said(draft: Draft) -> bool:
            parts = draft.name.lower().split()
            named = lemma in parts or (len(lemma) > 3 and parts and parts[0].endswith(lemma))
            return draft.kind == "thing" and bool(named or (draft.names and lemma in draft.nouns))

        def like(draft: Draft) -> bool:
            return draft.kind == "thing" and bool(draft.names and alike & draft.nouns)

        def unsaid(draft: Draft) -> bool:
            return draft.kind == "thing" and not draft.nouns and draft.name.istitle()

        if any(said(draft) for draft in self.drafts):
            return self.salience.best(nominal.noun, said, _THING_WINDOW)
        main = self.salience.main(like) or self.salience.best(nominal.noun, like, _SAID_WINDOW)
        if main is None and len(alike) > 1:  # "the ferry", of what was only called by its name
            main = self.salience.best(nominal.noun, unsaid, _SAID_WINDOW)
            if main is not None:
                main.nouns.add(lemma)
        return main


def _heads(name: str) -> set[str]:
    """The words of a name that say what bears it: a bank, but not a bank workers' union."""
    parts = name.lower().split()
    while len(parts) > 1 and parts[-1] in words().legal_forms:
        parts.pop()
    heads = {parts[-1]} if parts else set()
    return heads | {a for a, b in pairwise(parts) if b in ("of", "for")}


def _alike(noun: str) -> frozenset[str]:
    """The nouns that can stand for the noun: a ferry is a ship."""
    sets = grammar()
    groups = (sets.ships, sets.aircraft, sets.devices, sets.spacecraft, sets.diseases)
    return next((group for group in groups if noun in group), frozenset((noun,)))


def _says_again(noun: str, draft: Draft) -> bool:
    """Whether the noun after a name only repeats what it is."""
    if draft.kind == "organisation":
        return noun in grammar().of_organisations
    return draft.kind == "thing" and noun in grammar().of_things


def _can_be(noun: str, draft: Draft) -> bool:
    """Whether an entity of the draft's kind can be called by the noun."""
    lexicon = words()
    fitting = {
        "person": lexicon.roles | lexicon.people,
        "organisation": lexicon.firm_nouns | lexicon.institution_nouns | lexicon.shared_roles,
        "thing": lexicon.thing_nouns,
        "place": lexicon.place_nouns,
        "state": lexicon.state_nouns,
    }
    return noun in fitting.get(draft.kind, ()) or (draft.kind == "person" and person_noun(noun))
