"""Entities of one article while they are put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from timeline.extract.entities import How
from timeline.extract.kinds import NameKind
from timeline.extract.name_spans import Candidate

Gender = Literal["male", "female", ""]


@dataclass(slots=True, eq=False)
class Mention:
    """A mention in tokens: ``start:end``, its governing token, how it names, and of what.

    ``acts`` is True where a place name stands for its government, ``placed``
    where a state's name only says where.
    """

    start: int
    end: int
    head: int
    how: How
    acts: bool = False
    placed: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """An entity in the making.

    ``roles`` are titles as written; ``role_words`` their heads, ``role_states``
    the codes of the states they belong to; ``nouns`` common nouns said of it.
    ``full`` are the names of the document by key; ``state`` is a state's code.
    """

    kind: NameKind | Literal["group"]
    names: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    role_words: set[str] = field(default_factory=set)
    role_contexts: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    state: str = ""
    gender: Gender = ""
    plural: bool = False
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name; of those equally full the most frequent, then the first."""
        order = list(self.names)
        return max(
            order, key=lambda n: (len(n.split()), self.names[n], -order.index(n)), default=""
        )

    def add(self, candidate: Candidate, head: int) -> None:
        """Take a name mention in."""
        self.names[candidate.text] += 1
        self.candidates.append(candidate)
        self.mentions.append(Mention(candidate.start, candidate.end, head, "name"))
