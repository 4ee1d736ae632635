"""The JSON that the commands print: exactly the keys and types that docs/formats.md promises."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from timeline import dates
from timeline.model import ActorKind, Precision, Status, TimeType

Run = subprocess.CompletedProcess[bytes]

TEXT = (
    "OSLO, March 12 (Reuters) - Norway's prime minister Jonas Berg met Anna Lund in Oslo on "
    "Monday. The day before, Lund had arrived from Rome. The talks will last two days.\n\n"
    "“We signed nothing,” Berg said 😀. In 2019 the two had met in Madrid."
)
ARTICLES = [
    {
        "id": "berg 1/β",
        "title": "Berg meets Lund",
        "published": "2024-03-12T08:00:00+01:00",
        "url": "https://news.example/1?a=b",
        "publisher": "The Wire",
        "text": TEXT,
    },
    {"text": "Nobody did anything anywhere."},
    {"id": 7, "published": "yesterday", "text": TEXT.replace("Oslo", "Bergen")},
]


def timeline(*arguments: str, stdin: bytes = b"") -> Run:
    """The command in a process of its own, as other tools call it."""
    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("contract") / "articles.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def extracted(source: Path) -> list[dict[str, Any]]:
    done = timeline("extract", str(source))
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture(scope="module")
def database(source: Path) -> Path:
    path = source.parent / "timeline.db"
    done = timeline("load", "--db", str(path), str(source))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    return path


def export(database: Path, *filters: str) -> tuple[list[dict[str, Any]], str]:
    done = timeline("export", "--db", str(database), "--format", "json", *filters)
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout)
    assert list(answer) == ["events"]
    return answer["events"], done.stderr.decode()


# --- shapes

SPAN = {"start": int, "end": int, "text": str}
ARTICLE = {"id": str, "title": (str, None), "published": (str, None), "url": (str, None),
           "publisher": (str, None)}  # fmt: skip
DATED = {"edtf": (str, None), "earliest": (str, None), "latest": (str, None)}
TIME = SPAN | DATED | {"type": str, "value": str, "rule": str, "reason": str,
                       "anchor": (str, int, None)}  # fmt: skip
ACTOR = {"id": str, "name": str, "kind": str, "mentions": [SPAN]}
PLACE = {"id": str, "name": str, "lat": (float, None), "lon": (float, None), "mentions": [SPAN]}
CLAIM = DATED | {"id": str, "title": str, "precision": str, "status": str, "time": (int, None),
                 "trigger": SPAN, "passage": SPAN, "actors": [ACTOR], "places": [PLACE],
                 "reason": str}  # fmt: skip
EXTRACTION = {"article": ARTICLE | {"text": str}, "times": [TIME], "claims": [CLAIM]}
TOLD = {"article": ARTICLE, "edtf": (str, None), "status": str, "passage": SPAN, "trigger": SPAN,
        "actors": [str], "places": [str], "reason": str}  # fmt: skip
EVENT = DATED | {"id": str, "title": str, "precision": str, "status": str,
                 "actors": [{"id": str, "name": str, "kind": str, "aliases": [str]}],
                 "places": [{"id": str, "name": str, "lat": (float, None), "lon": (float, None)}],
                 "claims": [TOLD]}  # fmt: skip


def faults(value: Any, shape: Any, where: str = "$") -> list[str]:
    """Where a value differs from its shape: missing keys, further keys, other types."""
    if isinstance(shape, dict):
        if not isinstance(value, dict) or set(value) != set(shape):
            return [f"{where}: {value!r}"]
        return [f for key in shape for f in faults(value[key], shape[key], f"{where}.{key}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where}: {value!r}"]
        return [f for n, v in enumerate(value) for f in faults(v, shape[0], f"{where}[{n}]")]
    kinds = shape if isinstance(shape, tuple) else (shape,)
    fits = value is None if None in kinds and value is None else type(value) in kinds
    return [] if fits else [f"{where}: {value!r}"]


def test_the_check_of_shapes_can_fail() -> None:
    assert faults({"start": 0, "end": 1, "text": "a"}, SPAN) == []
    assert faults({"start": 0, "end": 1}, SPAN)
    assert faults({"start": True, "end": 1, "text": "a"}, SPAN)
    assert faults({"start": 0, "end": 1, "text": None}, SPAN)
    assert faults({"start": 0, "end": 1, "text": "a", "more": 1}, SPAN)


# --- extract


def test_extractions_have_their_shape(extracted: list[dict[str, Any]]) -> None:
    assert [fault for one in extracted for fault in faults(one, EXTRACTION)] == []
    assert extracted[0]["times"]
    assert extracted[0]["claims"]


def test_articles_come_back_in_order_and_unchanged(extracted: list[dict[str, Any]]) -> None:
    assert len(extracted) == len(ARTICLES)
    first, second, third = (one["article"] for one in extracted)
    assert first == ARTICLES[0] | {"published": "2024-03-12"}
    assert second["text"] == ARTICLES[1]["text"]
    assert len(second["id"]) >= 16
    assert third["id"] == "7"
    assert third["published"] is None


def test_every_span_is_what_stands_there(extracted: list[dict[str, Any]]) -> None:
    for one in extracted:
        text = one["article"]["text"]
        for span in spans(one):
            assert text[span["start"] : span["end"]] == span["text"]


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"start", "end", "text"} <= set(value) else []
    return own + [span for item in value.values() for span in spans(item)]


def test_words_of_the_contract(extracted: list[dict[str, Any]]) -> None:
    for one in extracted:
        for number, time in enumerate(one["times"]):
            assert time["type"] in get_args(TimeType)
            anchor = time["anchor"]
            assert anchor in (None, "published") or (
                0 <= anchor < len(one["times"]) and anchor != number
            )
            assert_dated(time)
        for claim in one["claims"]:
            assert claim["precision"] in get_args(Precision)
            assert claim["status"] in get_args(Status)
            assert claim["time"] is None or 0 <= claim["time"] < len(one["times"])
            assert {actor["kind"] for actor in claim["actors"]} <= set(get_args(ActorKind))
            assert claim["passage"]["start"] <= claim["trigger"]["start"]
            assert claim["trigger"]["end"] <= claim["passage"]["end"]
            assert_dated(claim)
        ids = [claim["id"] for claim in one["claims"]]
        assert len(set(ids)) == len(ids)


def assert_dated(value: dict[str, Any]) -> None:
    if value["edtf"] is None:
        assert (value["earliest"], value["latest"]) == (None, None)
        return
    known = dates.parse(value["edtf"])
    assert (value["earliest"], value["latest"]) == (known.earliest, known.latest)
    for bound in (known.earliest, known.latest):
        assert bound is None or date.fromisoformat(bound)


def test_times_only_reads_the_times_and_loads_no_model(source: Path) -> None:
    script = (
        "import sys\n"
        "from timeline.cli import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "finally:\n"
        "    heavy = sorted({'spacy', 'thinc', 'numpy'} & set(sys.modules))\n"
        "    print(heavy, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "extract", "--times-only", str(source)],
        capture_output=True,
        timeout=60,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [fault for one in answers for fault in faults(one, EXTRACTION)] == []
    assert answers[0]["times"]
    assert [one["claims"] for one in answers] == [[], [], []]
    assert done.stderr.decode().splitlines()[-1] == "[]"


def test_standard_input_is_an_input() -> None:
    done = timeline(
        "extract", "--times-only", "--published", "2024-03-12", "-", stdin=TEXT.encode()
    )
    (answer,) = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert answer["article"]["text"] == TEXT
    assert answer["article"]["published"] == "2024-03-12"
    line = json.dumps(ARTICLES[0]).encode()
    done = timeline("extract", "--times-only", "--format", "jsonl", "-", stdin=line)
    assert json.loads(done.stdout)["article"]["id"] == ARTICLES[0]["id"]


def test_a_header_is_the_publication_date_and_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" date 2023-10-28 The DPRK sees the goal.\n", encoding="utf-8")
    answer = json.loads(timeline("extract", "--times-only", str(path)).stdout)
    assert answer["article"]["published"] == "2023-10-28"
    assert answer["article"]["text"] == "The DPRK sees the goal.\n"


# --- load and export


def test_events_have_their_shape(database: Path) -> None:
    events, _ = export(database)
    assert events
    assert [fault for event in events for fault in faults(event, EVENT)] == []


def test_the_same_claims_are_exported_as_extracted(
    database: Path, extracted: list[dict[str, Any]]
) -> None:
    events, _ = export(database)
    told = sorted(
        (claim["article"]["id"], claim["trigger"]["start"], claim["passage"]["text"])
        for event in events
        for claim in event["claims"]
    )
    read = sorted(
        (one["article"]["id"], claim["trigger"]["start"], claim["passage"]["text"])
        for one in extracted
        for claim in one["claims"]
    )
    assert told == read


def test_ids_of_claims_stand_among_those_of_their_event(database: Path) -> None:
    for event in export(database)[0]:
        for kind in ("actors", "places"):
            known = {one["id"] for one in event[kind]}
            assert {id_ for claim in event["claims"] for id_ in claim[kind]} <= known


def test_events_stand_in_the_order_of_their_dates(database: Path) -> None:
    events, _ = export(database)
    keys = [(e["earliest"] or "~", e["latest"] or "~") for e in events if e["edtf"]]
    assert keys == sorted(keys)
    undated = [e["edtf"] is None for e in events]
    assert undated == sorted(undated)


def test_an_actor_s_export_shows_that_actor_s_claims_alone(database: Path) -> None:
    whole, _ = export(database)
    events, said = export(database, "--actor", "ANNA LUND")
    assert "taken as Anna Lund" in said
    (lund,) = {a["id"] for e in whole for a in e["actors"] if a["name"] == "Anna Lund"}
    assert events
    assert all(lund in claim["actors"] for event in events for claim in event["claims"])
    expected = sum(lund in claim["actors"] for event in whole for claim in event["claims"])
    assert sum(len(event["claims"]) for event in events) == expected


def test_a_name_that_nobody_has_gives_no_events_and_a_line(database: Path) -> None:
    events, said = export(database, "--actor", "Zebediah Quux")
    assert events == []
    assert said == "no actor is named “Zebediah Quux”\n"


def test_filters_are_joined_by_and(database: Path) -> None:
    everything, _ = export(database)
    narrowed, _ = export(database, "--from", "2024-03-11", "--to", "2024-03", "--q", "met")
    assert {e["id"] for e in narrowed} <= {e["id"] for e in everything}
    assert all(e["latest"] >= "2024-03-11" for e in narrowed if e["latest"])
    assert len(narrowed) < len(everything)


def test_the_summary_as_json(tmp_path: Path, source: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b'{"text": "Berg resigned on 3 May 2021."}\nnonsense\n')
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    db = str(tmp_path / "a.db")
    done = timeline("load", "--json", "--db", db, str(source), str(tmp_path))
    assert done.returncode == 6
    summary = json.loads(done.stdout)
    assert summary.pop("seconds") > 0
    totals = summary.pop("database")
    assert totals["articles"] == 4
    assert set(totals) == {"articles", "events", "actors", "places"}
    assert summary == {
        "loaded": 4,
        "new": 4,
        "changed": 0,
        "again": 0,
        "unchanged": 0,
        "rejected": [{"where": f"{bad}:2", "reason": "is not JSON: Expecting value at column 1"}],
        "passed_over": [
            {"where": str(tmp_path / "photo.jpg"), "reason": "is none of .txt, .text, .jsonl"}
        ],
        "warnings": 1,
        "complete": True,
    }
