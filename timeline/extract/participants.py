"""Who takes part in a predicate, and where: syntactic arguments, resolved to entities.

A participant is an argument of the predicate, never somebody named inside
another phrase ("the contribution of X" makes no actor of X).  A state that
acts is an actor; where something happens is a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from timeline.extract.entities import Entities, EntityMention
from timeline.extract.lexicon import EventLexicon
from timeline.extract.predicates import Predicate

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "dative", "oprd", "attr"})
_WITH = frozenset(
    {"with", "to", "against", "by", "between", "alongside", "from", "for", "of", "among"}
)
_VERB_WITH = frozenset({"with", "to", "against", "by", "between", "alongside", "among"})
_WHERE = frozenset(
    {
        "in", "at", "near", "on", "aboard", "outside", "inside", "around", "off", "over", "across",
        "through", "into", "onto", "to", "from", "toward", "towards", "beside", "above", "below",
        "throughout", "along", "between", "within", "via", "for", "by",
    }
)  # fmt: skip
_PLACE_ONLY = frozenset(
    {"in", "at", "near", "on", "into", "outside", "inside", "across", "off", "around"}
)
_MOTION = frozenset({"arrive", "visit", "depart", "move", "return", "deploy", "gather"})
_PLACE_OBJECT = frozenset({"visit", "depart", "attack", "occupy", "burn", "disaster", "damage"})
_AMONG = frozenset({"between", "of", "among"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(slots=True)
class Participants:
    """Ids of actors and places in the order in which they were found.

    ``agents`` are those actors that stand as subject or in its stead.
    """

    actors: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    def add(self, mention: EntityMention, *, actor: bool, place: bool) -> None:
        """Takes the mention as actor or place, whichever it can be."""
        if actor and mention.actor and mention.actor not in self.actors:
            self.actors.append(mention.actor)
        if place and mention.place and mention.place not in self.places:
            self.places.append(mention.place)


class Cast:
    """The participants of every predicate of a document, by predicate index."""

    def __init__(
        self,
        doc: Doc,
        predicates: Sequence[Predicate],
        entities: Entities,
        words: EventLexicon,
    ) -> None:
        self._doc = doc
        self._predicates = predicates
        self._entities = entities
        self._words = words
        self._by_head = {p.head: p for p in predicates if p.form == "noun"}
        self._subjects: dict[int, list[EntityMention]] = {}
        self.by_predicate = [self._participants(predicate) for predicate in predicates]

    def _participants(self, predicate: Predicate) -> Participants:
        found = Participants()
        subjects = self.subjects(predicate)
        for mention in subjects:
            found.add(mention, actor=True, place=mention.actor is None)
        found.agents = list(found.actors)
        token = self._doc[predicate.head]
        if predicate.form == "verb":
            self._objects(token, predicate, found)
        self._adverbials(token, predicate, found)
        if predicate.form == "noun":
            self._modifiers(token, found)
        return found

    # --- who: the subject, found or understood

    def subjects(self, predicate: Predicate) -> list[EntityMention]:
        """The mentions that act: its own subject, or the one that it shares with its governor."""
        if predicate.index not in self._subjects:
            self._subjects[predicate.index] = []  # a circle of governors ends here
            find = self._verb_subjects if predicate.form == "verb" else self._noun_subjects
            self._subjects[predicate.index] = list(find(predicate))
        return self._subjects[predicate.index]

    def _verb_subjects(self, predicate: Predicate) -> Iterator[EntityMention]:
        token = self._doc[predicate.head]
        if predicate.lemma in self._words.light_subject:
            yield from self._of_its_happening(token)
        own = [child for child in token.children if child.dep_ in SUBJECTS]
        if own:
            for child in own:
                yield from self._subject(child, token)
            return
        if (
            predicate.relation in {"acl", "relcl"}
            or token.dep_ in {"acl", "relcl"}
            or predicate.relation == "amod"
        ):
            yield from self.mentions(token.head)
        elif predicate.governor is not None and _shares_subject(predicate, token):
            yield from self._shared(predicate)

    def _of_its_happening(self, token: Token) -> Iterator[EntityMention]:
        """ "The meeting between A and B took place": who takes part in the meeting."""
        for child in token.children:
            if child.dep_ in SUBJECTS:
                noun = token.head if child.lower_ in _RELATIVE and token.dep_ == "relcl" else child
                happening = self._by_head.get(noun.i)
                if happening is not None:
                    yield from self._parties(noun, _AMONG | {"with"})
                    yield from self.subjects(happening)

    def _parties(self, noun: Token, words: frozenset[str]) -> Iterator[EntityMention]:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in words:
                for inner in child.children:
                    yield from self.mentions(inner)

    def _subject(self, child: Token, verb: Token) -> Iterator[EntityMention]:
        if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
            yield from self.mentions(verb.head)
            return
        found = list(self.mentions(child))
        if not found:
            found = [m for g in child.children if g.dep_ == "poss" for m in self.mentions(g)]
        if not found and child.lower_ not in {"it", "there", "what"}:
            # "dozens of soldiers", "one of the victims"
            found = [
                mention
                for preposition in child.children
                if preposition.dep_ == "prep" and preposition.lower_ == "of"
                for inner in preposition.children
                for mention in self.mentions(inner)
                if _quantity(child)
            ]
        yield from found

    def _shared(self, predicate: Predicate) -> Iterator[EntityMention]:
        assert predicate.governor is not None  # noqa: S101 - the caller has looked
        governor = self._predicates[predicate.governor]
        if governor.form == "noun":
            yield from self.subjects(governor)
            return
        if predicate.relation == "xcomp":
            objects = [c for c in self._doc[governor.head].children if c.dep_ in {"dobj", "dative"}]
            controlled = [m for child in objects for m in self.mentions(child)]
            if controlled:
                yield from controlled
                return
        yield from self.subjects(governor)

    def _noun_subjects(self, predicate: Predicate) -> Iterator[EntityMention]:
        token = self._doc[predicate.head]
        own = [m for c in token.children if c.dep_ == "poss" for m in self.mentions(c)]
        own += [
            mention
            for child in token.children
            if child.dep_ in {"prep", "agent"} and child.lower_ == "by"
            for inner in child.children
            for mention in self.mentions(inner)
        ]
        if own:
            yield from own
        elif predicate.governor is not None and not self._has_party(token):
            governor = self._predicates[predicate.governor]
            light = predicate.relation == "dobj" and governor.lemma in self._words.light_object
            if light or predicate.relation in {"prep:on", "prep:at", "prep:during", "prep:in"}:
                yield from self.subjects(governor)

    def _has_party(self, token: Token) -> bool:
        """Whether the noun names its own parties ("the meeting between A and B", "of A")."""
        return any(mention.actor for mention in self._parties(token, _AMONG))

    # --- whom, with whom, where

    def _objects(self, token: Token, predicate: Predicate, found: Participants) -> None:
        where = bool(predicate.kinds & _PLACE_OBJECT)
        for child in token.children:
            if child.dep_ in _OBJECTS:
                for mention in self.mentions(child):
                    to_place = where and mention.place is not None
                    attacked = "attack" in predicate.kinds
                    found.add(mention, actor=not to_place or attacked, place=to_place)
        if token.dep_ == "relcl" and not any(c.dep_ == "dobj" for c in token.children):
            relative = [c for c in token.children if c.dep_ in SUBJECTS and c.lower_ in _RELATIVE]
            if not relative and token.tag_ != "VBG":
                for mention in self.mentions(token.head):
                    found.add(mention, actor=True, place=False)

    def _adverbials(self, token: Token, predicate: Predicate, found: Participants) -> None:
        for preposition in self._prepositions(token, predicate):
            word = preposition.lower_
            for inner in preposition.children:
                if inner.dep_ not in {"pobj", "pcomp"}:
                    continue
                for mention in self.mentions(inner):
                    self._adverbial(word, mention, predicate, found)
                if word in _WHERE:
                    self._nested_places(inner, found)

    def _prepositions(self, token: Token, predicate: Predicate) -> Iterator[Token]:
        for child in token.children:
            if child.dep_ in {"prep", "agent", "dative"} and child.pos_ == "ADP":
                yield child
                for inner in child.children:  # "from A to B", "out of X"
                    if inner.dep_ == "prep":
                        yield inner
            elif child.dep_ in SUBJECTS and predicate.form == "verb":
                for inner in child.children:  # "Lavrov, at the residence, said": the comma parts it
                    if inner.dep_ == "prep" and inner.i > 0 and inner.nbor(-1).text == ",":
                        yield inner

    def _adverbial(
        self, word: str, mention: EntityMention, predicate: Predicate, found: Participants
    ) -> None:
        moving = bool(predicate.kinds & _MOTION)
        is_place = mention.place is not None and (
            word in _PLACE_ONLY or (word in _WHERE and (moving or mention.actor is None))
        )
        if is_place:
            found.add(mention, actor=False, place=True)
        elif word in (_VERB_WITH if predicate.form == "verb" else _WITH):
            found.add(mention, actor=True, place=False)

    def _nested_places(self, token: Token, found: Participants) -> None:
        """ "at the Cosmodrome in the Amur Region": each place is where it happens."""
        mention = self._entities.at(token.i)
        if mention is None or mention.place is None:
            return
        for child in token.children:
            if child.dep_ == "appos":
                self._place(child, found)
            elif child.dep_ == "prep" and child.lower_ in _PLACE_ONLY:
                for inner in child.children:
                    self._place(inner, found)

    def _place(self, token: Token, found: Participants) -> None:
        mention = self._entities.at(token.i)
        if mention is not None:
            found.add(mention, actor=False, place=True)
            self._nested_places(token, found)

    def _modifiers(self, token: Token, found: Participants) -> None:
        """ "the Apple announcement", "US sanctions": a name before the noun takes part."""
        for child in token.children:
            if child.dep_ in {"compound", "amod", "nmod"} and child.i < token.i:
                mention = self._entities.at(child.i)
                if mention is not None and mention.token_end <= token.i:
                    found.add(mention, actor=True, place=mention.actor is None)

    # --- a phrase and the mentions that are its members

    def mentions(self, token: Token) -> Iterator[EntityMention]:
        """The mentions that the phrase with this head stands for: its own and those joined to it."""
        seen = set()
        for member in _members(token):
            mention = self._of_phrase(member)
            if mention is not None and mention.start not in seen:
                seen.add(mention.start)
                yield mention

    def _of_phrase(self, token: Token) -> EntityMention | None:
        mention = self._entities.at(token.i)
        if mention is not None:
            return mention
        for child in token.children:
            if child.dep_ == "appos":
                named = self._entities.at(child.i)
                if named is not None and named.how == "name":
                    return named
        return None


def _members(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"}:
            yield from _members(child)


def _shares_subject(predicate: Predicate, token: Token) -> bool:
    finite = token.tag_ in {"VBD", "VBZ", "VBP"} and predicate.relation not in {"conj", "xcomp"}
    return not finite and (
        predicate.relation in {"conj", "xcomp", "ccomp"}
        or predicate.relation.startswith(("prep:", "advcl", "pcomp"))
    )


def _quantity(token: Token) -> bool:
    return token.pos_ in {"NUM", "DET", "PRON"} or token.lower_ in {
        "dozens", "hundreds", "thousands", "millions", "number", "group", "majority", "some", "many",
    }  # fmt: skip
