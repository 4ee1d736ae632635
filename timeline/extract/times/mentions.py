"""When a happening was that the text mentions again: where another form of its word is dated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from timeline.extract.times.context import Base, Context, base_of
from timeline.extract.times.counted import NEAR
from timeline.extract.times.event_names import Happening, root_of
from timeline.extract.times.scan import Scan
from timeline.extract.times.story import Told

_HEADING, _NEXT = 5, 20  # tokens of a heading in the line, and of what says when
_WHO = 3  # tokens between *who* and its verb
_FROM = frozenset({"after", "before", "into"})
_BACK, _AHEAD = 400, 90  # tokens in which the happening is looked for


def told_before(context: Context, token: int, named: Happening, exact: bool = False) -> Base | None:
    """The time of its last mention with one in its own sentence, else of the last mention.

    A happening named by a word for its kind (the accident) is what the last sentence with a
    time of its own tells of that kind (the wall collapsed).  ``exact`` wants a day.
    """
    scan, weak = context.scan, None
    for i in mentions(scan, token, frozenset({named.root, named.whose})):
        if named.whose and not _is_beside(context, i, named.whose):
            continue
        if _counts_from(context, i):
            continue  # «three days after the fire» dates the fire no further
        if named.edge:
            told, own = _told_of_edge(context, i, named.edge), True
        else:
            told, own = _told_at(context, i)
        if told is None or not told.point.finer_than("weekend" if exact else "decade"):
            continue
        if own:
            return base_of(told)
        weak = weak or told
    of_kind = None if named.edge else _of_its_kind(context, token, named)
    return of_kind or (None if weak is None else base_of(weak))


def _of_its_kind(context: Context, token: int, named: Happening) -> Base | None:
    """The day of the last sentence that tells of such a thing and has a day of its own."""
    for i in mentions(context.scan, token, context.scan.lexicon.kinds.get(named.root, frozenset())):
        if named.whose and not _is_beside(context, i, named.whose):
            continue
        told, own = _told_at(context, i)
        if own and told is not None and told.point.is_day() and not _counts_from(context, i):
            return base_of(told)
    return None


def mentions(scan: Scan, token: int, roots: frozenset[str]) -> Iterator[int]:
    """The tokens before, last first, that are forms of the words or begin two words together."""
    for i in range(token - 1, max(0, token - _BACK) - 1, -1):
        word = scan.lower(i)
        if len(word) < 3:
            continue
        two = f"{word} {scan.lower(i + 1)}"
        if word in roots or scan.lexicon.root(word) in roots or two in roots:
            yield i


def _told_of_edge(context: Context, i: int, edge: str) -> Told | None:
    """When the siege of token ``i`` began or ended, where its sentence has a verb for that."""
    scan, cues = context.scan, context.scan.lexicon.cues
    start, end = context.sentences.bounds(i)
    verbs = cues["begins"] if edge == "begin" else cues["ends"]
    verb = next((k for k in range(start, end) if scan.lower(k) in verbs), None)
    there = [t for t in context.told if start <= t.token < end and not t.aside]
    if verb is None or not there:
        return None
    after = [t for t in there if t.token > verb]
    return after[0] if after else there[-1]


def _is_beside(context: Context, i: int, name: str) -> bool:
    start, end = context.sentences.bounds(i)
    return any(context.scan.lower(k) == name for k in range(start, end))


def _counts_from(context: Context, i: int) -> bool:
    """Whether the word at token ``i`` is what a told time counts from."""
    return any(
        t.token < i < t.end and _itself_counted(context.scan, t, i) for t in context.told[-6:]
    )


def told_later(context: Context, token: int, named: Happening) -> Base | None:
    """The day of its next mention, read ahead; None if no sentence soon after has one."""
    scan = context.scan
    if context.look_ahead is None:
        return None
    for i in range(named.end, min(len(scan), token + _AHEAD)):
        if len(scan.word(i)) > 2 and root_of(scan, scan.lower(i)) == named.root:
            start, end = context.sentences.bounds(i)
            ahead = context.look_ahead(named.end, end)
            there = [t for t in ahead if t.token >= start and t.point.is_day()]
            near = min(there, key=lambda t: abs(t.token - i), default=None)
            if near is not None:
                return replace(base_of(near), anchor=None, ahead=near.token)
    return None


def _told_at(context: Context, i: int) -> tuple[Told | None, bool]:
    """The time of the word: the nearest of its sentence (its own), else the one before."""
    start, end = context.sentences.bounds(i)
    there = [
        t
        for t in context.told
        if start <= t.token < end and not _itself_counted(context.scan, t, end)
    ]
    if there:
        near = min(there, key=lambda t: t.token - i if t.token > i else i - t.token + 2)
        return near, not _of_main_verb(context.scan, i, near.token)
    if end - start <= _HEADING:  # «Summer fair. It will be held on 9 July»
        after = next((t for t in context.told if end <= t.token < end + _NEXT), None)
        return after, after is not None
    before = [t for t in context.told if t.token < start and not t.aside]
    close = bool(before) and start - before[-1].token <= NEAR
    return (before[-1] if close else None), False


def _of_main_verb(scan: Scan, i: int, told: int) -> bool:
    """«A dealer who stole a bell was found guilty yesterday»: the day is not that of the theft."""
    relative = scan.lexicon.cues["relative"]
    inside = any(scan.lower(k) in relative for k in range(max(0, i - _WHO), i))
    was = scan.lexicon.cues["was_then"]
    return inside and any(scan.lower(k) in was for k in range(i + 1, told))


def _itself_counted(scan: Scan, told: Told, end: int) -> bool:
    """Whether the told time is «three weeks after the …»: it dates another happening."""
    near = range(told.token, min(told.token + 5, end))
    return not told.dated and any(scan.lower(i) in _FROM for i in near)
