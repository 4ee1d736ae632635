"""Readers of seasons: the summer of 1955, last winter, two summers before."""

from __future__ import annotations

from dataclasses import replace

from timeline.extract.times.context import Context
from timeline.extract.times.counted import stands_alone
from timeline.extract.times.match import Match
from timeline.extract.times.numbers import count_of, year_of
from timeline.extract.times.readings import UNANCHORED, Readings, counted_from, single
from timeline.extract.times.shifted import shift_of, under_heading
from timeline.extract.times.story import Placed
from timeline.extract.times.values import Point
from timeline.extract.times.years_told import year_meant

_MIDDLES = (4, 7, 10, 13)  # months: winter has the year in which it begins


def season(match: Match, context: Context) -> Readings:
    """The summer of 1955; last winter; the spring."""
    readings = _season(match, context)
    if not readings or not context.evidence.south:
        return readings
    points = [(r, r.point()) for r in readings]
    return [r if p is None else replace(r, value=replace(p, south=True)) for r, p in points]


def _season(match: Match, context: Context) -> Readings:
    scan = match.scan
    token = match.the("season", "termname")
    categories = scan.categories(token)
    index = int(
        categories["termname" if match.has("term") and "termname" in categories else "season"]
    )
    ancient = match.find("y3", "yy") if match.has("of") else None
    if year_of(match) is not None or match.find("yearspan") is not None:
        return _dated(match, index)
    if ancient is not None:  # the autumn of 481, where the text counts years BC
        year = 1 - int(scan.value(ancient, "num"))
        return single(match, Point("season", year, index)) if context.evidence.before_era else None
    described = scan.lower(match.end) in scan.lexicon.cues["season_noun"]
    after = scan.word(match.end)
    title = scan.word(token)[0].isupper() and after[:1].isupper() and not described
    if title and "month" not in scan.categories(match.end):
        return None  # the Winter Olympics
    if _conjunction(match) or (_describes(match) and not described):
        return None
    if match.start == token and (_is_verb(match) or _names_kind(match, context)):
        return None
    if scan.lower(token) == "fall" and not _autumn(match, token):
        return None
    if scan.lower(token) == "spring" and not described and not _is_spring(match, token):
        return None
    if scan.value(match.end - 1, "unit") == "year":
        return _of_year(match, context, index)
    shift = match.find("shift")
    if shift is not None:
        return _shifted_season(match, context, index, shift)
    placed = _season_year(context, match.start, index)
    return single(match, Point("season", placed.year, index), placed)


def _next_year_fits(match: Match, named: tuple[int, int]) -> bool:
    """«the winter of 1941-42» ends in the year after; «the summer of 1941-45» is no season."""
    last = match.find_last("yy", "year")
    if last is None or last == named[1]:
        return True
    return int(match.scan.value(last, "num")) % 100 == (named[0] + 1) % 100


def _dated(match: Match, index: int) -> Readings:
    """The summer of 1955; the winter of 1941-42."""
    named, slash = year_of(match), match.find("yearspan")
    if named is not None:
        fits = _next_year_fits(match, named)
        return single(match, Point("season", named[0], index)) if fits else None
    if slash is None:
        return None
    return single(match, Point("season", int(match.scan.value(slash, "yearspan")[0]), index))


def _of_year(match: Match, context: Context, index: int) -> Readings:
    """The spring of last year; the summer of that year."""
    meant = year_meant(match, context)
    if meant is None:
        return single(match, Point("season", None, index), Placed(None, None, UNANCHORED))
    base, year = meant
    point = Point("season", year, index)
    return counted_from(match, point, base, f"the year counts from {base.words}")


def _conjunction(match: Match) -> bool:
    """«a place that summer visitors love»: no time, but what summer describes."""
    shift = shift_of(match)
    after = match.scan.word(match.end)
    if shift is None or shift.by or shift.kind != "story" or not after.islower():
        return False
    if match.scan.word(match.start)[0].isupper():
        return False  # That spring eighteen households left
    if match.scan.lower(match.start - 1) in match.scan.lexicon.cues["preposition"]:
        return False  # throughout that winter submarines attacked
    return after not in match.scan.lexicon.cues["function"]


def _names_kind(match: Match, context: Context) -> bool:
    """«Summer fair. To be held on …»: what kind of fair, at the head of a sentence."""
    scan, cues, after = match.scan, match.scan.lexicon.cues, match.scan.word(match.end)
    if not context.sentences.begins(match.start) or not (after.isalpha() and after.islower()):
        return False
    known = after in cues["function"] or after in cues["season_noun"] or after in cues["past"]
    return not known and not after.endswith(scan.lexicon.past_endings)


def _describes(match: Match) -> bool:
    """«a winter skills course»: what kind of course."""
    scan, after = match.scan, match.scan.word(match.end)
    article = scan.lower(match.start - 1) in scan.lexicon.cues["some"]
    noun = after.isalpha() and after.islower() and after not in scan.lexicon.cues["function"]
    return article and noun


def _is_verb(match: Match) -> bool:
    """«voted on where to winter»; not «from autumn to winter»."""
    scan = match.scan
    if scan.lower(match.start - 1) != "to":
        return False
    near = range(match.start - 8, match.start - 1)
    spans = any("season" in scan.categories(i) or scan.lower(i) == "from" for i in near)
    return not spans and scan.lower(match.end) not in scan.lexicon.cues["season_noun"]


