"""Noun phrases without a name that may be somebody: "the minister", "four miners", "police".

What a phrase refers to is decided elsewhere; here it is found, cut to what names the
group, and described by its head, number and determiner.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from timeline.extract import lexicon
from timeline.extract.counted import people_counted
from timeline.extract.names_lexicon import grammar, states, words
from timeline.extract.tokens import Tokens

Determiner = Literal["definite", "indefinite", "possessive", "other", "none"]
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
_INDEFINITE = frozenset(["a", "an", "another", "one"])
_HEDGES = frozenset(
    (
        "least",
        "most",
        "than",
        "more",
        "fewer",
        "nearly",
        "about",
        "around",
        "over",
        "up",
        "almost",
        "approximately",
        "roughly",
        "some",
        "to",
        "as",
        "alleged",
        "own",
        "only",
        "just",
    )
)
_PEOPLES = ("ish", "ese", "ch", "ss", "yz", "sh")
_MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class Nominal:
    """A phrase: its span in tokens, the noun that names, and the token that governs in the parse.

    ``end`` is after ``noun``; ``text`` is what the phrase calls its referent.  ``counted``
    are people of whom only a number or a part is told: other counts are other people.
    """

    start: int
    end: int
    noun: int
    head: int
    lemma: str
    text: str
    plural: bool
    determiner: Determiner
    owner: int = -1
    counted: bool = False


def find_nominals(tokens: Tokens, named: Container[int]) -> list[Nominal]:
    """Nominals in order; ``named`` are the tokens that stand in names and times."""
    finder = _Finder(tokens, named)
    found = []
    for index, tag in enumerate(tokens.tag):
        if finder.nation(index):
            found.append(finder.nationals(index))
        elif finder.of_an_age(index):
            found.append(finder.aged(index))
        if index in named:
            continue
        if tag in ("NN", "NNS", "NNP", "NNPS"):
            nominal = finder.noun(index)
        elif tag in ("JJ", "VBN") and tokens.lower[index] in words().people:
            nominal = finder.adjective(index)
        else:
            nominal = None
        if nominal is None and (tag == "CD" or tokens.lower[index] in grammar().counts):
            nominal = finder.number(index)
        if nominal is not None:
            found.append(nominal)
    return _without_overlaps(found)


def _without_overlaps(found: list[Nominal]) -> list[Nominal]:
    out: list[Nominal] = []
    for nominal in sorted(found, key=lambda n: (n.start, -n.end)):
        if not out or nominal.start >= out[-1].end:
            out.append(nominal)
    return out


class _Finder:
    def __init__(self, tokens: Tokens, named: Container[int]) -> None:
        self.tokens = tokens
        self.named = named
        sets = words()
        self.nouns = (
            sets.people
            | sets.bodies
            | sets.roles
            | sets.firm_nouns
            | sets.institution_nouns
            | sets.state_nouns
            | sets.thing_nouns
            | sets.place_nouns
        )

    def noun(self, index: int) -> Nominal | None:
        """The nominal whose noun stands at ``index``, or None."""
        tokens = self.tokens
        lemma = (
            tokens.lower[index]
            if tokens.tag[index].startswith("NNP")
            else tokens.lemma[index].lower()
        )
        lower = tokens.lower[index]
        if lower not in self.nouns and lemma not in self.nouns and not person_noun(lower):
            return None
        if tokens.dep[index] in ("compound", "nmod", "amod") and not self._company_of(index):
            return self._doer_before(index, lemma)
        start = self._start(index)
        determiner, owner = self._determiner(index)
        head, start = self._partitive(index, start)
        part = determiner in ("definite", "possessive") and tokens.tag[head] == "CD"
        plural = tokens.tag[index] in ("NNS", "NNPS") or lower in (
            "police",
            "people",
            "clergy",
            "personnel",
        )
        if part:  # "two of the men" are not the men
            text = tokens.phrase(start, index + 1)
            text = text[0].lower() + text[1:]
            one = tokens.lower[head] in ("one", "1")
            return Nominal(
                start, index + 1, index, head, lemma, text, not one, "other", counted=True
            )
        text = self._text(self._name_start(index, determiner), index)
        return Nominal(start, index + 1, index, head, lemma, text, plural, determiner, owner)

    def _doer_before(self, index: int, lemma: str) -> Nominal | None:
        """Who stands right before what he does: "Turkish army deployments", "rebel attacks".

        "The plane plummeting" is one phrase to the parser where a verb has no tense.
        """
        tokens = self.tokens
        follows = tokens.head[index]
        if follows != index + 1 or tokens.sentence[follows] != tokens.sentence[index]:
            return None
        left = self._determiner(follows)[0] if index else "none"
        if tokens.tag[follows] == "VBG" and tokens.tag[index] in ("NN", "NNS"):
            start = self._start(index)
            text, plural = self._text(start, index), tokens.tag[index] == "NNS"
            return Nominal(start, index + 1, index, index, lemma, text, plural, left)
        doer = lemma in grammar().doers
        if not doer or tokens.lemma[follows].lower() not in lexicon.load().noun_kinds:
            return None
        start = index
        before = tokens.text[index - 1] if index else ""
        if before in states().by_demonym and index - 1 not in self.named:
            start -= 1
        body = lemma in words().bodies
        text = self._text(start, index) + ("" if body else "s")
        return Nominal(start, index + 1, index, index, lemma, text, not body, "other")

    def _company_of(self, index: int) -> bool:
        """Whether "company" stands before a role: "company CEO Steve Jobs"."""
        tokens = self.tokens
        follows = index + 1 < len(tokens) and tokens.lower[index + 1] in words().roles
        return follows and tokens.lower[index] in words().firm_nouns and tokens.tag[index] == "NN"

    def adjective(self, index: int) -> Nominal | None:
        """ "the injured", "the elderly": an adjective that heads its phrase."""
        tokens = self.tokens
        governs = tokens.dep[index] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
        if not governs or index == 0 or tokens.lower[index - 1] != "the":
            return None
        lower = tokens.lower[index]
        return Nominal(index, index + 1, index, index, lower, lower, True, "definite")

    def nation(self, index: int) -> bool:
        """Whether "the Spanish" stands there for its people: an adjective that heads its phrase."""
        tokens = self.tokens
        text = tokens.text[index]
        if not index or text not in states().by_demonym or not text.endswith(_PEOPLES):
            return False
        heads = tokens.dep[index] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
        return heads and tokens.lower[index - 1] == "the"

    def nationals(self, index: int) -> Nominal:
        """ "The Spanish", "the French": the people of a state."""
        text = self.tokens.text[index]
        return Nominal(index, index + 1, index, index, text.lower(), text, True, "definite")

    def of_an_age(self, index: int) -> bool:
        """Whether "the 16-year-old" ends there as the head of its phrase."""
        tokens = self.tokens
        if index < 4 or tokens.lower[index] not in ("old", "olds") or tokens.text[index - 1] != "-":
            return False
        counts = tokens.lower[index - 2] in ("year", "month") and tokens.text[index - 3] == "-"
        heads = tokens.dep[index] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos")
        return counts and heads and index - 4 not in self.named

    def aged(self, index: int) -> Nominal:
        """ "The 16-year-old": somebody told of by an age."""
        start, plural = index - 4, self.tokens.lower[index].endswith("s")
        text = self.tokens.phrase(start, index + 1)
        determiner = self._determiner(index)[0]
        return Nominal(start, index + 1, index, index, "person", text, plural, determiner)

    def number(self, index: int) -> Nominal | None:
        """ "killing 228", "three were injured": people who are only counted."""
        found = people_counted(self.tokens, index)
        if found is None or any(i in self.named for i in range(found[0], found[1])):
            return None
        start, end, text = found
        noun = "person" if text.endswith(" person") else "people"
        return Nominal(
            start, end, index, index, noun, text, noun == "people", "other", counted=True
        )

    def _start(self, noun: int) -> int:
        """The first token of the phrase after determiners, owners and names."""
        tokens = self.tokens
        left = max(tokens.left_edge(noun), noun - _MAX_WORDS)
        start = noun
        while start > left:
            before = start - 1
            if before in self.named or tokens.tag[before] in (
                "DT",
                "PDT",
                "PRP",
                "PRP$",
                "POS",
                "WP$",
                "IN",
                ",",
                ":",
                "``",
                "''",
                "-LRB-",
                "-RRB-",
                "CC",
                "RB",
                "TO",
                "VB",
                "VBZ",
                "VBP",
                "VBD",
                "MD",
                "EX",
                ".",
            ):
                break
            if tokens.sentence[before] != tokens.sentence[noun]:
                break
            start = before
        while start < noun and (
            not tokens.text[start][0].isalnum() or tokens.lower[start] in _HEDGES
        ):
            start += 1
        if start > left + 1 and tokens.text[start - 1] == "-" and tokens.joined_to_next(start - 1):
            start -= 2 if tokens.tag[start - 2] == "RB" else 0  # "high-ranking officers"
        if start and tokens.text[start - 1] == "-":  # "16-year-old boy" without its number
            while start < noun and tokens.lower[start] in ("year", "month", "old", "-"):
                start += 1
        return start

    def _name_start(self, noun: int, determiner: Determiner) -> int:
        """Where the group's name begins: "all 214 passengers" are the passengers."""
        start = self._start(noun)
        before = self.tokens.lower[start - 1] if start else ""
        all_of_them = determiner == "definite" or before == "all"
        if start < noun and self.tokens.text[start][0].isdigit() and all_of_them:
            return start + 1
        return start

    def _determiner(self, noun: int) -> tuple[Determiner, int]:
        tokens = self.tokens
        for child in tokens.children[noun]:
            lower = tokens.lower[child]
            if tokens.dep[child] == "poss":
                return "possessive", child
            if tokens.dep[child] == "det":
                if lower in _DEFINITE:
                    return "definite", -1
                return ("indefinite" if lower in _INDEFINITE else "other"), -1
            if tokens.dep[child] == "nummod":
                return "other", -1
        return "none", -1

    def _partitive(self, noun: int, start: int) -> tuple[int, int]:
        """For "dozens of protesters" the governing "dozens" and its place; else the noun."""
        tokens = self.tokens
        of = tokens.head[noun]
        if tokens.dep[noun] != "pobj" or tokens.lower[of] != "of":
            return noun, start
        outer = tokens.head[of]
        inside = outer < of and outer not in self.named
        if inside and (tokens.lower[outer] in words().partitives or tokens.tag[outer] == "CD"):
            return outer, min(outer, start)
        return noun, start

    def _text(self, start: int, noun: int) -> str:
        tokens = self.tokens
        text = tokens.phrase(start, noun + 1)
        proper = tokens.tag[start].startswith("NNP") or tokens.text[start] in states().by_demonym
        return text if proper or text[:2].isupper() else text[0].lower() + text[1:]


def person_noun(lower: str) -> bool:
    """Whether the shape of a noun says that it means persons ("aid workers", "watchman")."""
    if lower.endswith(("man", "woman")) and len(lower) > 5:
        return lower not in ("german", "norman", "human", "talisman", "ottoman", "roman", "caiman")
    return (
        lower.endswith(
            ("workers", "holders", "goers", "makers", "keepers", "ologists", "women", "men")
        )
        and len(lower) > 6
    )
