"""Readers of ordinals whose noun was said before: on the third, the second, the next."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.days_of_spans import numbered
from timeline.extract.times.guards import clause_ends
from timeline.extract.times.match import Match
from timeline.extract.times.readings import Readings, counted_from, day_at
from timeline.extract.times.story import Told
from timeline.extract.times.values import Point, valid_day

_BACK = 45  # tokens in which the noun was said: two sentences


def ordinal_word(match: Match, context: Context) -> Readings:
    """«On the first day he denied it; on the third he confessed»; «on the fifth he fell ill»."""
    scan, token = match.scan, match.the("dayword")
    if scan.lower(match.start - 1) not in scan.lexicon.cues["on_ordinal"] or not _free(match):
        return None
    if _counted_before(match):
        return numbered(match, context, day_at(match, token), "day", "", None)
    base = context.story("day")
    told = context.latest(lambda t: t.point.is_day(), reach=3)
    if base is None or told is None or not base.point.is_day():
        return None
    if match.start - told.token > _BACK:
        return None
    return _day_of_month(base, day_at(match, token), match)


def _day_of_month(base: Base, number: int, match: Match) -> Readings:
    """The day of the running month, or of the next where it is a smaller number."""
    year, month = base.point.known_year(), base.point.month() or 1
    if base.point.day is not None and number <= base.point.day:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    if not valid_day(year, month, number):
        return None
    return counted_from(match, Point("day", year, month, number), base)


def _free(match: Match) -> bool:
    """No noun follows that is numbered: not the third floor, the first of many, the second and …"""
    scan, after = match.scan, match.scan.lower(match.end)
    if clause_ends(scan, match.end) and after not in ("-", "–", "—"):
        return True
    doer = after in scan.lexicon.cues["doer"] or "det" in scan.categories(match.end)
    return doer and after not in ("a", "an")


def _counted_before(match: Match) -> bool:
    """Whether days, nights … were numbered shortly before."""
    scan = match.scan
    for i in range(match.start - 1, max(0, match.start - _BACK), -1):
        numbered = "ord" in scan.categories(i - 1)
        if numbered and (scan.value(i, "unit") == "day" or "part" in scan.categories(i)):
            return True
    return False


def season_again(match: Match, context: Context) -> Readings:
    """«The first winter was mild, the second terrible»; «the summer in Rome, the next in»."""
    scan, token = match.scan, match.end - 1
    told = context.latest(lambda t: True, reach=1)
    start = context.sentences.bounds(match.start)[0]
    start = context.sentences.bounds(max(0, start - 1))[0]
    if told is None or told.point.unit != "season" or told.token < start:
        return None
    if scan.word(token)[0].isupper():
        return None  # the Third Estate
    after = scan.word(match.end)
    noun = after.isalpha() and after.islower() and after not in scan.lexicon.cues["function"]
    if noun and not _is_adjective(match, after):
        return None
    number = scan.value(token, "ord")
    by = 1 if number is None else int(number) - (_number_told(match, told) or 1)
    if by < 1 or told.point.year is None:
        return None
    return counted_from(match, replace(told.point, year=told.point.year + by), base_of(told))


def _number_told(match: Match, told: Told) -> int | None:
    """2 for «the second winter»."""
    numbers = (match.scan.value(i, "ord") for i in range(told.token, told.end))
    return next((int(n) for n in numbers if n is not None), None)


def _is_adjective(match: Match, after: str) -> bool:
    """«the second terrible.»: the clause ends after the word."""
    return clause_ends(match.scan, match.end + 1) and len(after) > 3
