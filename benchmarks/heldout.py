"""Measures the program on stories that were written and annotated apart from its rules.

    python benchmarks/heldout.py times  [--half even|odd|all] [--kind news|stories|histories]
    python benchmarks/heldout.py events [--half even|odd|all] [--kind news|stories|histories]

``times`` prints strict, relaxed, type and value F1 of the time expressions (the measure of
TempEval-3 task A); ``events`` says how many event words a claim is made of and whether its
date has the bounds that the annotator gave.  Both run ``CMD extract`` on the plain texts.
The markup is described in benchmarks/heldout/README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from timeline.dates import Dated, parse
from timeline.errors import BadDate

DATA = Path(__file__).with_name("heldout")
KINDS = ("news", "stories", "histories")
_HEADER = re.compile(r"(published|title|publisher):[ ]*(.*)")
_DELIMITER = re.compile(r"\[\[|\]\]|\{\{|\}\}")
_MARK = re.compile(
    r"\[\[(?P<time>[^\[\]{}|]+)\|(?P<type>DATE|TIME|DURATION|SET)\|(?P<value>[^\[\]{}|\s]+)\]\]"
    r"|\{\{(?P<word>[^\[\]{}|]+)\|(?P<edtf>[^{}|\s]+)\}\}"
)


class BadMarkup(Exception):
    """A story is not in the markup; the message names file and line."""


class Mark(NamedTuple):
    """A marked span in code points; an event word has type ``EVENT`` and perhaps a date."""

    start: int
    end: int
    text: str
    type: str
    value: str
    date: Dated | None = None


class Story(NamedTuple):
    """An article as ``extract`` takes it, with its marks in the order of the text."""

    article: dict[str, str | None]
    times: list[Mark]
    events: list[Mark]

    def around(self, start: int, end: int) -> str:
        """The span with some text on either side, on one line."""
        text = (self.article["text"] or "").replace("\n", " ")
        return f"{text[max(0, start - 60) : start]}»{text[start:end]}«{text[end : end + 40]}"


def read_story(source: str, id: str, file: str) -> Story:
    """The story in ``source`` without its marks; raises BadMarkup with ``file`` and line."""

    def bad(at: int, why: str) -> BadMarkup:
        return BadMarkup(f"{file}:{source.count(chr(10), 0, at) + 1}: {why}")

    head, empty, _ = source.partition("\n\n")
    headers = [_HEADER.fullmatch(line) for line in head.split("\n")]
    if not empty or None in headers:
        raise bad(0, "expected lines 'published:', 'title:', 'publisher:', then an empty one")
    article: dict[str, str | None] = {"id": id, "url": None, "published": None}
    article |= {match[1]: match[2].strip() or None for match in headers if match}
    story, text, at = Story(article, [], []), "", len(head) + 2
    end = len(source.rstrip("\n"))
    for match in [*_MARK.finditer(source, at), None]:
        upto = match.start() if match else end
        if stray := _DELIMITER.search(source, at, upto):
            raise bad(stray.start(), f"'{stray[0]}' is part of no well-formed mark")
        text += source[at:upto]
        if match is None:
            break
        at, start, marked = match.end(), len(text), match["time"] or match["word"]
        text += marked
        if match["time"]:
            story.times.append(Mark(start, len(text), marked, match["type"], match["value"]))
            continue
        try:
            date = None if match["edtf"] == "-" else parse(match["edtf"])
        except BadDate as error:
            raise bad(match.start(), f"no EDTF: {match['edtf']}") from error
        story.events.append(Mark(start, len(text), marked, "EVENT", match["edtf"], date))
    article["text"] = text
    return story


def read_set(half: str, kinds: Iterable[str], folder: Path = DATA) -> list[Story]:
    """The stories of ``kinds`` whose number is even or odd, or all, by kind and number."""
    return [
        read_story(path.read_text(encoding="utf-8"), f"{kind}-{path.stem}", str(path))
        for kind in kinds
        for path in sorted((folder / kind).glob("[0-9]*.txt"))
        if half in ("all", "odd" if int(path.name.split("-")[0]) % 2 else "even")
    ]


def gold_record(story: Story) -> dict[str, Any]:
    """The story in the form of a gold record: times, and events with date or begin and finish."""
    times = [dict(list(mark._asdict().items())[:5]) for mark in story.times]
    events = []
    for number, mark in enumerate(story.events):
        span = mark.value.split("/") if "/" in mark.value else [None, None]
        date = mark.value if re.fullmatch(r"\d{4}(-\d\d){0,2}", mark.value) else None
        row = {"start": mark.start, "end": mark.end, "text": mark.text, "id": f"e{number}"}
        row |= {"date": date, "begin": span[0], "finish": span[1], "edtf": mark.value}
        events.append({**row, "participants": []})
    scope = {"scope": [0, len(story.article["text"] or "")], "ignore": []}
    return {"article": story.article, **scope, "times": times, "events": events, "entities": []}


def answers(stories: Sequence[Story], command: str, option: str | None) -> list[dict[str, Any]]:
    """What ``command extract`` answers, an object a story; raises as ``subprocess.run`` does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.jsonl"
        path.write_text("".join(json.dumps(s.article) + "\n" for s in stories), encoding="utf-8")
        words = [*shlex.split(command), "extract", *([option] if option else []), str(path)]
        run = subprocess.run(words, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def pairs(gold: Sequence[Mark], found: Sequence[dict[str, Any]]) -> list[tuple[Mark | None, Any]]:
    """Marks and answers (with start and end) that overlap, one to one, from left to right;
    what has no partner stands beside None."""
    left = sorted(found, key=lambda span: (span["start"], span["end"]))
    result: list[tuple[Mark | None, Any]] = []
    for mark in gold:
        fits = (f for f in left if f["start"] < mark.end and mark.start < f["end"])
        if (partner := next(fits, None)) is not None:
            left.remove(partner)
        result.append((mark, partner))
    return result + [(None, other) for other in left]


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}" if whole else "0.0"


