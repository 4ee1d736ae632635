"""The year of a month that the text names without one, from the course of the story.

Stories mostly go forward in small steps.  Each candidate year is given a cost: how far
it jumps from the dates told before it and from the next full date after it.  The
cheapest year wins; the costs are in months, so that a step of three months costs three.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline import dates
from timeline.extract.times.values import Point
from timeline.model import Anchor

# Found on half of the developers' histories and checked on the other half.
BACK, BACK_SLOPE = 4.0, 0.5  # a step back costs more than the same step forward
CROSS = 6.0  # a step back into an earlier year costs this more
CAP = 24.0  # no jump costs more: the text simply speaks of something else
YEAR_OFF = 14.0  # a month of another year than the year just told
ASIDE = 8.0  # going back to the date before the last one
MENTIONED = 2.0  # a year told in passing
REMOTE = 12.0  # the same, years away from the story
ANOTHER_AGE = 60  # years: no story told by the day jumps so far
AHEAD = 1.0  # weight of the next full date; it fades with its distance
ELSEWHERE = 12.0  # a next date further off than this only says that it is far
HEADED = 10.0  # a month of another year than the heading of its section
FAR = 300.0  # tokens at which it has faded


_HEADING = 16  # tokens of the longest heading


@dataclass(frozen=True, slots=True)
class Told:
    """A time that the text has named: its index among the time expressions and its tokens."""

    index: int
    point: Point
    token: int
    end: int
    text: str
    dated: bool  # it named its year itself
    leads: bool = False  # stands at the head of its sentence or in a heading
    clock: str = ""  # TIMEX3 tail of a time of day: T11:30
    aside: bool = False  # in brackets or the far end of a heading: not where the story stands
    frame: str = ""  # of what does not move the story (frames.py), and up to which token it is seen
    until: int = 0
    late: bool = False  # an evening or a night: what follows after midnight is of the next day
    heads: bool = False  # a year in the heading of a section
    near: bool = False  # counts from the day of publication: a day of the paper's own time


@dataclass(frozen=True, slots=True)
class Placed:
    """A year that was found for a date without one; None if none could be."""

    year: int | None
    anchor: Anchor
    step: str


@dataclass(frozen=True, slots=True)
class Situation:
    """``told`` are the dates before, oldest first; ``ahead`` (tokens from here,
    year, month) of the next full date.

    ``sentence`` is the first token of the sentence, ``backward`` whether it looks back.
    """

    token: int
    month: int
    day: int | None
    told: list[Told]
    ahead: tuple[int, int, int] | None
    sentence: int
    backward: bool
    onward: bool = False  # «by Christmas»: what was done by then lies ahead


def year_in_story(situation: Situation) -> Placed | None:
    """The cheapest year and the told time that it follows; None if nothing was told."""
    anchors = _anchors(situation)
    if not anchors:
        return None
    again = _told_again(situation, anchors)
    if again is not None:
        year = again.point.year
        return Placed(year, again.index, f"the same day was told before («{again.text}»)")
    years = {y for told, _ in anchors for y in _around(told)}
    if situation.ahead is not None:
        years |= {situation.ahead[1]}
    over = _heading(situation.told)
    best = min(
        (
            _from(told, year, situation) + penalty + _beyond(year, situation, over),
            abs(year - (told.point.year or 0)),
            -told.token,
            year,
            rank,
        )
        for rank, (told, penalty) in enumerate(anchors)
        for year in years
    )
    year, told = best[3], anchors[best[4]][0]
    step = f"the story stands at «{told.text}» ({say(told.point)})"
    if year != told.point.year:
        step += (
            f", from where it goes {'on' if year > (told.point.year or 0) else 'back'} to {year}"
        )
    return Placed(year, told.index, step)


def _heading(told: list[Told]) -> int | None:
    """The year of the last heading that names one, until the text tells of a later one.

    None where it names two, or none did.
    """
    heading = next((t for t in reversed(told) if t.heads), None)
    if heading is None:
        return None
    year = heading.point.known_year()
    if any(t.token > heading.token and t.point.known_year() > year for t in told):
        return None
    same = {t.point.year for t in told if t.heads and abs(t.token - heading.token) <= _HEADING}
    return heading.point.year if len(same) == 1 else None


def _beyond(year: int, situation: Situation, heading: int | None) -> float:
    """What the next full date and the heading of the section cost a year."""
    other = heading is not None and year != heading
    return _to_ahead(year, situation) + (HEADED if other else 0.0)


def _told_again(situation: Situation, anchors: list[tuple[Told, float]]) -> Told | None:
    """A day told before, where the text meanwhile speaks of a year far away."""
    first = anchors[0][0]
    if situation.day is None or first.point.unit != "year" or len(anchors) < 2:
        return None
    if abs((first.point.year or 0) - (anchors[1][0].point.year or 0)) < 5:
        return None
    same = (situation.month, situation.day)
    return next((t for t in reversed(situation.told) if (t.point.index, t.point.day) == same), None)


def _around(told: Told) -> tuple[int, ...]:
    year = told.point.year
    return () if year is None else (year - 1, year, year + 1)


def _anchors(situation: Situation) -> list[tuple[Told, float]]:
    """The told times that the month can follow, with what it costs to choose each."""
    months = [t for t in situation.told if t.point.finer_than("year")]
    years = [t for t in situation.told if t.point.unit == "year"]
    last = months[-1] if months else None
    anchors: list[tuple[Told, float]] = []
    strong = False
    if years and (last is None or years[-1].token > last.token):
        year = years[-1]
        since = [
            t
            for t in years
            if t.point.year == year.point.year and (last is None or t.token > last.token)
        ]
        strong = any(t.leads for t in since) or len(since) > 1 or year.token >= situation.sentence
        strong = strong or _went_on(years, last)
        apart = 0 if last is None else abs((year.point.year or 0) - (last.point.year or 0))
        if apart > ANOTHER_AGE and situation.day is not None:
            strong = False
        anchors.append((year, 0.0 if strong else MENTIONED if apart < 5 else REMOTE))
    if last is not None:
        strong = strong and anchors[0][0].point.year != last.point.year
        anchors.append((last, REMOTE if strong else 0.0))
        before = next((t for t in reversed(months) if t.point.year != last.point.year), None)
        if before is not None:
            anchors.append((before, ASIDE + (REMOTE if strong else 0.0)))
    return anchors


def _went_on(years: list[Told], last: Told | None) -> bool:
    """Whether the story has gone from year to year since it last named a month."""
    if last is None:
        return False
    told = [t.point.known_year() for t in years if t.token > last.token]
    return len(set(told)) > 1 and told == sorted(told) and told[0] > last.point.known_year()


def _from(told: Told, year: int, situation: Situation) -> float:
    """What it costs to go from a told time to the month in a year."""
    here, told_year = told.point.month(), told.point.known_year()
    if told.point.unit == "year" or here is None:
        off = abs(year - told_year)
        return 0.0 if off == 0 else YEAR_OFF if off == 1 else CAP
    months = 12 * (year - told_year) + situation.month - here
    cross = CROSS if year < told_year and not situation.backward else 0.0
    cross += CROSS if year < told_year and situation.onward else 0.0
    return min(_step(months, situation.backward) + cross, CAP)


def _step(months: int, backward: bool = False) -> float:
    if months >= 0:
        return min(months + (6.0 if backward and months > 2 else 0.0), CAP)
    back = BACK_SLOPE * -months + (0.0 if backward else BACK)
    return min(back, CAP)


def _to_ahead(year: int, situation: Situation) -> float:
    if situation.ahead is None:
        return 0.0
    away, next_year, next_month = situation.ahead
    weight = AHEAD * max(0.0, 1.0 - away / FAR)
    months = 12 * (next_year - year) + next_month - situation.month
    return weight * min(_step(months), ELSEWHERE)


def say(point: Point) -> str:
    """The point in words."""
    edtf = point.edtf()
    return point.timex() if edtf is None else dates.spoken(edtf)
