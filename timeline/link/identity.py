"""What actors and places of many articles share: joining, naming and readable ids."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from timeline.extract.name_forms import fold

Member = tuple[str, str]
Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two clusters that may be one: their ids (sorted) and a sentence for the editor."""

    first: str
    second: str
    reason: str


class Sets:
    """Disjoint sets of the numbers 0 … size-1."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """The set's representative, its smallest member."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, a: int, b: int) -> None:
        """Make one set of two."""
        low, high = sorted((self.find(a), self.find(b)))
        self._parent[high] = low

    def groups(self) -> list[list[int]]:
        """The sets, each sorted, in the order of their smallest members."""
        found: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())


def slug(name: str) -> str:
    """Lower case letters, digits and hyphens: ``choi-song-hui``; "x" if nothing is left."""
    return re.sub(r"[^\w]+|_+", "-", fold(name)).strip("-") or "x"


def frequent_name(counts: Counter[str], complete: Iterable[str] = ()) -> str:
    """The name borne most; of equals the one with more words, then the longer, then by letter.

    ``complete`` are those names that are full ones; where there are any, one of them is taken.
    """
    full = [name for name in complete if name in counts]
    return min(
        full or list(counts), key=lambda name: (-counts[name], -len(name.split()), -len(name), name)
    )


def assign_ids(
    names: Sequence[tuple[str, str, Sequence[Member]]], *, alone: Sequence[bool] = ()
) -> list[str]:
    """Ids for clusters given as (name, kind, members), the same in any order of loading.

    The slug of the name; where clusters share one, the kind is added, and where
    that is the same too, six letters made from the first article's id.  Those that stand
    ``alone`` always get these: other articles have their like, which is not looked at.
    """
    private = alone or [False] * len(names)
    slugs = [slug(name) for name, _, _ in names]
    shared = Counter(s for s, apart in zip(slugs, private, strict=True) if not apart)
    with_kind = [
        s if apart or shared[s] == 1 else f"{s}-{kind}"
        for s, apart, (_, kind, _) in zip(slugs, private, names, strict=True)
    ]
    twice = Counter(with_kind)
    return [
        f"{ident}-{_letters(members)}" if apart or twice[ident] > 1 else ident
        for ident, apart, (_, _, members) in zip(with_kind, private, names, strict=True)
    ]


def _letters(members: Sequence[Member]) -> str:
    return hashlib.sha256("\0".join(min(members)).encode()).hexdigest()[:6]
