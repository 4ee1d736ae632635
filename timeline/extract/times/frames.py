"""Which times do not move the story: what is looked back at, foretold, or said in passing.

Such a time counts for what follows in its own clause, and for later clauses that look
the same way; the story goes on from where it stood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.extract.times.scan import Scan
from timeline.extract.times.values import Point

if TYPE_CHECKING:
    from timeline.extract.times.context import Context
    from timeline.extract.times.match import Reading
    from timeline.extract.times.story import Told

AHEAD, BACK, SIDE = "ahead", "back", "side"
_CLAUSE = 14  # tokens in which a clause between commas begins
_TAIL = 8  # tokens in which it ends
_BRACKET = 24  # tokens in which a bracket opens and closes


def frame_of(context: Context, reading: Reading, point: Point) -> tuple[str, int]:
    """The frame of a time and the token up to which it is seen; no frame: it moves the story."""
    scan, sentences, token = context.scan, context.sentences, reading.start
    start, end = sentences.bounds(token)
    closing = _bracket_end(scan, token, start)
    if closing is not None and not sentences.heading(token):
        return SIDE, closing
    before = context.main()
    if before is None or before.token < sentences.paragraph_start(token) - _FAR:
        return "", 0
    if _is_mere_limit(context, token, start):
        return SIDE, end
    if point.days()[0] < before.point.days()[0]:
        return _earlier(context, reading, point, before)
    if _is_foretold(context, token, point):
        return AHEAD, end
    if before.token >= start and _is_attribution(scan, token, start):
        return SIDE, end
    return "", 0


def _earlier(context: Context, reading: Reading, point: Point, before: Told) -> tuple[str, int]:
    """The frame of a time that lies before where the story stands."""
    scan, sentences, token = context.scan, context.sentences, reading.start
    start, end = sentences.bounds(token)
    if scan.lower(token - 1) in scan.lexicon.cues["since"]:
        return SIDE, end  # it had been snowing since Boxing Day
    if before.token >= start and before.near and _is_subordinate(scan, before.end, token):
        return BACK, end
    comma = _clause_end(scan, token, reading.end, start)
    if comma is not None:
        return SIDE, comma
    bare = point.unit == "month" and not reading.dated and before.point.is_day()
    if bare or sentences.pluperfect(token, reading.end):
        return _looked_back(scan, reading, point, before, end)
    return "", 0


def _is_subordinate(scan: Scan, start: int, token: int) -> bool:
    """«fell on Thursday after the bank said late Wednesday»: the day of the main verb goes on."""
    cues = scan.lexicon.cues["subordinate_when"]
    return any(scan.lower(i) in cues for i in range(start, token - 1))


def _is_mere_limit(context: Context, token: int, start: int) -> bool:
    """«help could not have come before April»: a limit of what did not happen."""
    scan, cues = context.scan, context.scan.lexicon.cues
    if scan.lower(token - 1) not in cues["limit"]:
        return False
    near = range(max(start, token - _CLAUSE), token)
    return any(scan.lower(i) == "have" and _is_modal(scan, i) for i in near)


def _is_modal(scan: Scan, have: int) -> bool:
    return any(scan.lower(k) in scan.lexicon.cues["modal"] for k in (have - 1, have - 2))


def _looked_back(
    scan: Scan, reading: Reading, point: Point, before: Told, end: int
) -> tuple[str, int]:
    """A day told in full or a bare month is seen further on; a distance only once.

    A year or a season told in full begins a story of its own, as does an old day in news.
    """
    if reading.dated:
        return (BACK, end) if point.is_day() and not before.near else ("", 0)
    here = range(reading.start, reading.end)
    named = any({"month", "weekday"} & scan.categories(i).keys() for i in here)
    return BACK, end if named else reading.start + 1


_FAR = 120  # tokens: what was told longer ago is no story that a look back would interrupt


def _bracket_end(scan: Scan, token: int, start: int) -> int | None:
    """The token of the bracket that closes around the token inside the sentence."""
    for i in range(token - 1, max(start, token - _BRACKET) - 1, -1):
        if scan.word(i) == ")":
            return None
        if scan.word(i) == "(":
            if i == start:
                return None  # a sentence of its own in brackets
            near = range(token, token + _BRACKET)
            return next((k for k in near if scan.word(k) == ")"), None)
    return None


def _clause_end(scan: Scan, token: int, after: int, start: int) -> int | None:
    """The comma that ends a clause like «, who had bought it on 1 April 1920,»."""
    for i in range(token - 1, max(start, token - _CLAUSE) - 1, -1):
        if scan.word(i) == ",":
            word = scan.lower(i + 1)
            relative = word in scan.lexicon.cues["relative"]
            participle = len(word) > 4 and word.endswith(scan.lexicon.past_endings)
            known = word in scan.lexicon.cues["participle"]
            if not (relative or participle or known) or i < start + 1:
                return None
            if not relative and not _verb_before(scan, i, start):
                return None  # Peter Summers, 41, vanished on …: the main verb
            near = range(after, after + _TAIL)
            return next((k for k in near if scan.word(k) == ","), None)
    return None


def _verb_before(scan: Scan, comma: int, start: int) -> bool:
    """Whether the sentence has had a verb before the comma, or no comma before it."""
    commas = any(scan.word(i) == "," for i in range(start, comma))
    cues, endings = scan.lexicon.cues, scan.lexicon.past_endings
    verbs = any(
        scan.lower(i) in cues["past"] or scan.lower(i).endswith(endings)
        for i in range(start, comma)
    )
    return verbs or not commas


def _is_attribution(scan: Scan, token: int, start: int) -> bool:
    """«…, the state said in a report on Tuesday»: when it was said, after what was told."""
    cues = scan.lexicon.cues["saying"]
    for i in range(token - 1, max(start, token - _TAIL) - 1, -1):
        if scan.lower(i) in cues:
            return any(scan.word(k) == "," for k in range(max(start, i - 5), i))
    return False


def _is_foretold(context: Context, token: int, point: Point) -> bool:
    """What lies after publication, or was set for a day in a story."""
    published = context.published
    own = published is not None and not context.evidence.narrative
    own = own and not context.evidence.own_story
    if own and published is not None and point.days()[0] > published.days()[1]:
        return True
    if not point.is_day():
        return False
    if own:
        return context.scan.lower(token - 1) in context.scan.lexicon.cues["meant_for"]
    scan, cues = context.scan, context.scan.lexicon.cues
    if scan.lower(token - 1) in cues["meant_for"]:
        return True
    for i in range(token - 1, max(0, token - 6), -1):
        if scan.lower(i) in cues["due"]:
            return True
        if scan.lower(i) == "to" and scan.lower(i - 1) in ("was", "were"):
            return True
    if scan.lower(token - 1) in cues["by"] and context.sentences.was_to_be(token):
        return True  # the plan was to be there by 2 August
    start = max(context.sentences.bounds(token)[0], token - _CLAUSE)
    return any(  # I meant to leave by it on the Wednesday
        scan.lower(i) == "to" and scan.lower(i - 1) in cues["intending"]
        for i in range(start, token)
    )
