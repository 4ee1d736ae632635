"""Precision of the claims, judged by hand: draws random claims of articles nobody developed on
into a file to be judged, and scores such a file.

    python benchmarks/judged.py draw --half A --n 80 --seed 1 > claims.jsonl
    python benchmarks/judged.py score claims.jsonl

The articles are the openly licensed ones of benchmarks/judged/vendor and the made-up news of
benchmarks/heldout. Half A is for development; half B and the odd made-up stories are judged
once, by the finished program, and nothing is made from them. benchmarks/judged/README.md says
how a claim is judged.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.heldout import Story, answers, read_set

DATA = Path(__file__).with_name("judged")
ARTICLES = DATA / "vendor" / "articles.jsonl"
MADE_UP_SHARE = 1 / 3
FIELDS = ("event", "actors", "date", "status", "title")
VERDICTS = ("yes", "partly", "no")
Z_95 = 1.96  # the normal quantile of a two-sided 95 % interval


class BadVerdict(Exception):
    """A judged claim has a verdict that is none; the message names its number and field."""


class Share(NamedTuple):
    """A share of judged claims with its 95 % interval, all in 0..1."""

    right: int
    of: int
    low: float
    high: float


def interval(right: int, of: int) -> tuple[float, float]:
    """The 95 % score interval of the share ``right / of`` (E. B. Wilson, Journal of the American
    Statistical Association 22, 1927), which stays within 0..1 for small counts as well; (0, 1)
    where nothing was judged."""
    if not of:
        return 0.0, 1.0
    share, z2 = right / of, Z_95**2
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = Z_95 * math.sqrt(share * (1 - share) / of + z2 / (4 * of**2)) / (1 + z2 / of)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def share(rows: Sequence[dict[str, Any]], field: str, accepted: Iterable[str]) -> Share:
    """How many of ``rows`` have one of the ``accepted`` verdicts in ``field``."""
    fine = set(accepted)
    right = sum(row[field] in fine for row in rows)
    return Share(right, len(rows), *interval(right, len(rows)))


def scores(rows: Sequence[dict[str, Any]]) -> list[tuple[str, Share]]:
    """The figures of judged claims, in the order in which they are printed.

    Whether a claim is an event is asked of all claims; its actors, date, status and title only
    of real events. Actors are right *strictly* if those given take part and no obvious
    participant is missing, and *as given* if those given take part. Raises BadVerdict.
    """
    for number, row in enumerate(rows, 1):
        for field in FIELDS:
            if row.get(field) not in VERDICTS:
                raise BadVerdict(
                    f"claim {number}: {field} is {row.get(field)!r}, not yes/partly/no"
                )
    real = [row for row in rows if row["event"] != "no"]
    named = [row for row in real if row["claim"]["actors"]]
    dated = [row for row in real if row["claim"]["edtf"]]
    return [
        ("real events", share(rows, "event", ["yes"])),
        ("real events, borderline ones too", share(rows, "event", ["yes", "partly"])),
        ("right actors, none missing", share(real, "actors", ["yes"])),
        ("right actors, as given", share(real, "actors", ["yes", "partly"])),
        ("right actors, as given, of claims with any", share(named, "actors", ["yes", "partly"])),
        ("right dates", share(real, "date", ["yes"])),
        ("right dates, too wide or likely ones too", share(real, "date", ["yes", "partly"])),
        ("right dates, of claims with one", share(dated, "date", ["yes"])),
        ("right status", share(real, "status", ["yes"])),
        ("good titles", share(real, "title", ["yes"])),
        ("good or passable titles", share(real, "title", ["yes", "partly"])),
    ]


def articles(half: str, file: Path = ARTICLES) -> list[Story]:
    """The kept articles of a half, without marks: A those in even position, B those in odd."""
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [json.loads(line) for line in lines[half == "A" :: 2]]
    names = ("id", "title", "published", "url", "publisher", "text")
    return [Story({name: row[name] for name in names}, [], []) for row in kept]


def record(article: dict[str, Any], claim: dict[str, Any]) -> dict[str, Any]:
    """A claim with its article and empty verdicts, as a judge sees it."""
    shown = {key: claim[key] for key in ("title", "edtf", "status", "trigger", "passage", "reason")}
    shown["actors"] = [{"name": a["name"], "kind": a["kind"]} for a in claim["actors"]]
    shown["places"] = [place["name"] for place in claim["places"]]
    source = {key: article[key] for key in ("id", "title", "published")}
    return {"article": source, "claim": shown, **dict.fromkeys(FIELDS, ""), "note": ""}


def draw(
    real: Sequence[dict[str, Any]], made_up: Sequence[dict[str, Any]], n: int, seed: int
) -> list[dict[str, Any]]:
    """``n`` claims drawn without replacement from the answers of ``extract``, at most a third of
    them from ``made_up`` articles, in the order of the articles; fewer where there are fewer."""
    chance = random.Random(seed)
    pools = [
        [record(reply["article"], claim) for reply in replies for claim in reply["claims"]]
        for replies in (real, made_up)
    ]
    invented = min(len(pools[1]), int(n * MADE_UP_SHARE))
    counts = [min(len(pools[0]), n - invented), invented]
    return [
        pool[at]
        for pool, count in zip(pools, counts, strict=True)
        for at in sorted(chance.sample(range(len(pool)), count))
    ]


def main() -> int:
    """Prints the draw or the scores; 2 where the program or a file fails."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw", help="print random claims with empty verdicts")
    drawing.add_argument("--half", choices=("A", "B"), default="A")
    drawing.add_argument("--n", type=int, default=200)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--cmd", default="timeline", help="the program's command line")
    scoring = commands.add_parser("score", help="print the precision of judged claims")
    scoring.add_argument("file", type=Path)
    asked = parser.parse_args()
    try:
        if asked.command == "draw":
            real = answers(articles(asked.half), asked.cmd, None)
            # The even made-up stories are others' to develop on: half A has real articles alone.
            stories = read_set("odd", ["news"]) if asked.half == "B" else []
            made_up = answers(stories, asked.cmd, None) if stories else []
            for row in draw(real, made_up, asked.n, asked.seed):
                print(json.dumps(row, ensure_ascii=False))
            return 0
        lines = asked.file.read_text(encoding="utf-8").splitlines()
        figures = scores([json.loads(line) for line in lines])
    except (BadVerdict, OSError, ValueError, subprocess.CalledProcessError) as error:
        print(f"{getattr(asked, 'file', asked.command)}: {error}", file=sys.stderr)
        return 2
    for name, found in figures:
        percent = f"{100 * found.right / found.of:5.1f}" if found.of else "    -"
        span = f"{100 * found.low:.1f}-{100 * found.high:.1f}"
        print(f"{percent} % ({span}) {name}, {found.right} of {found.of}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
