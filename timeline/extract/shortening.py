"""Which words of a title can go, and in which order, so that no phrase is cut in the middle."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Token

from timeline.extract.clauses import TIMED, Telling
from timeline.extract.entities import Entities
from timeline.extract.lexicon import load
from timeline.extract.parse_labels import NOMINAL, SUBJECTS, VERBAL

_LINKING = frozenset({"prep", "agent", "dative"})
_JOINING = frozenset({"cc", "preconj"})
_HELD = frozenset({"pobj", "pcomp", "prep", "amod", "advmod", "npadvmod"})
# words that turn a statement into another if they are left out, and particles
_TURNING = frozenset(
    {
        "not", "never", "no", "longer", "hardly", "barely", "scarcely", "rarely", "seldom", "only",
        "almost", "nearly", "less", "least", "more", "most", "further", "neither", "nor", "too",
        "up", "down", "out", "back", "away", "off", "over", "about", "as", "together", "again",
    }
)  # fmt: skip
_POINTING = frozenset({"those", "one", "ones", "all", "anyone", "everyone", "people"})
HYPHENS = frozenset({"-", "–", "/"})


def glued(doc: Doc, index: int) -> range:
    """The tokens written in one with the token by hyphens or slashes ("$28-a-share")."""
    first = last = index
    while first > 0 and _joins(doc, first - 1):
        first -= 1
    while last + 1 < len(doc) and _joins(doc, last):
        last += 1
    return range(first, last + 1)


def _joins(doc: Doc, left: int) -> bool:
    """Whether the token and the next are one word: no space, and a hyphen, slash or $ there."""
    a, b = doc[left], doc[left + 1]
    if a.whitespace_ or a.is_space or b.is_space:
        return False
    if a.text in HYPHENS:
        return left > 0 and not doc[left - 1].whitespace_ and not doc[left - 1].is_punct
    if b.text in HYPHENS:
        return not a.is_punct and not b.whitespace_
    return a.text == "$" or b.text == "%"


def in_order(token: Token) -> bool:
    """Whether the preposition begins "in order to"."""
    return token.lower_ == "in" and any(c.lower_ == "order" for c in token.children)


class Shortening:
    """Takes words out of a title of one document."""

    def __init__(self, doc: Doc, entities: Entities) -> None:
        self._doc = doc
        self._entities = entities
        self._known: dict[int, range] = {}  # what is written in one with a token, asked often

    def tidy(self, kept: Collection[int]) -> set[int]:
        """The tokens without what hangs in the air: a preposition without its noun, an "and"
        without what it joins; and with what is written in one with them."""
        words = {j for i in kept for j in self._glued(i)}
        linking = [token for i in words if (token := self._doc[i]).dep_ in _LINKING | _JOINING]
        while loose := {t.i for t in linking if t.i in words and self._loose(t, words)}:
            words -= loose
        return words

    def _glued(self, index: int) -> range:
        found = self._known.get(index)
        if found is None:
            found = self._known[index] = glued(self._doc, index)
        return found

    def _loose(self, token: Token, words: Collection[int]) -> bool:
        if token.dep_ in _LINKING and token.pos_ == "ADP":
            held = [c for c in token.children if c.dep_ in _HELD and c.pos_ != "ADV"]
            return bool(held) and not any(t.i in words for c in held for t in c.subtree)
        if token.dep_ in _JOINING and token.head.i in words:
            joined = [c.i for c in token.head.children if c.dep_ == "conj"]
            return bool(joined) and not any(i in words for i in joined)
        return False

    def least(self, telling: Telling, kept: Collection[int], *, last: bool) -> set[int] | None:
        """The branch to drop next, the one the title can best do without; None if none is left.

        Nothing on the path to the trigger goes; what verbs ask for goes only if ``last``.
        """
        best: tuple[tuple[int, int], set[int]] | None = None
        for i in kept:
            token = self._doc[i]
            rank = self._rank(token, telling)
            if rank is None or (rank >= 8 and not last):
                continue
            key = (rank, -token.left_edge.i)
            if (best is not None and key >= best[0]) or self._asked_for(token):
                continue
            branch = self._branch(token, kept)
            if branch.isdisjoint(telling.path) and not self._in_a_name(token):
                best = (key, branch)
        return None if best is None else best[1]

    def _asked_for(self, token: Token) -> bool:
        """Whether its head says nothing without it: "those arrested", "lasted until", "bid to"."""
        head = token.head
        if token.dep_ in {"acl", "relcl"}:
            return head.lower_ in _POINTING or head.lemma_.lower() in load().deeds
        return head.lemma_ in TIMED and token.i > head.i and token.dep_ in {"advcl", "prep"}

    def _branch(self, token: Token, kept: Collection[int]) -> set[int]:
        while token.dep_ == "conj" and token.head.dep_ == "conj" and token.pos_ in NOMINAL:
            token = token.head  # of "A, B and C" all go that stand beside A
        branch = {t.i for t in token.subtree if t.i in kept}
        if token.dep_ == "prep" and token.lower_ == "to":  # "from A to B": both or neither
            for other in token.head.children:
                if other.dep_ == "prep" and other.lower_ == "from" and other.i < token.i:
                    branch |= {t.i for t in other.subtree if t.i in kept}
        return branch

    def _rank(self, token: Token, telling: Telling) -> int | None:
        """Lower goes first; None for what a title needs."""
        head = telling.head
        if token.i == head.i or len(self._glued(token.i)) > 1:
            return None
        if token.dep_ in {"relcl", "parataxis", "appos", "advcl"}:
            return 0
        if token.dep_ == "prep":
            return self._rank_of_preposition(token, telling)
        if token.dep_ in {"advmod", "npadvmod"}:
            needed = token.lower_ in _TURNING or token.head.pos_ in {"NUM", "ADJ", "ADV", "ADP"}
            return None if needed or token.tag_ == "WRB" else 1
        if token.dep_ == "mark" and token.lower_ == "that":
            return 7
        if token.dep_ == "acl":
            return 6 if any(c.dep_ in SUBJECTS for c in token.children) else 2
        if token.dep_ == "conj":
            return 7 if token.pos_ == "PROPN" else 4
        if token.dep_ in {"amod", "nmod"}:
            fixed = token.head.i == head.i or token.lower_ in _TURNING or token.pos_ == "PROPN"
            return None if fixed else 7
        if token.dep_ in {"ccomp", "xcomp"} and token.head.i != telling.trigger.i:
            return 9
        return None

    def _in_a_name(self, token: Token) -> bool:
        """Whether the token stands within a name ("Tren *de* Aragua")."""
        mention = self._entities.at(token.i)
        if mention is None or mention.how != "name":
            return False
        return mention.token_start <= token.head.i < mention.token_end and token.i != token.head.i

    def _rank_of_preposition(self, token: Token, telling: Telling) -> int | None:
        noun = token.head
        if noun.tag_ == "NN" and noun.dep_ == "pobj" and next(noun.children).i == token.i:
            return None  # "in response to X": both or neither
        if token.lower_ in {"including", "according", "despite"} or in_order(token):
            return 0
        if token.head.pos_ in NOMINAL and token.head.i != telling.head.i:
            return 6 if token.lower_ == "of" else 3
        close = token.i == token.head.i + 1 or token.lower_ in {"of", "as"}
        close = close and token.head.pos_ in VERBAL | {"ADJ"}
        if not close:
            return 5
        return 10 if token.head.i == telling.trigger.i else 8
