"""Reads the time expressions of an article: what, when, counted from what, and why.

The text is cut into tokens once (scan.py), each token has a letter for the classes of
its word (lexicon.py), the rules of the language match over those letters, the longest
match that a reader accepts wins, and each reading is placed in time by the context
(context.py).  No step looks at more than a bounded number of tokens, so time is linear
in the length of the text.  The same text and publication date give the same answer
whatever the clock, the locale and the time zone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.extract.language import language_of
from timeline.extract.times import lexicon, periods, spans
from timeline.extract.times.apposition import beside_its_date
from timeline.extract.times.context import Context
from timeline.extract.times.evidence import gather
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.names_of_times import names
from timeline.extract.times.origin import origin
from timeline.extract.times.output import expression
from timeline.extract.times.readers import READERS
from timeline.extract.times.scan import Scan
from timeline.extract.times.sentences import Sentences
from timeline.extract.times.story import Told
from timeline.extract.times.told import tell
from timeline.extract.times.values import Point, valid_day
from timeline.model import Article, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST_MATCH = 24  # tokens; bounds the work at each token


def read_times(article: Article, doc: Doc | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of the article in order of their place, none overlapping another.

    ``anchor`` of each indexes this same tuple.  ``doc`` is not needed.
    """
    context = _context(article)
    scan = context.scan
    context.look_ahead = lambda start, end: _read_ahead(context, start, end)
    context.read_at = lambda token: _read_at(context, token)
    found: list[tuple[Match, Reading]] = []
    for match, readings in _matches(context, 0, len(scan)):
        for reading in readings:
            found.append((match, reading))
            tell(context, reading, len(found) - 1)
    joined = spans.join(periods.close(_anchored(found), scan), scan, context)
    return tuple(expression(match, reading, scan) for match, reading in joined)


def _read_ahead(context: Context, start: int, end: int) -> list[Told]:
    """What tokens ``start`` to ``end`` tell, read from where the story stands now."""
    ahead = context.branch()
    told = [
        tell(ahead, reading, -1)
        for _, readings in _matches(ahead, start, end)
        for reading in readings
    ]
    return [one for one in told if one is not None]


def _read_at(context: Context, token: int) -> list[Reading]:
    """What the longest match at the token says, read without moving the story."""
    part = copy(context)
    part.read_at = None  # a time of day that another follows is no time of that day
    match = next(_matches(part, token, token + 1), None)
    return [] if match is None else match[1]


def _anchored(found: list[tuple[Match, Reading]]) -> list[tuple[Match, Reading]]:
    """The readings with the anchors that stood after them, now that these have numbers.

    Read from where the story stands there, a time may have been cut otherwise than ahead: an
    anchor that is no time of its own, or the counted time itself, is none.
    """
    if all(reading.awaits is None for _, reading in found):
        return found
    numbers = {reading.start: number for number, (_, reading) in enumerate(found)}
    return [
        (match, reading)
        if reading.awaits is None
        else (match, replace(reading, anchor=_other(numbers.get(reading.awaits), number)))
        for number, (match, reading) in enumerate(found)
    ]


def _other(anchor: int | None, number: int) -> int | None:
    return None if anchor == number else anchor


def describe_context(article: Article) -> list[str]:
    """What the document as a whole says of its dates, a line each."""
    context = _context(article)
    evidence = context.evidence
    order = {True: "month first", False: "day first", None: "not decided"}[evidence.month_first]
    return [
        f"language: {context.scan.lexicon.language}",
        f"kind: {evidence.kind}, for {evidence.because}",
        f"order of numbers in dates: {order}",
    ]


def _context(article: Article) -> Context:
    scan = Scan(article.text, _lexicon(article))
    scan.take_as_names(names(scan))
    published = _published(article.published)
    return Context(
        scan,
        gather(scan, published, origin(article), article.title or ""),
        published,
        Sentences(scan),
    )


def _lexicon(article: Article) -> lexicon.Lexicon:
    """The lexicon of the article's language; numbers alone where that language has none."""
    words = lexicon.load(language_of(article)) or lexicon.load("und")
    if words is None:
        raise LookupError("the lexicons of the package are missing")
    return words


def _published(text: str | None) -> Point | None:
    if text is None:
        return None
    year, month, day = (int(part) for part in text[:10].split("-"))
    return Point("day", year, month, day) if valid_day(year, month, day) else None


def _matches(context: Context, start: int, stop: int) -> Iterator[tuple[Match, list[Reading]]]:
    """What tokens ``start`` to ``stop`` say; none looks further than its longest match."""
    scan, beginning = context.scan, context.scan.lexicon.beginning
    letters, at, end = scan.letters, start, min(stop, len(scan))
    while at < end:
        rules = beginning[letters[at : at + 2]]
        if not rules:
            at += 1
            continue
        context.at = at
        limit = min(len(scan), at + _LONGEST_MATCH)
        if context.heads:
            below = bisect_right(context.heads, at)
            limit = min((limit, *context.heads[below : below + 1]))
        candidates = []
        for order, rule in enumerate(rules):
            hit = rule.pattern.match(letters, at, limit)
            if hit is not None and hit.end() > at:
                candidates.append((-hit.end(), order, rule))
        candidates.sort(key=lambda c: c[:2])
        step = at + 1
        for negative_end, _, rule in candidates:
            match = Match(scan, rule, at, -negative_end)
            readings = READERS[rule.reader](match, context)
            if readings:
                readings[-1] = beside_its_date(context, readings[-1])
                yield match, readings
                step = max(readings[-1].end, at + 1)
                break
            if readings is not None:  # the reader has understood and found nothing: 31 April
                step = match.end
                break
        at = step
