"""Birthdays that the text does not date itself: his eighteenth birthday.

The birth is the last that the text told; whose it is, a pronoun does not say.
"""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Base, Context
from timeline.extract.times.event_names import Happening, root_of
from timeline.extract.times.match import Match
from timeline.extract.times.mentions import told_before
from timeline.extract.times.readings import Readings, counted_from
from timeline.extract.times.scan import Scan
from timeline.extract.times.values import Point, same_day, shifted

_OLDEST = 120  # years
_WORDS = 5  # «the King's thirty-third birthday»: tokens before the word


def birthday(match: Match, context: Context) -> Readings:
    """«his eighteenth birthday», «the poet's 70th birthday»: of one whose birth is told."""
    base = base_of_birthday(context, match.start, match.end - 1)
    if base is None:
        return None
    years = _years(match.scan, match.start, match.end - 1)
    return counted_from(match, base.point, base, f"{years} years after {base.words}")


def birthday_named(context: Context, i: int) -> tuple[Happening, Base | None] | None:
    """The birthday after *a month before* at token ``i``, and its day; None if none is named.

    The day is None where no birth is told: nothing else may be counted from then.
    """
    scan = context.scan
    if scan.lower(i) not in scan.lexicon.cues["owner"] | {"the"}:
        return None
    for k in range(i + 1, i + _WORDS):
        if scan.lower(k) in scan.lexicon.cues["birthday"]:
            named = Happening(root_of(scan, "birthday"), scan.word(k), k + 1)
            return named, base_of_birthday(context, i, k)
    return None


def base_of_birthday(context: Context, start: int, word: int) -> Base | None:
    """The birthday of tokens ``start`` to ``word`` as what others count from."""
    scan = context.scan
    years = _years(scan, start, word)
    born = Happening(root_of(scan, "born"), "born", word)
    birth = None if years is None else told_before(context, start, born)
    if years is None or birth is None or birth.anchor == "published":
        return None
    if _of_another(context, scan.lower(start), birth):
        return None
    point = replace(birth.point, clock="", unit="day") if birth.point.clock else birth.point
    moved: Point | None = same_day(point, years, "year")
    if moved is None and point.unit in ("month", "year"):
        moved = shifted(point, 12 * years, "month") if point.unit == "month" else None
        moved = moved or shifted(point, years, "year")
    if moved is None:
        return None
    return Base(moved, birth.anchor, birth.words, birth.ahead)


def _of_another(context: Context, owner: str, birth: Base) -> bool:
    """Whether the birth is that of a man and the birthday hers, or the other way round."""
    cues, told = context.scan.lexicon.cues, context.told
    born = next((t for t in reversed(told) if t.index == birth.anchor), None)
    side = next((s for s in ("male", "female") if owner in cues[s]), None)
    if born is None or side is None:
        return False
    words = {context.scan.lower(i) for i in range(*context.sentences.bounds(born.token))}
    other = cues["female" if side == "male" else "male"]
    return not words.isdisjoint(other) and words.isdisjoint(cues[side])


def _years(scan: Scan, start: int, word: int) -> int | None:
    """How old one is: the ordinal before *birthday*, which may have tens before it."""
    at = word - 1
    nth = scan.value(at, "ord") or scan.value(at, "tenth")
    if nth is None:
        return None
    tens = scan.value(at - 2, "numword") if scan.word(at - 1) == "-" and at - 2 >= start else None
    tens = tens or (scan.value(at - 1, "numword") if at - 1 >= start else None)
    years = int(nth) + (int(tens) if tens is not None and int(tens) % 10 == 0 else 0)
    return years if 0 < years <= _OLDEST else None
