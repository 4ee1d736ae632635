"""Unnamed people whom the article names elsewhere, seen only when all of it has been read.

"A judge found … Judge Sylvie Daunis said": the lead's judge is she.  "KRIV identified the
man as Nathan DeSai": the man is he.  "The Russian President" and Putin are one where the
article gives Putin no other office, names his state beside him, and has both meet the same
person; otherwise the office stays by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.extract.drafts import Draft, Mention
from timeline.extract.names_lexicon import states
from timeline.extract.tokens import Tokens

_LEAD_SENTENCES = 4
_OFFICES = frozenset(("president", "premier", "chancellor", "minister", "king", "queen", "leader"))
_NAMING = frozenset(("identify", "name"))


class LateLinks:
    """Joins groups of one unnamed person to the persons of the document."""

    def __init__(self, tokens: Tokens, drafts: list[Draft], owner: Mapping[int, Draft]) -> None:
        self.tokens = tokens
        self.persons = [d for d in drafts if d.kind == "person"]
        self.owner = owner

    def join(self, groups: list[Draft]) -> list[Draft]:
        """The groups that stay; the mentions of the others are now a person's."""
        kept = []
        for group in groups:
            alone = not group.plural and "body" not in group.nouns
            person = self._person(group) if alone and group.mentions else None
            if person is None:
                kept.append(group)
                continue
            for mention in group.mentions:
                mention.how = "pronoun" if mention.how == "pronoun" else "description"
            person.mentions.extend(group.mentions)
        return kept

    def _person(self, group: Draft) -> Draft | None:
        return self._identified(group) or self._introduced(group) or self._office(group)

    def _identified(self, group: Draft) -> Draft | None:
        """The name in "identified the man as NAME", "the man was named as NAME"."""
        tokens = self.tokens
        for mention in group.mentions:
            verb = tokens.head[mention.head]
            if tokens.dep[mention.head] not in ("dobj", "nsubjpass"):
                continue
            if tokens.lemma[verb] not in _NAMING:
                continue
            for child in tokens.children[verb]:
                if tokens.dep[child] == "prep" and tokens.lower[child] == "as":
                    named = (self.owner.get(c) for c in tokens.children[child])
                    found = next((d for d in named if d is not None and d.kind == "person"), None)
                    if found is not None:
                        return found
        return None

    def _introduced(self, group: Draft) -> Draft | None:
        """The only person of the group's role, named soon after the group's last mention."""
        bearers = [p for p in self.persons if p.role_words & group.nouns]
        if len(bearers) != 1:
            return None
        first = bearers[0].mentions[0].start
        last = max(m.start for m in group.mentions)
        sentences = self.tokens.sentence
        soon = sentences[first] - sentences[group.mentions[0].start] <= _LEAD_SENTENCES
        return bearers[0] if last < first and soon else None

    def _office(self, group: Draft) -> Draft | None:
        """The one person without a role who can hold the office, by a companion shared."""
        if not group.nouns & _OFFICES:
            return None
        for mention in group.mentions:
            state = self._state_before(mention)
            if not state:
                continue
            met = self._named_in(self.tokens.sentence[mention.start])
            fitting = [
                p
                for p in self.persons
                if not p.roles and p not in met and self._meets(p, met, state)
            ]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _state_before(self, mention: Mention) -> str:
        before = mention.start - 1
        if before < 0:
            return ""
        demonym = states().by_demonym.get(self.tokens.text[before])
        owner = self.owner.get(before)
        return demonym.code if demonym else owner.state if owner is not None else ""

    def _named_in(self, sentence: int) -> list[Draft]:
        at = self.tokens.sentence
        return [p for p in self.persons if any(at[m.start] == sentence for m in p.mentions)]

    def _meets(self, person: Draft, met: list[Draft], state: str) -> bool:
        """Whether a sentence names the person, one of ``met`` and the state together."""
        at = self.tokens.sentence
        for mention in person.mentions:
            sentence = at[mention.start]
            if not any(p in met for p in self._named_in(sentence) if p is not person):
                continue
            owners = (d for i, d in self.owner.items() if at[i] == sentence)
            if any(d.state == state for d in owners):
                return True
        return False
