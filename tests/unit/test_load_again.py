"""Loading: an id stands for one text, nothing new costs nothing, and what is broken says so."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.unit.command import run
from timeline.extract import pipeline
from timeline.model import Article


def written(path: Path, *articles: tuple[str, str]) -> str:
    lines = [json.dumps({"id": name, "text": text}) for name, text in articles]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


OSLO = "Anna Berg arrived in Oslo on 3 May 2021."
ROME = "Anna Berg left Rome on 9 June 2022."


def test_two_texts_under_one_id_are_told_and_do_not_take_turns(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = written(tmp_path / "a.jsonl", ("a1", OSLO), ("b1", ROME), ("a1", ROME), ("a1", OSLO))
    db = str(tmp_path / "a.db")
    for again in ((), (), ("--again",)):
        code, out, err = run(capfd, "load", path, "--db", db, "--json", *again)
        assert code == 6
        summary = json.loads(out)
        assert summary["rejected"] == [
            {
                "where": f"{path}:3",
                "reason": f"its “id” stands at {path}:1 too, with other content; give each its own",
            }
        ]
        assert summary["database"]["articles"] == 2
        assert f"{path}:3: its “id” stands at" in err
        _, out, _ = run(capfd, "export", "--db", db)
        assert [event["edtf"] for event in json.loads(out)["events"]] == [
            "2021-05-03",
            "2022-06-09",
        ]


def test_a_later_load_may_change_what_an_id_says(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    db = str(tmp_path / "a.db")
    for text in (OSLO, ROME):
        path = written(tmp_path / "a.jsonl", ("a1", text))
        assert run(capfd, "load", path, "--db", db)[0] == 0
    _, out, _ = run(capfd, "export", "--db", db)
    assert [event["edtf"] for event in json.loads(out)["events"]] == ["2022-06-09"]


def test_a_load_of_nothing_new_needs_no_model(tmp_path: Path) -> None:
    path, db = written(tmp_path / "a.jsonl", ("a1", OSLO)), str(tmp_path / "a.db")
    program = (
        "import sys; from timeline.cli import _run\n"
        f"code = _run(['load', {path!r}, '--db', {db!r}])\n"
        "print('spacy' in sys.modules, code)"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert told == ["True 0\n", "False 0\n"]


def test_an_extractor_that_reads_nothing_at_all_is_an_error_of_ours(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def extract_many(self, given: list[Article], **_: object) -> NoReturn:
            list(given)
            raise RuntimeError("no rules")

    monkeypatch.setattr(pipeline, "Extractor", Broken)
    path = written(tmp_path / "a.jsonl", ("a", OSLO), ("b", ROME))
    code, _, err = run(capfd, "load", path, "--db", str(tmp_path / "a.db"))
    assert code == 1
    assert "rejected" not in err
    assert "internal error: RuntimeError: no rules" in err


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_load_that_is_stopped_says_how_to_go_on(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    reading, writing = os.pipe()
    db = str(tmp_path / "a.db")
    with subprocess.Popen(
        [sys.executable, "-m", "timeline", "load", "--format", "jsonl", "-", "--db", db],
        stdin=reading,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        os.close(reading)
        os.write(writing, (json.dumps({"text": OSLO, "title": 3}) + "\n").encode())
        assert process.stderr is not None
        assert "title" in process.stderr.readline()  # it is at work, and waits for more
        process.send_signal(sent)
        if sent == signal.SIGTERM:  # the input at hand is finished first
            os.write(writing, (json.dumps({"text": ROME}) + "\n").encode())
        os.close(writing)
        told = process.stderr.read()
    assert process.returncode == code
    assert f"{db}: stopped before the end; run the same command again to go on" in told
