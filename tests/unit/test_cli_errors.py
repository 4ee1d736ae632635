"""Whatever is wrong, the answer is one line for a person and an exit code; never a traceback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.unit.command import run
from timeline.cli import main
from timeline.errors import BadDate
from timeline.extract import language_model, pipeline
from timeline.model import Article, Extraction


@pytest.fixture
def text(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text("Anna Berg arrived in Oslo on 3 May 2021.", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nonsense"], 2, "No such command 'nonsense'"),
        (["load"], 2, "Missing argument"),
        (["load", "nowhere.txt"], 2, "nowhere.txt: no such file"),
        (["load", "--format", "pdf", "x"], 2, "'pdf' is not one of"),
        (["extract", "--published", "3 May", "x"], 2, "'3 May' is not a date; write it as YYYY"),
        (["extract", "--published", "2023-02-29", "x"], 2, "'2023-02-29' is not a date"),
        (["extract", "--nonsense", "x"], 2, "No such option"),
        (
            ["export", "--db", "none.db"],
            2,
            "none.db: no such database; fill it with: timeline load",
        ),
        (["export", "--format", "pdf"], 2, "'pdf' is not"),
        (["serve", "--db", "none.db"], 2, "none.db: no such database"),
        (["serve", "--port", "70000"], 2, "70000 is not in the range"),
        (["stats", "--db", "none.db"], 2, "none.db: no such database"),
        (["check", "--db", "none.db"], 2, "none.db: no such database"),
        (["explain", "nowhere.txt"], 2, "nowhere.txt: no such file"),
    ],
)
def test_a_wrong_command(
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    got, out, err = run(capfd, *arguments)
    assert (got, out) == (code, ""), err
    assert err.startswith("timeline: ")
    assert says in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("filters", [["--from", "soon"], ["--to", "2023-13"], ["--q", '"' * 300]])
def test_a_filter_that_cannot_be_read(
    capfd: pytest.CaptureFixture[str], seed_database: Path, filters: list[str]
) -> None:
    code, out, err = run(capfd, "export", "--db", str(seed_database), *filters)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_no_arguments_explain_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd)
    assert (code, out) == (2, "")
    assert "Commands:" in err


def test_help_and_version_are_answers(capfd: pytest.CaptureFixture[str]) -> None:
    for asked in ("--help", "--version"):
        code, out, err = run(capfd, asked)
        assert (code, err) == (0, "")
        assert "timeline" in out


def test_other_files_are_not_taken_for_databases(
    capfd: pytest.CaptureFixture[str], text: str
) -> None:
    before = Path(text).read_bytes()
    for command in (["load", text], ["export"], ["serve"], ["stats"], ["check"]):
        code, out, err = run(capfd, *command, "--db", text)
        assert (code, out) == (4, "")
        assert err == (
            f"timeline: {text}: is not a Timeline database; name another file with --db\n"
        )
    assert Path(text).read_bytes() == before


def test_rejected_inputs_are_named_and_the_others_taken(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, text: str
) -> None:
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    (tmp_path / "c.txt").write_bytes(b"")
    code, out, err = run(capfd, "extract", "--times-only", str(tmp_path))
    assert code == 6
    assert out.count("\n") == 1
    assert err.splitlines() == [
        f"{tmp_path}/b.txt: is not UTF-8: byte 0xe9 at offset 3; convert it to UTF-8 (rejected)",
        f"{tmp_path}/c.txt: has no text (rejected)",
        "timeline: 2 inputs were rejected, for the reasons above; the others were read",
    ]


def test_names_of_files_cannot_write_to_the_terminal(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a\x1b[2J\n.txt").write_bytes(b"\xff")
    _, _, err = run(capfd, "extract", "--times-only", str(tmp_path))
    assert "\x1b" not in err
    assert r"a\x1b[2J\n.txt" in err


def test_without_the_model_one_line_says_how_to_get_it(
    capfd: pytest.CaptureFixture[str], text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    language_model.load.cache_clear()
    monkeypatch.setattr(language_model.load, "__defaults__", None, raising=False)
    monkeypatch.setattr(language_model, "load_model_from_package", _not_installed)
    for command in (["extract", text], ["load", text, "--db", str(tmp_path / "a.db")]):
        code, out, err = run(capfd, *command)
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert "is not installed" in err
        assert "pip install" in err
    language_model.load.cache_clear()


def _not_installed(name: str) -> object:
    raise ImportError(name)


@pytest.mark.parametrize("failure", [RuntimeError("no verb"), BadDate("no verb")])
def test_an_article_that_breaks_the_extractor_is_rejected_alone(
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
) -> None:
    class Fragile:
        def extract_many(self, given: list[Article], **_: object) -> Iterator[Extraction]:
            for article in given:
                if "bad" in article.text:
                    raise failure
                yield Extraction(article)

    monkeypatch.setattr(pipeline, "Extractor", Fragile)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"id": "{n}", "text": "{n}"}}\n' for n in ("a", "bad", "c", "d")))
    code, out, err = run(capfd, "extract", str(path))
    assert code == 6
    assert [line[:22] for line in out.splitlines()] == [
        f'{{"article": {{"id": "{n}"' for n in "acd"
    ]
    assert f"{path}:2: could not be read out ({type(failure).__name__}: no verb)" in err


def test_an_extractor_that_cannot_begin_is_an_error_of_ours(
    capfd: pytest.CaptureFixture[str], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def extract_many(self, given: list[Article], **_: object) -> NoReturn:
            raise RuntimeError("no rules")

    monkeypatch.setattr(pipeline, "Extractor", Broken)
    code, out, err = run(capfd, "extract", text)
    assert (code, out) == (1, "")
    assert "internal error: RuntimeError: no rules" in err


def test_an_error_of_ours_is_one_line_unless_asked(
    capfd: pytest.CaptureFixture[str], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.cli.articles.read_sources", lambda _: 1 / 0)
    code, out, err = run(capfd, "extract", text)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "internal error: ZeroDivisionError" in err
    with pytest.raises(ZeroDivisionError):
        main(["extract", text, "--debug"])


def test_a_port_in_use(seed_database: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = str(held.getsockname()[1])
        command = [sys.executable, "-m", "timeline", "serve", "--db", str(seed_database)]
        done = subprocess.run(
            [*command, "--port", port], capture_output=True, text=True, timeout=60, check=False
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"timeline: port {port} of 127.0.0.1 is in use; name another with --port, or 0 for a "
        "free one\n"
    )


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_server_ends_by_signal(seed_database: Path, sent: signal.Signals, code: int) -> None:
    command = [sys.executable, "-m", "timeline", "serve", "--port", "0", "--db", str(seed_database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert b"on http://127.0.0.1:" in server.stdout.readline()
        server.send_signal(sent)
        try:
            _, err = server.communicate(timeout=30)
        finally:
            server.kill()  # does nothing to one that has ended
    assert server.returncode == code
    assert len(err.split(b"\n", 1)[-1].strip().splitlines()) <= 1
    assert b"Traceback" not in err


def test_a_reader_of_the_output_that_leaves_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "On 3 May 2021 it rained."}\n' * 5_000, encoding="utf-8")
    command = [sys.executable, "-m", "timeline", "extract", "--times-only", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        writer.stdout.close()
        writer.wait(30)
        assert writer.stderr is not None
        assert writer.stderr.read() == b""
    assert writer.returncode == 128 + signal.SIGPIPE


def test_a_reader_that_never_looked_at_a_short_answer_is_no_error(seed_database: Path) -> None:
    """What fits in the buffer is sent, and refused, when the command is done."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "timeline", "stats", "--db", str(seed_database)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


