"""Which words of a clause its title needs: complements, no times, no asides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from timeline.extract.clauses import TIMED, Telling, shared_auxiliaries
from timeline.extract.lexicon import load
from timeline.extract.parse_labels import AUXILIARIES, NOMINAL, SUBJECTS, VERBAL
from timeline.extract.shortening import HYPHENS, glued, in_order

_CORE = frozenset({"aux", "auxpass", "neg", "prt"})
_LOOSE = frozenset(
    {"advcl", "parataxis", "relcl", "appos", "intj", "cc", "preconj", "punct", "dep", "mark"}
)
_ADVERBIAL = frozenset({"prep", "agent", "advmod", "npadvmod", "advcl"})
_CONNECTIVES = frozenset(
    {
        "also", "then", "later", "earlier", "meanwhile", "however", "too", "further", "though",
        "therefore", "thus", "first", "already", "apparently", "according", "there", "here",
    }
)  # fmt: skip
_BACK = frozenset({"earlier", "later"})  # what is left of "an hour earlier"
_PARTS_OF_TIMES = frozenset({"end", "beginning", "start", "middle", "eve", "close"})
_UNITS = frozenset({"day", "week", "month", "year", "hour", "minute", "night", "morning"})
_ADDED = frozenset({"dobj", "npadvmod", "attr", "oprd"})  # after a comma, a parser's guess
_BRACKETS = frozenset({"(", ")", "[", "]"})
QUOTES = frozenset({'"', "“", "«", "``"})
_BEFORE_NOUN = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod"})
_THIN = 2  # words beside a noun that says too little without its relative clause ("the man")


@dataclass(slots=True)
class ClauseWords:
    """Tokens of a clause: the verb with its complements, what was said, what is told after them.

    ``aside`` is what follows a comma ("killing 12 people").
    """

    rest: set[int]
    said: set[int]
    after: set[int]
    aside: set[int] = field(default_factory=set)


class TitlePhrases:
    """Picks the words of the phrases and clauses of one document."""

    def __init__(self, doc: Doc, is_time: Callable[[int], bool]) -> None:
        self._doc = doc
        self._is_time = is_time

    def phrase(self, token: Token, telling: Telling | None) -> Iterator[int]:
        """A phrase without its loose additions: clauses, appositions, parentheses, times.

        What leads to the trigger stays.
        """
        path = frozenset[int]() if telling is None else telling.path
        if telling is not None and token.i in path and token.pos_ in VERBAL:
            yield from self._clause(token, telling)
            return
        yield token.i
        for child in token.children:
            if child.i in path or not self._left_out(child, token):
                yield from self.phrase(child, telling)

    def noun_told(self, noun: Token, telling: Telling) -> set[int]:
        """The words of a noun by which a trigger is told."""
        words = set(self.phrase(noun, telling))
        for child in noun.children:
            if child.dep_ == "acl" and child.i in telling.path:
                words -= self._comma_before(child)
        return words

    def _clause(self, verb: Token, telling: Telling) -> set[int]:
        """A verb between the trigger and what tells of it, with its subject and conjunction."""
        words = self.verb_words(verb, telling)
        own = {i for c in verb.children if c.dep_ in SUBJECTS for i in self.phrase(c, telling)}
        if verb.i in telling.instead:
            own &= telling.path
        marks = {
            c.i
            for c in verb.children
            if c.dep_ == "mark" or c.tag_ in {"WRB", "WP"} or c.lower_ in {"rather", "than"}
        }
        return words.rest | words.said | words.after | words.aside | own | marks

    def noun(self, noun: Token) -> set[int]:
        """A noun with what stands before it, and "of"."""
        kept = {noun.i}
        for child in noun.children:
            if child.dep_ in _BEFORE_NOUN:
                kept.update(t.i for t in child.subtree)
            elif child.dep_ == "prep" and child.lower_ == "of":
                kept.update(self.phrase(child, None))
        return kept

    def verb_words(self, verb: Token, telling: Telling) -> ClauseWords:
        """The verb with its complements, what was said, and what stood before its subject."""
        found = ClauseWords({verb.i}, set(), set())
        first = min([verb.i, *(child.i for child in verb.children if child.dep_ in SUBJECTS)])
        for child in verb.children:
            if child.dep_ not in SUBJECTS:
                self._take(child, first, telling, found)
        found.rest.update(child.i for child in shared_auxiliaries(verb))
        aside = verb.dep_ == "parataxis" and verb.i > verb.head.left_edge.i
        if verb is telling.head and aside and says(verb):
            found.said = set(self.phrase(verb.head, None)) - {token.i for token in verb.subtree}
        if len(telling.path) > 1 and found.said.isdisjoint(telling.path):
            found.said = set()
        if len(found.rest) == 1 and verb.dep_ == "acl" and verb.tag_ == "VBN":
            found.rest.update(self.times(verb))  # "The company founded" something, it seems
        if len(found.rest) == 1 and verb.lemma_ in TIMED:
            found.rest.update(t.i for c in verb.children if c.i > verb.i for t in c.subtree)
        if verb.i in telling.instead:
            kept = {i for i in found.rest if self._kept_instead(self._doc[i], verb, telling)}
            found = ClauseWords(kept, set(), found.after, found.aside)
        return found

    def _take(self, child: Token, first: int, telling: Telling, found: ClauseWords) -> None:
        """Puts a child of a verb where its title has it, or leaves it out."""
        verb, on_path = child.head, child.i in telling.path
        if on_path and child.i < verb.i and child.dep_ in {"advcl", "prep"}:
            found.after.update(self.phrase(child, telling))
            found.after.update(self._comma_before(child) if child.i > first else ())
        elif child.dep_ in _CORE:
            found.rest.update(token.i for token in child.subtree)
        elif child.dep_ == "ccomp" and (child.i < first or self._in_quotes(child)):
            if child.pos_ in VERBAL and says(verb):
                found.said.update(self._quotation(set(self.phrase(child, telling))))
        elif on_path and child.dep_ == "advcl" and _after_comma(child):
            found.aside.update(self.phrase(child, telling))
        elif on_path or self._belongs(child, first):
            found.rest.update(self.phrase(child, telling))

    def _quotation(self, said: set[int]) -> set[int]:
        """What was said without what the parser has put before the quotation mark."""
        marks = [i for i in range(min(said), max(said)) if self._doc[i].text in QUOTES]
        return {i for i in said if i > marks[0]} if len(marks) == 1 else said

    def _kept_instead(self, token: Token, verb: Token, telling: Telling) -> bool:
        """Of a verb whose place another takes: its auxiliaries, and the other."""
        if token.i == verb.i:
            return False
        while token.head.i != verb.i and token.head.i != token.i:
            token = token.head
        joined = [c for c in verb.children if c.dep_ == "conj" and c.i in telling.path]
        own = any(c.dep_ in AUXILIARIES for other in joined for c in other.children)
        if token.dep_ in AUXILIARIES:
            return not own
        return token.i in telling.path or token.dep_ == "mark"

    def _belongs(self, child: Token, first_subject: int) -> bool:
        """Whether a title needs the phrase: not its time, not a connective, not another clause."""
        if child.dep_ == "conj" or child.dep_ in _LOOSE or child.tag_ in {"WP", "WDT", "WRB"}:
            return False
        if child.i > child.head.i and _after_comma(child, ";"):
            return False
        if child.dep_ in _ADDED and child.i > child.head.i and _after_comma(child):
            return child.dep_ == "dobj" and any(  # "left standing, for now, the law"
                c.dep_ in {"xcomp", "acomp"} and c.i == child.head.i + 1
                for c in child.head.children
            )
        if child.pos_ == "NUM" and self._is_time(child.i):
            return False  # "born 5 May 1952", whose 5 the parser takes for an object
        if child.dep_ in _ADVERBIAL:
            fronted = child.i < first_subject or (child.dep_ != "advmod" and child.i < child.head.i)
            fronted = fronted or in_order(child)
            return not fronted and not self._of_time(child) and child.lower_ not in _CONNECTIVES
        return True

    def _left_out(self, child: Token, token: Token) -> bool:
        if child.i > token.i and _after_comma(child, ";"):
            return True
        if child.lower_ in _BACK and child.i < token.i and token.pos_ in NOMINAL:
            return True
        if child.text in _BRACKETS or child.dep_ in {"parataxis", "advcl"}:
            return True
        if child.dep_ == "relcl":
            return not self._restricts(child, token)
        if child.dep_ == "prep" and token.pos_ in NOMINAL and _after_comma(child):
            return True  # it belongs to the clause: "X, in a column, said"
        if (
            child.dep_ == "acl"
            and child.tag_ == "VBN"
            and (_after_comma(child) or _after_comma(child, "("))
        ):
            return True  # "The company, founded in 1962, denied it", "X (born in Bergen) is"
        if child.dep_ == "conj" and child.pos_ in VERBAL and token.pos_ in NOMINAL:
            return _after_comma(child)  # "won the office, re-elected four years later"
        if child.dep_ == "appos" and self._aside(child):
            return True
        return child.dep_ in {"prep", "agent", "npadvmod"} and self._of_time(child)

    def _restricts(self, clause: Token, noun: Token) -> bool:
        """Whether the noun says too little without its relative clause ("the man who ...")."""
        beside = [c for c in noun.children if c.i != clause.i and c.dep_ not in {"punct", "appos"}]
        return not _after_comma(clause) and noun.pos_ != "PROPN" and len(beside) < _THIN

    def _in_quotes(self, clause: Token) -> bool:
        left = clause.left_edge
        return left.text in QUOTES or (left.i > 0 and left.nbor(-1).text in QUOTES)

    def _comma_before(self, clause: Token) -> set[int]:
        return {clause.left_edge.i - 1} if _after_comma(clause) else set()

    def _aside(self, token: Token) -> bool:
        left = token.left_edge
        if left.i == 0 or left.nbor(-1).text not in {",", "(", "–", "-", "—", "--"}:
            return False
        if left.i - 1 in glued(self._doc, left.i):
            return False  # "co-founder X"
        between = [t.text for t in self._doc[token.head.left_edge.i : left.i]]
        return between.count("“") <= between.count("”")

    def times(self, verb: Token) -> set[int]:
        return {t.i for c in verb.children if self._of_time(c) for t in c.subtree}

    def is_of_time(self, noun: Token) -> bool:
        """Whether the noun is a time: "the day it passed"."""
        return self._is_time(noun.i) or noun.lemma_ in _UNITS

    def _of_time(self, token: Token) -> bool:
        if self._is_time(token.i):
            return True
        if token.dep_ not in {"prep", "agent"}:  # "to be finished by the end of 2027"
            return False
        nouns = [child for child in token.children if child.dep_ == "pobj"]
        return any(self._is_time(noun.i) or self._counts_times(noun) for noun in nouns)

    def _counts_times(self, noun: Token) -> bool:
        """ "In the days before the vote", "in each of the past years", "by the end of March"."""
        if noun.lemma_ in _UNITS:
            return noun.head.lower_ in {"in", "on"} and not any(
                c.dep_ in {"nummod", "amod"} for c in noun.children
            )
        counts = noun.pos_ in {"DET", "PRON", "NUM"} or noun.lemma_ in _PARTS_OF_TIMES
        return counts and any(c.lower_ == "of" and self._of_time(c) for c in noun.children)


def says(verb: Token) -> bool:
    """Whether the verb puts words into somebody's mouth."""
    return verb.lemma_.lower() in load().speech


def _after_comma(child: Token, mark: str = ",") -> bool:
    left = child.left_edge
    if left.i and HYPHENS & {left.text, left.nbor(-1).text}:  # ", re-elected"
        left = left.doc[glued(left.doc, left.i).start]
    return left.i > 0 and left.nbor(-1).text == mark
