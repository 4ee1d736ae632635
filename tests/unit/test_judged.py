"""The arithmetic of the judged claims, and that what was judged still stands in the articles."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest

from benchmarks.heldout import read_set
from benchmarks.judged import (
    ARTICLES,
    DATA,
    FIELDS,
    MADE_UP_SHARE,
    BadVerdict,
    articles,
    draw,
    interval,
    scores,
)


def judged(event: str, actors: str, day: str, names: int = 1, edtf: str | None = "2001") -> Any:
    claim = {"actors": [{"name": "A", "kind": "person"}] * names, "edtf": edtf}
    return dict(zip(FIELDS, (event, actors, day, "yes", "partly"), strict=True)) | {"claim": claim}


def test_interval_is_that_of_wilson() -> None:
    low, high = interval(85, 100)
    assert (round(low, 4), round(high, 4)) == (0.7672, 0.9069)
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(20, 20)[1] == 1.0
    assert interval(20, 20)[0] < 1.0


def test_only_real_events_are_asked_for_more() -> None:
    rows = [
        judged("yes", "yes", "yes"),
        judged("partly", "partly", "no", names=0, edtf=None),
        judged("yes", "no", "partly"),
        judged("no", "no", "no"),
    ]
    found = {name: (share.right, share.of) for name, share in scores(rows)}
    assert found["real events"] == (2, 4)
    assert found["real events, borderline ones too"] == (3, 4)
    assert found["right actors, none missing"] == (1, 3)
    assert found["right actors, as given"] == (2, 3)
    assert found["right actors, as given, of claims with any"] == (1, 2)
    assert found["right dates"] == (1, 3)
    assert found["right dates, too wide or likely ones too"] == (2, 3)
    assert found["right dates, of claims with one"] == (1, 2)
    assert found["good titles"] == (0, 3)


def test_a_claim_without_verdict_is_refused() -> None:
    with pytest.raises(BadVerdict, match="claim 2: date is ''"):
        scores([judged("yes", "yes", "yes"), judged("yes", "yes", "")])


def reply(name: str, count: int) -> Any:
    span = {"start": 0, "end": 1, "text": "x"}
    claim: dict[str, Any] = {"title": "x", "edtf": None, "status": "happened", "reason": "x"}
    claim |= {"trigger": span, "passage": span, "actors": [], "places": []}
    article = {"id": name, "title": "x", "published": None}
    return {"article": article, "claims": [claim] * count}


def test_a_third_at_most_is_made_up_and_seeds_repeat() -> None:
    real, made_up = [reply("a", 40)], [reply("b", 40)]
    rows = draw(real, made_up, 30, seed=7)
    assert len(rows) == 30
    assert sum(row["article"]["id"] == "b" for row in rows) == int(30 * MADE_UP_SHARE)
    assert rows == draw(real, made_up, 30, seed=7)
    assert all(row[field] == "" for row in rows for field in FIELDS)


def test_halves_share_no_article() -> None:
    for_development, judged_once = ({s.article["id"] for s in articles(h)} for h in "AB")
    assert not for_development & judged_once
    lines = ARTICLES.read_text(encoding="utf-8").splitlines()
    assert len(for_development | judged_once) == len(lines)


def test_every_article_has_its_licence_and_is_unchanged() -> None:
    words = (DATA / "vendor" / "LICENCES.md").read_text(encoding="utf-8")
    assert hashlib.sha256(ARTICLES.read_bytes()).hexdigest() in words
    listed = set(re.findall(r"^\| ([bfgvw]-[\w-]+) \|", words, re.MULTILINE))
    assert listed == {s.article["id"] for h in "AB" for s in articles(h)}


def test_every_judged_passage_stands_in_its_article() -> None:
    stories = [*articles("B"), *read_set("odd", ["news"])]
    texts = {story.article["id"]: story.article["text"] or "" for story in stories}
    files = list(DATA.glob("claims-*.jsonl"))
    assert files
    for file in files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert scores(rows)
        for row in rows:
            for span in (row["claim"]["passage"], row["claim"]["trigger"]):
                kept = texts[row["article"]["id"]][span["start"] : span["end"]]
                assert kept == span["text"], row["claim"]["title"]
