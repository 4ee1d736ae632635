"""Readers of decades, centuries, quarters and halves of years."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Context
from timeline.extract.times.guards import touches_symbol
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import era_after, year_of
from timeline.extract.times.readings import Readings, single
from timeline.extract.times.story import Placed
from timeline.extract.times.values import Point
from timeline.extract.times.years_told import of_shifted_year

_ANCIENT = 10  # centuries that are BC where the document counts so

_SOON, _ON = 5, 30  # years that a decade in words lies ahead, in a story


def decade(match: Match, context: Context) -> Readings:
    """The 1980s; the late 1930s; the '90s; the thirties."""
    scan = match.scan
    token = match.the_last("decade", "decade2", "decadeword", "yy", "year")
    categories = scan.categories(token)
    if "decade" in categories or "year" in categories:
        return _decade_in_figures(match, token)
    short = int(categories.get("decade2") or categories.get("decadeword") or categories["yy"])
    if short % 10:
        return None
    if "decade2" in categories and scan.word(token - 1) not in ("'", "’", "‘", "the"):
        return None
    if scan.lower(match.start - 1) in ("his", "her", "their", "my", "your"):
        return None
    if context.evidence.before_era or era_after(scan, token) == "bc":
        return single(match, Point("decade", 1 - short)) if short > 20 else None
    hundreds = next((i for i in match if scan.value(i, "numword") in (18, 19)), None)
    if hundreds is not None:  # the nineteen-thirties
        return single(match, Point("decade", 100 * int(scan.value(hundreds, "numword")) + short))
    near = _decades_near(context, "decade2" in categories)
    century = 1900 if near is None else near - near % 100
    if near is not None and century + short > near + _decades_ahead(context, near):
        century -= 100
    return single(match, Point("decade", century + short))


def _decades_ahead(context: Context, near: int) -> int:
    """How far ahead a decade in words may lie: a story of 1923 goes on to the thirties."""
    if not context.evidence.narrative:
        return _SOON
    published = context.published
    last = _ON if published is None else min(_ON, published.known_year() - near)
    return max(last, _SOON)


def _decade_in_figures(match: Match, token: int) -> Readings:
    """The 1980s; the 1600s are a century."""
    scan, categories = match.scan, match.scan.categories(token)
    number = int(categories.get("decade") or categories["year"])
    if number % 10 or scan.lower(match.end) in ("first", "second", "third", "fourth"):
        return None
    if number > 2990 or touches_symbol(scan, token, token):
        return None
    before = era_after(scan, token) == "bc"
    if number % 100 == 0 and 1000 <= number < 2000 and not before:
        return single(match, Point("century", number))  # the 1600s
    return single(match, Point("decade", 1 - number if before else number))


def _decades_near(context: Context, figures: bool) -> int | None:
    """The year near the decade: for the '90s that of publication, for the nineties the story's."""
    told = context.latest(lambda t: t.point.finer_than("century") and (t.point.year or 0) > 1000)
    published = None if context.published is None else context.published.year
    story = None if told is None else told.point.year
    return (published or story) if figures else (story or published)


def century(match: Match, context: Context) -> Readings:
    """The 19th century; the 4th century BC; the third millennium."""
    scan = match.scan
    after = _part(match)
    number = sum(_nth(match, i) for i in match.find_all("ord", "roman") if i >= after)
    tens = [i for i in match.find_all("numword") if i >= after]
    number += sum(int(scan.categories(i)["numword"]) for i in tens)
    millennium = any(scan.value(i, "unit") == "millennium" for i in match.find_all("unit"))
    if not 1 <= number <= (9 if millennium else 99):
        return None
    if any("roman" in scan.categories(i) and scan.word(i)[0].islower() for i in match):
        return None
    size = 1000 if millennium else 100
    era = next((e for i in match if (e := era_after(scan, i))), "")
    if not era and size == 100 and context.evidence.before_era and number <= _ANCIENT:
        era = "bc"
    if era == "bc":
        point = Point("century" if size == 100 else "millennium", 1 - (number - 1) * size - 1)
    else:
        point = Point("century" if size == 100 else "millennium", (number - 1) * size + 1)
        if match.has("decade"):  # the first decade of the twentieth century
            nth = next((int(n) for i in match if (n := scan.value(i, "ord")) and i < after), 10)
            point = Point("decade", (number - 1) * size + 10 * (nth - 1))
            return single(match, point) if nth <= 10 else None
    return single(match, point)


