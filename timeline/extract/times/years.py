"""The year of a date without one, where it counts from the day of publication or has a weekday."""

from __future__ import annotations

from collections.abc import Iterable

from timeline import dates
from timeline.extract.times.story import Placed, say
from timeline.extract.times.values import Point, valid_day, weekday_of

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def near_publication(published: Point, month: int, day: int | None, tense: str | None) -> Placed:
    """The year that the tense wants, or the nearest one where no tense decides."""
    year = published.known_year()
    today = published.days()[0]
    spans, chosen, how = {}, year, ""
    for candidate in (year - 1, year, year + 1):
        valid = day if day is not None and day <= dates.days_in(candidate, month) else None
        spans[candidate] = Point("day" if valid else "month", candidate, month, valid).days()
    if tense == "future":
        chosen = min(c for c, (_, last) in spans.items() if last >= today)
        how = "the sentence looks ahead"
    elif tense == "past":
        chosen = max(c for c, (first, _) in spans.items() if first <= today)
        how = "the sentence looks back"
    nearest = min(spans, key=lambda c: (_gap(spans[c], today), c))
    if tense is None or _gap(spans[chosen], today) > 240 > 8 * _gap(spans[nearest], today):
        chosen, how = nearest, "it is the nearest"
    return Placed(
        chosen, "published", f"{how} from the day of publication, {say(published)}: {chosen}"
    )


def on_weekday(
    placed: Placed, month: int, day: int, weekday: int, others: Iterable[Placed]
) -> Placed:
    """The first of the placed years, and those beside them, in which the day is that weekday.

    A writer who names day and weekday has told the year; where no year fits, he has erred
    in one of the two and the first placed year stays.
    """
    for one in (placed, *others):
        if one.year is None:
            continue
        for year in (one.year, one.year - 1, one.year + 1):
            if not valid_day(year, month, day) or abs(year) > 9998:
                continue
            if weekday_of(dates.day_number(year, month, day)) == weekday:
                step = one.step if year == one.year else f"{one.step}; in {year} it"
                named = f"is a {_DAYS[weekday]}"
                return Placed(year, one.anchor, f"{step} {named}" if year != one.year else step)
    return placed


def _gap(span: tuple[int, int], today: int) -> int:
    first, last = span
    return max(first - today, today - last, 0)
