"""Which of its two threads an article follows: the days near its publication, or a story of old.

A feature tells of a shipwreck long ago, and how the museum opened last week.  Once it
has told several old days one after the other, a date without a year goes on from them,
over paragraphs too, until the article comes back to its own days.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from timeline.extract.times.story import Told
from timeline.extract.times.values import Point

if TYPE_CHECKING:
    from timeline.extract.times.context import Context

OLD = 45  # days before publication from which a told day is a story of its own
_REACH = 12  # told times that are looked at
_CHAIN = 3  # told days that make a story which a new paragraph does not end
_EPISODE = 8  # told times in which an episode has begun
_FORTNIGHT = 14
_OPENING = 2  # the same where the article has told of nothing else yet


def is_old(point: Point, published: Point | None) -> bool:
    """Whether the point lies well before publication."""
    return published is not None and published.days()[0] - point.days()[1] > OLD


def goes_on(told: list[Told], published: Point | None, since: int) -> Told | None:
    """The time at which a story of old stands that a new paragraph has not ended, or None.

    ``since`` is the token at which the article last came back to its own days by a word
    (now); what was told before it is over.
    """
    chain, own_days = _chain(told, published, since)
    exact = [t for t in chain if t.point.finer_than("year")]
    if not exact or chain[0].point.unit in ("year", "decade"):
        return None
    return chain[0] if len(exact) >= (_CHAIN if own_days else _OPENING) else None


def _chain(told: list[Told], published: Point | None, since: int) -> tuple[list[Told], bool]:
    """The old times told one after the other, newest first, and whether others came before."""
    chain: list[Told] = []
    for one in _main(told):
        if one.token < since or one.near or not is_old(one.point, published):
            return chain, True
        chain.append(one)
    return chain, len(told) > _REACH


def _main(told: list[Told]) -> Iterable[Told]:
    return (
        t for t in reversed(told[-_REACH:]) if not (t.aside or t.frame) and t.point.year is not None
    )


def first_of_episode(told: list[Told], last: Told) -> Told:
    """The first of the days told one after the other in the two weeks up to ``last``.

    «The night of the crash, the next morning, …»: what happened first is what happened.
    """
    there, first = last.point.days()[0], last
    for one in reversed(told[-_EPISODE:]):
        if one.aside or one.frame or not one.point.is_day():
            continue
        if not 0 <= there - one.point.days()[0] <= _FORTNIGHT:
            break
        first = one if one.point.days()[0] <= first.point.days()[0] else first
    return first


def local_story(context: Context, token: int) -> Told | None:
    """A dated story of another year in the same paragraph, in the past."""
    if context.published is None:
        return None
    start = context.sentences.paragraph_start(token)
    own = context.sentences.bounds(token)[0]
    found = context.latest(lambda t: t.token >= start, reach=8)
    if found is None or found.point.year is None:
        return None
    far = context.published.known_year() - found.point.known_year()
    if far < 1 or not found.point.finer_than("decade") or _in_passing(context, found, start):
        return None
    if found.point.unit == "year" and not found.leads and found.token < own:
        return None
    if context.scan.lower(found.token - 1) in context.scan.lexicon.cues["since"]:
        return None  # who had held the seat since 1997
    if found.point.unit == "year":
        return found if far > 1 and (found.leads or own <= found.token) else None
    return found if found.dated or far > 1 else None


def _in_passing(context: Context, found: Told, start: int) -> bool:
    """Whether the paragraph told the year of publication before this date, which leads not."""
    if found.leads or context.published is None:
        return False
    year = context.published.year
    return any(start <= t.token < found.token and t.point.year == year for t in context.told[-8:])
