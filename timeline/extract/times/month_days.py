"""Readers of days of the month in which the story stands: the 13th, the 11th of last month."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.dates import day_number
from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.guards import clause_ends
from timeline.extract.times.match import Match
from timeline.extract.times.readings import (
    Readings,
    counted_from,
    day_at,
    unresolved,
    weekday_in,
)
from timeline.extract.times.shifted import shift_of
from timeline.extract.times.threads import is_old
from timeline.extract.times.values import (
    RANK,
    Point,
    shifted,
    valid_day,
    weekday_of,
)


def bare_day(match: Match, context: Context, placed: bool = False) -> Readings:
    """The 13th: a day of the month in which the story stands.

    ``placed``: other words, as in «the evening of the 31st», say that it is a day.
    """
    token = match.the_last("dayth", "day", "dayword")
    if not placed and not _stands_alone(match, context, token):
        return None
    number, weekday = day_at(match, token), weekday_in(match)
    if token + 1 < match.end:
        return _of_month(match, context, token, number)
    base = _month_meant(match, context)
    month = None if base is None else base.point.month()
    if base is None or month is None or base.point.year is None:
        return unresolved(match, f"XXXX-XX-{number:02d}")
    year = base.point.year
    if _over_the_end(match, context, base.point, number):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    elif base.anchor == "published" and _lies_back(context, match.start, base.point, number):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    if weekday is not None:
        year, month = _of_weekday(year, month, number, weekday)
    if not valid_day(year, month, number):
        return None
    return counted_from(match, Point("day", year, month, number), base)


def _of_month(match: Match, context: Context, token: int, number: int) -> Readings:
    """The 11th of last month; the 3rd of the following month."""
    shift = shift_of(replace(match, start=token + 1))
    by, kind = (0, "story") if shift is None else (shift.by, shift.kind)
    base = context.base(match.start, "month", kind)
    named = context.mentioned(match.start) if by == 0 and kind == "story" else None
    if named is not None and named.point.month() is not None:
        base = named  # the 6th of that month
    month = None if base is None else shifted(base.point, by, "month")
    if base is None or month is None or month.year is None or month.index is None:
        return unresolved(match, f"XXXX-XX-{number:02d}")
    if not valid_day(month.year, month.index, number):
        return None
    return counted_from(match, Point("day", month.year, month.index, number), base)


def _of_weekday(year: int, month: int, number: int, weekday: int) -> tuple[int, int]:
    """The month, of that told, the next and the one before, in which the day is that weekday."""
    for by in (0, 1, -1):
        y, m = divmod(year * 12 + month - 1 + by, 12)
        if valid_day(y, m + 1, number) and weekday_of(day_number(y, m + 1, number)) == weekday:
            return y, m + 1
    return year, month


def _month_meant(match: Match, context: Context) -> Base | None:
    """The time in whose month the day lies: of the story, in news that of publication."""
    base = context.story("month")
    if not context.news or base is None:
        return base or context.publication()
    if is_old(base.point, context.published):
        near = _near(match, context) or context.tells_of_old(match.start)
        return base if near else context.publication()
    today = context.publication()
    if today is not None and base.point.days()[0] > today.point.days()[1]:
        ahead = context.sentences.tense(match.start) == "future" or _near(match, context)
        return base if ahead else today
    return base


def _lies_back(context: Context, token: int, today: Point, number: int) -> bool:
    """The 28th, told on the 2nd as something past, is one of the month before."""
    return number > (today.day or 31) and context.sentences.tense(token) == "past"


def _over_the_end(match: Match, context: Context, told: Point, number: int) -> bool:
    """Whether the story has gone on into the next month: the 5th, told after 30 December."""
    if told.day is None or number >= told.day or context.sentences.backward(match.start):
        return False
    back, on = told.day - number, dates.days_in(told.known_year(), told.month() or 1)
    return on - told.day + number < back


def _stands_alone(match: Match, context: Context, token: int) -> bool:
    """Not the 7th Infantry, the 5th of something, the 20th century."""
    scan, cues = match.scan, match.scan.lexicon.cues
    after = scan.word(token + 1)
    if token + 1 < match.end:
        return True  # of last month
    if after in ("-", "–", "'", "’") or after[:1].isdigit() or not scan.word(token)[0].isdigit():
        return False
    if after.isalpha() and after.lower() not in cues["function"]:
        on = scan.lower(match.start - 1) in cues["on_some"]
        acts = on and (
            (after[0].isupper() and context.sentences.is_past(token + 2))
            or _subject_follows(match, context, token + 1)
        )
        counts = "numword" in scan.categories(token + 1)  # on the 17th fifty
        if not acts and not counts and not _verb_follows(match, context, token + 1):
            return False  # the 7th Infantry; but: on the 21st Rask claimed
    if "=of" in scan.categories(token + 1):
        return False
    if weekday_in(match) is not None or _is_entry(match, context, token):
        return True
    if scan.lower(match.start - 1) in cues["was_then"]:
        return after in cues["came_when"]  # it was the 24th before they moved
    return not cues["before_day"] or scan.lower(match.start - 1) in cues["before_day"]


def _subject_follows(match: Match, context: Context, i: int) -> bool:
    """«On the 26th Russian shells fell»: a plural, a name or a stuff without an article acts."""
    scan = match.scan
    for k in range(i + 1, i + 4):
        if context.sentences.is_past(k):
            noun = scan.word(k - 1)
            plural = noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3
            return plural or noun.lower() in scan.lexicon.cues["bare_subject"]
        if not scan.word(k).isalpha() or scan.lower(k) in scan.lexicon.cues["function"]:
            return False
    return False


def _verb_follows(match: Match, context: Context, i: int) -> bool:
    """«a telegram of the 11th reached the hills»; not «the 11th armoured division»."""
    scan, cues = match.scan, match.scan.lexicon.cues
    if scan.lower(match.start - 1) not in cues["on_some"] | cues["of"]:
        return False
    after = scan.lower(i + 1)
    ends = clause_ends(scan, i + 1) or after in cues["function"]
    return context.sentences.is_past(i) and scan.word(i).islower() and ends


def _is_entry(match: Match, context: Context, token: int) -> bool:
    """«17th. Ate the last of the bacon.»: the day that heads what follows, in a story."""
    told = context.main()
    if match.scan.word(token + 1) not in (".", ":", "–", "—") or told is None or context.news:
        return False
    return context.sentences.begins(match.start) and told.point.finer_than("year")


def _near(match: Match, context: Context) -> bool:
    told = context.latest(lambda t: RANK[t.point.unit] <= RANK["month"])
    return told is not None and told.token >= context.sentences.paragraph_start(match.start)


def epistolary(match: Match, context: Context) -> Readings:
    """The 14th inst., ultimo, proximo: of this month, the last or the next, in old letters."""
    word = next((i for i in match if "letter_month" in match.scan.categories(i)), match.start)
    today = context.own_day(match.start)
    base = base_of(today) if today else context.story("month") or context.publication()
    if context.news and base is not None and is_old(base.point, context.published):
        base = context.publication()
    month = None if base is None else base.point.month()
    if base is None or month is None:
        return None
    by = int(match.scan.value(word, "letter_month"))
    total = base.point.known_year() * 12 + month - 1 + by
    year, month, number = total // 12, total % 12 + 1, day_at(match, match.the("dayth"))
    if not valid_day(year, month, number):
        return None
    readings = counted_from(match, Point("day", year, month, number), base) or []
    return [replace(r, tells=by == 0) for r in readings]