def score_times(stories: Sequence[Story], replies: Sequence[dict[str, Any]]) -> list[str]:
    """Prints the figures of the time expressions; returns the misses, worst first."""
    misses: list[tuple[int, str]] = []
    gold = sum(len(story.times) for story in stories)
    found = sum(len(reply["times"]) for reply in replies)
    hits = {"strict": 0, "relaxed": 0, "type": 0, "value": 0}
    for story, reply in zip(stories, replies, strict=True):
        for mark, got in pairs(story.times, reply["times"]):
            place = story.around(*(mark or (got["start"], got["end"]))[:2])
            if mark is None:
                misses.append((1, f"extra {got['value']}: {place}"))
                continue
            if got is None:
                misses.append((0, f"missed {mark.value}: {place}"))
                continue
            span = (got["start"], got["end"]) == (mark.start, mark.end)
            hits["relaxed"] += 1
            hits["strict"] += span
            hits["type"] += got["type"] == mark.type
            hits["value"] += got["value"] == mark.value
            if got["value"] != mark.value:
                misses.append((2, f"value {got['value']} for {mark.value}: {place}"))
            elif not span:
                misses.append((3, f"span '{got['text']}': {place}"))
    print(f"{len(stories)} stories, {gold} times, {found} found")
    print(", ".join(f"{name} F1 {_percent(2 * n, gold + found)}" for name, n in hits.items()))
    return [text for _, text in sorted(misses, key=lambda miss: miss[0])]


def _bounds(mark: Mark) -> tuple[str | None, str | None]:
    return (mark.date.earliest, mark.date.latest) if mark.date else (None, None)


def _is_day(bounds: tuple[str | None, str | None]) -> bool:
    return bounds[0] is not None and bounds[0] == bounds[1]


def score_events(stories: Sequence[Story], replies: Sequence[dict[str, Any]]) -> list[str]:
    """Prints how many event words are triggers and how many have the right date; returns the
    misses, worst first: days made up, other wrong dates, words missed."""
    misses: list[tuple[int, str]] = []
    gold = sum(len(story.events) for story in stories)
    days = sum(_is_day(_bounds(mark)) for story in stories for mark in story.events)
    claims = sum(len(reply["claims"]) for reply in replies)
    found = dated = right = right_days = precise = invented = 0
    for story, reply in zip(stories, replies, strict=True):
        triggers = [{**claim["trigger"], "claim": claim} for claim in reply["claims"]]
        for mark, got in pairs(story.events, triggers):
            if mark is None:
                continue
            place = story.around(mark.start, mark.end)
            if got is None:
                misses.append((2, f"missed {mark.value}: {place}"))
                continue
            claim = got["claim"]
            bounds = claim["earliest"], claim["latest"]
            same, day, has = bounds == _bounds(mark), _is_day(bounds), claim["edtf"] is not None
            found, dated, invented = found + 1, dated + has, invented + (day and not same)
            right, right_days = right + same, right_days + (same and day)
            precise += same and has
            if not same:
                what = f"{'invented' if day else 'date'} {claim['edtf']} for {mark.value}"
                misses.append((int(not day), f"{what}: {place}"))
    print(f"{len(stories)} stories, {gold} event words ({days} with a day), {claims} claims")
    print(f"found by trigger {_percent(found, gold)} (of the claims {_percent(found, claims)})")
    print(f"date recall {_percent(right, gold)}, of days {_percent(right_days, days)}")
    print(f"date precision {_percent(precise, dated)} of the {dated} words found and dated")
    print(f"days invented {invented} ({_percent(invented, found)} of the words found)")
    return [text for _, text in sorted(misses, key=lambda miss: miss[0])]


def main() -> int:
    """Prints the figures asked for; 2 where a story or the program fails, never for a score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("measure", choices=("times", "events"))
    parser.add_argument("--half", choices=("even", "odd", "all"), default="even")
    parser.add_argument("--kind", choices=KINDS, help="one kind of story (default: all)")
    parser.add_argument("--cmd", default="timeline", help="the program's command line")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the N worst")
    parser.add_argument("--jsonl", type=Path, metavar="FILE", help="write the set there as well")
    asked = parser.parse_args()
    try:
        stories = read_set(asked.half, [asked.kind] if asked.kind else KINDS)
        if asked.jsonl:
            records = (json.dumps(gold_record(s), ensure_ascii=False) for s in stories)
            asked.jsonl.write_text("\n".join([*records, ""]), encoding="utf-8")
        times = asked.measure == "times"
        replies = answers(stories, asked.cmd, "--times-only" if times else None)
    except (BadMarkup, OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 2
    misses = (score_times if times else score_events)(stories, replies)
    for miss in misses[: asked.errors]:
        print(miss)
    return 0


if __name__ == "__main__":
    sys.exit(main())
