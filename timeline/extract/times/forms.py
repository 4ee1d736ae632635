"""Forms of documents that have a day of their own: minutes, a diary or log, a letter."""

from __future__ import annotations

import re

from timeline.extract.times.lexicon import PARAGRAPH
from timeline.extract.times.scan import Scan

ENTRIES = 2  # that make a diary
_SHARE = 3  # one paragraph in so many begins an entry of a diary
_HEAD = 16  # tokens of the line that stands above a letter
_GREETING = 60  # tokens within which a letter greets
_STATEMENT = 30  # tokens in which a statement says that it was made
_LINE = 10  # tokens of the longest day as a heading
_DATES = frozenset({"weekday", "wabbr", "month", "mabbr", "day", "dayth", "year"})
_ENDS = (".", ":", "–", "—")


def minutes(scan: Scan, title: str) -> tuple[str, str] | None:
    """Minutes say at their head what they are: «Minutes of the meeting», «Present:»."""
    cues = scan.lexicon.cues
    words = re.findall(r"\w+", title.lower())
    named = [i for i, word in enumerate(words) if word in cues["minutes"]]
    if named and not cues["meeting"].isdisjoint(words):
        i = named[0]
        if i == 0 or words[i + 1 : i + 2] == ["of"] or i == len(words) - 1:
            return "minutes", "its title says so; what is recent in it counts from the meeting"
    if scan.lower(0) not in cues["minutes"]:
        return None
    if not any(scan.lower(i) in cues["meeting"] for i in range(1, 12)):
        return None
    return "minutes", "its head says so; what is recent in it counts from the day of the meeting"


def entries(scan: Scan) -> int:
    """How many paragraphs begin with a day as a heading."""
    starts = [0, *(m.end() for m in re.finditer(PARAGRAPH, scan.letters))]
    return sum(1 for start in starts if begins_with_day(scan, start))


def diary(scan: Scan, headed: int, speaks: bool, published: bool) -> tuple[str, str] | None:
    """Entries that begin with a day; where a day of publication is known, they speak of today."""
    paragraphs = 1 + scan.letters.count(PARAGRAPH)
    if headed < ENTRIES or headed * _SHARE < paragraphs or (published and not speaks):
        return None
    return "diary", f"{headed} of its paragraphs begin with a day and speak of it as today"


def letter(scan: Scan) -> tuple[str, str] | None:
    """A line with the day it was written, and a greeting: «York, 3 May 1854 ¶ Dear Kate»."""
    end = scan.letters.find(PARAGRAPH)
    head = range(min(len(scan), _HEAD if end < 0 else end, _HEAD))
    if not any(scan.value(i, "month") or scan.value(i, "mabbr") for i in head):
        return None
    if not any("year" in scan.categories(i) for i in head):
        return None
    near = range(len(head), min(len(scan), len(head) + _GREETING))
    greets = any(scan.lower(i) in scan.lexicon.cues["greeting"] and _of_line(scan, i) for i in near)
    return ("letter", "the day it was written stands above a greeting") if greets else None


def _of_line(scan: Scan, i: int) -> bool:
    """Whether the greeting stands at the head of a line: «Dear Kate», «My dear Kate»."""
    before = (scan.between(k) + scan.word(k - 1) for k in (i, i - 1))
    return any("\n" in text for text in before)


def statement(scan: Scan, title: str) -> tuple[str, str] | None:
    """«Statement of Ann Rook, made at Marlford on 29 April 2021»: its first sentence dates it."""
    cues = scan.lexicon.cues
    head = {scan.lower(i) for i in range(_STATEMENT)}
    named = not cues["statement"].isdisjoint({scan.lower(0), scan.lower(1), *title.lower().split()})
    end = next((i for i in range(len(scan)) if scan.word(i) in (".", "") or i > _GREETING), 0)
    dated = any("year" in scan.categories(i) for i in range(end))
    if not named or not dated or cues["made_on"].isdisjoint(head):
        return None
    return "letter", "its head says when the statement was made"


def begins_with_day(scan: Scan, start: int) -> bool:
    """«12 May. …», «Saturday, 7th. …», «Wednesday. …», «Tuesday, 11:40 p.m. …»."""
    at, kinds = start, set[str]()
    while at < start + _LINE:
        found = scan.categories(at).keys() & _DATES
        numbered = bool(_clock(scan, at))
        if found and not numbered:
            kinds |= found
        elif not (kinds and _joins(scan, at)):
            break
        at += 1
    day = kinds & {"day", "dayth"}
    named = kinds & {"month", "mabbr"}
    if not (kinds & {"weekday", "wabbr", "dayth"} or (day and named)):
        return False
    return scan.word(at) in _ENDS or (scan.word(at - 1) == "," and _clock(scan, at))


def _joins(scan: Scan, i: int) -> bool:
    """Whether the token stands inside a date: a comma, *the*, *of*, the stop of «Oct. 6»."""
    word = scan.lower(i)
    if word == ".":
        return bool(scan.categories(i - 1).keys() & {"mabbr", "wabbr"}) and bool(
            scan.categories(i + 1).keys() & _DATES
        )
    return word in (",", "the", "of")


def _clock(scan: Scan, i: int) -> bool:
    """«8:12 a.m.», «3 p.m.», «11 am»."""
    if scan.categories(i).keys() & {"clock", "hourpm"}:
        return True
    return "small" in scan.categories(i) and scan.lower(i + 1) in ("am", "pm", "a", "p")
