"""A rule's match over tokens, and what readers make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from timeline.extract.times.lexicon import Rule
from timeline.extract.times.scan import Scan
from timeline.extract.times.values import Length, Point
from timeline.model import Anchor, TimeType


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``start`` to ``end`` (exclusive) that a rule matched."""

    scan: Scan
    rule: Rule
    start: int
    end: int

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.start, self.end))

    def find(self, *categories: str) -> int | None:
        """The first token of any of the categories."""
        return next(
            (i for i in self if not self.scan.categories(i).keys().isdisjoint(categories)), None
        )

    def find_all(self, *categories: str) -> list[int]:
        return [i for i in self if not self.scan.categories(i).keys().isdisjoint(categories)]

    def find_last(self, *categories: str) -> int | None:
        found = self.find_all(*categories)
        return found[-1] if found else None

    def the(self, *categories: str) -> int:
        """The first token of the categories; the rule's pattern guarantees that there is one."""
        return self.find_all(*categories)[0]

    def the_last(self, *categories: str) -> int:
        """The last token of the categories; the rule's pattern guarantees that there is one."""
        return self.find_all(*categories)[-1]

    def has(self, *words: str) -> bool:
        return any(self.scan.lower(i) in words for i in self)


@dataclass(frozen=True, slots=True)
class Reading:
    """One time expression read out of a match: tokens ``start`` to ``end``.

    ``value`` is a point, a length or a ready TIMEX3 value.  ``edtf`` overrides the
    date of the point.  ``dated`` says that the passage itself names its year (or
    whatever else makes its date independent of the context).
    """

    start: int
    end: int
    type: TimeType
    value: Point | Length | str
    anchor: Anchor = None
    steps: tuple[str, ...] = field(default=())
    edtf: str | None = None
    dated: bool = False
    ambiguous: bool = False
    tells: bool = True  # whether the story then stands there
    awaits: int | None = None  # the token of an anchor that stands after it
    leads_to: Point | None = None  # where the story stands after a length: two days after 3 May

    def point(self) -> Point | None:
        return self.value if isinstance(self.value, Point) else None

    def stands_at(self) -> Point | None:
        """The point at which the story stands after it, if it tells."""
        return self.leads_to or self.point()
