"""Reader of hours that stand alone: at six, by seven, we opened at 10."""

from __future__ import annotations

from timeline.extract.times.context import Context
from timeline.extract.times.day_parts import unanchored_time
from timeline.extract.times.guards import clause_ends, touches_symbol
from timeline.extract.times.halves_of_day import half_of_day
from timeline.extract.times.match import Match
from timeline.extract.times.numbers import small_number
from timeline.extract.times.readings import Readings
from timeline.extract.times.scan import Scan

_NEAR = 45  # tokens: the clock or part of a day that the scene has named
_VERB = 4  # tokens between a verb of coming and going and its hour
_BESIDE = 3  # tokens between a day and its hour: on Friday at eleven
_CLOCKS = frozenset({"clock", "hourpm", "moment"})


def bare_hour(match: Match, context: Context) -> Readings:
    """«The doors opened at 10. By 11 there was a queue»: an hour where the scene counts hours."""
    scan, token = match.scan, match.end - 1
    hour = small_number(scan, token)
    if not 1 <= hour <= 12 or touches_symbol(scan, token, token) or not _free(match):
        return None
    before = scan.lower(token - 1)
    far_end = before in scan.lexicon.cues["to"] and _hour_of_range(scan, token - 2)
    if match.start < token and scan.lower(match.start - 1) in scan.lexicon.cues["before_hour"]:
        return None
    if before not in scan.lexicon.cues["before_hour"] and not far_end:
        return None
    scene = _scene(scan, token, context)
    opens = _opens_range(scan, token)
    if opens and scene not in ("TMO", "TAF", "TEV", "TNI"):
        scene = None  # from ten until two: a time of its own
    if scene is None and (_on_day(context, token) or far_end or opens):
        scene = ""
    verb = _verb(scan, token, context) if before in scan.lexicon.cues["at"] else ""
    if before in scan.lexicon.cues["until"] and clause_ends(scan, match.end):
        verb = verb or before  # arithmetic till eleven
    if scene is None and not verb and not (match.start < token and context.told):
        return None
    own = opens and not scene
    clock = half_of_day(match, context, f"T{hour:02d}:00", dated=own, scene=scene or "")
    return unanchored_time(match, context, clock)


def _free(match: Match) -> bool:
    """No noun follows that would be counted: «at six points», «by two to one»."""
    scan, after = match.scan, match.scan.lower(match.end)
    if after in ("-", "–", "—", "/", "%"):
        return False
    if clause_ends(scan, match.end) or "deictic" in scan.categories(match.end):
        return True
    if _opens_range(scan, match.start):
        return True
    follows = after in scan.lexicon.cues["function"] | scan.lexicon.cues["doer"]
    return follows and after not in ("of", "in", "or", "to", "more")


def _opens_range(scan: Scan, i: int) -> bool:
    """«from ten until two.»"""
    joined = scan.lower(i + 1) in scan.lexicon.cues["until"] | {"to"}
    joined = joined and 1 <= small_number(scan, i + 2) <= 12
    if scan.lower(i - 1) not in scan.lexicon.cues["from"] or not joined:
        return False
    return clause_ends(scan, i + 3) or scan.lower(i + 3) in scan.lexicon.cues["on_some"]


def _hour_of_range(scan: Scan, i: int) -> bool:
    return scan.lower(i - 1) in scan.lexicon.cues["from"] and _opens_range(scan, i)


def _on_day(context: Context, token: int) -> bool:
    """«on Friday at eleven»: a day stands just before."""
    told = context.told[-1] if context.told else None
    return told is not None and told.point.is_day() and 0 < token - told.token <= _BESIDE


def _scene(scan: Scan, token: int, context: Context) -> str | None:
    """What the scene says of the hour: the last clock or part of a day; None: nothing."""
    start = max(context.sentences.paragraph_start(token), token - _NEAR)
    plain = (t for t in context.told[-3:] if not (t.clock or t.late or t.frame or t.aside))
    days = [t.token for t in plain if t.point.is_day()]
    start = max(start, *days) if days else start  # a new day has hours of its own
    clocks = [t for t in context.told[-3:] if t.clock and t.token >= start]
    start = max(start, clocks[-1].end) if clocks else start  # an hour told since goes before
    for i in range(token - 1, start - 1, -1):
        categories = scan.categories(i)
        if "part" in categories and "det" not in scan.categories(i + 1):
            return str(categories["part"])
        if not _CLOCKS.isdisjoint(categories) or scan.lower(i) in ("o", "am", "pm"):
            return next((t.clock for t in reversed(context.told[-4:]) if t.clock), "")
    return clocks[-1].clock if clocks else None


def _verb(scan: Scan, token: int, context: Context) -> str:
    """The verb of coming, going, opening or closing just before the hour."""
    start = max(context.sentences.bounds(token)[0], token - _VERB)
    known = scan.lexicon.cues["hourly"]
    return next((w for i in range(token - 1, start - 1, -1) if (w := scan.lower(i)) in known), "")
