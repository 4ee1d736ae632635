"""The tokens of a parsed document as plain lists, read once: spaCy objects are slow to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one item per token.

    ``start`` and ``end`` are offsets in code points; ``head`` is a token index (the root's
    is its own); ``sentence`` numbers the sentences; ``entity`` is the recogniser's label
    or "".
    """

    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    children: list[list[int]]
    entity: list[str]

    def __len__(self) -> int:
        return len(self.text)

    def joined_to_next(self, index: int) -> bool:
        """Whether no white space stands between the token and the next one."""
        return index + 1 < len(self.text) and self.end[index] == self.start[index + 1]

    def phrase(self, start: int, end: int) -> str:
        """The words of ``start:end`` with single spaces where white space stands."""
        last = end - 1
        return "".join(
            self.text[i] if i == last or self.joined_to_next(i) else self.text[i] + " "
            for i in range(start, end)
        )

    def left_edge(self, index: int) -> int:
        """The first token of the subtree of ``index``."""
        left = index
        while True:
            below = [child for child in self.children[left] if child < left]
            if not below:
                return left
            left = below[0]

    def right_edge(self, index: int) -> int:
        """The last token of the phrase under ``index``; clauses and appositions left out."""
        right = index
        while True:
            after = [
                child
                for child in self.children[right]
                if child > right
                and self.dep[child] not in ("relcl", "appos", "punct", "acl", "advcl")
            ]
            if not after:
                return right
            right = after[-1]

    def top(self, start: int, end: int) -> int:
        """The token of ``start:end`` whose head lies outside (the last such)."""
        for index in range(end - 1, start - 1, -1):
            if not start <= self.head[index] < end or self.head[index] == index:
                return index
        return end - 1


def read_tokens(doc: Any) -> Tokens:
    """The lists of a spaCy ``Doc`` that has tags, a parse and sentence bounds."""
    text, lower, lemma, tag, dep = [], [], [], [], []
    head, start, end, sentence, entity = [], [], [], [], []
    number = -1
    for token in doc:
        word = token.text
        text.append(word)
        lower.append(word.lower())
        lemma.append(token.lemma_)
        tag.append(token.tag_)
        dep.append(token.dep_)
        head.append(token.head.i)
        start.append(token.idx)
        end.append(token.idx + len(word))
        entity.append(token.ent_type_)
        if token.is_sent_start:
            number += 1
        sentence.append(max(number, 0))
    children: list[list[int]] = [[] for _ in text]
    for index, governor in enumerate(head):
        if governor != index:
            children[governor].append(index)
    return Tokens(text, lower, lemma, tag, dep, head, start, end, sentence, children, entity)