def centuries_joined(match: Match, context: Context) -> Readings:
    """The late 18th and early 19th centuries."""
    tokens = match.find_all("ord", "roman")
    join = next((i for i in match.find_all("join") if tokens[0] < i < tokens[-1]), None)
    if len(tokens) != 2 or join is None:
        return None
    pieces = (replace(match, end=join), replace(match, start=join + 1))
    numbers = [_nth(match, i) for i in tokens]
    if not 1 <= numbers[0] < numbers[1] <= 30:
        return None
    era = next((e for i in match if (e := era_after(match.scan, i))), "")
    readings: list[Reading] = []
    for piece, number in zip(pieces, numbers, strict=True):
        first = -number * 100 if era == "bc" else (number - 1) * 100 + 1
        readings += single(piece, Point("century", first)) or []
    return readings


def _part(match: Match) -> int:
    """The token after «the second half of», «the end of», else the first."""
    return next((i + 1 for i in match if "=of" in match.scan.categories(i)), match.start)


def _nth(match: Match, i: int) -> int:
    return int(match.scan.value(i, "ord") or match.scan.value(i, "roman"))


def quarter(match: Match, context: Context) -> Readings:
    """The third quarter; the first quarter of 1989; the last quarter."""
    scan = match.scan
    code = match.find("quarter_code")
    if code is not None:
        index: int | None = int(scan.categories(code)["quarter_code"])
    else:
        token = match.find_last("ord")
        index = None if token is None else int(scan.categories(token)["ord"])
    if index is None or not 1 <= index <= 4:
        return None
    if code is not None and scan.word(code)[0].islower():
        return None
    if _counts_parts(match):
        return None
    named = year_of(match)
    if named is not None:
        return single(match, Point("quarter", named[0], index))
    if match.find("shift") is not None:
        return of_shifted_year(match, context, "quarter", index)
    if scan.lower(match.end) == "of":
        return None
    placed = _part_year(match, context, index, "quarter")
    return single(match, Point("quarter", placed.year, index), placed)


def _counts_parts(match: Match) -> bool:
    """«one quarter of the force» is no time; sports count quarters too but have no dates."""
    return match.scan.lower(match.start) in ("a", "one")


def _part_year(match: Match, context: Context, index: int, part: str) -> Placed:
    """The year of a quarter or half that the text names without one."""
    told = context.latest(lambda t: t.point.finer_than("decade") and t.dated, reach=4)
    published = context.published
    if published is None or published.year is None:
        year = told.point.year if told else None
        return Placed(year, told.index if told else None, "the year is that of the story")
    now = ((published.index or 1) - 1) // (3 if part == "quarter" else 6) + 1
    year = published.known_year()
    ahead = context.sentences.tense(match.start) == "future" and not _reported(match)
    if index > now and not ahead:
        year -= 1
    if index < now and ahead:
        year += 1
    side = "next" if ahead else "latest"
    return Placed(
        year, "published", f"the {side} such {part}, counted from the day of publication: {year}"
    )


def _reported(match: Match) -> bool:
    """«fourth-quarter results» are told when the quarter is over."""
    return match.scan.lower(match.end) in match.scan.lexicon.cues["reported"]


def half(match: Match, context: Context) -> Readings:
    """The second half of 2008."""
    token, code = match.find("ord"), match.find("half_code")
    index = 2 if token is None else int(match.scan.categories(token)["ord"])
    if code is not None:
        index = int(match.scan.value(code, "half_code"))
    if index not in (1, 2):
        return None
    named = year_of(match)
    if named is not None:
        return single(match, Point("half", named[0], index))
    if not match.has("year"):
        return _half_alone(match, context, index)
    return of_shifted_year(match, context, "half", index)


def _half_alone(match: Match, context: Context, index: int) -> Readings:
    """«the second half»: a time where the paragraph counts in halves, quarters or years.

    Or where the sentence speaks of profits and prices: games have halves too.
    """
    start = context.sentences.paragraph_start(match.start)
    units = ("half", "quarter", "year")
    told = context.latest(lambda t: t.point.unit in units and t.token >= start, reach=4)
    if match.scan.lower(match.end) == "of":
        return None
    if told is not None and told.point.year is not None:
        placed = Placed(told.point.year, told.index, f"the year is that of «{told.text}»")
    elif context.news and speaks_of_accounts(match, context):
        placed = _part_year(match, context, index, "half")
    else:
        return None
    return single(match, Point("half", placed.year, index), placed)


def speaks_of_accounts(match: Match, context: Context) -> bool:
    start, end = context.sentences.bounds(match.start)
    cues = match.scan.lexicon.cues["accounts"]
    return any(match.scan.lower(i) in cues for i in range(start, end))
