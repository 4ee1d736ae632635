"""The subject of a title: the words of the clause, or whom its pronoun means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from timeline.extract.antecedents import antecedent
from timeline.extract.clauses import Relative, Telling, infinitive, relative_of
from timeline.extract.entities import Entities
from timeline.extract.names_lexicon import words as known_words
from timeline.extract.parse_labels import RELATIVES, SUBJECTS, VERBAL
from timeline.extract.shortening import Shortening
from timeline.extract.title_phrases import QUOTES, TitlePhrases, says
from timeline.extract.wording import Wording

Part = set[int] | str  # chosen tokens, or words that stand for others
_FIRST_PERSON = frozenset({"i", "we"})
_PERSONAL = frozenset({"he", "she", "they", "it", "both", "who", "which", "that"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_THEIRS, _ITS = frozenset({"they", "them", "their"}), frozenset({"it", "its"})


class TitleSubjects:
    """Finds and words the subjects of the clauses of one document."""

    def __init__(
        self,
        doc: Doc,
        entities: Entities,
        is_time: Callable[[int], bool],
        agents: Callable[[int], Sequence[str]],
        phrases: TitlePhrases,
        wording: Wording,
    ) -> None:
        self._doc = doc
        self._entities = entities
        self._is_time = is_time
        self._agents = agents  # the ids of who acts in the predicate at the token
        self._phrases = phrases
        self._wording = wording
        self._shortening = Shortening(doc, entities)

    def subject(
        self, acting: Token | None, verb: Token, telling: Telling, relative: Relative | None
    ) -> list[Part]:
        """The words of the subject ``acting`` of a verb, or the names of who acts."""
        if acting is None:
            lead = self._names(self._agents(verb.i)) or self._named_before(verb)
            to = verb.tag_ == "VB" and not infinitive(verb)
            return [f"{lead} to" if to else lead] if lead else [self._time_as_subject(verb)]
        if acting.lower_ in _FIRST_PERSON and acting.pos_ == "PRON":
            speaker = self._whom(acting) or self._speaker(verb)
            return [f"{speaker}:" if speaker else "", set(self._phrases.phrase(acting, telling))]
        if acting.pos_ == "PRON" and acting.lower_ in _PERSONAL:
            named = self._whom(acting) or self._names(self._agents(verb.i))
            meant = None if named else antecedent(self._doc, acting, self._is_person)
            return [named or ({acting.i} if meant is None else self._definite(meant))]
        return self._noun_subject(acting, verb, telling, relative)

    def _noun_subject(
        self, acting: Token, verb: Token, telling: Telling, relative: Relative | None
    ) -> list[Part]:
        words = set(self._phrases.phrase(acting, telling))
        if acting.i != verb.i and acting.is_ancestor(verb):
            words.difference_update(token.i for token in verb.subtree)
        for child in acting.children:  # the verb describes its subject: "a ship built in 1990"
            if child.dep_ in {"relcl", "acl", "amod"} and verb in child.subtree:
                words.difference_update(token.i for token in child.subtree)
        if relative is not None and relative.role == "inside" and relative.pronoun is not None:
            return self._in_place(words, relative.pronoun, relative.noun)
        words -= self._times_before(acting, words)
        owned = self._owned(acting, words)
        if owned:
            return owned
        inside = [i for i in words if self._doc[i].text == "," and i + 1 in words]
        if inside and not words.isdisjoint(telling.path):
            return [words, ","]  # "France, treating it as an attack, responded"
        return [words]

    def _times_before(self, noun: Token, words: set[int]) -> set[int]:
        """ "On 13 June Lewis heard it": the time that the parser takes for part of the subject."""
        found = set[int]()
        for i in sorted(words):
            if i >= noun.i or not (self._is_time(i) or self._doc[i].is_punct):
                break
            found.add(i)
        after = max(found, default=-1) + 1
        owns = found and self._doc[after].tag_ == "POS"
        return set() if owns else found

    def _owned(self, noun: Token, words: set[int]) -> list[Part]:
        """ "Its results", where "its" means no actor: "the railway's results"; else nothing."""
        for owner in noun.children:
            if owner.dep_ != "poss" or owner.lower_ not in _OWNERS or owner.i not in words:
                continue
            unknown = self._entities.at(owner.i) is None
            meant = antecedent(self._doc, owner, self._is_person) if unknown else None
            if meant is not None:
                return [f"{self._definite(meant)}’s", words - {owner.i}]
        return []

    def unclear(self, verb: Token) -> bool:
        """Whether nobody would know what the subject of the clause means."""
        acting = self.subject_of(verb, relative_of(verb))
        if acting is None:
            return verb.dep_ == "ccomp" and not self._agents(verb.i)
        if acting.pos_ != "PRON":
            owners = [c for c in acting.children if c.dep_ == "poss" and c.lower_ in _OWNERS]
            return any(self._entities.at(owner.i) is None for owner in owners)
        if acting.tag_ in {"WDT", "WP"}:
            return acting.dep_ in SUBJECTS and verb.dep_ != "relcl"
        if acting.lower_ not in _PERSONAL or self._whom(acting) or self._agents(verb.i):
            return False
        return antecedent(self._doc, acting, self._is_person) is None

    def plain_pronouns(self, head: Token) -> frozenset[str]:
        """Pronouns that mean an unresolved subject, whoever else they were taken for."""
        acting = self.subject_of(head, None) if head.pos_ in VERBAL else None
        if acting is None or self._entities.at(acting.i) is not None:
            return frozenset()
        return (
            _THEIRS if acting.lower_ == "they" else _ITS if acting.lower_ == "it" else frozenset()
        )

    def subject_of(self, verb: Token, relative: Relative | None) -> Token | None:
        """The head of its subject; for "which took place" the noun that "which" means.

        A verb joined to another or hanging on it shares that one's subject.
        """
        if relative is not None and relative.role == "subject":
            return None if self._is_time(relative.noun.i) else relative.noun
        current = verb
        for _ in range(4):
            above = relative_of(current)
            for child in self._subjects_of(current):
                if child.i != verb.i:
                    told = above is not None and above.role == "subject"
                    meant = child
                    if above is not None and told and child.lower_ in RELATIVES:
                        meant = above.noun
                    return None if self._is_time(meant.i) else meant
            if current.dep_ in {"acl", "amod"} and current.tag_ != "VB":
                return current.head
            if current.dep_ == "xcomp" and current.head.dep_ == "acomp":
                current = current.head  # "is due to begin": the subject is that of "is"
            elif current.dep_ not in {"conj", "xcomp"} or current.head.pos_ not in VERBAL:
                return None
            if current.dep_ == "xcomp" and any(c.dep_ == "dobj" for c in current.head.children):
                return None
            current = current.head
        return None

    def _time_as_subject(self, verb: Token) -> set[int]:
        """ "This week has changed her mind": a time that acts."""
        found = [c for c in verb.children if c.dep_ in SUBJECTS and self._is_time(c.i)]
        return {token.i for token in found[0].subtree} if found else set()

    def _subjects_of(self, verb: Token) -> list[Token]:
        """The subjects of a verb, first those that name somebody ("co-founder X": X)."""
        found = [child for child in verb.children if child.dep_ in SUBJECTS]
        return sorted(found, key=lambda child: self._entities.at(child.i) is None)

    def _named_before(self, verb: Token) -> str:
        """Of a main verb whose subject the parser has lost: who is named first in its sentence."""
        if verb.dep_ != "ROOT" or verb.tag_ != "VBD":
            return ""
        for mention in self._entities.within(verb.sent.start, verb.i):
            if mention.how == "name" and mention.actor is not None:
                return self._wording.called(mention.actor)
        return ""

    def _in_place(self, words: set[int], pronoun: Token, noun: Token) -> list[Part]:
        """The subject with the noun in place of "whom" or "whose"."""
        owner = "’s" if pronoun.tag_ == "WP$" else ""
        written = self._wording.render(self._shortening.tidy(self._phrases.noun(noun)), "")
        before = {i for i in words if i < pronoun.i}
        return [before, f"{written}{owner}", {i for i in words if i > pronoun.i}]

    def _whom(self, pronoun: Token) -> str:
        mention = self._entities.at(pronoun.i)
        known = mention is not None and mention.actor is not None
        return self._wording.called(mention.actor or "") if known and mention is not None else ""

    def _speaker(self, verb: Token) -> str:
        """Who says the clause: the agents of the verb of saying that it hangs on."""
        while verb.dep_ in {"ccomp", "parataxis", "conj", "advcl"} and verb.head.i != verb.i:
            verb = verb.head
            if says(verb):
                return self._names(self._agents(verb.i))
        said = [c for c in verb.children if c.dep_ == "parataxis" and says(c)]
        if said:
            return self._names(self._agents(said[0].i))
        before = self._doc[verb.sent.start - 1].sent.root if verb.sent.start else verb
        going_on = says(before) and any(t.text in QUOTES for t in verb.sent)
        return self._names(self._agents(before.i)) if going_on else ""

    def _names(self, actors: Sequence[str]) -> str:
        """The names of who acts, where the clause has no subject or only a pronoun."""
        names = [self._wording.called(actor) for actor in actors]
        return " and ".join(names) if len(names) < 3 else f"{names[0]} and others"

    def _is_person(self, index: int) -> bool:
        mention = self._entities.at(index)
        if mention is None or mention.actor is None:
            return self._doc[index].lemma_.lower() in known_words().people
        return self._entities.actor(mention.actor).kind in {"person", "group"}

    def _definite(self, noun: Token) -> str:
        """The noun as it is taken up: "a tsunami" is then "the tsunami"."""
        kept = self._phrases.noun(noun) - {c.i for c in noun.children if c.lower_ in {"a", "an"}}
        written = self._wording.render(self._shortening.tidy(kept), "")
        bare = not any(c.dep_ in {"det", "poss"} and c.i in kept for c in noun.children)
        return f"the {written}" if bare and noun.tag_ == "NN" else written
