"""Which mentions a phrase stands for, and whom a group without a name means."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from timeline.extract.antecedents import antecedent
from timeline.extract.entities import Entities, EntityMention
from timeline.extract.names_lexicon import words
from timeline.extract.parse_labels import SUBJECTS

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"})
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4}
_TAKING_UP = frozenset({"the", "these", "those", "both", "all"})
_ANYBODY = frozenset({"side", "party", "rival", "neighbour", "neighbor", "opponent", "partner"})
_LOOKED_BACK = 3  # sentences


class Phrases:
    """The mentions of the phrases of one document."""

    def __init__(self, doc: Doc, entities: Entities) -> None:
        self._doc = doc
        self._entities = entities
        self._sentences = [0]
        for token in doc:
            self._sentences.append(
                self._sentences[-1] + (bool(token.is_sent_start) and token.i > 0)
            )
        self._members = self._named_groups()

    def mentions(self, token: Token) -> Iterator[EntityMention]:
        """The mentions of the phrase with this head: its own and those joined to it by "and"."""
        seen = set()
        for member in members(token):
            found = self._single(member)
            if found is None:
                own = self._taken_up(member)
            else:
                own = [*(self._of_group(found) or [found]), *self._including(member)]
            for mention in own:
                if mention.start not in seen:
                    seen.add(mention.start)
                    yield mention

    def at(self, token: Token) -> EntityMention | None:
        """The mention that covers the token, or None."""
        return self._entities.at(token.i)

    def after(self, token: Token, prepositions: frozenset[str]) -> Iterator[EntityMention]:
        """The mentions that follow one of the prepositions after the token."""
        for child in token.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in prepositions:
                for inner in child.children:
                    yield from self.mentions(inner)

    def kind(self, mention: EntityMention) -> str:
        """The kind of the mention's actor, or "" where it has none."""
        return "" if mention.actor is None else self._entities.actor(mention.actor).kind

    def _single(self, token: Token) -> EntityMention | None:
        mention = self._entities.at(token.i)
        if mention is not None:
            return self._named_as(token, mention)
        beside = [child for child in token.children if child.dep_ == "appos"]
        if token.dep_ == "appos":  # "Zalewski, the surveyor who ...": the surveyor is Zalewski
            beside.append(token.head)
        for other in beside:
            named = self._entities.at(other.i)
            if named is not None and named.how == "name":
                return named
        return None

    def _taken_up(self, pronoun: Token) -> list[EntityMention]:
        """Whom "it" or "they" means where only the subject before it fits."""
        if pronoun.pos_ != "PRON" or pronoun.dep_ not in SUBJECTS:
            return []
        meant = antecedent(self._doc, pronoun, self._is_person)
        named = (self._entities.at(m.i) for m in ([] if meant is None else members(meant)))
        return [mention for mention in named if mention is not None]

    def _is_person(self, index: int) -> bool:
        """Whether it is somebody who is no "it": a person, or one of people, not a body."""
        mention, lemma = self._entities.at(index), self._doc[index].lemma_.lower()
        if mention is None or self.kind(mention) == "person":
            return mention is not None
        return self.kind(mention) == "group" and lemma not in words().bodies

    def _including(self, noun: Token) -> Iterator[EntityMention]:
        """ "Defectors from the church including A and B": A and B too."""
        for child in noun.children:
            if child.dep_ != "prep":
                continue
            if child.lower_ == "including":
                named = (self._entities.at(m.i) for c in child.children for m in members(c))
                yield from (m for m in named if m is not None and m.actor and m.how == "name")
            elif noun.pos_ in {"NOUN", "PROPN"}:
                for inner in child.children:
                    yield from self._including(inner)

    def _named_as(self, token: Token, mention: EntityMention) -> EntityMention:
        """ "Amos Tarrant, carrier, who had been found": the carrier is Amos Tarrant."""
        if token.dep_ != "appos" or mention.how != "group" or token.tag_ != "NN":
            return mention
        named = self._entities.at(token.head.i)
        is_person = named is not None and named.how == "name" and self.kind(named) == "person"
        return named if named is not None and is_person else mention

    # --- groups that are named

    def _of_group(self, mention: EntityMention) -> list[EntityMention]:
        """The members of the group that the mention names; empty where they are not named."""
        if mention.actor is None:
            return []
        if mention.how == "name":  # "two Republicans - Senators A and B - voted"
            several = self._beside(mention) if self.kind(mention) == "group" else []
            return several if len(several) > 1 else []
        return self._members.get(mention.actor, [])

    def _named_groups(self) -> dict[str, list[EntityMention]]:
        """The members of each group of which the article names them, by the group's id."""
        found: dict[str, list[EntityMention]] = {}
        for mention in self._entities.mentions:
            if mention.actor is None or mention.how not in {"group", "description"}:
                continue
            if self.kind(mention) == "group" and mention.actor not in found:
                several = self._beside(mention) or self._before(mention)
                if len(several) > 1:
                    found[mention.actor] = several
        return found

    def _beside(self, group: EntityMention) -> list[EntityMention]:
        """ "Three countries, A, B and C": A, B and C."""
        apposed = [c for c in self._doc[group.head].children if c.dep_ == "appos"]
        named = [self._entities.at(other.i) for c in apposed for other in members(c)]
        return [m for m in named if m is not None and m.how == "name"]

    def _before(self, group: EntityMention) -> list[EntityMention]:
        """ "The two leaders", "both companies": as many of their kind as were just named."""
        span = self._doc[max(group.token_start - 1, 0) : group.token_end]
        number = next((_NUMBERS[t.lower_] for t in span if t.lower_ in _NUMBERS), 0)
        head = self._doc[group.token_end - 1]
        if not number or not _TAKING_UP & {t.lower_ for t in span} or span[0].dep_ == "amod":
            return []
        kinds = _kinds_of(head)
        last = self._sentences[group.token_start + 1]
        named: dict[str, EntityMention] = {}
        for mention in reversed(self._entities.mentions):
            if mention.start >= group.start or mention.actor is None:
                continue
            sentence = self._sentences[mention.token_start + 1]
            if sentence < last and len(named) >= number:
                break
            if sentence < self._sentences[group.token_start + 1] - _LOOKED_BACK:
                break
            last = sentence
            if self.kind(mention) in kinds:
                named.setdefault(mention.actor, mention)
        return list(reversed(named.values())) if len(named) == number else []


def members(token: Token) -> Iterator[Token]:
    """The token and what is joined to it by "and"."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in _NOMINAL:
            yield from members(child)


def _kinds_of(head: Token) -> frozenset[str]:
    """The kinds of those whom the noun can mean."""
    lexicon, lemma = words(), head.lemma_.lower()
    if lemma in _ANYBODY:
        return frozenset({"person", "organisation", "state"})
    if lemma in lexicon.state_nouns:
        return frozenset({"state"})
    if lemma in lexicon.firm_nouns | lexicon.institution_nouns:
        return frozenset({"organisation"})
    return frozenset({"person"}) if lemma in lexicon.people else frozenset()
