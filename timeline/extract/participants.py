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
from timeline.extract.parse_labels import RELATIVES, SUBJECTS
from timeline.extract.phrases import Phrases
from timeline.extract.predicates import Predicate
from timeline.extract.subjects import Subjects, is_quantity, passive_above

_OBJECTS = frozenset({"dobj", "dative"})
_WITH = frozenset(
    {"with", "to", "against", "by", "between", "alongside", "from", "for", "of", "among"}
)
_VERB_WITH = frozenset({"with", "to", "against", "by", "between", "alongside", "among", "from"})
_CLOSE = frozenset({"in", "at", "near", "off"})
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
_TO = frozenset({"to", "from", "toward", "towards", "for", "through", "over", "via"})
_MOTION = frozenset({"arrive", "visit", "depart", "move", "return", "deploy", "gather"})
# "found X guilty": verbs that say of somebody what he is
_FINDING = frozenset({"find", "declare", "leave", "deem", "pronounce", "consider", "judge", "rule"})
# what is done to somebody's thing is done to him
_AFFECTING = frozenset(
    {
        "steal", "seize", "hack", "attack", "damage", "destroy", "raid", "search", "freeze", "loot",
        "confiscate", "bomb", "burn", "storm", "infringe", "violate", "copy", "breach", "buy",
        "acquire", "purchase", "block", "close", "shut", "demolish", "torch", "ransack", "leak",
        "reject", "accept", "deny", "revoke", "suspend", "cancel", "hit", "misappropriate", "shell",
    }
)  # fmt: skip
_AIMED = frozenset({"sanction", "attack", "probe", "report", "threaten", "accuse", "approve"})
_TIMES = frozenset({"year", "day", "month", "week", "time", "night", "moment", "hour", "morning"})
_ROUTE = frozenset({"to", "from", "in", "at", "near", "through"})
_PLACE_OBJECT = frozenset({"visit", "depart", "attack", "occupy", "burn", "disaster", "damage"})


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
        self._words = words
        self._phrases = Phrases(doc, entities)
        self._subjects = Subjects(doc, predicates, self._phrases, words)
        self.by_predicate = [self._participants(predicate) for predicate in predicates]
        self._share_places(predicates)

    def _participants(self, predicate: Predicate) -> Participants:
        found = Participants()
        for mention in self._subjects.of(predicate):
            found.add(mention, actor=True, place=mention.actor is None)
        found.agents = list(found.actors)
        token = self._doc[predicate.head]
        if predicate.form == "verb":
            self._objects(token, predicate, found)
            self._shared_agent(token, found)
        self._adverbials(token, predicate, found)
        if predicate.form == "noun":
            self._modifiers(token, found)
        if not found.places:
            self._where_clause(token, found)
        return found

    def _where_clause(self, token: Token, found: Participants) -> None:
        """ "Flew to Libya, where a war broke out": the war is in Libya."""
        while token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "conj"}:
            token = token.head
        if token.dep_ == "relcl" and any(c.lower_ == "where" for c in token.children):
            for mention in self._phrases.mentions(token.head):
                found.add(mention, actor=False, place=True)

    def _share_places(self, predicates: Sequence[Predicate]) -> None:
        """ "A tsunami hit Sulawesi": the tsunami was where it hit."""
        for predicate in predicates:
            subject = predicate.form == "noun" and predicate.relation == "nsubj"
            if not subject or predicate.governor is None:
                continue
            own, governor = self.by_predicate[predicate.index], predicates[predicate.governor]
            if own.places or not governor.kinds & _PLACE_OBJECT:
                continue
            struck = self.by_predicate[governor.index]
            own.places.extend(struck.places)
            own.actors.extend(a for a in struck.actors if a not in own.actors)

    def _shared_agent(self, token: Token, found: Participants) -> None:
        """ "was shot and killed by police": the agent of the last is that of all."""
        active = any(c.dep_ == "aux" for c in token.children) and not any(
            c.dep_ == "auxpass" for c in token.children
        )
        if token.tag_ != "VBN" or active:
            return
        for child in token.children:
            # "was forced out and was shunned by Y": of the second alone
            own = any(c.dep_ in {"aux", "auxpass"} for c in child.children)
            if child.dep_ == "conj" and child.tag_ == "VBN" and not own:
                for mention in self._phrases.after(child, frozenset({"by"})):
                    found.add(mention, actor=True, place=False)
                self._shared_agent(child, found)

    # --- whom, with whom, where

    def _objects(self, token: Token, predicate: Predicate, found: Participants) -> None:
        where = bool(predicate.kinds & _PLACE_OBJECT)
        told = predicate.lemma.split()[0] in self._words.speech
        for child in token.children:
            if child.dep_ in _OBJECTS:
                whom = token.dep_ == "relcl" and child.lower_ in RELATIVES
                for mention in self._phrases.mentions(token.head if whom else child):
                    to_place = mention.place is not None and (
                        where or (mention.actor is None and not told)
                    )
                    attacked = "attack" in predicate.kinds
                    found.add(mention, actor=not to_place or attacked, place=to_place)
                self._place_before(child, found)
                self._part_of(child, found, where)
                self._owner(child, token, found)
            elif child.dep_ == "nsubjpass":
                self._place_before(child, found)
                self._owner(child, token, found)
            elif child.dep_ == "ccomp" and token.lemma_.lower() in _FINDING:
                self._found_to_be(child, found)
        if token.dep_ == "relcl" and not any(c.dep_ == "dobj" for c in token.children):
            relative = [c for c in token.children if c.dep_ in SUBJECTS and c.lower_ in RELATIVES]
            relative += [c for c in token.children if c.lower_ in {"where", "when", "why"}]
            if token.head.lemma_.lower() in _TIMES:  # "the year Stalin died"
                return
            if not relative and token.tag_ != "VBG":
                for mention in self._phrases.mentions(token.head):
                    found.add(mention, actor=True, place=False)

    def _part_of(self, noun: Token, found: Participants, where: bool) -> None:
        """ "Half of the capital", "one each of A and B": what is counted takes part."""
        if self._phrases.at(noun) is not None or not (is_quantity(noun) or noun.text == "%"):
            return
        inner = [c for c in noun.children if c.dep_ in {"det", "appos"}]
        for token in [noun, *inner]:
            for mention in self._phrases.after(token, frozenset({"of"})):
                only = mention.actor is None
                found.add(mention, actor=not where or only, place=where or only)

    def _owner(self, noun: Token, verb: Token, found: Participants) -> None:
        """ "Stole X's car", "hit the servers of X": whom it happens to, if the thing is nobody."""
        if verb.lemma_.lower() not in _AFFECTING or next(self._phrases.mentions(noun), None):
            return
        for child in noun.children:
            if child.dep_ == "poss":
                for mention in self._phrases.mentions(child):
                    found.add(mention, actor=True, place=False)
        for mention in self._phrases.after(noun, frozenset({"of"})):
            found.add(mention, actor=True, place=False)

    def _found_to_be(self, clause: Token, found: Participants) -> None:
        """ "Found X negligent": a clause without a verb tells of its subject."""
        if clause.tag_ not in {"JJ", "NN", "NNS", "VBN", "RB"}:
            return
        if any(c.dep_ in {"aux", "auxpass", "mark", "cop"} for c in clause.children):
            return
        for child in clause.children:
            if child.dep_ in SUBJECTS:
                for mention in self._phrases.mentions(child):
                    found.add(mention, actor=True, place=False)

    def _objects_of(self, verb: Token, found: Participants) -> None:
        for child in verb.children:
            if child.dep_ in _OBJECTS:
                for mention in self._phrases.mentions(child):
                    found.add(mention, actor=True, place=False)

    def _place_before(self, noun: Token, found: Participants) -> None:
        """ "The Brussels metro was shut down": a thing that is nobody still stands somewhere."""
        if next(self._phrases.mentions(noun), None) is not None:
            return
        for child in noun.children:
            mention = self._phrases.at(child)
            before = child.dep_ in {"compound", "poss"} and child.i < noun.i
            if before and mention is not None and mention.token_end <= noun.i:
                found.add(mention, actor=False, place=mention.actor is None)

    def _adverbials(self, token: Token, predicate: Predicate, found: Participants) -> None:
        for preposition in self._prepositions(token, predicate):
            word = preposition.lower_
            for inner in preposition.children:
                if inner.dep_ not in {"pobj", "pcomp"}:
                    continue
                for mention in self._phrases.mentions(inner):
                    self._adverbial(word, mention, predicate, found)
                if word in _WHERE:
                    self._nested_places(inner, found)
                    if self._phrases.at(inner) is None:  # "off the northern tip of Gotland"
                        for mention in self._phrases.after(inner, frozenset({"of"})):
                            found.add(mention, actor=False, place=True)

    def _prepositions(self, token: Token, predicate: Predicate) -> Iterator[Token]:
        for child in token.children:
            if child.dep_ in {"prep", "agent", "dative"} and child.pos_ == "ADP":
                yield child
                for inner in child.children:  # "from A to B", "out of X"
                    if inner.dep_ == "prep":
                        yield inner
            elif child.dep_ in SUBJECTS | _OBJECTS and predicate.form == "verb":
                yield from self._hung_too_low(child, predicate)
                happening = child.lemma_.lower() in self._words.noun_kinds
                if happening and passive_above(child) is not None:  # "was given a ban by X"
                    yield from (c for c in child.children if c.lower_ == "by")

    def _hung_too_low(self, noun: Token, predicate: Predicate) -> Iterator[Token]:
        """Phrases of the clause that the parser hangs on its subject or object.

        "Lavrov, at the residence, said" (the comma parts it); "refitted the ferry in Gdansk";
        "signed a deal with X".  What hangs on a happening is that one's own.
        """
        told = predicate.lemma.split()[0] in self._words.speech
        happening = noun.lemma_.lower() in self._words.noun_kinds
        for inner in noun.children:
            if inner.dep_ != "prep" or inner.i == 0:
                continue
            apart = inner.nbor(-1).text == ","
            what = self._unnamed(noun)
            stands = bool(what) or noun.dep_ != "nsubj"
            where = inner.lower_ in _CLOSE and not happening and not told and stands
            where |= inner.lower_ in _CLOSE and told and what == "group"
            where |= inner.lower_ in _ROUTE and noun.dep_ == "nsubjpass" and not told
            party = inner.lower_ in {"with", "against"} and noun.dep_ == "dobj"
            if apart or where or party:
                yield inner

    def _unnamed(self, noun: Token) -> str:
        """ "group" for people or a body without a name, "nobody" for a thing; "" for a name."""
        mention = self._phrases.at(noun)
        if mention is None:
            return "" if noun.pos_ in {"PRON", "PROPN"} else "nobody"
        return "group" if mention.how == "group" else ""

    def _adverbial(
        self, word: str, mention: EntityMention, predicate: Predicate, found: Participants
    ) -> None:
        aimed = predicate.form == "noun" and word in {"on", "into"} and predicate.kinds & _AIMED
        is_place = (
            mention.place is not None
            and not (aimed and mention.actor)
            and (
                word in _PLACE_ONLY
                or (word in _WHERE and mention.actor is None)
                or (word in _TO and self._leads_somewhere(predicate))
            )
        )
        if is_place:
            found.add(mention, actor=False, place=True)
        elif word == "of" and predicate.form == "noun" and mention.actor is None:
            found.add(mention, actor=False, place=True)  # "the eruption of Mount Etna"
        elif word in (_VERB_WITH if predicate.form == "verb" else _WITH):
            found.add(mention, actor=True, place=False)
        elif predicate.form == "noun" and word in {"on", "into", "over"}:
            found.add(mention, actor=True, place=False)  # "the investigation into X"

    def _leads_somewhere(self, predicate: Predicate) -> bool:
        """Whether "to X" tells where, not to whom: "towed to X", not "sold to X"."""
        if predicate.form == "noun":
            return bool(predicate.kinds & _MOTION)
        return predicate.lemma.split()[0] not in self._words.recipients

    def _nested_places(self, token: Token, found: Participants) -> None:
        """ "at the Cosmodrome in the Amur Region": each place is where it happens."""
        mention = self._phrases.at(token)
        if mention is None or mention.place is None:
            return
        for child in token.children:
            if child.dep_ == "appos":
                self._place(child, found)
            elif child.dep_ == "prep" and child.lower_ in _PLACE_ONLY:
                for inner in child.children:
                    self._place(inner, found)
                break  # "in the Amur Region in the Far East": the second only surrounds the first

    def _place(self, token: Token, found: Participants) -> None:
        mention = self._phrases.at(token)
        if mention is not None:
            found.add(mention, actor=False, place=True)
            self._nested_places(token, found)

    def _modifiers(self, token: Token, found: Participants) -> None:
        """ "the Apple announcement", "US sanctions": a name before the noun takes part."""
        for child in token.children:
            if child.dep_ == "acl" and child.lower_ == "involving":
                self._objects_of(child, found)
            if child.dep_ in {"compound", "amod", "nmod"} and child.i < token.i:
                mention = self._phrases.at(child)
                if mention is not None and mention.token_end <= token.i:
                    found.add(mention, actor=True, place=mention.actor is None)