@pytest.mark.parametrize(
    ("redirected", "code", "says"),
    [
        ("stats --db {db} >&-", 5, "timeline: the output cannot be written: standard output is"),
        ("extract --times-only - <&-", 6, "standard input: cannot be read: it is closed (rejec"),
        ("extract --times-only {text} >/dev/null 2>&-", 0, ""),
        ("load {text} --db {new} --json >/dev/null 2>&-", 0, ""),
    ],
)
def test_streams_that_are_closed(
    seed_database: Path, tmp_path: Path, text: str, redirected: str, code: int, says: str
) -> None:
    words = redirected.format(db=seed_database, text=text, new=tmp_path / "new.db")
    shell = ["sh", "-c", f"{sys.executable} -m timeline {words}"]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert done.stderr.startswith(says)
    assert "internal error" not in done.stderr


def test_an_input_that_does_not_exist_does_not_keep_the_others_out(
    capfd: pytest.CaptureFixture[str], text: str, tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone.txt")
    code, out, err = run(capfd, "extract", "--times-only", gone, text)
    assert (code, out.count("\n")) == (6, 1)
    assert err.splitlines() == [
        f"{gone}: no such file or folder (rejected)",
        "timeline: 1 input was rejected, for the reasons above; the others were read",
    ]


def test_a_name_that_no_file_can_have(
    capfd: pytest.CaptureFixture[str], seed_database: Path
) -> None:
    name = "x" * 300
    for command, code in (
        (["extract", name], 2),
        (["export", "--db", name], 5),
        (["backup", name, "--db", str(seed_database)], 5),
    ):
        got, out, err = run(capfd, *command)
        assert (got, out, err.count("\n")) == (code, "", 1)
        assert f"{name}: cannot be" in err
        assert "File name too long" in err


def test_progress_away_from_a_terminal_is_a_line_now_and_then(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.cli.console import Progress

    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    progress = Progress(total=1_000)
    for step in range(10):
        now = step * 2.0
        progress.advance(100)
    assert capfd.readouterr().err.splitlines() == ["4 done, 40%", "7 done, 70%", "10 done, 100%"]


def test_a_bar_on_a_terminal(tmp_path: Path, text: str) -> None:
    """In a pseudo-terminal, the bar is drawn and taken away before a line is printed."""
    import pty

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "timeline", "load", text, "--db", str(tmp_path / "a.db")]
    with subprocess.Popen(command, stderr=follower, stdout=subprocess.DEVNULL) as loading:
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 4096)
            except OSError:  # how Linux says that the other side is closed
                break
            if not piece:
                break
            shown += piece
        assert loading.wait(60) == 0
    os.close(leader)
    assert b"100%" in shown
    assert b"\r\x1b[K1 loaded" in shown
