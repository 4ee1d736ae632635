"""Marks over text: spans that nest, touch or overlap become a flat run of segments.

Offsets are code points of the article's text, end exclusive.  A segment's text is plain;
escaping is the template's, so nothing here makes HTML.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.read.wrapping import unwrapped

ELLIPSIS = "…"
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: ``kind`` becomes a class (or several, or none if empty), ``anchor``
    the id where it begins, ``note`` is said of it in a tooltip, ``number`` stands at its end."""

    start: int
    end: int
    kind: str
    anchor: str | None = None
    note: str | None = None
    number: int | None = None

    def moved(self, by: int) -> Mark:
        """Return the mark over a text that begins ``by`` code points later."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks.

    ``anchors`` are the ids of marks that begin here, ``numbers`` those of marks that end here.
    """

    text: str
    kinds: tuple[str, ...] = ()
    note: str | None = None
    anchors: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def classes(self) -> str:
        return " ".join(f"m-{name}" for kind in self.kinds for name in kind.split())


def segments(
    text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None
) -> list[Segment]:
    """Return ``text[start:end]`` cut where any mark begins or ends.

    The segments' texts joined are exactly ``text[start:end]``.  Marks outside the window are
    left out, marks across its border are cut.  An anchor is given only where its mark begins
    inside the window.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    inside.sort(key=lambda m: (m.start, -m.end))
    edges = {start, end}
    for mark in inside:
        edges.update((max(mark.start, start), min(mark.end, end)))
    cuts = sorted(edges)
    result: list[Segment] = []
    active: list[Mark] = []
    upcoming = iter(inside)
    following = next(upcoming, None)
    for left, right in itertools.pairwise(cuts):
        while following is not None and following.start <= left:
            active.append(following)
            following = next(upcoming, None)
        active = [m for m in active if m.end > left]
        result.append(_segment(text, active, left, right, end))
    return result


def _segment(text: str, active: Sequence[Mark], left: int, right: int, end: int) -> Segment:
    notes = [m.note for m in active if m.note]
    return Segment(
        text[left:right],
        tuple(dict.fromkeys(m.kind for m in active if m.kind)),
        notes[-1] if notes else None,
        tuple(m.anchor for m in active if m.anchor and m.start == left),
        tuple(dict.fromkeys(m.number for m in active if m.number and m.end == right <= end)),
    )


def cut(words: Sequence[Segment], start: int, end: int) -> tuple[list[Segment], ...]:
    """Return the segments before, within and behind ``start:end`` of their text."""
    parts: tuple[list[Segment], ...] = ([], [], [])
    offset = 0
    for segment in words:
        length = len(segment.text)
        edges = [min(max(edge - offset, 0), length) for edge in (0, start, end)] + [length]
        for part, (left, right) in zip(parts, itertools.pairwise(edges), strict=True):
            if left < right:
                part.append(
                    replace(
                        segment,
                        text=segment.text[left:right],
                        anchors=segment.anchors if left == 0 else (),
                        numbers=segment.numbers if right == length else (),
                    )
                )
        offset += length
    return parts


def paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, list[Segment]]]:
    """Yield begin, end and segments of every paragraph of ``text``: a line that is not empty,
    or several where the text was wrapped to a width."""
    upcoming = sorted(marks, key=lambda m: m.start, reverse=True)
    near: list[Mark] = []
    for match in _PARAGRAPH.finditer(unwrapped(text)):
        near = [m for m in near if m.end > match.start()]
        while upcoming and upcoming[-1].start < match.end():
            near.append(upcoming.pop())
        if match.group().strip():
            yield *match.span(), segments(text, near, *match.span())


def excerpt(text: str, focus: tuple[int, int] | None, length: int = 260) -> tuple[int, int]:
    """Return the bounds of at most about ``length`` code points of ``text``, cut at words.

    ``focus`` is a span that must be inside (the time expression); without one the beginning
    is taken.  The whole text is returned where it fits.
    """
    if len(text) <= length:
        return 0, len(text)
    left, right = focus or (0, 0)
    begin = 0 if right <= length else max(0, left - length // 3)
    finish = min(len(text), max(begin + length, right))
    if begin:
        space = text.find(" ", begin, left)
        begin = space + 1 if space != -1 else begin
    if finish < len(text):
        space = text.rfind(" ", right, finish)
        finish = space if space > begin else finish
    return begin, finish


def quote(text: str, focus: tuple[int, int] | None, length: int = 260) -> list[Segment]:
    """Return an excerpt of a passage with its time expression marked, ellipses where cut.

    ``focus`` is the time expression within ``text``, or None.
    """
    begin, finish = excerpt(text, focus, length)
    marks = [Mark(focus[0], focus[1], "time")] if focus else []
    result = segments(text, marks, begin, finish)
    if begin:
        result.insert(0, Segment(ELLIPSIS))
    if finish < len(text):
        result.append(Segment(ELLIPSIS))
    return result
