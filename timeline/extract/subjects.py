"""Who acts: the subject of a predicate, spoken or understood, resolved to mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from timeline.extract.entities import Entities, EntityMention
from timeline.extract.lexicon import EventLexicon
from timeline.extract.predicates import Predicate

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
_AMONG = frozenset({"between", "of", "among"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"})
_QUANTITIES = frozenset(
    {
        "dozens", "hundreds", "thousands", "millions", "number", "group", "majority", "some",
        "many", "handful", "crowd", "couple", "pair", "rest", "members", "leaders", "assembly",
        "coalition", "alliance", "delegation", "team", "panel", "crew", "band", "dozen", "lot",
        "office", "total",
    }
)  # fmt: skip
# "accused of X", "convicted of X": X is done by whom the verb is about
_OF_ITS_OBJECT = frozenset({"accuse", "charge", "convict", "arrest", "sue", "dismiss", "free"})
_OCCASIONS = frozenset({"prep:on", "prep:at", "prep:during", "prep:in"})
# "forced schools to close": the schools close, even where they are nobody
_CAUSATIVES = frozenset(
    {"force", "cause", "allow", "enable", "require", "lead", "prompt", "compel", "order", "let"}
)
_TEXTS = frozenset(
    {
        "letter", "report", "statement", "note", "message", "email", "e-mail", "memo", "article",
        "document", "post", "tweet", "book", "lawsuit", "suit", "complaint", "petition", "release",
        "video", "essay", "resolution", "motion", "bill", "notice",
    }
)  # fmt: skip
_HIGHEST = 8  # how far up an understood subject is sought


class Phrases:
    """Which mentions a phrase stands for."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities

    def mentions(self, token: Token) -> Iterator[EntityMention]:
        """The mentions of the phrase with this head: its own and those joined to it by "and"."""
        seen = set()
        for member in _members(token):
            for mention in self._named_in(member) or [self._single(member)]:
                if mention is not None and mention.start not in seen:
                    seen.add(mention.start)
                    yield mention

    def _named_in(self, token: Token) -> list[EntityMention | None]:
        """ "Three countries, A, B and C": A, B and C; empty where the group names nobody."""
        group = self._entities.at(token.i)
        if group is None or group.how not in {"group", "description"}:
            return []
        beside = [child for child in token.children if child.dep_ == "appos"]
        named = [self._entities.at(other.i) for child in beside for other in _members(child)]
        several = [mention for mention in named if mention is not None and mention.how == "name"]
        return list(several) if len(several) > 1 else []

    def at(self, token: Token) -> EntityMention | None:
        """The mention that covers the token, or None."""
        return self._entities.at(token.i)

    def _single(self, token: Token) -> EntityMention | None:
        mention = self._entities.at(token.i)
        if mention is not None:
            return mention
        beside = [child for child in token.children if child.dep_ == "appos"]
        if token.dep_ == "appos":  # "Zalewski, the surveyor who ...": the surveyor is Zalewski
            beside.append(token.head)
        for other in beside:
            named = self._entities.at(other.i)
            if named is not None and named.how == "name":
                return named
        return None

    def after(self, token: Token, words: frozenset[str]) -> Iterator[EntityMention]:
        """The mentions that follow one of the prepositions after the token."""
        for child in token.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in words:
                for inner in child.children:
                    yield from self.mentions(inner)


