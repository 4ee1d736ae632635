"""Measure what loading costs as the database grows: time, memory, and one more article.

    python benchmarks/load.py
    python benchmarks/load.py --articles 2000 --step 500 --jsonl FILE

Articles are made up from a seed (see prose.py) or read from a JSON Lines file.  They are loaded
in steps into one database by one process; each step is linked at its end, as `timeline load`
does.  For each step it prints articles per second of CPU (extract, store and link), the share
of the link, the time that spaCy alone takes for a sample of the same text with the same pipes
and how many times that the whole takes, the resident memory now and at its highest, and what
each of three more articles costs: all of it, and the link with the new index alone.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.prose import articles
from timeline.extract import language_model
from timeline.ingest.intake import Intake
from timeline.ingest.load import load
from timeline.model import Article
from timeline.read import Read, Rejected
from timeline.read.jsonl import article_of

MORE = 3  # articles that are loaded one by one after each step
SAMPLE = 5  # spaCy alone reads every fifth article


@dataclass
class Clock:
    """A watcher that knows when the last article was stored: what follows is the link."""

    stored: float = 0.0
    told: list[str] = field(default_factory=list)

    def tell(self, line: str) -> None:
        self.told.append(line)

    def advance(self, size: int) -> None:
        self.stored = time.process_time()

    def stopped(self) -> bool:
        return False


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a load: reading out and storing, and linking."""

    extract: float
    link: float


def loaded(path: Path, given: Iterable[Article]) -> Cost:
    """Loads articles and says what that cost."""
    clock, began = Clock(), time.process_time()
    load(path, (Read(article, article.id) for article in given), Intake(clock, strict=True))
    return Cost(clock.stored - began, time.process_time() - clock.stored)


def spacy_alone(given: Iterable[Article]) -> float:
    """CPU seconds that the pipeline takes for the texts as they are."""
    nlp = language_model.load()
    began = time.process_time()
    with nlp.memory_zone():
        for _ in nlp.pipe((article.text for article in given), batch_size=32):
            pass
    return time.process_time() - began


def memory() -> tuple[float, float]:
    """Resident megabytes: now, and the highest since the process began."""
    rows = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    found = dict(row.split(":", 1) for row in rows)
    now, highest = (float(found[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
    return now, highest


def from_file(path: Path) -> Iterator[Article]:
    """The articles of a JSON Lines file; an object may hold its article under `article`."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            record: dict[str, Any] = json.loads(line)
            read = article_of(record.get("article", record), f"{path}:{number}")
            if isinstance(read, Rejected):
                raise SystemExit(str(read))
            yield read.article


def made(count: int, seed: int, sentences: int) -> Iterator[Article]:
    for row in articles(count, seed, sentences=sentences):
        read = article_of(dict(row), row["id"])
        assert isinstance(read, Read), read
        yield read.article


HEAD = "articles  per s  link %  x spaCy  MB now  MB peak  one more: all ms  link ms"


def measure(given: Iterator[Article], step: int, database: Path) -> Iterator[str]:
    """A line for each step."""
    list(language_model.load().pipe(["Warm up the model."]))
    total = 0
    while batch := list(itertools.islice(given, step)):
        main, more = batch[:-MORE], batch[-MORE:]
        cost = loaded(database, main)
        now, peak = memory()
        sample = main[::SAMPLE]
        alone = spacy_alone(sample)
        share = sum(len(a.text) for a in main) / max(1, sum(len(a.text) for a in sample))
        single = [loaded(database, [article]) for article in more]
        total += len(batch)
        whole = cost.extract + cost.link
        yield (
            f"{total:8}  {len(main) / whole:5.1f}  {100 * cost.link / whole:6.1f}"
            f"  {whole / (alone * share):7.2f}  {now:6.0f}  {peak:7.0f}"
            f"  {1000 * statistics.median(one.extract + one.link for one in single):16.0f}"
            f"  {1000 * statistics.median(one.link for one in single):7.0f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--step", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sentences", type=int, default=7, help="of a made-up article, about")
    parser.add_argument("--jsonl", type=Path, help="articles to load instead of made-up ones")
    parser.add_argument("--db", type=Path, help="a new database to load into and to keep")
    options = parser.parse_args()
    if options.step <= MORE:
        parser.error(f"--step must be greater than {MORE}")
    given = (
        made(options.articles, options.seed, options.sentences)
        if options.jsonl is None
        else itertools.islice(from_file(options.jsonl), options.articles)
    )
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        database = options.db or Path(folder, "load.db")
        if database.exists():
            parser.error(f"{database} exists; name a new file")
        for line in measure(given, options.step, database):
            print(line, flush=True)
        print(f"database: {database.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
