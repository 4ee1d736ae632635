"""What an expression counts from: a told time, the day of publication, the day of a speech."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.extract.times.story import Told, say
from timeline.extract.times.values import Point
from timeline.model import Anchor


@dataclass(frozen=True, slots=True)
class Base:
    """What an expression counts from, and how to say it."""

    point: Point
    anchor: Anchor
    words: str
    ahead: int | None = None  # the token of an anchor that stands after the expression


def moves(told: Told, sentence: int) -> bool:
    """Whether a longer time moves the story: at the head of a sentence, a month, a named season.

    A year does where the ``sentence`` itself has named it: left in 1949, and six weeks later …
    """
    unit = told.point.unit
    counted = unit == "year" and told.index >= 0 and (not told.dated or told.token >= sentence)
    return told.leads or unit == "month" or counted or (unit == "season" and told.dated)


def holds(longer: Told, shorter: Told) -> bool:
    """Whether the longer time holds the shorter: then the story has not moved on.

    Nor has it where a season long before is named in passing.
    """
    passing = longer.point.unit == "season" and not longer.leads
    if passing and longer.point.days()[1] < shorter.point.days()[0]:
        return True
    if longer.point.unit not in ("month", "year", "season", "quarter", "half"):
        return True
    first, last = longer.point.days()
    low, high = shorter.point.days()
    return first <= low and high <= last


def base_of(told: Told) -> Base:
    """The told time as what an expression counts from."""
    return Base(told.point, told.index, f"«{told.text}» ({say(told.point)})")
