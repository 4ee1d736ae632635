"""Chosen tokens of a text as a line to read: no loose marks, no pronoun without its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from timeline.extract.entities import Entities
from timeline.extract.names_lexicon import states

_THIRD = frozenset({"he", "she", "it", "they", "him", "them", "his", "her", "its", "their"})
_OPENING, _CLOSING = '“"«(', '”"»)'
_DASHES = frozenset({",", ";", "–", "-", "—", "--"})
_CLITICS = ("'", "’", "n't", "n’t")
# a contracted auxiliary in full, the second before a participle
_FULL = {
    "'d": ("would", "had"), "'ll": ("will", "will"), "'ve": ("have", "have"),
    "'re": ("are", "are"), "'s": ("is", "has"),
}  # fmt: skip
_EDGES = frozenset({"cc", "mark"})  # at the edge of a title they join nothing
_OPENERS = frozenset({"after", "before", "while", "when", "since"})


def _capitals(word: str) -> str:
    """A surname in capitals as other names are written; no initials, no "III"."""
    shouted = word.isupper() and len(word) > 2 and not set(word) <= set("IVX.")
    return word.title() if shouted else word


def _capital(text: str) -> str:
    """The line with a capital at its beginning, but for names such as iPhone."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].upper() + text[1:]


def _article(word: str, following: str) -> str:
    """The word before a gap; "a" or "an" as the word needs that follows now."""
    bare = word.rstrip()
    if bare not in {"a", "an"}:
        return f"{bare} "
    return "an " if following[:1].lower() in "aeio" else "a "


def _whole(indexes: list[int]) -> list[int]:
    return list(range(indexes[0], indexes[-1] + 1)) if indexes else []


