"""Compares the reading of time with other libraries, side by side in one run.

    python benchmarks/times.py --data DIR

DIR holds JSON Lines files, one object a line with ``article`` (``text``, ``published``)
and ``times`` (``start``, ``end``, ``value`` in TIMEX3), and perhaps ``scope`` and
``ignore``; files without times are passed over.  For each file and library it prints
value F1 (spans overlap and the values are equal, as in TempEval-3 task A), relaxed F1
and characters per CPU-second, and how timeline did on the even and the odd articles.

The others are measured where they are installed:
    pip install dateparser pyduckling-native-phihos recognizers-text-suite "emoji<2"
Their answers are written as TIMEX3 as well as they allow: a grain or a period becomes
the precision of the value.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple


class Found(NamedTuple):
    start: int
    end: int
    value: str


Tool = Callable[[str, str | None], list[Found]]
_PERIODS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d"}
_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D"}


def timeline() -> Tool:
    from timeline.extract.times import read_times
    from timeline.model import Article

    def run(text: str, published: str | None) -> list[Found]:
        times = read_times(Article(id="benchmark", text=text, published=published))
        return [Found(t.start, t.end, t.value) for t in times]

    return run


def dateparser() -> Tool:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def run(text: str, published: str | None) -> list[Found]:
        settings = {"RELATIVE_BASE": _reference(published)}
        parser, at, found = DateDataParser(languages=["en"], settings=settings), 0, []
        for words, when in search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            period = parser.get_date_data(words).period
            found.append(Found(start, at, when.strftime(_PERIODS.get(period, "%Y-%m-%dT%H:%M"))))
        return found

    return run


def duckling() -> Tool:
    import duckling as library

    zones = library.load_time_zones("/usr/share/zoneinfo")
    locale = library.parse_locale("EN_US", library.default_locale_lang(library.parse_lang("EN")))
    wanted = library.parse_dimensions(["time", "duration"])

    def run(text: str, published: str | None) -> list[Found]:
        seconds = int(_reference(published).timestamp())
        context = library.Context(library.parse_ref_time(zones, "UTC", seconds), locale)
        answers = library.parse(text, context, wanted, False)
        return [Found(a["start"], a["end"], _duckling_value(a["value"])) for a in answers]

    return run


def _duckling_value(value: dict[str, Any]) -> str:
    if "unit" in value:
        time = "T" if value["unit"] in ("hour", "minute", "second") else ""
        letter = _LETTERS.get(value["unit"], value["unit"][0].upper())
        return f"P{time}{value['value']}{letter}"
    inner = value.get("from") or value.get("to") or value
    try:
        when, grain = datetime.fromisoformat(inner["value"]), inner["grain"]
    except ValueError:  # a year before the era
        return str(inner["value"])
    if grain == "quarter":
        return f"{when.year}-Q{(when.month + 2) // 3}"
    return when.strftime(_PERIODS.get(grain, "%Y-%m-%dT%H:%M"))


def recognizers() -> Tool:
    from recognizers_date_time import Culture, recognize_datetime

    def run(text: str, published: str | None) -> list[Found]:
        answers = recognize_datetime(text, Culture.English, reference=_reference(published))
        return [Found(a.start, a.end + 1, _recognized(a.resolution)) for a in answers]

    return run


def _recognized(resolution: dict[str, Any] | None) -> str:
    if not resolution or not resolution.get("values"):
        return ""
    value = resolution["values"][0]  # of several candidates the past one stands first
    timex = str(value.get("timex", ""))
    if "XXXX" in timex and value.get("type") == "date":
        return str(value.get("value", timex))
    if "XXXX" in timex and re.fullmatch(r"XXXX-\d\d", timex):
        return str(value.get("start", timex))[:7]
    return timex


def _reference(published: str | None) -> datetime:
    """The day of publication at noon; without one the first of 2000, for no clock is read."""
    return datetime.fromisoformat(f"{published or '2000-01-01'}T12:00:00+00:00")


# --- scoring ----------------------------------------------------------------------------------


class Score:
    """Counts over articles: expressions that ought to be found, found, overlapping, right."""

    def __init__(self) -> None:
        self.gold = self.answered = self.paired = self.right = 0

    def add(self, gold: list[Found], answers: list[Found]) -> None:
        self.gold += len(gold)
        self.answered += len(answers)
        free = sorted(answers)
        for wanted in sorted(gold):
            hit = next((a for a in free if a.start < wanted.end and wanted.start < a.end), None)
            if hit is not None:
                free.remove(hit)
                self.paired += 1
                self.right += hit.value == wanted.value

    def f1(self, hits: int) -> float:
        total = self.gold + self.answered
        return 200.0 * hits / total if total else 0.0


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if any("value" in time for time in record.get("times", ())):
                yield record


def _in_scope(record: dict[str, Any], found: list[Found], gold: list[Found]) -> list[Found]:
    end = (record.get("scope") or [0, sys.maxsize])[1]
    ignored = [tuple(span) for span in record.get("ignore") or []]

    def counts(one: Found) -> bool:
        aside = any(one.start < b and a < one.end for a, b in ignored)
        meant = any(one.start < g.end and g.start < one.end for g in gold)
        return one.start < end and (meant or not aside)

    return [one for one in found if counts(one)]


def _measure(name: str, tool: Tool, records: list[dict[str, Any]], halves: bool) -> str:
    whole, parts = Score(), (Score(), Score())
    seconds, characters = 0.0, 0
    for number, record in enumerate(records):
        article = record["article"]
        published = (article.get("published") or "")[:10] or None
        begin = time.process_time()
        found = tool(article["text"], published)
        seconds += time.process_time() - begin
        characters += len(article["text"])
        gold = [Found(t["start"], t["end"], t["value"] or "") for t in record["times"]]
        answers = _in_scope(record, found, gold)
        for score in (whole, parts[number % 2]):
            score.add(gold, answers)
    line = (
        f"  {name:12} value F1 {whole.f1(whole.right):5.1f}   relaxed F1 "
        f"{whole.f1(whole.paired):5.1f}   {characters / max(seconds, 1e-9):12,.0f} chars/CPU-s"
    )
    if halves:
        even, odd = (part.f1(part.right) for part in parts)
        line += f"   (even articles {even:.1f}, odd {odd:.1f})"
    return line


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder of JSON Lines files")
    folder: Path = parser.parse_args().data
    files = {path: list(_records(path)) for path in sorted(folder.glob("*.jsonl"))}
    files = {path: records for path, records in files.items() if records}
    if not files:
        print(f"{folder}: no JSON Lines file with times; name a folder that has one")
        return 2
    tools: dict[str, Tool] = {}
    for make in (timeline, dateparser, duckling, recognizers):
        try:
            tools[make.__name__] = make()
            tools[make.__name__]("We met on 3 May 2010.", "2010-05-04")  # load everything first
        except ImportError as error:
            print(f"{make.__name__}: not measured ({error})")
    for path, records in files.items():
        print(path.stem)
        for name, tool in tools.items():
            print(_measure(name, tool, records, halves=name == "timeline"), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
