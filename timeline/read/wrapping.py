"""Line ends that only a narrow page made: mail, wires, old books, pages copied from a PDF.

Such a line end stands where the next word would not have fitted; sentences run on over it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_INNER: Final = re.compile(r"[^\n]\n[^\n]")
_ITEM: Final = re.compile(r"\s*(?:[•·*–—-]\s|\(?\d{1,3}[.)]\s|[|>#])")
_SENTENCE_END: Final = re.compile(r"[.!?:][\"'”’»)\]]*$")
_NARROWEST, _WIDEST = 40, 120  # characters of the lines of a wrapped text
_FEWEST = 3  # line ends that show it
_WIDTHS = 5  # of the longest lines, tried as the width: a heading may be longer
_FILLED = 0.6  # share of the line ends where the next word would not fit, in wrapped text
_RUNS_ON = 0.4  # share of those before a small letter; names and sentences begin the others
_LONG = 0.7  # of the width: a line of uneven ones that is not the last of its paragraph


@dataclass(frozen=True, slots=True)
class _Break:
    """A line end between two lines of text: where it is, and how the line before it is filled."""

    at: int
    length: int  # code points of the line before it
    needed: int  # and with the first word of the next
    runs_on: bool  # the next line begins with a small letter
    ends: bool  # the line before it ends as sentences do


def unwrapped(text: str) -> str:
    """The text with a space for each line end inside a sentence; offsets stay what they are.

    The same text where its lines are its paragraphs, as on a web page, or items of a list.
    """
    if _INNER.search(text) is None:
        return text
    breaks = list(_breaks(text))
    if len(breaks) < _FEWEST:
        return text
    soft = _filled(breaks) or _uneven(breaks)
    if not soft:
        return text
    letters = list(text)
    for at in soft:
        letters[at] = " "
    return "".join(letters)


def _breaks(text: str) -> list[_Break]:
    found: list[_Break] = []
    start = 0
    before: str | None = None
    for line in text.split("\n"):
        if before and line.strip() and not _ITEM.match(line) and _indent(line) <= _indent(before):
            word = line.split(maxsplit=1)[0]
            line_before = before.rstrip()
            length = len(line_before)
            needed = length + 1 + len(word)
            ends = _SENTENCE_END.search(line_before) is not None
            found.append(_Break(start - 1, length, needed, word[0].islower(), ends))
        before = line if line.strip() else None
        start += len(line) + 1
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _filled(breaks: list[_Break]) -> list[int]:
    """Where the next word would not have fitted into the width, if that is so of most lines."""
    for width in sorted({one.length for one in breaks}, reverse=True)[:_WIDTHS]:
        if not _NARROWEST <= width <= _WIDEST:
            continue
        full = [one for one in breaks if one.length <= width < one.needed]
        cut = sum(not one.ends for one in full)  # of paragraphs of one line each hardly any is
        if len(full) >= max(_FEWEST, _FILLED * len(breaks)) and cut * 2 > len(full):
            return [one.at for one in full]
    return []


def _uneven(breaks: list[_Break]) -> list[int]:
    """The same for lines of letters of different width, whose lengths tell less."""
    width = sorted(one.length for one in breaks)[-(-len(breaks) * 3 // 4) - 1]
    running = sum(one.runs_on for one in breaks)
    if not _NARROWEST <= width <= _WIDEST or running < max(_FEWEST, _RUNS_ON * len(breaks)):
        return []
    return [one.at for one in breaks if one.runs_on or one.length >= _LONG * width]
