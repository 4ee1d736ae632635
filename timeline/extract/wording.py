"""Chosen tokens of a text as a line to read: no loose marks, no pronoun without its name."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Token

from timeline.extract.entities import Entities

_POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_OPENING, _CLOSING = '“"«(', '”"»)'


class Wording:
    """Writes down tokens of one document."""

    def __init__(self, doc: Doc, entities: Entities) -> None:
        self._doc = doc
        self._entities = entities

    def render(self, kept: Collection[int], before: str) -> str:
        """The tokens in their order as one line; ``before`` is what stands before them."""
        parts: list[str] = []
        previous = None
        for i in self._tidy(sorted(kept)):
            gap = previous is not None and previous + 1 != i
            if gap and parts and not parts[-1].endswith(" "):
                parts.append(" ")
            parts.append(self._word(self._doc[i], before + "".join(parts)))
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
        opened = sum(self._doc[i].text in _OPENING for i in words)
        closed = sum(self._doc[i].text in _CLOSING for i in words)
        quotes = sum(self._doc[i].text == '"' for i in words)
        if opened != closed or quotes % 2:
            words = [i for i in words if self._doc[i].text not in _OPENING + _CLOSING]
        return [i for at, i in enumerate(words) if not self._at_gap(words, at)]

    def _loose(self, index: int, allowed: str) -> bool:
        token = self._doc[index]
        return (token.is_punct or token.dep_ in {"cc", "mark"}) and token.text not in allowed

    def _at_gap(self, words: list[int], at: int) -> bool:
        """A comma or dash whose neighbours were left out."""
        token = self._doc[words[at]]
        if token.text not in {",", ";", "–", "-"} or token.dep_ != "punct":
            return False
        if at + 1 >= len(words) or at == 0:
            return True
        return words[at + 1] != words[at] + 1 or words[at - 1] != words[at] - 1

    def _word(self, token: Token, before: str) -> str:
        """The token as written; a pronoun as the name of whom it means, if that is not clear."""
        written = str(token.text_with_ws)
        if token.pos_ != "PRON" and token.lower_ not in _POSSESSIVE:
            return written
        mention = self._entities.at(token.i)
        if mention is None or mention.actor is None or mention.how != "pronoun":
            return written
        actor = self._entities.actor(mention.actor)
        name = actor.name
        if any(known.split()[-1] in before for known in (name, *actor.names)):
            return written  # "Britain closed its airspace"
        ending = "’s" if token.lower_ in _POSSESSIVE else ""
        return f"{name}{ending}{token.whitespace_}"