def _members(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in _NOMINAL:
            yield from _members(child)


class Subjects:
    """The mentions that act in each predicate of a document."""

    def __init__(
        self,
        doc: Doc,
        predicates: Sequence[Predicate],
        phrases: Phrases,
        words: EventLexicon,
    ) -> None:
        self._doc = doc
        self._predicates = predicates
        self._phrases = phrases
        self._words = words
        self._by_head = {predicate.head: predicate for predicate in predicates}
        self._known: dict[int, list[EntityMention]] = {}

    def of(self, predicate: Predicate) -> list[EntityMention]:
        """The mentions that act: its own subject, or the one it shares with a clause above."""
        if predicate.index not in self._known:
            self._known[predicate.index] = []  # a circle ends here
            find = self._of_verb if predicate.form == "verb" else self._of_noun
            self._known[predicate.index] = list(find(predicate))
        return self._known[predicate.index]

    # --- verbs

    def _of_verb(self, predicate: Predicate) -> Iterator[EntityMention]:
        token = self._doc[predicate.head]
        if predicate.lemma in self._words.light_subject:
            yield from self._of_its_happening(token)
        own = [child for child in token.children if child.dep_ in SUBJECTS]
        for child in own:
            yield from self._spoken(child, token)
        if not own:
            beside = self._after_time(token) or self._just_before(token)
            yield from beside or self._understood(token)

    def _after_time(self, verb: Token) -> list[EntityMention]:
        """ "On Friday Northern Lines cancelled ...": the name after the day is the subject."""
        if not _finite(verb):
            return []
        return [
            mention
            for child in verb.lefts
            if child.dep_ == "prep" and child.i + 1 < verb.i
            for inner in child.children
            if inner.dep_ == "pobj"
            and child.nbor().ent_type_ in {"DATE", "TIME"}
            and inner.ent_type_ not in {"DATE", "TIME"}
            for mention in self._phrases.mentions(inner)
        ]

    def _just_before(self, verb: Token) -> list[EntityMention]:
        """ "... and many more were hurt": who stands at the auxiliary that the parser left alone."""
        first = next((c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}), None)
        if first is None or not first.i or first.tag_ == "TO" or verb.dep_ in {"relcl", "acl"}:
            return []
        mention = self._phrases.at(first.nbor(-1))
        ends = mention is not None and mention.token_end == first.i
        return [mention] if mention is not None and ends and mention.actor else []

    def _of_its_happening(self, token: Token) -> Iterator[EntityMention]:
        """ "The meeting between A and B took place": who takes part in the meeting."""
        for child in token.children:
            if child.dep_ in SUBJECTS:
                noun = token.head if child.lower_ in RELATIVES and token.dep_ == "relcl" else child
                happening = self._by_head.get(noun.i)
                if happening is not None and happening.form == "noun":
                    yield from self._phrases.after(noun, _AMONG | {"with"})
                    yield from self.of(happening)

    def _spoken(self, child: Token, verb: Token) -> Iterator[EntityMention]:
        if child.lower_ in RELATIVES and verb.dep_ == "relcl":
            yield from self._phrases.mentions(verb.head)
            return
        found = list(self._phrases.mentions(_before_its_place(child, self._phrases)))
        if not found:  # "the minister's plane": it is the minister who lands
            found = [
                m for g in child.children if g.dep_ == "poss" for m in self._phrases.mentions(g)
            ]
        if not found and _quantity(child):  # "dozens of soldiers", "one of the victims"
            found = list(self._phrases.after(child, frozenset({"of"})))
        yield from found
        if len(found) == 1 and verb.tag_ in {"VBP", "VB"}:
            yield from self._beside(child, found[0])

    def _beside(self, token: Token, first: EntityMention) -> Iterator[EntityMention]:
        """ "Apple, Samsung settle": in a headline a comma joins the two, as the verb shows."""
        for child in token.children:
            other = self._phrases.at(child) if child.dep_ == "appos" else None
            named = other is not None and first.how == other.how == "name"
            if other is not None and named and None not in (first.actor, other.actor):
                yield other

    def _understood(self, token: Token) -> Iterator[EntityMention]:
        """The subject of a clause above, or the noun that a participle describes."""
        current = token
        for _ in range(_HIGHEST):
            head, relation = current.head, current.dep_
            if head.i == current.i or (
                _finite(current) and relation not in {"conj", "relcl", "acl"}
            ):
                return
            if relation in {"relcl", "amod"} or (relation == "acl" and current.tag_ != "VB"):
                yield from self._described(head) or self._author(current, head)
                return
            if relation == "acl":  # "the attempts by X to do": X, and nobody else
                yield from self._owner(head)
                return
            if relation == "xcomp" and current is token:
                controlled = self._objects_of(head)
                caused = any(c.dep_ == "dobj" for c in head.children)
                if controlled or (caused and head.lemma_.lower() in _CAUSATIVES):
                    yield from controlled
                    return
            about = self._about_its_object(current, head)
            if about is not None:
                yield from about
                return
            own = [child for child in head.children if child.dep_ in SUBJECTS]
            if own and head.pos_ in {"VERB", "AUX"}:
                for child in own:
                    yield from self._spoken(child, head)
                return
            current = head

    def _described(self, noun: Token) -> list[EntityMention]:
        happening = self._by_head.get(noun.i)
        found = list(self._phrases.mentions(noun))
        if not found and happening is not None and happening.form == "noun":
            found = self.of(happening)
        return found

    def _author(self, verb: Token, noun: Token) -> list[EntityMention]:
        """ "X sent a letter accusing Y", "X was on the scene helping Y": X accuses and helps."""
        above = noun.head
        wrote = noun.lemma_.lower() in _TEXTS and noun.dep_ == "dobj"
        there = noun.dep_ == "pobj" and above.dep_ == "prep" and above.head.lemma_ == "be"
        if verb.tag_ != "VBG" or not (wrote or there):
            return []
        clause = above.head if there else above
        own = [child for child in clause.children if child.dep_ in SUBJECTS]
        return [mention for child in own for mention in self._spoken(child, clause)]

    def _owner(self, noun: Token) -> Iterator[EntityMention]:
        """Whose "attempt", "plan" or "decision" it is: named with it, or who makes it."""
        own = [m for c in noun.children if c.dep_ == "poss" for m in self._phrases.mentions(c)]
        own += self._phrases.after(noun, frozenset({"by", "of", "from"}))
        verb = noun.head
        if not own and noun.dep_ == "dobj" and verb.lemma_.lower() in self._words.light_object:
            governor = self._by_head.get(verb.i)
            own = [] if governor is None else self.of(governor)
        yield from own

    def _objects_of(self, verb: Token) -> list[EntityMention]:
        return [
            mention
            for child in verb.children
            if child.dep_ in {"dobj", "dative"}
            for mention in self._phrases.mentions(child)
        ]

    def _about_its_object(self, token: Token, preposition: Token) -> list[EntityMention] | None:
        """ "accused X of doing": X does it; None where the verb is not of that kind."""
        verb = preposition.head
        if token.dep_ not in {"pcomp", "pobj"} or preposition.lower_ not in {"of", "for", "with"}:
            return None
        kinds = self._words.kinds(verb.lemma_.lower())
        if verb.pos_ != "VERB" or not kinds & _OF_ITS_OBJECT:
            return None
        passive = [child for child in verb.children if child.dep_ == "nsubjpass"]
        return self._objects_of(verb) or [
            mention for child in passive for mention in self._spoken(child, verb)
        ]

    # --- nouns

    def _of_noun(self, predicate: Predicate) -> Iterator[EntityMention]:
        token = self._doc[predicate.head]
        own = [m for c in token.children if c.dep_ == "poss" for m in self._phrases.mentions(c)]
        own += self._phrases.after(token, frozenset({"by"}))
        if not own and token.dep_ == "pobj" and token.head.lower_ in {"on", "in", "under"}:
            holder = self._phrases.at(token.head.head)  # "Jobs on medical leave"
            if holder is not None and holder.actor and holder.place is None:
                own = [holder]
        if own:
            yield from own
            return
        about = self._about_its_object(token, token.head)
        if about is not None:
            yield from about
        elif predicate.governor is not None and not self._has_party(token):
            yield from self._of_its_verb(predicate, self._predicates[predicate.governor])

    def _of_its_verb(self, noun: Predicate, governor: Predicate) -> Iterator[EntityMention]:
        """Whose happening it is by the verb: "X held a meeting", "the board granted X leave"."""
        verb = self._doc[governor.head]
        lightly = governor.lemma in self._words.light_object
        if lightly and noun.relation == "nsubjpass":  # "the search was conducted by X"
            yield from self._phrases.after(verb, frozenset({"by"}))
        if noun.relation == "dobj":
            for child in verb.children:
                if child.dep_ == "dative" and child.pos_ != "ADP":
                    yield from self._phrases.mentions(child)
        if (noun.relation == "dobj" and lightly) or noun.relation in _OCCASIONS:
            yield from self.of(governor)

    def _has_party(self, token: Token) -> bool:
        """Whether the noun names its own parties ("the meeting between A and B", "of A")."""
        return any(mention.actor for mention in self._phrases.after(token, _AMONG))


def _before_its_place(token: Token, phrases: Phrases) -> Token:
    """ "A judge in Paris, France ruled": the judge, not France."""
    mention = phrases.at(token)
    if mention is None or mention.place is None or mention.token_start < 3:
        return token
    comma = token.doc[mention.token_start - 1]
    inner = phrases.at(comma.nbor(-1))
    if comma.text != "," or inner is None or inner.place is None or inner.token_start < 2:
        return token
    preposition = token.doc[inner.token_start - 1]
    noun = preposition.nbor(-1)
    beside = preposition.lower_ in {"in", "at", "near"} and noun.sent == token.sent
    return noun if beside and phrases.at(noun) is not None else token


def _finite(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in {"VBD", "VBZ", "VBP", "MD"}
        for child in token.children
    )


def _quantity(token: Token) -> bool:
    if token.lower_ in {"it", "there", "what"}:
        return False
    return token.pos_ in {"NUM", "DET", "PRON"} or token.lower_ in _QUANTITIES
