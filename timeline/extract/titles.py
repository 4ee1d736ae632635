"""A title for a claim: who did what, in the article's own words, at most 80 characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from timeline.extract.entities import Entities
from timeline.extract.participants import Participants
from timeline.extract.passages import governing_verb
from timeline.extract.predicates import Predicate
from timeline.extract.subjects import RELATIVES, SUBJECTS
from timeline.extract.wording import Wording

LONGEST = 80
_CORE = frozenset({"aux", "auxpass", "neg", "prt"})
_LOOSE = frozenset(
    {"advcl", "parataxis", "relcl", "appos", "intj", "cc", "preconj", "punct", "dep", "mark"}
)
_ADVERBIAL = frozenset({"prep", "advmod", "npadvmod", "advcl"})
_CONNECTIVES = frozenset(
    {"also", "then", "later", "earlier", "meanwhile", "however", "too", "further"}
)
_PERSONAL = frozenset({"he", "she", "they", "it", "i", "we", "both", "who", "which", "that"})
_BRACKETS = frozenset({"(", ")", "[", "]"})
_WH = frozenset({"WP", "WDT", "WRB", "WP$"})
_NEAR = 12  # tokens between a bare event noun and the verb that makes a title of it


class TitleWriter:
    """Writes titles for the predicates of one document."""

    def __init__(self, doc: Doc, entities: Entities, is_time: Callable[[int], bool]) -> None:
        self._doc = doc
        self._entities = entities
        self._wording = Wording(doc, entities)
        self._is_time = is_time  # whether the token stands in a time expression

    def title(self, predicate: Predicate, cast: Participants) -> str:
        """The title of the predicate's claim; never empty."""
        head = self._doc[predicate.head]
        if predicate.form == "noun":
            kept = set(self._phrase(head))
            if len(kept) < 3 and head.head.i != head.i:
                verb = governing_verb(head)
                if verb.pos_ in {"VERB", "AUX"} and abs(head.i - verb.i) < _NEAR:
                    return self._of_verb(verb, cast)
            return self._fit(head, [kept], "")
        return self._of_verb(head, cast)

    def _of_verb(self, verb: Token, cast: Participants) -> str:
        acting = self._subject_of(verb)
        subject = self._subject_words(verb, acting)
        lead = self._lead(acting, cast)
        rest, said = self._verb_words(verb)
        if len(rest) == 1 and verb.dep_ == "acl" and verb.tag_ == "VBN":
            rest.update(self._times(verb))  # "The company founded" would say that it founded
        if acting is None or acting.head.i != verb.i:
            rest.update(self._to(verb))
            lead += " to" if lead and self._bare_infinitive(verb) else ""
        return self._fit(verb, [set() if lead else subject, rest, said], lead)

    def _subject_words(self, verb: Token, acting: Token | None) -> set[int]:
        if acting is None:
            return set()
        words = set(self._phrase(acting))
        if acting.head.i != verb.i:  # the verb describes its subject: "a ship built in 1990"
            words.difference_update(token.i for token in verb.subtree)
        return words

    def _verb_words(self, verb: Token) -> tuple[set[int], set[int]]:
        """The verb with its complements, and what stands before it: said or fronted."""
        rest, said = {verb.i}, set[int]()
        subjects = [child.i for child in verb.children if child.dep_ in SUBJECTS]
        first = min([*subjects, verb.i])
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                continue
            if child.dep_ in _CORE:
                rest.update(token.i for token in child.subtree)
            elif child.dep_ == "ccomp" and child.i < first:
                said.update(self._phrase(child))
            elif self._belongs(child, first):
                rest.update(self._phrase(child))
        if verb.dep_ == "parataxis" and verb.i > verb.head.left_edge.i:
            said = set(self._phrase(verb.head))
        return rest, said

    def _times(self, verb: Token) -> set[int]:
        return {t.i for c in verb.children if self._of_time(c) for t in c.subtree}

    def _bare_infinitive(self, verb: Token) -> bool:
        return verb.tag_ == "VB" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)

    def _subject_of(self, verb: Token) -> Token | None:
        """The head of its subject; for "which took place" the noun that "which" means.

        A verb joined to another or hanging on it shares that one's subject.
        """
        current = verb
        for _ in range(4):
            for child in current.children:
                if child.dep_ in SUBJECTS:
                    relative = current.dep_ == "relcl" and child.lower_ in RELATIVES
                    meant = current.head if relative else child
                    return None if self._is_time(meant.i) else meant
            if current.dep_ in {"acl", "amod"} and current.tag_ != "VB":
                return current.head
            if current.dep_ == "xcomp" and current.head.dep_ == "acomp":
                current = current.head  # "is due to begin": the subject is that of "is"
            elif current.dep_ not in {"conj", "xcomp"} or current.head.pos_ not in {"VERB", "AUX"}:
                return None
            if current.dep_ == "xcomp" and any(c.dep_ == "dobj" for c in current.head.children):
                return None
            current = current.head
        return None

    def _to(self, verb: Token) -> set[int]:
        return {c.i for c in verb.children if c.dep_ == "aux" and c.lower_ == "to"}

    def _belongs(self, child: Token, first_subject: int) -> bool:
        """Whether a title needs the phrase: not its time, not a connective, not another clause."""
        if child.dep_ == "conj" or child.dep_ in _LOOSE or child.tag_ in _WH:
            return False
        if child.dep_ in _ADVERBIAL:
            fronted = child.i < first_subject
            return not fronted and not self._of_time(child) and child.lower_ not in _CONNECTIVES
        return True

    def _of_time(self, token: Token) -> bool:
        if self._is_time(token.i):
            return True
        return token.dep_ == "prep" and any(
            child.dep_ == "pobj" and self._is_time(child.i) for child in token.children
        )

    def _lead(self, acting: Token | None, cast: Participants) -> str:
        """The names of who acts, where the clause has no subject or only a pronoun."""
        if acting is not None and acting.pos_ != "PRON":
            return ""
        if acting is not None and acting.lower_ not in _PERSONAL:
            return ""
        names = [self._entities.actor(actor).name for actor in cast.agents]
        if len(names) < 3:
            return " and ".join(names)
        return f"{names[0]} and others"

    def _phrase(self, token: Token) -> Iterator[int]:
        """A phrase without its loose additions: clauses, appositions, parentheses, times."""
        yield token.i
        for child in token.children:
            if child.dep_ in {"relcl", "parataxis", "advcl"} or child.text in _BRACKETS:
                continue
            if child.tag_ in _WH or self._apart(child, token):
                continue
            if child.dep_ == "acl" and child.tag_ == "VBN" and self._after_comma(child):
                continue  # "The company, founded in 1962, denied it"
            if child.dep_ == "appos" and self._aside(child):
                continue
            if child.dep_ in {"prep", "npadvmod"} and self._of_time(child):
                continue
            yield from self._phrase(child)

    def _apart(self, child: Token, token: Token) -> bool:
        """A comma parts it from its noun: it belongs to the clause ("X, in a column, said")."""
        return child.dep_ == "prep" and token.pos_ in {"NOUN", "PROPN"} and self._after_comma(child)

    def _after_comma(self, child: Token) -> bool:
        left = child.left_edge
        return left.i > 0 and left.nbor(-1).text == ","

    def _aside(self, token: Token) -> bool:
        left = token.left_edge
        if left.i == 0 or left.nbor(-1).text not in {",", "(", "–", "-"}:
            return False
        between = [t.text for t in self._doc[token.head.left_edge.i : left.i]]
        return between.count("“") <= between.count("”")

    # --- making it fit

    def _fit(self, head: Token, parts: list[set[int]], lead: str) -> str:
        parts = [{i for i in part if not self._doc[i].is_space} for part in parts]
        text = self._written(parts, lead)
        while len(text) > LONGEST:
            branch = self._least(head, set().union(*parts))
            if not lead and (branch is None or self._matters(branch)):
                lead = self._name_of(parts[0])
                if lead:
                    parts[0] = set()
                    text = self._written(parts, lead)
                    continue
            if branch is None:
                break
            parts = [part - branch for part in parts]
            text = self._written(parts, lead)
        if len(text) > LONGEST:
            text = text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
        return text or head.text

    def _matters(self, branch: set[int]) -> bool:
        """Whether a complement clause would be lost."""
        return any(self._doc[i].dep_ in {"ccomp", "xcomp"} for i in branch)

    def _name_of(self, subject: set[int]) -> str:
        """The short name of a long subject ("Foreign Minister X Y" is X Y)."""
        for i in subject:
            mention = self._entities.at(i)
            if mention is not None and mention.actor and mention.head == i:
                name = self._entities.actor(mention.actor).name
                written = self._wording.render(subject, "")
                return name if len(name) < len(written) and len(name.split()) > 1 else ""
        return ""

    def _written(self, parts: list[set[int]], lead: str) -> str:
        """Subject, verb with its complements, then what was said if it stood before them."""
        text = lead
        for number, part in enumerate(parts):
            words = self._wording.render(part, text)
            if number == 2 and words:
                text = f"{text}: {words[:1].upper()}{words[1:]}"
            else:
                text = f"{text} {words}".strip()
        return text[:1].upper() + text[1:]

    def _least(self, head: Token, kept: set[int]) -> set[int] | None:
        """The branch to drop next: the one the title can best do without."""
        best: tuple[tuple[int, int], set[int]] | None = None
        for i in kept:
            token = self._doc[i]
            rank = self._rank(token, head)
            if rank is None:
                continue
            branch = {t.i for t in token.subtree} & kept
            key = (rank, -token.left_edge.i)
            if best is None or key < best[0]:
                best = (key, branch)
        return None if best is None else best[1]

    def _rank(self, token: Token, head: Token) -> int | None:
        """Lower goes first; None for what a title needs."""
        if token.i == head.i:
            return None
        if token.dep_ in {"relcl", "parataxis", "appos", "advcl"}:
            return 0
        if token.dep_ in {"advmod", "npadvmod"}:
            return None if token.i == head.i + 1 else 1
        if token.dep_ == "acl":
            return 2
        if token.dep_ == "prep":
            nominal = token.head.pos_ in {"NOUN", "PROPN"} and token.head.i != head.i
            return 3 if nominal and token.lower_ != "of" else 5
        if token.dep_ == "conj":
            return 4
        if token.dep_ in {"ccomp", "xcomp"}:
            return 6
        return 7 if token.dep_ in {"amod", "nmod"} and token.head.i != head.i else None
