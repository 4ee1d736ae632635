"""The seed articles, through the whole program, give the events that their readers expect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.golden import tables
from timeline.cli import main

STEMS = sorted(path.stem for path in (Path(__file__).parents[2] / "seeds").glob("*.txt"))
FIRST = "000_25535de30e10e091"
pytestmark = pytest.mark.xdist_group("golden")


def run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 0


def export(database: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> list[tables.Event]:
    capsysbinary.readouterr()
    run("export", "--db", str(database), "--format", "json")
    events: list[tables.Event] = json.loads(capsysbinary.readouterr().out)["events"]
    return events


def known(article: str) -> list[str]:
    listed = tables.rows("known_shortfalls.md", heading="article")
    return sorted(shortfall for stem, shortfall, reason in listed if stem == article and reason)


def compare(article: str, found: list[str]) -> None:
    """Fails unless exactly the known shortfalls are found."""
    new = [line for line in found if line not in known(article)]
    mended = [line for line in known(article) if line not in found]
    report = [*(f"falls short: {line}" for line in new), *(f"mended: {line}" for line in mended)]
    assert not report, f"{article}:\n" + "\n".join(report)


@pytest.mark.parametrize("stem", STEMS)
def test_an_article_alone(
    stem: str,
    root: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    request: pytest.FixtureRequest,
) -> None:
    database = tmp_path / "one.db"
    run("load", "--db", str(database), str(root / "seeds" / f"{stem}.txt"))
    events = export(database, capsysbinary)
    if request.config.getoption("--update-golden"):
        file = tables.FOLDER / f"{stem}.md"
        file.write_text(tables.table(file.read_text().splitlines()[0], events), encoding="utf-8")
    compare(stem, tables.shortfalls(tables.expected_events(stem), events))


def test_the_first_article_has_no_known_shortfall() -> None:
    assert known(FIRST) == []


def test_all_articles_together(
    seed_database: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    events = export(seed_database, capsysbinary)
    compare("together", sorted([*told_by_several(events), *one_actor_each(events)]))


def told_by_several(events: list[tables.Event]) -> list[str]:
    """What the first table of together.md expects of `events` and does not find."""
    lines = []
    for date, triggers, stems, disputed in tables.rows("together.md"):
        dates, words, articles = date.split(" and "), tables.either(triggers), stems.split("; ")
        tellers = [
            {
                stem(claim): claim["edtf"]
                for claim in event["claims"]
                if claim["trigger"]["text"].split()[0].casefold() in {w.split()[0] for w in words}
            }
            for event in events
            if (event["edtf"] == date or disputed)
        ]
        met = [told for told in tellers if set(articles) <= set(told)]
        if not met or (disputed and [met[0][article] for article in articles] != dates):
            lines.append(f"{date} {words[0]}: not one event of {stems}")
    return lines


def one_actor_each(events: list[tables.Event]) -> list[str]:
    """What the second table of together.md expects: a name is one actor in all its articles."""
    lines = []
    for name, stems in tables.rows("together.md", heading="name"):
        ids = {
            actor["id"]
            for event in events
            for actor in event["actors"]
            if tables.Named((name,), optional=False).is_meant_by(actor)
        }
        seen = {
            stem(claim)
            for event in events
            for claim in event["claims"]
            if ids & set(claim["actors"])
        }
        if len(ids) != 1 or not set(stems.split("; ")) <= seen:
            lines.append(f"{name}: {len(ids)} actors, in {'; '.join(sorted(seen))}")
    return lines


def stem(claim: dict[str, dict[str, str]]) -> str:
    """The seed that a claim comes from, known by its day of publication."""
    return PUBLISHED[claim["article"]["published"]]


PUBLISHED = {
    path.read_text(encoding="utf-8").split()[1]: path.stem
    for path in (Path(__file__).parents[2] / "seeds").glob("*.txt")
}


def test_updating_the_tables_is_refused_in_ci(
    pytester: pytest.Pytester, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makeconftest((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile("def test_nothing(): pass")
    monkeypatch.setenv("CI", "true")
    refused = pytester.runpytest_subprocess("--update-golden")
    refused.stderr.fnmatch_lines(["*refused where CI is set*"])
    assert refused.ret == pytest.ExitCode.USAGE_ERROR
