"""Readers of lengths beside something: a day or two, a year and three months, the days before."""

from __future__ import annotations

from itertools import pairwise

from timeline.extract.times.context import Context
from timeline.extract.times.counted import stands_alone
from timeline.extract.times.day_parts import unanchored_time
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.numbers import count_of
from timeline.extract.times.readings import Readings, lasting, unit_at
from timeline.extract.times.values import Length

_ORDER = ("year", "month", "week", "day", "hour", "minute", "second")
_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M"}


def compound(match: Match, context: Context) -> Readings:
    """«A year and three months»; «two hours, ten minutes and five seconds»."""
    parts: list[tuple[str, str]] = []
    start = match.start
    for token in match.find_all("unit", "units"):
        unit = unit_at(match, token)
        count = count_of(match, start, token)
        if unit == "quarter" and parts and parts[-1][0] == "hour" and count in ("1", "3"):
            unit, count = "minute", str(15 * int(count))
        if unit not in _ORDER or count is None or "." in count:
            return None
        parts.append((unit, count))
        start = token + 1
    ranks = [_ORDER.index(unit) for unit, _ in parts]
    if len(parts) < 2 or any(b <= a for a, b in pairwise(ranks)):
        return None
    days = "".join(c + _LETTERS[u] for u, c in parts if _ORDER.index(u) < 4)
    clock = "".join(c + _LETTERS.get(u, "S") for u, c in parts if _ORDER.index(u) >= 4)
    value = f"P{days}" + (f"T{clock}" if clock else "")
    return [Reading(match.start, match.end, "DURATION", value, tells=False)]


def or_so(match: Match, context: Context) -> Readings:
    """«A day or two», «a week or so», «an hour or more»."""
    token = match.the("unit", "units")
    unit = unit_at(match, token)
    if unit in ("second", "quarter"):
        return None
    if (part := match.find("part")) is not None:  # seven days and seven nights
        days = count_of(match, token + 1, part)
        if unit != "day" or days != count_of(match, match.start, token):
            return None
    return lasting(match, Length(count_of(match, match.start, token), unit))


def whole(match: Match, context: Context) -> Readings:
    """«It rained all day», «all night long», «the whole week»."""
    scan, token = match.scan, match.the("unit", "part")
    if scan.lower(match.start) != "all" and scan.lower(match.end) == "of":
        return None
    part = scan.value(token, "part")
    if part is not None:
        return unanchored_time(match, context, str(part)) if scan.word(token).islower() else None
    unit = str(scan.value(token, "unit"))
    if unit in ("second", "minute", "hour", "quarter", "weekend"):
        return None
    return lasting(match, Length("1", unit))


def units_around(match: Match, context: Context) -> Readings:
    """«In the days before the vote», «moments after the crash»: how long is not said."""
    scan = match.scan
    mark, token = match.end - 1, match.the("unit", "units")
    if stands_alone(match, mark) or not _something_follows(match):
        return None
    if scan.word(token)[0].isupper() and not context.sentences.begins(match.start):
        return None  # The Day After Tomorrow
    unit, plural = unit_at(match, token), "units" in scan.categories(token)
    if not plural and not (context.news or unit in ("hour", "minute")):
        return None
    if unit == "quarter" or (not plural and unit == "second"):
        return None
    length = Length(None if plural else "1", unit)
    return [Reading(match.start, token + 1, "DURATION", length, tells=False)]


def _something_follows(match: Match) -> bool:
    """A noun phrase or a clause: the vote, his death, Stalin died, taking office."""
    scan, cues = match.scan, match.scan.lexicon.cues
    after = scan.lower(match.end)
    if "det" in scan.categories(match.end) or after in cues["owner"] | cues["doer"]:
        return True
    return scan.word(match.end)[:1].isupper() or (after.endswith("ing") and len(after) > 4)