def _autumn(match: Match, token: int) -> bool:
    """«fall» is mostly a verb or a defeat: it needs «the/last/next/this … » and no «of» after."""
    scan = match.scan
    if scan.lower(match.end) == "of":
        return False
    if scan.lower(match.end) in scan.lexicon.cues["season_noun"]:
        return True
    before = scan.lower(token - 1)
    if before == "the" and scan.lower(token - 2) in scan.lexicon.cues["beside_day"]:
        return False  # twenty-two hours after the fall
    if before == "the":
        return scan.lower(token - 2) in scan.lexicon.cues["preposition"]
    return before in ("in", "last", "this", "next", "each", "every", "early", "late")


def _is_spring(match: Match, token: int) -> bool:
    """Whether «spring» is the season and no water or steel: placed, shifted or an edge of it."""
    plain = match.start == token or (
        match.end - match.start == 2 and "det" in match.scan.categories(match.start)
    )
    cues = match.scan.lexicon.cues
    return not plain or match.scan.lower(match.start - 1) in cues["preposition"] | cues["spent"]


def _northern(index: int, south: bool) -> int:
    """The northern season of the same months."""
    return (index + 2 * south) % 4


def _season_year(context: Context, token: int, index: int) -> Placed:
    turned = _northern(index, context.evidence.south)
    return context.year_for(token, (4, 7, 10, 12)[turned])  # a winter begins in December


def _shifted_season(match: Match, context: Context, index: int, shift: int) -> Readings:
    value = dict(match.scan.categories(shift)["shift"])
    if value.get("told") == "det" and "det" in match.scan.categories(shift - 1):
        value["from"] = "story"  # the next spring
    unit = "month" if value["by"] else "year"  # last summer is the paper's own
    base = context.base(match.start, unit, value["from"]) if value["from"] == "speech" else None
    base = base or context.base(match.start, "year", value["from"])
    if match.scan.lower(shift) in match.scan.lexicon.cues["pointing"]:
        base = context.mentioned(match.start) or base
    if base is None or base.point.year is None:
        return single(
            match,
            Point("season", None, index),
            Placed(None, None, "no time is told that it counts from"),
        )
    year, by = base.point.year, int(value["by"])
    if by > 0 and value["from"] == "story" and under_heading(context, base):
        pass  # the heading has said the year
    elif not by and value["from"] == "story" and _at_turn(base.point, index, context):
        year -= 1  # that winter, told after January
    elif not by and base.point.unit == "month" and not context.sentences.pluperfect(match.start):
        year += _lies_ahead(base.point.month() or 1, index, context.evidence.south)
    elif not by and value["from"] == "speech" and _at_turn(base.point, index, context):
        year -= 1  # this winter, said in January
    elif by and base.point.month() is None:
        year += by
    elif by:
        year = _beside(base.point, index, by, context.evidence.south)
    placed = Placed(year, base.anchor, f"counted from {base.words}")
    return single(match, Point("season", year, index), placed)


def _at_turn(point: Point, index: int, context: Context) -> bool:
    """Whether the season runs over the turn of the year, and the point lies behind that."""
    turned = _northern(index, context.evidence.south) == 3
    known = point.is_day() or point.unit == "month"
    return turned and known and (point.month() or 12) <= 2


def _lies_ahead(month: int, index: int, south: bool) -> int:
    """1 where «that spring», told after December, is nearer in the next year; else 0."""
    middle = _MIDDLES[_northern(index, south)]
    return int(middle < month and middle + 12 - month < month - middle)


def seasons_counted(match: Match, context: Context) -> Readings:
    """Two summers before; three winters later; the autumn before."""
    scan = match.scan
    mark, token = match.end - 1, match.the("season", "seasons")
    unsure = scan.lower(mark) in scan.lexicon.cues["needs_clause_end"]
    count = "1" if "det" in scan.categories(match.start) else count_of(match, match.start, token)
    if (unsure and not stands_alone(match, mark)) or count is None or not count.isdigit():
        return None
    base = context.story("season") or context.base(match.start, "year", "story")
    if "ago" in scan.categories(mark):
        base = context.speech(match.start, "month")
    if base is None or base.point.year is None:
        return None
    categories = scan.categories(token)
    index = int(categories["season"] if "season" in categories else categories["seasons"])
    back = bool({"beforehand", "ago"} & scan.categories(mark).keys())
    near = _beside(base.point, index, -1 if back else 1, context.evidence.south)
    year = near + (1 - int(count) if back else int(count) - 1)
    point = Point("season", year, index, south=context.evidence.south)
    return counted_from(match, point, base)


def _beside(point: Point, index: int, by: int, south: bool) -> int:
    """The year of the last such season before the point (by -1), or of the next one (by 1)."""
    year, month = point.known_year(), point.month()
    if month is None:
        return year + by
    middle = _MIDDLES[_northern(index, south)]
    if by > 0:
        return year + (1 if middle - 1 <= month else 0)
    return year - (1 if middle + 2 >= month else 0)
