"""Who acts: the subject of a predicate, spoken or understood, resolved to mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from timeline.extract.entities import EntityMention
from timeline.extract.lexicon import EventLexicon
from timeline.extract.parse_labels import RELATIVES, SUBJECTS
from timeline.extract.phrases import Phrases
from timeline.extract.predicates import Predicate
from timeline.extract.stray_subjects import (
    beside_subject,
    finite,
    stray_subjects,
    without_that,
)

_AMONG = frozenset({"between", "of", "among"})
_QUANTITIES = frozenset(
    {
        "dozens", "hundreds", "thousands", "millions", "number", "group", "majority", "some",
        "many", "handful", "crowd", "couple", "pair", "rest", "members", "leaders", "assembly",
        "coalition", "alliance", "delegation", "team", "panel", "crew", "band", "dozen", "lot",
        "office", "total", "outbreak", "epidemic", "strain", "case", "cases",
    }
)  # fmt: skip
# "accused of X", "convicted of X": X is done by whom the verb is about
_OF_ITS_OBJECT = frozenset({"accuse", "charge", "convict", "arrest", "sue", "dismiss", "free"})
# punished or praised for X: X is done by whom the verb, or the noun, is about
_PUNISH = frozenset(
    {
        "ban", "suspend", "jail", "fine", "fin", "imprison", "punish", "praise", "thank", "honor",
        "honour", "sentence", "expel", "execute", "sanction", "prosecute", "indict", "try", "fire",
        "hang",
        "detain", "arrest", "criticize", "criticise", "condemn", "convict", "suspension", "sack",
        "penalty", "conviction", "blame", "rebuke", "reprimand", "disqualify", "award", "deport",
    }
)  # fmt: skip
_DURING = frozenset({"while", "when", "after", "before", "since"})
_OCCASIONS = frozenset({"prep:on", "prep:at", "prep:during", "prep:in"})
# "forced schools to close": the schools close, even where they are nobody
_CAUSATIVES = frozenset(
    {"force", "cause", "allow", "enable", "require", "lead", "prompt", "compel", "order", "let"}
)
# "called on X to stop", "prevented X from stopping"
_CALLING = frozenset({"call", "appeal", "plead", "prevail", "shout", "signal"})
_KEEPING = frozenset(
    {
        "prevent", "stop", "ban", "bar", "keep", "block", "prohibit", "discourage", "deter",
        "dissuade", "restrain", "hinder", "save", "protect", "forbid", "exclude", "disqualify",
    }
)  # fmt: skip
_TEXTS = frozenset(
    {
        "letter", "report", "statement", "note", "message", "email", "e-mail", "memo", "article",
        "document", "post", "tweet", "book", "lawsuit", "suit", "complaint", "petition", "release",
        "video", "essay", "resolution", "motion", "bill", "notice",
    }
)  # fmt: skip
_HIGHEST = 8  # how far up an understood subject is sought


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
        if token.dep_ == "conj" and token.lemma_.lower() in self._words.speech:
            own = [c for c in own if c.i < token.i]  # "called it a victory and said officers ..."
        if token.tag_ == "VBG" and not own:  # "told of the plane plummeting"
            own = [c for c in token.children if c.dep_ == "compound" and c.i == token.i - 1]
        for child in own:
            yield from self._spoken(child, token)
        if not own:
            beside = stray_subjects(token, self._phrases)
            if beside or not without_that(token):
                yield from beside or self._understood(token)

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
        if not found and is_quantity(child):  # "dozens of soldiers", "one of the victims"
            found = list(self._phrases.after(child, frozenset({"of"})))
        yield from found or beside_subject(verb, child, self._phrases)
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
        current = first = token
        for _ in range(_HIGHEST):
            head, relation = _above(current), current.dep_
            if head.i == current.i or (
                finite(current) and relation not in {"conj", "relcl", "acl"}
            ):
                return
            if relation in {"relcl", "amod"} or (relation == "acl" and current.tag_ != "VB"):
                yield from self._described(head) or self._author(current, head)
                return
            if relation == "acl":  # "the attempts by X to do": X, and nobody else
                yield from self._owner(head)
                return
            given = self._controlled(head) if relation == "xcomp" and current is first else None
            given = self._about_its_object(current, head) if given is None else given
            if given is not None:
                yield from given
                return
            own = [child for child in head.children if child.dep_ in SUBJECTS]
            if own and head.pos_ in {"VERB", "AUX"}:
                for child in own:
                    yield from self._spoken(child, head)
                return
            if relation == "conj" and current is first and current.tag_ == head.tag_:
                first = head  # "asked X to respect and execute": what is joined is X's too
            current = head

    def _controlled(self, verb: Token) -> list[EntityMention] | None:
        """Who does what somebody asks, allows or forces; None where that is its own subject."""
        found = self._objects_of(verb) or self._called_on(verb)
        caused = any(c.dep_ == "dobj" for c in verb.children)
        return found if found or (caused and verb.lemma_.lower() in _CAUSATIVES) else None

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
        objects = [child for child in verb.children if child.dep_ in {"dobj", "dative"}]
        whom = verb.dep_ == "relcl"  # "two men whom it accused of spying": the two men
        return [
            mention
            for child in objects
            for mention in self._phrases.mentions(
                verb.head if whom and child.lower_ in RELATIVES else child
            )
        ]

    def _called_on(self, verb: Token) -> list[EntityMention]:
        """ "Called on X to stop": X is to stop."""
        if verb.lemma_.lower() not in _CALLING:
            return []
        return list(self._phrases.after(verb, frozenset({"on", "upon", "to"})))

    def _about_its_object(self, token: Token, preposition: Token) -> list[EntityMention] | None:
        """ "accused X of doing": X does it; None where the verb is not of that kind."""
        verb = preposition.head
        lemma = verb.lemma_.lower()
        if token.dep_ == "pcomp" and preposition.lower_ == "from" and lemma in _KEEPING:
            return self._objects_of(verb) or None  # "prevented X from occupying"
        if token.dep_ not in {"pcomp", "pobj"} or preposition.lower_ not in {"of", "for", "with"}:
            return None
        punished = preposition.lower_ == "for" and lemma in _PUNISH
        if punished and verb.pos_ == "NOUN":
            return self._receivers(verb)
        if verb.pos_ != "VERB" or not (punished or self._words.kinds(lemma) & _OF_ITS_OBJECT):
            return None
        passive = [child for child in verb.children if child.dep_ == "nsubjpass"]
        return self._objects_of(verb) or [
            mention for child in passive for mention in self._spoken(child, verb)
        ]

    def _receivers(self, noun: Token) -> list[EntityMention] | None:
        """Who is given, or gets, a "ban" or a "fine"; None where nobody is."""
        verb = noun.head
        if noun.dep_ != "dobj" or verb.pos_ != "VERB":
            return None
        given = [c for c in verb.children if c.dep_ in {"dative", "nsubjpass"} and c.pos_ != "ADP"]
        if not given and verb.lemma_.lower() in {"receive", "get", "serve", "face", "escape"}:
            given = [c for c in verb.children if c.dep_ == "nsubj"]
        return [m for child in given for m in self._spoken(child, verb)] or None

    # --- nouns

    def _of_noun(self, predicate: Predicate) -> Iterator[EntityMention]:
        token = self._doc[predicate.head]
        own = [m for c in token.children if c.dep_ == "poss" for m in self._phrases.mentions(c)]
        if passive_above(token) is None:
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
        lightly = {governor.lemma, governor.lemma.split()[0]} & self._words.light_object
        if lightly and (
            noun.relation == "nsubjpass" or _one_of(self._doc[noun.head])
        ):  # "the search was conducted by X"
            yield from self._phrases.after(verb, frozenset({"by"}))
        if noun.relation == "dobj":
            for child in verb.children:
                if child.dep_ == "dative" and child.pos_ != "ADP":
                    yield from self._phrases.mentions(child)
        if (noun.relation == "dobj" and lightly) or noun.relation in _OCCASIONS:
            yield from self.of(governor)

    def _has_party(self, token: Token) -> bool:
        """Whether the noun names its own parties ("the meeting between A and B", "of A")."""
        named = self._phrases.after(token, _AMONG)
        return any(m.actor and self._phrases.kind(m) != "thing" for m in named)


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


def _above(clause: Token) -> Token:
    """The token above the clause; "found a bag labelled X while searching" is of the finding.

    In "showed the plane falling and ceasing to report", what ceases is what falls.
    """
    head = clause.head
    if clause.dep_ == "conj" and clause.tag_ == "VBG" and finite(head):
        like = [c for c in head.rights if c.tag_ == "VBG" and c.i < clause.i]
        return like[-1] if like and not finite(clause) else head
    meanwhile = clause.dep_ == "advcl" and clause.tag_ == "VBG"
    if not meanwhile or not any(c.lower_ in _DURING and c.dep_ == "mark" for c in clause.children):
        return head
    while head.tag_ == "VBN" and head.dep_ in {"acl", "ccomp", "amod"} and not finite(head):
        head = head.head
    while head.dep_ in {"dobj", "conj", "pobj", "prep"} and head.pos_ != "VERB":
        head = head.head
    return head


def passive_above(noun: Token) -> Token | None:
    """The passive verb without an agent whose agent hangs on the noun: "given a ban by X"."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    if noun.dep_ not in {"dobj", "pobj"} or not any(c.dep_ == "auxpass" for c in verb.children):
        return None
    return None if any(c.dep_ == "agent" for c in verb.children) else verb


def _one_of(noun: Token) -> bool:
    """Whether the noun stands in "one of the attacks", the subject of a passive."""
    of = noun.head
    counted = noun.dep_ == "pobj" and of.lower_ == "of" and is_quantity(of.head)
    return counted and of.head.dep_ == "nsubjpass"


def is_quantity(token: Token) -> bool:
    """Whether the phrase only counts what follows "of": "dozens", "one", "a number"."""
    if token.lower_ in {"it", "there", "what"}:
        return False
    return token.pos_ in {"NUM", "DET", "PRON"} or token.lower_ in _QUANTITIES