class Wording:
    """Writes down tokens of one document."""

    def __init__(self, doc: Doc, entities: Entities) -> None:
        self._doc = doc
        self._entities = entities
        self._plain = frozenset[str]()

    def called(self, actor_id: str) -> str:
        """The name of an actor as it stands in a sentence: "Anna Berg", "the crew"."""
        actor = self._entities.actor(actor_id)
        if actor.kind == "person":
            return " ".join(map(_capitals, actor.name.split()))
        if actor.kind == "group" and actor.name in states().by_demonym:
            return f"the {actor.name}"  # "the Spanish"
        if actor.kind != "group" or not actor.name[:1].islower():
            return actor.name
        for mention in self._entities.mentions:
            if mention.actor == actor_id and mention.how == "group":
                one = self._doc[mention.token_end - 1].tag_ == "NN"
                return f"the {actor.name}" if one else actor.name
        return actor.name

    def at_least(self, parts: Sequence[Collection[int] | str]) -> int:
        """How long the parts are at least when they are joined, in code points.

        Without marks and conjunctions, which may go, and with the shortest word for a pronoun.
        """
        length = 0
        for part in parts:
            if isinstance(part, str):
                length += len(part)
                continue
            for token in map(self._doc.__getitem__, part):
                text = token.text_with_ws
                if text[0].isalnum() and token.dep_ not in _EDGES:
                    short = token.lower_ in _THIRD or token.lower_ == "an"
                    length += 1 if short else len(text)
        return length - 1

    def joined(self, parts: Sequence[Collection[int] | str], plain: Collection[str] = ()) -> str:
        """The parts one after another; what follows a colon begins with a capital.

        The pronouns ``plain`` stay as they are.
        """
        text, last = "", -2
        self._plain = frozenset(plain)
        for part in parts:
            if part == ":":
                text, last = f"{text}:", -2
                continue
            words = part if isinstance(part, str) else self.render(part, text)
            if not words:
                continue
            indexes = [] if isinstance(part, str) else sorted(part)
            if indexes and indexes[0] != last + 1:
                words = self._in_full(self._doc[indexes[0]], words)
            close = words.startswith(_CLITICS) and bool(indexes) and indexes[0] == last + 1
            if text.endswith(":"):
                words = _capital(words)
            text = f"{text}{words}" if close or not text else f"{text} {words}"
            last = indexes[-1] if indexes else -2
        return _capital(text.replace(" ,", ","))

    def _in_full(self, first: Token, words: str) -> str:
        """ "'d have asked" after a name: "would have asked"."""
        full = _FULL.get(first.lower_.replace("’", "'"))
        if full is None or first.dep_ not in {"aux", "auxpass", "ROOT"}:
            return words
        perfect = first.head.tag_ == "VBN" and not any(
            c.lower_ in {"have", "be", "been"} for c in first.head.children
        )
        return f"{full[perfect]} {words[len(first.text) :].lstrip()}"

    def render(self, kept: Collection[int], before: str) -> str:
        """The tokens in their order as one line; ``before`` is what stands before them."""
        parts: list[str] = []
        previous = None
        for i in self._tidy(sorted(kept)):
            word = self._word(self._doc[i], before + "".join(parts))
            if previous is not None and previous + 1 != i:
                parts[-1] = _article(parts[-1], word)
            parts.append(word)
            previous = i
        text = " ".join("".join(parts).split())
        for mark in ",.;:":
            text = text.replace(f" {mark}", mark)
        return text

    def _tidy(self, indexes: list[int]) -> list[int]:
        """Without marks at the edges or at a gap, and without half a pair of quotes."""
        words = [i for i in indexes if not self._doc[i].is_space]
        while words and self._loose(words[0], _OPENING):
            words.pop(0)
        while words and self._loose(words[-1], _CLOSING):
            words.pop()
        texts = [self._doc[i].text for i in words]
        opened = sum(text in _OPENING for text in texts)
        closed = sum(text in _CLOSING for text in texts)
        quotes = texts.count('"')
        if opened != closed or quotes % 2 or (opened + quotes and words != _whole(words)):
            words = [i for i in words if self._doc[i].text not in _OPENING + _CLOSING]
        elif _DASHES.isdisjoint(texts):
            return words
        return [i for at, i in enumerate(words) if not self._at_gap(words, at)]

    def _loose(self, index: int, allowed: str) -> bool:
        token = self._doc[index]
        if token.is_punct:
            return token.text not in allowed and token.text != "%"
        return token.dep_ in _EDGES and token.lower_ not in _OPENERS

    def _at_gap(self, words: list[int], at: int) -> bool:
        """A comma or dash whose neighbours were left out."""
        token = self._doc[words[at]]
        if token.text not in _DASHES or token.dep_ != "punct":
            return False
        if at + 1 >= len(words) or at == 0:
            return True
        follows = words[at + 1] == words[at] + 1
        if token.text == ",":
            return not follows or self._doc[words[at - 1]].text == ","
        return not follows or words[at - 1] != words[at] - 1

    def _word(self, token: Token, before: str) -> str:
        """The token as written; a pronoun as the name of whom it means, if that is not clear."""
        written = str(token.text_with_ws)
        if before and token.is_sent_start and token.pos_ not in {"PROPN", "PRON"}:
            written = written[:1].lower() + written[1:]  # "Since its launch, ..."
        mention = self._entities.at(token.i)
        if mention is None or mention.actor is None:
            return written
        if mention.how != "pronoun" or token.lower_ not in _THIRD:
            return self._surname(token, mention.actor, written)
        own = token.i + 1 < len(self._doc) and token.nbor().lower_ == "own"
        if own or token.lower_ in self._plain:
            return written
        actor = self._entities.actor(mention.actor)
        written_before = before.casefold()
        known = (actor.name, *actor.names)
        if any(name.split()[-1].casefold() in written_before for name in known):
            return written  # "Britain closed its airspace"
        name = self.called(mention.actor)
        if token.dep_ != "poss":
            return f"{name}{token.whitespace_}"
        ending = "’" if name.endswith("s") else "’s"
        return f"{name}{ending}{token.whitespace_}"

    def _surname(self, token: Token, actor_id: str, written: str) -> str:
        """A surname in capitals is written like the other names: "Evo MORALES"."""
        actor = self._entities.actor(actor_id)
        if actor.kind != "person":
            return written
        return f"{_capitals(token.text)}{token.whitespace_}"
